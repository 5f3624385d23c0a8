"""The fields of a Whoosh index, as Whoosh wants them: ready-made postings in, nothing analysed.

A schema is pickled into the index by these classes' module and name, so they stay where they are;
`indexer.generations.manifest` refuses an index of another schema before Whoosh unpickles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh import fields, formats

#: Term, occurrences, weight, value: what Whoosh's writer takes for one posting.
Posting = tuple[bytes, int, float, bytes]


class ListsFormat(formats.Format):  # type: ignore[misc]
    """Postings whose value is a packed list of `indexer.engines.local.postings`."""

    def fixed_value_size(self) -> int:
        return -1  # they vary


class TokensField(fields.FieldType):  # type: ignore[misc]
    """Takes postings as they are."""

    indexed = True

    def __init__(self) -> None:
        self.format = ListsFormat()
        self.analyzer = None
        self.scorable = True  # else Whoosh asks the file system for a length column at every posting
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None
        self.spelling = False

    def index(self, value: Iterable[Posting], **_: Any) -> Iterable[Posting]:
        return value


def schema() -> fields.Schema:
    """The one field: a document has the postings of thousands of sections (`whoosh_builder`)."""
    return fields.Schema(tokens=TokensField())
