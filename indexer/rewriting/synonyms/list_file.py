"""A synonym list as an editor writes it: lines of text to entries, every problem with its line number.

`term = name, name` goes both ways, `term => name` only from left to right, and a `!` before either
removes it from the shipped lists. `docs/synonyms.md` describes the format to editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.analysis.analyzer import tokens
from indexer.errors import SynonymError

#: Lines of one list. So many take some five seconds; MeSH has 30,000 descriptors.
MAX_LINES = 100_000

#: Bytes of one list, so that a wrong file is rejected before it is in memory. MeSH as a list has about 8 MB.
MAX_BYTES = 32_000_000

#: Characters of a line: some 60 names, where a search uses 8.
MAX_LINE_CHARS = 2_000

#: Words of a name, stop words included. A query has 16 at most, and no text has a longer name word for word.
MAX_NAME_WORDS = 10

#: Problems reported for one list; with more it is another kind of file.
MAX_PROBLEMS = 20

#: A comma inside a number belongs to its name: "1,4-dioxane".
_COMMA = re.compile(r",(?<!\d,)|,(?!\d)")
_COMMENT = re.compile(r"(?:^|\s)#.*")

#: The searched words of a name: names with the same key find the same sections.
Key: TypeAlias = tuple[str, ...]


class Name(NamedTuple):
    """A name as its list writes it, and its key."""

    text: str
    key: Key


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a term and the names that it gets, or no longer has."""

    line: int
    term: Name
    names: tuple[Name, ...]  # empty only where the whole term is removed
    both_ways: bool
    removes: bool


@dataclass(frozen=True, slots=True)
class SynonymList:
    """The entries of a list, and its problems, each as "FILE, line N: message"."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


class LineProblem(Exception):
    """A problem of a line, as a message."""


def load_list(path: Path) -> tuple[Entry, ...]:
    """The entries of a list; `SynonymError` with the first problem where it has any."""
    found = read_list(path)
    if found.problems:
        more = len(found.problems) - 1
        raise SynonymError(found.problems[0] + (f" ({more} more: see `synonyms check`.)" if more else ""))
    return found.entries


def read_list(path: Path) -> SynonymList:
    """The entries and problems of a list; raises as `list_text` does."""
    return parse_list(list_text(path), str(path))


def list_text(path: Path) -> str:
    """The text of a list; raises `SynonymError` when it cannot be read, is no UTF-8 text or too big."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SynonymError(f"{path} has more than {MAX_BYTES:,} bytes. Please split it or shorten it.")
        content = path.read_bytes()
    except OSError as error:
        raise SynonymError(f"The synonym list {path} cannot be read ({error.strerror}).") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SynonymError(
            f"{path}, line {line}: this is not UTF-8. Please save the list as UTF-8."
        ) from error


def parse_list(text: str, name: str) -> SynonymList:
    """The entries and problems of a list's text; problems call the list `name`."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES + 1:  # nothing follows the last line's end
        raise SynonymError(f"{name} has more than {MAX_LINES:,} lines. Please split it or shorten it.")
    entries: list[Entry] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            entries.extend(read_line(line, number))
        except LineProblem as problem:
            problems.append(f"{name}, line {number}: {problem}")
            if len(problems) == MAX_PROBLEMS:
                break
    return SynonymList(tuple(entries), tuple(problems))


def entry_lines(term: str, names: Sequence[str], *, both_ways: bool = True) -> Iterator[str]:
    """The lines that give a term these names, each within the limit; none without names."""
    start = f"{term} {'=' if both_ways else '=>'} "
    line = ""
    for name in names:
        if line and len(start) + len(line) + len(name) + 2 > MAX_LINE_CHARS:
            yield start + line
            line = ""
        line += f", {name}" if line else name
    if line:
        yield start + line


def fits(name: str) -> bool:
    """Whether a name can be written in a list as it is."""
    try:
        return not _COMMENT.search(name) and not re.search("[=!]", name) and len(_names(name)) == 1
    except LineProblem:
        return False


def read_line(written_line: str, number: int) -> Iterable[Entry]:
    """The entry of a line, none if it is empty or a comment; raises `LineProblem`."""
    line = _COMMENT.sub("", written_line).strip() if "#" in written_line else written_line.strip()
    if not line:
        return ()
    if len(line) > MAX_LINE_CHARS:
        raise LineProblem(
            f"it has {len(line):,} characters; {MAX_LINE_CHARS:,} are the most. Write two lines."
        )
    removes = line.startswith("!")
    term, sign, right = line.removeprefix("!").partition("=")
    both_ways = not right.startswith(">")
    terms = _names(term)
    if len(terms) != 1:
        raise LineProblem(f'"{term.strip()}" is more than one term. Write one, then `=`, then its synonyms.')
    names = _names(right.removeprefix(">")) if sign else ()
    if not names and not removes:
        raise LineProblem(f'"{line}" has no `=`. Write `term = synonym, synonym`.')
    _check_against_itself(terms[0], names)
    return (Entry(number, terms[0], names, both_ways, removes),)


def _names(side: str) -> tuple[Name, ...]:
    return tuple(map(_name, _COMMA.split(side)))


def _name(part: str) -> Name:
    text = part.strip()
    if not text:
        raise LineProblem(
            "a side of the sign, or a place between commas, is empty. Write a word there or remove the comma."
        )
    if "=" in text:
        raise LineProblem(f'"{text}" has an `=` in it. Write one `=` a line.')
    if not text.isprintable() and "\t" in text:
        text = " ".join(text.split())
    if not text.isprintable():
        raise LineProblem(f"{text!r} has characters that cannot be shown. Please type it again.")
    key = key_of(text)
    if not key:
        raise LineProblem(f'"{text}" has no word that is searched. Remove it or write it in full.')
    if (words := len(text.split())) > MAX_NAME_WORDS:
        raise LineProblem(f'"{text}" has {words} words; {MAX_NAME_WORDS} are the most. Write a shorter name.')
    return Name(text, key)


def key_of(text: str) -> Key:
    """The key of a name: a token for each position, stop words left out.

    An acronym alone keeps its capitals, since "GIST" is not "gist"; beside another word it does not: a
    "cat scan" is a "CAT scan".
    """
    found: list[str] = []
    acronym = ""
    last = -1
    # As `searched_words`, in a third of its time: lists have 20,000 names.
    for form, _, _, position in tokens(text):
        if position != last:
            last = position
            found.append(form)
        elif found[-1].isupper():
            acronym = found[-1]
            found[-1] = form
    return (acronym,) if acronym and len(found) == 1 else tuple(found)


class SearchedWord(NamedTuple):
    """A searched word of a name or a query: its normal form, its form in a key of its own, its offsets."""

    text: str
    alone: str
    start: int
    end: int


def searched_words(text: str) -> list[SearchedWord]:
    """The searched words of a text, one for each position."""
    found: list[SearchedWord] = []
    last = -1
    for token in tokens(text):
        if token.position != last:
            last = token.position
            found.append(SearchedWord(token.text, token.text, token.start, token.end))
        elif found[-1].text.isupper():  # an acronym: its normal form follows
            found[-1] = found[-1]._replace(text=token.text)
    return found


def _check_against_itself(term: Name, names: Iterable[Name]) -> None:
    """Only the same letters are a problem: an editor need not know which spellings have the same key."""
    written = term.text.casefold()
    if any(name.text.casefold() == written for name in names):
        raise LineProblem(f'"{term.text}" is given as a synonym of itself. Remove it on one side.')
