"""What is read from a Tantivy searcher, as the values that it gives.

Its type stubs know neither the count of a result nor that our fields hold a value in every document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import tantivy
from tantivy import DocAddress, Document, Order, Searcher

#: Where a section stands, as a number; addresses themselves are no keys.
Key = int


def keys(addresses: Iterable[DocAddress]) -> list[Key]:
    """The addresses as keys."""
    return [(address.segment_ord << 32) + address.doc for address in addresses]


def count(searcher: Searcher, query: tantivy.Query) -> int:
    """How many sections match."""
    return int(searcher.search(query, limit=1).count)  # type: ignore[attr-defined]


def best(
    searcher: Searcher, query: tantivy.Query, limit: int, by: str | None = None
) -> tuple[Sequence[tuple[float, DocAddress]], int]:
    """So many sections of the highest scores, or with the lowest values of a field, and how many match."""
    found = searcher.search(query, limit=limit, order_by_field=by, order=Order.Asc if by else Order.Desc)
    return found.hits, int(found.count)  # type: ignore[attr-defined]


def matching(searcher: Searcher, query: tantivy.Query, most: int) -> list[DocAddress]:
    """The sections that match; there are so many at most."""
    return [address for _, address in searcher.search(query, limit=max(most, 1), count=False).hits]


def scored(searcher: Searcher, query: tantivy.Query, most: int) -> dict[Key, float]:
    """The sections that match, with their scores; there are so many at most."""
    hits = searcher.search(query, limit=max(most, 1), count=False).hits
    return {(address.segment_ord << 32) + address.doc: score for score, address in hits}


def values(searcher: Searcher, field: str, addresses: Sequence[DocAddress]) -> Sequence[int]:
    """A number of each section."""
    return cast("Sequence[int]", searcher.fast_field_values(field, list(addresses)))


def stored(document: Document, field: str) -> bytes:
    """Bytes that a section was stored with."""
    return cast("bytes", document.get_first(field))
