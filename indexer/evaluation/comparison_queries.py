"""Queries to compare two indexes by: drawn from what a library holds, or from a file of an editor's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from indexer import limits
from indexer.errors import QueryFileError
from indexer.library.library import Library

#: Queries that are drawn: with 200 a first article that differs for one reader in a hundred shows.
DRAWN = 200

#: The column of a TSV file that holds the queries.
_COLUMN = "query"

T = TypeVar("T")


def drawn_queries(library: Library, most: int = DRAWN) -> tuple[str, ...]:
    """Titles and headings of articles drawn evenly from the whole library, the same ones each time."""
    ids = evenly(sorted(library.contents()), most // 2)
    articles = [article for article in map(library.article, ids) if article]
    titles = _distinct(article.title for article in articles)
    headings = _distinct(section.heading for article in articles for section in article.sections)
    others = [heading for heading in headings if heading not in set(titles)]
    return (*titles, *evenly(others, most - len(titles)))


def read_queries(path: Path) -> tuple[str, ...]:
    """The queries of a file, one a line or in the `query` column of a TSV file, each once.

    Raises `QueryFileError` for a file that is no UTF-8 text, has no query or too many.
    """
    size = path.stat().st_size
    if size > limits.MAX_QUERY_FILE_BYTES:
        raise QueryFileError(
            f"{path} has {size:,} bytes; {limits.MAX_QUERY_FILE_BYTES:,} are the most. Shorten it."
        )
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QueryFileError(f"{path} is no UTF-8 text. Save it as UTF-8, one query a line.") from error
    queries = tuple(_distinct(_cells(lines)))
    if not queries:
        raise QueryFileError(
            f"{path} holds no query. Write one a line, or a TSV file with a {_COLUMN!r} column."
        )
    if len(queries) > limits.MAX_COMPARED_QUERIES:
        raise QueryFileError(
            f"{path} holds {len(queries):,} queries; at most {limits.MAX_COMPARED_QUERIES:,}, please."
        )
    return queries


def evenly(items: Sequence[T], most: int) -> list[T]:
    """At most so many of these, in their order, at even distances."""
    count = min(most, len(items))
    return [items[place * len(items) // count] for place in range(count)]


def _cells(lines: Sequence[str]) -> Iterable[str]:
    header = [cell.strip().casefold() for cell in lines[0].split("\t")]
    if _COLUMN not in header:
        return lines
    place = header.index(_COLUMN)
    rows = (line.split("\t") for line in lines[1:])
    return (row[place] for row in rows if len(row) > place)


def _distinct(texts: Iterable[str]) -> list[str]:
    """The texts that say anything, each once."""
    return list(dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))))
