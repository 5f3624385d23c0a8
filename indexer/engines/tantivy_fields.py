"""The fields of a Tantivy index, and how our values stand in them.

Tokens go in ready-made. `words` holds every token of a section as often as its weighted frequency says,
without positions: one posting list answers for a word wherever it stands, and what Tantivy takes for its
frequency is that of BM25F. `title`, `heading` and `body` hold the tokens at their positions, for phrases and
for words within a field. Ids are looked up by their hash, so that any text may be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from hashlib import blake2b
from itertools import repeat
from math import lcm

from tantivy import Document, PreTokenizedString, Schema, SchemaBuilder, Token

from indexer import weights
from indexer.analysis import EXACT
from indexer.engines.base import FieldTokens, IndexedSection
from indexer.query.tree import FieldName

WORDS = "words"
FIELDS: tuple[FieldName, ...] = ("title", "heading", "body")

#: Bytes of a token that stand as they are; Tantivy leaves out tokens of more than 65,530.
_LONGEST = 60_000

_WEIGHTS = {"title": weights.TITLE, "heading": weights.HEADING, "body": weights.BODY}

#: A token stands in `words` so many times for every 1 of its weight, so that each stands there a whole number
#: of times.
SCALE = lcm(*(Fraction(weight).limit_denominator(4).denominator for weight in _WEIGHTS.values()))
_TIMES = {field: round(SCALE * weight) for field, weight in _WEIGHTS.items()}


def schema() -> Schema:
    """The fields: words, tokens by field, facts to filter, group, order and count by, and what is stored."""
    builder = SchemaBuilder()
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("section", indexed=True)
    builder.add_unsigned_field("article", indexed=True, fast=True)
    builder.add_text_field("order", tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("position", "length", *map(tokens_in, (WORDS, *FIELDS))):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("share", fast=True)
    builder.add_unsigned_field("kind", indexed=True, fast=True)
    builder.add_unsigned_field("source", indexed=True, fast=True)
    for name in ("id", "stored", "counted"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def document(section: IndexedSection, kind: int, source: int, counted: bytes) -> Document:
    """A section as Tantivy takes it; kind and source are their numbers."""
    made = Document()
    words = _words(section)
    made.add_text(WORDS, " ".join(words))
    made.add_unsigned(tokens_in(WORDS), len(words))
    for name, found in zip(FIELDS, (section.title, section.heading, section.body), strict=True):
        placed = _placed(found)
        if placed:
            made.add_pre_tokenized_text(name, PreTokenizedString("", placed))
        made.add_unsigned(tokens_in(name), len(placed))
    made.add_unsigned("length", length(section))
    article = number(section.article_id)
    made.add_unsigned("section", number(section.id))
    made.add_unsigned("article", article)
    made.add_text("order", section.article_id.encode("utf-8", "replace").decode())
    made.add_unsigned("position", section.position)
    made.add_unsigned("share", share(article))
    made.add_unsigned("kind", kind)
    made.add_unsigned("source", source)
    made.add_bytes("id", section.id.encode("utf-8", "surrogatepass"))
    made.add_bytes("stored", section.stored)
    made.add_bytes("counted", counted)
    return made


def length(section: IndexedSection) -> int:
    """A section's length in `SCALE`s: the sum of its tokens' weights.

    A spelling beside a word's normal form adds none, or sections of inflected words would be longer.
    """
    fields = zip(FIELDS, (section.title, section.heading, section.body), strict=True)
    return sum(
        _TIMES[name] * (len(found.texts) - sum(text[:1] == EXACT for text in found.texts))
        for name, found in fields
    )


def tokens_in(field: str) -> str:
    """The field that says how many tokens of a section stand in a field, as Tantivy counts them."""
    return f"{field}_tokens"


def number(identity: str) -> int:
    """The number that an id is looked up by: of a million ids two share one in 37 million indexes."""
    return int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


#: Articles are counted in so many shares: see `indexer.engines.tantivy_counts`.
SHARES = 1 << 16


def share(article: int) -> int:
    """Which of the equal shares of all articles the article of this number is in."""
    return article >> 48


def token(text: str) -> str | None:
    """A token as the index holds it, or None for what no section can hold."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return None
    if len(encoded) <= _LONGEST:
        return text
    head = encoded[:_LONGEST].decode(errors="ignore")
    return f"{head}\x00{blake2b(encoded, digest_size=16).hexdigest()}"


def _words(section: IndexedSection) -> list[str]:
    found: list[str] = []
    for name, tokens in zip(FIELDS, (section.title, section.heading, section.body), strict=True):
        found += _held(tokens.texts) * _TIMES[name]
    return found


def _placed(tokens: FieldTokens) -> list[Token]:
    """Tokens at their positions; where they are in the text is of no use here."""
    nothing = repeat(0)
    return list(map(Token, _held(tokens.texts), tokens.positions, nothing, nothing))


def _held(texts: Sequence[str]) -> list[str]:
    if max(map(len, texts), default=0) < _LONGEST // 4:
        return list(texts)
    return [token(text) or "" for text in texts]
