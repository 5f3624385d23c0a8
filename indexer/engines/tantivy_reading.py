"""What is read from a Tantivy searcher, as the values that it gives.

Its type stubs know neither the count of a result nor that our fields hold a value in every document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import tantivy
from tantivy import DocAddress, Document, Order, Searcher

#: Where a section stands, as a key: addresses themselves make slow ones.
Key = tuple[int, int]


def key(address: DocAddress) -> Key:
    """The address as a key."""
    return address.segment_ord, address.doc


def count(searcher: Searcher, query: tantivy.Query) -> int:
    """How many sections match."""
    return int(searcher.search(query, limit=1).count)  # type: ignore[attr-defined]


def best(
    searcher: Searcher, query: tantivy.Query, limit: int, by: str | None = None
) -> tuple[Sequence[tuple[float, DocAddress]], int]:
    """So many sections of the highest scores, or with the lowest values of a field, and how many match."""
    found = searcher.search(query, limit=limit, order_by_field=by, order=Order.Asc if by else Order.Desc)
    return found.hits, int(found.count)  # type: ignore[attr-defined]


def matching(searcher: Searcher, query: tantivy.Query, most: int) -> Sequence[tuple[float, DocAddress]]:
    """The sections that match, with their scores; there are so many at most."""
    return searcher.search(query, limit=max(most, 1), count=False).hits


def values(searcher: Searcher, field: str, addresses: Sequence[DocAddress]) -> Sequence[int]:
    """A number of each section."""
    return cast("Sequence[int]", searcher.fast_field_values(field, list(addresses)))


def stored(document: Document, field: str) -> bytes:
    """Bytes that a section was stored with."""
    return cast("bytes", document.get_first(field))
