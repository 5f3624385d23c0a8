"""Synonym lists from ontologies: MeSH descriptors in XML, and OBO files.

Both are read as a stream, one concept at a time, so that a file of any size needs little memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from indexer.errors import SynonymError
from indexer.rewriting.synonyms.list_file import MAX_LINES, entry_lines, fits, key_of

#: Names of one concept. The most in MeSH are some 200; with more it is no ontology of names.
MAX_CONCEPT_NAMES = 1_000

#: Characters of one name or line. Longer ones are left out: they are sentences.
MAX_CHARS = 10_000

_CHUNK = 1 << 16
_MAX_DEPTH = 32  # elements within elements; MeSH has 9
#: "..., NOS", "(disorder)" and "[D012345]": remarks of an ontology about a name, not part of it.
_REMARK = re.compile(r",? \(?(?:NOS|nos|not otherwise specified)\)?$|\s*[(\[][^()\[\]]*[)\]]$|\s*\{[^{}]*\}$")
#: Headings of classifications and variants of names that nobody writes: "CA - bone cancer".
_NO_NAME = re.compile(
    r"obsolete|deprecated|unspecified|not elsewhere|\bunclassif|manifestation|\bmorphology|disease due to"
    r"|\bwithout (?:mention|crisis)|\bor\b| -(?!\S)|\S- |\bCa$|^Ca |[()\[\]{}_]",
    re.IGNORECASE,
)
#: "anemia, sickle cell" is turned round where there is one comma; "disorder, X type" and lists are not.
_INVERTED = re.compile(r"([^,]+), ([^,]+)")
_NOT_INVERTED = re.compile(
    r"\b(?:type|types|and|or|with|without|due|in|of|variant|susceptibility|autosomal|X-linked)\b"
)
_OBO_NAME = re.compile(r"name: (.+)")
_OBO_SYNONYM = re.compile(
    r'synonym: "((?:[^"\\]|\\.)*)" (EXACT|NARROW)\b(?! *\w*(?:abbr|acronym))', re.IGNORECASE
)


@dataclass(slots=True)
class Concept:
    """A concept: its exact names, the preferred one first, and names that mean only a part of it."""

    names: list[str] = field(default_factory=list)
    narrower: list[str] = field(default_factory=list)


def read_ontology(path: Path) -> Iterator[Concept]:
    """The concepts of a MeSH descriptor XML or an OBO file; `SynonymError` when it is neither or damaged."""
    with path.open("rb") as file:
        start = file.read(_CHUNK).lstrip(b"\xef\xbb\xbf \t\r\n")
        file.seek(0)
        if start.startswith(b"<"):
            yield from _mesh(file, path)
        elif start.startswith(b"format-version:") or b"[Term]" in start:
            yield from _obo(file, path)
        else:
            raise SynonymError(
                f"{path} is neither a MeSH descriptor XML nor an OBO file. Please give one of them."
            )


def import_ontology(path: Path, into: Path) -> int:
    """Write an ontology as a new synonym list and return the number of its lines."""
    if into.exists():
        raise SynonymError(f"{into} exists already. Please name another file, or remove it first.")
    part = into.with_name(f"{into.name}.part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(f"# Names from {path.name}, written by `healthsearch synonyms import`.\n")
            for count, line in enumerate(list_lines(read_ontology(path)), 1):
                file.write(f"{line}\n")
                if count >= MAX_LINES:
                    raise SynonymError(
                        f"{path} has more than {MAX_LINES:,} lines. Please import a part of it."
                    )
        if not count:
            raise SynonymError(f"{path} has no concept with two names. Nothing was written.")
        part.replace(into)
    finally:
        part.unlink(missing_ok=True)
    return count


def list_lines(concepts: Iterable[Concept]) -> Iterator[str]:
    """The lines of a synonym list of these concepts, with the names as they are searched."""
    for concept in concepts:
        names = plain_names(concept.names)
        if not names:
            continue
        yield from entry_lines(names[0], names[1:])
        known = {key_of(name) for name in names}
        for name in plain_names(concept.narrower):
            if key_of(name) not in known:
                yield from entry_lines(name, names[:1], both_ways=False)


def plain_names(names: Iterable[str]) -> list[str]:
    """The names as a reader would write them, without duplicates and without those that nobody writes."""
    found: dict[tuple[str, ...], str] = {}
    for name in map(plain_name, names):
        if name:
            found.setdefault(key_of(name), name)
    return list(found.values())


def plain_name(name: str) -> str | None:
    """A name without remarks, "anemia, sickle cell" turned round; None where nothing is left to search."""
    text = _REMARK.sub("", " ".join(name.split()))
    if not text or _NO_NAME.search(text):
        return None
    inverted = _INVERTED.fullmatch(text)
    if inverted and not _NOT_INVERTED.search(inverted[2]):
        text = f"{inverted[2]} {inverted[1]}"
    text = re.sub(r",(?= )", "", text)
    return text if fits(text) else None


def _obo(file: BinaryIO, path: Path) -> Iterator[Concept]:
    concept: Concept | None = None
    for number, line in enumerate(_lines(file), 1):
        try:
            text = line.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            raise SynonymError(
                f"{path}, line {number}: this is not UTF-8. Please save it as UTF-8."
            ) from error
        if text.startswith("["):
            if concept and concept.names:
                yield concept
            concept = Concept() if text == "[Term]" else None
        elif concept is not None:
            concept = _with_line(concept, text)
    if concept and concept.names:
        yield concept


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; lines that are too long are empty."""
    while line := file.readline(MAX_CHARS):
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) == MAX_CHARS:
            rest = file.readline(MAX_CHARS)
        yield line if len(line) < MAX_CHARS else b""


