"""An editor's CSV file of golden queries to values, every problem with its line number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from corpus.sources.scan import SAMPLE
from indexer import limits
from indexer.errors import GoldenError
from indexer.golden.golden_queries import GoldenQuery

#: The golden queries of the sample corpus.
SAMPLE_GOLDEN = SAMPLE.parent / "golden.csv"

#: The editor's own file in the data folder.
GOLDEN_FILE = "golden.csv"

COLUMNS = ("query", "must_have", "must_not_have", "within")

#: The number of first results that count where the file does not give it.
WITHIN = 10

#: Separates several articles in one cell.
_SEPARATOR = "|"

#: What spreadsheets put between cells, depending on the country.
_DELIMITERS = ",;\t"

#: Problems reported of one file; with more it is probably another kind of file.
_MAX_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class GoldenFile:
    """The queries of a file, and its problems, each as "FILE, line N: message"."""

    queries: tuple[GoldenQuery, ...]
    problems: tuple[str, ...]


class _Problem(Exception):
    """A problem of one line."""


def golden_path(data_dir: Path) -> Path:
    """The file for a data folder: its own `golden.csv`, else that of the sample corpus."""
    own = data_dir / GOLDEN_FILE
    return own if own.is_file() else SAMPLE_GOLDEN


def load_golden(path: Path) -> tuple[GoldenQuery, ...]:
    """The queries of a file; `GoldenError` with the first problem where there is any."""
    found = read_golden(path)
    if found.problems:
        more = len(found.problems) - 1
        raise GoldenError(
            found.problems[0] + (f" ({more} more: see `healthsearch golden {path}`.)" if more else "")
        )
    return found.queries


def read_golden(path: Path) -> GoldenFile:
    """The queries and problems of a file; `GoldenError` when it is not UTF-8 or too big."""
    if path.stat().st_size > limits.MAX_GOLDEN_BYTES:
        raise GoldenError(
            f"{path} has more than {limits.MAX_GOLDEN_BYTES:,} bytes. Is it a file of golden queries? "
            "If so, please shorten it."
        )
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GoldenError(
            f"{path}, line {line}: this is not UTF-8. Please save the file as “CSV UTF-8”."
        ) from error
    return parse_golden(text, str(path))


def parse_golden(text: str, name: str) -> GoldenFile:
    """The queries and problems of a file's text; the problems call the file `name`."""
    queries: list[GoldenQuery] = []
    problems: list[str] = []
    rows = _rows(text)
    try:
        columns = _columns(next((cells for _, cells in rows), []))
    except _Problem as problem:
        return GoldenFile((), (f"{name}, line 1: {problem}",))
    while len(problems) < _MAX_PROBLEMS and (row := next(rows, None)):
        try:
            queries.append(_query(row, columns))
            _check_count(queries)
        except _Problem as problem:
            problems.append(f"{name}, line {row[0]}: {problem}")
    if not queries and not problems:
        problems = [f"{name}, line 1: there is no query under the header. Please write one."]
    return GoldenFile(tuple(queries), tuple(problems))


def _rows(text: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The rows that are not empty, each with the number of its first line; the last may be an error."""
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        yield start, error


def _columns(header: Sequence[str] | csv.Error) -> Mapping[str, int]:
    if isinstance(header, csv.Error):
        raise _broken(header)
    found = {cell.casefold(): column for column, cell in enumerate(header)}
    for name in (cell for cell in found if cell):
        if name not in COLUMNS:
            near = process.extractOne(name, COLUMNS, score_cutoff=60)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise _Problem(f"there is no column “{name}”; the columns are {', '.join(COLUMNS)}.{hint}")
    if len([cell for cell in header if cell]) > len([cell for cell in found if cell]):
        raise _Problem("a column is there twice. Please keep one of them.")
    if "query" not in found or not {"must_have", "must_not_have"} & set(found):
        raise _Problem(
            f"the first line has to name the columns: {','.join(COLUMNS)} (must_have or must_not_have may be "
            "missing, and within)."
        )
    return found


def _query(row: tuple[int, list[str] | csv.Error], columns: Mapping[str, int]) -> GoldenQuery:
    line, cells = row
    if isinstance(cells, csv.Error):
        raise _broken(cells)
    if any(cells[len(columns) :]):
        raise _Problem(
            f"it has {len(cells)} cells, the header {len(columns)}. "
            'Put a text with a comma between quotes: "Gout, explained".'
        )
    if lonely := next((cell for cell in cells if cell.count('"') % 2), None):
        raise _Problem(
            f"“{lonely[:40]}” has a quote without its pair. Put quotes around the whole cell, or remove it."
        )
    values = {name: cells[n] if n < len(cells) else "" for name, n in columns.items()}
    query = values["query"]
    if not query:
        raise _Problem("there is no query. Please write what a reader would type.")
    if len(query) > limits.MAX_QUERY_CHARS:
        raise _Problem(f"the query has {len(query):,} characters; {limits.MAX_QUERY_CHARS:,} are the most.")
    wanted, unwanted = _names(values.get("must_have", "")), _names(values.get("must_not_have", ""))
    if not wanted and not unwanted:
        raise _Problem(f"“{query}” has no demand. Please fill in must_have or must_not_have.")
    if both := set(wanted) & set(unwanted):
        raise _Problem(f"“{min(both)}” is in must_have and in must_not_have. Please remove one.")
    return GoldenQuery(line, query, wanted, unwanted, _within(values.get("within", "")))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in cell.split(_SEPARATOR) if (name := " ".join(part.split()))))


def _within(cell: str) -> int:
    number = int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 9 else WITHIN if not cell else 0
    if not 1 <= number <= limits.MAX_GOLDEN_PLACE:
        raise _Problem(
            f"within is “{cell[:40]}”; write a whole number from 1 to {limits.MAX_GOLDEN_PLACE}, "
            f"or nothing for {WITHIN}."
        )
    return number


def _check_count(queries: Sequence[GoldenQuery]) -> None:
    if len(queries) > limits.MAX_GOLDEN_QUERIES:
        raise GoldenError(
            f"There are more than {limits.MAX_GOLDEN_QUERIES:,} golden queries; shorten the file."
        )


def _broken(error: csv.Error) -> _Problem:
    return _Problem(f"this is no CSV ({error}). Check whether a quote is missing its pair.")
