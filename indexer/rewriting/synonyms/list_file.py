"""A synonym list as an editor writes it: lines of text to entries, every problem with its line number.

`term = name, name` goes both ways, `term => name` only from left to right, and a `!` before either
takes back what the shipped lists say. `docs/synonyms.md` describes the format to editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.analysis.analyzer import tokens
from indexer.errors import SynonymError

#: Lines of one list. As many are read in some five seconds; MeSH has 30,000 descriptors.
MAX_LINES = 100_000

#: Bytes of one list, so that a wrong file is refused before it is in memory. MeSH as a list has about 8 MB.
MAX_BYTES = 32_000_000

#: Characters of a line: some 60 names, where a search uses 8.
MAX_LINE_CHARS = 2_000

#: Words of a name, small ones too. A query has 16 at most, and a longer name is in no text as it stands.
MAX_NAME_WORDS = 10

#: Problems that are told of one list; after so many it is another kind of file.
MAX_PROBLEMS = 20

#: A comma inside a number belongs to its name: "1,4-dioxane".
_COMMA = re.compile(r",(?<!\d,)|,(?!\d)")
_COMMENT = re.compile(r"(?:^|\s)#.*")

#: What two names share when a search cannot tell them apart.
Key: TypeAlias = tuple[str, ...]


class Name(NamedTuple):
    """A name as its list writes it, and its searched words."""

    text: str
    key: Key


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a term and the names that it is widened by, or no longer is."""

    line: int
    term: Name
    names: tuple[Name, ...]  # empty only where everything about the term is taken back
    both_ways: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class SynonymList:
    """What a list says, and what is wrong with it, each problem as "FILE, line N: sentence"."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


class LineProblem(Exception):
    """What is wrong with a line, as a sentence."""


def load_list(path: Path) -> tuple[Entry, ...]:
    """The entries of a list without a problem; `SynonymError` tells the first problem of any other."""
    found = read_list(path)
    if found.problems:
        more = len(found.problems) - 1
        raise SynonymError(found.problems[0] + (f" ({more} more: see `synonyms check`.)" if more else ""))
    return found.entries


def read_list(path: Path) -> SynonymList:
    """What a list says and what is wrong with it; raises as `list_text` does."""
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
    """What the text of a list says and what is wrong with it; `name` is what its problems call it."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES + 1:  # what ends with a line's end has nothing after it
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


def written(term: str, names: Sequence[str], *, both_ways: bool = True) -> Iterator[str]:
    """The lines that say so, none longer than a line may be; nothing without names."""
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
    """Whether a name can stand in a list as it is."""
    try:
        return not _COMMENT.search(name) and not re.search("[=!]", name) and len(_names(name)) == 1
    except LineProblem:
        return False


def read_line(written_line: str, number: int) -> Iterable[Entry]:
    """What a line says, nothing if it is empty or a comment; `LineProblem` when it is wrong."""
    line = _COMMENT.sub("", written_line).strip() if "#" in written_line else written_line.strip()
    if not line:
        return ()
    if len(line) > MAX_LINE_CHARS:
        raise LineProblem(
            f"it has {len(line):,} characters; {MAX_LINE_CHARS:,} are the most. Write two lines."
        )
    taken_back = line.startswith("!")
    term, sign, right = line.removeprefix("!").partition("=")
    both_ways = not right.startswith(">")
    terms = _names(term)
    if len(terms) != 1:
        raise LineProblem(f'"{term.strip()}" is more than one term. Write one, then `=`, then its synonyms.')
    names = _names(right.removeprefix(">")) if sign else ()
    if not names and not taken_back:
        raise LineProblem(f'"{line}" has no `=`. Write `term = synonym, synonym`.')
    _check_against_itself(terms[0], names)
    return (Entry(number, terms[0], names, both_ways, taken_back),)


def _names(side: str) -> tuple[Name, ...]:
    return tuple(map(_name, _COMMA.split(side)))


def _name(part: str) -> Name:
    text = part.strip()
    if not text:
        raise LineProblem("a side or a place between commas is empty. Write a word there or take it out.")
    if "=" in text:
        raise LineProblem(f'"{text}" has an `=` in it. Write one `=` a line.')
    if not text.isprintable() and "\t" in text:
        text = " ".join(text.split())
    if not text.isprintable():
        raise LineProblem(f"{text!r} holds characters that cannot be shown. Please write it anew.")
    key = key_of(text)
    if not key:
        raise LineProblem(f'"{text}" has no word that is searched. Take it out or write it in full.')
    if (words := len(text.split())) > MAX_NAME_WORDS:
        raise LineProblem(f'"{text}" has {words} words; {MAX_NAME_WORDS} are the most. Write a shorter name.')
    return Name(text, key)


def key_of(text: str) -> Key:
    """The searched words of a name: one for each position, small words left out.

    An acronym that stands alone keeps its capitals, "GIST" not being "gist"; beside another word it does not
    have to: a "cat scan" is a "CAT scan".
    """
    found: list[str] = []
    acronym = ""
    last = -1
    for form, _, _, position in tokens(
        text
    ):  # as `searched`, in a third of its time: lists have 20,000 names
        if position != last:
            last = position
            found.append(form)
        elif found[-1].isupper():
            acronym = found[-1]
            found[-1] = form
    return (acronym,) if acronym and len(found) == 1 else tuple(found)


class Searched(NamedTuple):
    """A searched word of a name or a query: its normal form, the form it has alone, and where it stands."""

    text: str
    alone: str
    start: int
    end: int


def searched(text: str) -> list[Searched]:
    """The searched words of a text, one for each position."""
    found: list[Searched] = []
    last = -1
    for token in tokens(text):
        if token.position != last:
            last = token.position
            found.append(Searched(token.text, token.text, token.start, token.end))
        elif found[-1].text.isupper():  # an acronym: its normal form follows
            found[-1] = found[-1]._replace(text=token.text)
    return found


def _check_against_itself(term: Name, names: Iterable[Name]) -> None:
    """Only the same letters are an error: which spellings are searched alike, an editor need not know."""
    said = term.text.casefold()
    if any(name.text.casefold() == said for name in names):
        raise LineProblem(f'"{term.text}" is given as a synonym of itself. Take it out on one side.')
