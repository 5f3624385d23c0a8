"""The table of urgent phrases as an editor writes it: lines to rows, every problem with its line number.

`docs/urgent.md` describes the format to editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from corpus.kinds import KINDS
from indexer.errors import UrgentTableError
from indexer.urgent.phrases import Phrase, PhraseProblem, read_phrase

#: The shipped table.
SHIPPED = Path(__file__).with_name("urgent.tsv")

#: Bytes and lines of one table, so that a wrong file is rejected before it is in memory. The shipped one has
#: some 30,000 and 400.
MAX_BYTES = 1_000_000
MAX_LINES = 10_000

#: Characters of a box's title and text: what a phone shows at once.
MAX_TITLE_CHARS = 120
MAX_TEXT_CHARS = 800

_PLACEHOLDERS = ("{number}", "{crisis}")

#: Row type of phrases: found unless an `ordinary` phrase is near, or found always.
RowType: TypeAlias = Literal["urgent", "always", "ordinary", "now"]
_PHRASE_ROWS: Sequence[RowType] = ("urgent", "always", "ordinary", "now")

#: The category of an `ordinary` or `now` row that is meant for all.
ANY = "*"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of danger: its wording, and the titles and kinds of section that a link may lead to."""

    name: str
    title: str
    text: str
    articles: tuple[str, ...]  # titles, the best first
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase with what it says about a text."""

    type: RowType
    category: str
    phrase: Phrase


@dataclass(slots=True)
class TableRows:
    """The rows read so far, in the order of the file."""

    categories: dict[str, Category] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: list[PhraseRow] = field(default_factory=list)


class LineProblem(Exception):
    """A problem of a line, as a message."""


def load_rows(path: Path) -> TableRows:
    """The rows of a table; raises `UrgentTableError` with file and line of the first problem."""
    rows = TableRows()
    _read_into(rows, path)
    if not any(row.type in ("urgent", "always") for row in rows.phrases):
        raise UrgentTableError(
            f"{path} has no urgent phrase. Write a row of `urgent`, or `include`, a tab and `shipped`."
        )
    return rows


def _read_into(rows: TableRows, path: Path) -> None:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            _read_line(rows, [cell.strip() for cell in line.split("\t")], path)
        except (LineProblem, PhraseProblem) as problem:
            raise UrgentTableError(f"{path}, line {number}: {problem}") from problem


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UrgentTableError(f"{path} has more than {MAX_BYTES:,} bytes. This is no table of phrases.")
        content = path.read_bytes()
    except OSError as error:
        raise UrgentTableError(f"The urgent table {path} cannot be read ({error.strerror}).") from error
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UrgentTableError(f"{path}, line {line}: this is not UTF-8. Please save it as UTF-8.") from error
    if len(lines) > MAX_LINES + 1:
        raise UrgentTableError(f"{path} has more than {MAX_LINES:,} lines. Please shorten it.")
    return lines


def _read_line(rows: TableRows, cells: Sequence[str], path: Path) -> None:
    """Add what one line says to the rows."""
    match cells:
        case ["include", "shipped"] if path != SHIPPED:
            _read_into(rows, SHIPPED)
        case ["category", name, title, text, *lead] if len(lead) <= 2:
            rows.categories[name] = _category(name, title, text, *lead)
        case ["group", name, listed]:
            rows.groups[name] = _group(listed, rows)
        case ["urgent" | "always" | "ordinary" | "now" as row_type, category, phrases]:
            rows.phrases.extend(_phrase_rows(row_type, category, phrases, rows))
        case _:
            raise LineProblem(_shape_problem(cells))


def _shape_problem(cells: Sequence[str]) -> str:
    known = ("include", "category", "group", *_PHRASE_ROWS)
    if cells[0] not in known:
        return f'"{cells[0]}" is no kind of row. A line begins with {", ".join(known)} or #, then a tab.'
    return (
        f"a row of {cells[0]} does not have {len(cells)} columns, or not these. "
        "Put one tab between two columns; docs/urgent.md shows every row."
    )


def _category(name: str, title: str, text: str, articles: str = "", kinds: str = "") -> Category:
    if not name or not title or not text:
        raise LineProblem("a category needs a name, a title and a text.")
    for wording, most in ((title, MAX_TITLE_CHARS), (text, MAX_TEXT_CHARS)):
        if len(wording) > most:
            raise LineProblem(f'"{wording[:30]}…" has {len(wording)} characters; {most} are the most.')
        if not wording.isprintable():
            raise LineProblem(f"{wording[:40]!r} has characters that cannot be shown. Please type it again.")
        rest = wording
        for placeholder in _PLACEHOLDERS:
            rest = rest.replace(placeholder, "")
        if "{" in rest or "}" in rest:
            raise LineProblem("a wording has braces only in {number} and {crisis}.")
    leads = tuple(filter(None, (kind.strip() for kind in kinds.split(","))))
    if unknown := [kind for kind in leads if kind not in KINDS]:
        raise LineProblem(f'there is no kind of section "{unknown[0]}"; the kinds are: {", ".join(KINDS)}.')
    titles = tuple(filter(None, (one.strip() for one in articles.split(";"))))
    return Category(name, title, text, titles, leads)


def _group(listed: str, rows: TableRows) -> frozenset[str]:
    """The forms of a group's words; another group may be among them."""
    found: set[str] = set()
    for item in filter(None, (item.strip() for item in listed.split(","))):
        phrase = read_phrase(item, rows.groups)
        if len(phrase.parts) > 1 or len(phrase.parts[0]) > 1 or phrase.parts[0][0].number:
            raise LineProblem(f'"{item}" is not one word. A group has single words with commas between.')
        found |= phrase.parts[0][0].forms
    if not found:
        raise LineProblem("a group needs a word.")
    return frozenset(found)


def _phrase_rows(row_type: RowType, category: str, phrases: str, rows: TableRows) -> Iterable[PhraseRow]:
    anywhere = row_type in ("ordinary", "now") and category == ANY
    if not anywhere and category not in rows.categories:
        raise LineProblem(f'there is no category "{category}" above this line.')
    written = [phrase for phrase in phrases.split(",") if phrase.strip()]
    if not written:
        raise LineProblem(f"a row of {row_type} needs a phrase.")
    return [PhraseRow(row_type, category, read_phrase(phrase, rows.groups)) for phrase in written]
