"""The fields of a Tantivy index, and how our values are represented in them.

`words` has every token of a section as often as its field weighs, without positions: one posting list
answers for a token in any field, and Tantivy's own score is nearly BM25F. `title`, `heading` and `body`
have the tokens at their positions, for phrases and for tokens within a field; `second` names those that
are second at a position. Ids are looked up by their hash, so that any text may be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from indexer.analysis.analyzer import EXACT
from indexer.documents.facets import FACETS
from indexer.query.tree import FieldName

WORDS = "words"
FIELDS: tuple[FieldName, ...] = ("title", "heading", "body")

#: Bytes of a token that is indexed as it is; Tantivy leaves out tokens of more than 65,530.
LONGEST = 60_000

_CUT, _DIGEST = "\x01", 32  # what stands for the rest of a longer one, and its digits

#: Each position of a field has so many slots: for a word's normal form, for its spelling, and for any other
#: token there ("follow-up": follow, followup). So tokens go in as a text, one after the other.
SLOTS, SECOND = 3, 2

#: The token of an empty slot; the analysis makes none like it.
GAP = "\x00"

_PLACED = "placed"


def schema() -> Schema:
    """The fields: words, tokens by field, and doc values to filter, order and count by."""
    builder = SchemaBuilder()
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=_PLACED, index_option="position")
    builder.add_text_field("second", tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("section", indexed=True)
    builder.add_unsigned_field("article", indexed=True, fast=True)
    builder.add_text_field("order", tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("row", "share"):
        builder.add_unsigned_field(name, fast=True)
    for name in FACETS:
        builder.add_unsigned_field(facet_field(name), indexed=True, fast=True)
    return builder.build()


def facet_field(facet: str) -> str:
    """The field of a facet's ordinals."""
    return f"facet_{facet}"


def register_tokenizers(index: Index) -> None:
    """Have an index that is written to take tokens in slots as they are."""
    tokens = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([GAP])).build()
    index.register_tokenizer(_PLACED, tokens)


def slots(text: str, position: int) -> list[int]:
    """The slots that a token at a position may have in its field, the usual one first."""
    return [SLOTS * position + (text[0] == EXACT), SLOTS * position + SECOND]


def id_number(identity: str) -> int:
    """The number that an id is looked up by: of a million ids two share one in 37 million indexes."""
    return int.from_bytes(blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


#: Articles are counted in so many shares: see `indexer.engines.tantivy.facet_counts`.
SHARES = 1 << 16


def share(article: int) -> int:
    """Which of the equal shares of all articles the article of this number is in."""
    return article >> 48


def token(text: str) -> str | None:
    """A token as it is indexed, or None for a text that no section can have; idempotent."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return None
    if len(encoded) <= LONGEST or text[-1 - _DIGEST] == _CUT:
        return text
    head = encoded[:LONGEST].decode(errors="ignore")
    return f"{head}{_CUT}{blake2b(encoded, digest_size=_DIGEST // 2).hexdigest()}"


def indexed_text(texts: Sequence[str]) -> Sequence[str]:
    """Tokens as they are indexed."""
    if sum(map(len, texts)) < LONGEST // 4:  # bytes of a character
        return texts
    return [token(text) or GAP for text in texts]
