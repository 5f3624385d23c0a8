"""The one field that holds every token, as Whoosh wants it: ready-made postings in, nothing analysed.

A schema is pickled into the index by these classes' module and name, so they stay where they are;
`indexer.publish.manifest` refuses an index of another schema before Whoosh unpickles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh import columns, fields, formats

from indexer.engines.base import IndexedSection
from indexer.engines.postings import section_terms
from indexer.packing import pack

#: Term, number of places, weighted frequency, packed places: what Whoosh's writer takes for one posting.
Posting = tuple[bytes, int, float, bytes]


class PlacesFormat(formats.Format):  # type: ignore[misc]
    """Postings whose value is the packed places of `indexer.engines.postings`."""

    def fixed_value_size(self) -> int:
        return -1  # they vary


class TokensField(fields.FieldType):  # type: ignore[misc]
    """Takes the postings of a section as they are."""

    indexed = True

    def __init__(self) -> None:
        self.format = PlacesFormat()
        self.analyzer = None
        self.scorable = (
            True  # else Whoosh asks the file system for a length column at every posting: 18 of 57 s
        )
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None
        self.spelling = False

    def index(self, value: Iterable[Posting], **_: Any) -> Iterable[Posting]:
        return value


def schema() -> fields.Schema:
    """The fields: tokens, the article's id for removals, a section's facts, the section, its analysis."""
    return fields.Schema(
        tokens=TokensField(),
        article=fields.ID(),
        facts=fields.COLUMN(columns.VarBytesColumn()),
        stored=fields.STORED(),
        analysed=fields.STORED(),
    )


def postings(section: IndexedSection) -> tuple[list[Posting], float]:
    """A section's postings, and its length as the sum of their frequencies."""
    found = [
        (term.encode("utf-8", "surrogatepass"), len(places), frequency, pack(places))
        for term, (frequency, places) in section_terms(section).items()
    ]
    return found, sum(posting[2] for posting in found)
