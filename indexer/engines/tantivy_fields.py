"""The fields of a Tantivy index, and how our values stand in them.

Tokens go in ready-made. `words` holds every token of a section as often as its weighted frequency says,
without positions: one posting list answers for a word wherever it stands, and what Tantivy takes for its
frequency is that of BM25F. `title`, `heading` and `body` hold the tokens at their positions, for phrases and
for words within a field. Ids are looked up by their hash, so that any text may be one.
"""

from __future__ import annotations

from hashlib import blake2b

from tantivy import Schema, SchemaBuilder

from indexer.query.tree import FieldName

WORDS = "words"
FIELDS: tuple[FieldName, ...] = ("title", "heading", "body")

#: Bytes of a token that stand as they are; Tantivy leaves out tokens of more than 65,530.
LONGEST = 60_000


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
    if len(encoded) <= LONGEST:
        return text
    head = encoded[:LONGEST].decode(errors="ignore")
    return f"{head}\x00{blake2b(encoded, digest_size=16).hexdigest()}"
