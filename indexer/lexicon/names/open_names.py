"""The shipped file of names: entries of several names each, already analysed.

Lines of gzipped text: a heading with the form, the fingerprint of the analysis and the SHA-256 of what
follows; the distinct words of all names; then a line for each entry with three cells for each name: a code,
the name, and its words in normal form. The code is a letter of `TYPES`; `A` is an abbreviation that is an
everyday word in small letters; a number after it is how many meanings the abbreviation has.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from indexer.analysis.analyzer import FINGERPRINT
from indexer.errors import NamesError
from indexer.lexicon.names.name_words import name_words

#: The names of `docs/names.md`; `tools/make_names.py` writes the file.
SHIPPED = Path(__file__).with_name("open_names.tsv.gz")

#: Changes whenever the same names give another file.
_FORM = "healthsearch names 1"
_HEADING_BYTES = 1_000_000  # unpacked, heading and words together have half as many


class ListedName(NamedTuple):
    """A name of an entry with its code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenNames:
    """The entries as columns: the first name of an entry heads it."""

    words: Sequence[str]  # the distinct words of all names, in normal form
    codes: Sequence[str]
    texts: Sequence[str]
    named: Sequence[str]  # the words of each name in their order, with spaces between
    sizes: Sequence[int]  # the number of names of each entry


@dataclass(frozen=True, slots=True)
class Heading:
    """What tells two files of names apart without reading all of them."""

    digest: str
    words: Sequence[str]


def packed(entries: Iterable[Sequence[ListedName]]) -> bytes:
    """The bytes of a file of these entries; the same entries give the same bytes."""
    lines = ["\t".join(f"{code}\t{text}\t{words_of(text)}" for code, text in entry) for entry in entries]
    distinct = {word for line in lines for words in line.split("\t")[2::3] for word in words.split(" ")}
    lines.insert(0, " ".join(sorted(distinct)))
    content = "".join(f"{line}\n" for line in lines)
    heading = f"{_FORM}\t{FINGERPRINT}\t{sha256(content.encode()).hexdigest()}\n"
    return gzip.compress((heading + content).encode(), 9, mtime=0)


def words_of(text: str) -> str:
    """The words of a name in normal form, with spaces between."""
    return " ".join(word.text for word in name_words(text))


@lru_cache(maxsize=4)
def read_heading(path: Path = SHIPPED) -> Heading:
    """The heading and the words of a file, cached; raises `NamesError` when it cannot be used."""
    try:
        with path.open("rb") as file:
            fingerprint, heading = _heading(file.read(_HEADING_BYTES))
        if fingerprint != (_FORM, FINGERPRINT):
            fingerprint, heading = _heading(_analysed_anew(path))
    except (OSError, zlib.error, ValueError) as error:
        raise _unusable(path, "cannot be read") from error
    return heading


def _heading(content: bytes) -> tuple[tuple[str, str], Heading]:
    """The form and analysis of a file, and its heading, from its beginning."""
    beginning = zlib.decompressobj(31).decompress(content, _HEADING_BYTES)
    heading, words, *_ = beginning.decode("utf-8", "replace").split("\n", 2)
    form, fingerprint, digest = heading.split("\t")
    return (form, fingerprint), Heading(digest, words.split(" "))


@lru_cache(maxsize=1)
def _analysed_anew(path: Path) -> bytes:
    """A file that was made for another analysis, with its names analysed by this one: some seconds.

    `make lists` saves them; until then a build after a change of the analysis is slow, and right.
    """
    return packed(read_entries(path))


def read_names(path: Path = SHIPPED) -> OpenNames:
    """The entries of a file; raises `NamesError` when it cannot be used."""
    read_heading(path)
    content = _read(path)
    current = _heading(content[:_HEADING_BYTES])[0] == (_FORM, FINGERPRINT)
    return _columns(*_content(path, content if current else _analysed_anew(path)))


def read_entries(path: Path = SHIPPED) -> list[list[ListedName]]:
    """The entries of a file without their words, whatever the analysis that it was made for."""
    names = _columns(*_content(path, _read(path)))
    rows = map(ListedName, names.codes, names.texts)
    return [[next(rows) for _ in range(size)] for size in names.sizes]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unusable(path, "cannot be read") from error


def _content(path: Path, compressed: bytes) -> tuple[str, str]:
    """The line of words and the lines of entries."""
    try:
        heading, _, content = gzip.decompress(compressed).partition(b"\n")
        whole = heading.decode().split("\t")[-1] == sha256(content).hexdigest()
        words, _, entries = content.decode().partition("\n")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise _unusable(path, "cannot be read") from error
    if not whole:
        raise _unusable(path, "is damaged")
    return words, entries


def _columns(words: str, entries: str) -> OpenNames:
    cells = entries.replace("\n", "\t").split("\t")[:-1]
    sizes = [(line.count("\t") + 1) // 3 for line in entries.split("\n")[:-1]]
    return OpenNames(words.split(" "), cells[::3], cells[1::3], cells[2::3], sizes)


def _unusable(path: Path, problem: str) -> NamesError:
    return NamesError(
        f"The file of names {path} {problem}. Install healthsearch again, or run `make lists` in a checkout."
    )