def _with_line(concept: Concept, text: str) -> Concept | None:
    if text == "is_obsolete: true":
        return None
    if name := _OBO_NAME.match(text):
        concept.names.insert(0, name[1])
    elif (synonym := _OBO_SYNONYM.match(text)) and len(concept.names) < MAX_CONCEPT_NAMES:
        names = concept.names if synonym[2].upper() == "EXACT" else concept.narrower
        names.append(re.sub(r"\\(.)", r"\1", synonym[1]))
    return concept


def _mesh(file: BinaryIO, path: Path) -> Iterator[Concept]:
    reader = _Descriptors()
    try:
        while chunk := file.read(_CHUNK):
            reader.parser.Parse(chunk)
            yield from reader.taken()
        reader.parser.Parse(b"", True)
        yield from reader.taken()
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise SynonymError(
            f"{path}, line {error.lineno}: this is broken XML ({what}). Please download it again."
        ) from error
    except _NotMesh as error:
        raise SynonymError(
            f"{path} {error}. It was rejected; please get it from the makers of MeSH."
        ) from error
    if not reader.descriptors:
        raise SynonymError(f"{path} has no MeSH descriptors. Please give a descriptor XML (desc2025.xml).")


class _NotMesh(Exception):
    """An XML file has what no MeSH file has and what would be unsafe to parse."""


class _Descriptors:
    """Collects concepts while the parser goes through the elements of a descriptor file."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity
        self.descriptors = 0
        self._found: list[Concept] = []
        self._concept = Concept()
        self._preferred = False
        self._abbreviation = False
        self._path: list[str] = []
        self._text = ""

    def taken(self) -> list[Concept]:
        """The concepts since the last call."""
        found, self._found = self._found, []
        return found

    def _entity(self, *_: object) -> None:
        raise _NotMesh("declares entities of its own, a few of which can stand for gigabytes")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _MAX_DEPTH:
            raise _NotMesh("has elements deeper than MeSH has them")
        self._text = ""
        if name == "DescriptorRecord":
            self._concept = Concept()
        elif name == "Concept":
            self._preferred = attributes.get("PreferredConceptYN") == "Y"
        elif name == "Term":
            self._abbreviation = attributes.get("LexicalTag") in ("ABB", "ABX", "ACR", "ACX")

    def _characters(self, text: str) -> None:
        if len(self._text) < MAX_CHARS:
            self._text += text

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "String" and self._path:
            self._name(self._path[-1], self._text)
        elif name == "DescriptorRecord":
            self.descriptors += 1
            self._found.append(self._concept)

    def _name(self, of: str, text: str) -> None:
        concept = self._concept
        if of == "DescriptorName" and not concept.names:
            concept.names.append(text)
        elif of == "Term" and not self._abbreviation:
            names = concept.names if self._preferred else concept.narrower
            if len(names) < MAX_CONCEPT_NAMES:
                names.append(text)
