"""Queries to compare two indexes by: taken from a library's articles, or from an editor's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from indexer import limits
from indexer.errors import QueryFileError
from indexer.library.library import Library

#: Queries taken from a library. With 200, a difference in one search of a hundred shows.
LIBRARY_QUERIES = 200

#: The column of a TSV file that holds the queries.
_COLUMN = "query"

T = TypeVar("T")


def library_queries(library: Library, most: int = LIBRARY_QUERIES) -> tuple[str, ...]:
    """Titles and headings of articles spread evenly over the whole library, the same ones each time."""
    ids = evenly(sorted(library.contents()), most // 2)
    articles = [article for article in map(library.article, ids) if article]
    titles = _distinct(article.title for article in articles)
    headings = _distinct(section.heading for article in articles for section in article.sections)
    others = [heading for heading in headings if heading not in set(titles)]
    return (*titles, *evenly(others, most - len(titles)))


def read_comparison_queries(path: Path) -> tuple[str, ...]:
    """The distinct queries of a file, one a line or in the `query` column of a TSV file.

    Raises `QueryFileError` for a file that is not UTF-8 or has no query or too many.
    """
    size = path.stat().st_size
    if size > limits.MAX_QUERY_FILE_BYTES:
        raise QueryFileError(
            f"{path} has {size:,} bytes; at most {limits.MAX_QUERY_FILE_BYTES:,} are allowed. Shorten it."
        )
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QueryFileError(f"{path} is not UTF-8 text. Save it as UTF-8, one query a line.") from error
    queries = tuple(_distinct(_cells(lines)))
    if not queries:
        raise QueryFileError(
            f"{path} has no query. Write one a line, or a TSV file with a {_COLUMN!r} column."
        )
    if len(queries) > limits.MAX_COMPARED_QUERIES:
        raise QueryFileError(
            f"{path} has {len(queries):,} queries; at most {limits.MAX_COMPARED_QUERIES:,} are allowed. "
            "Shorten it."
        )
    return queries


def evenly(items: Sequence[T], most: int) -> list[T]:
    """At most so many of the items, evenly spaced, in their order."""
    count = min(most, len(items))
    return [items[n * len(items) // count] for n in range(count)]


def _cells(lines: Sequence[str]) -> Iterable[str]:
    header = [cell.strip().casefold() for cell in lines[0].split("\t")]
    if _COLUMN not in header:
        return lines
    column = header.index(_COLUMN)
    rows = (line.split("\t") for line in lines[1:])
    return (row[column] for row in rows if len(row) > column)


def _distinct(texts: Iterable[str]) -> list[str]:
    """The distinct texts that are not empty."""
    return list(dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))))
