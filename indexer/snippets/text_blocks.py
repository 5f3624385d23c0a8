"""Stretches of a text as paragraphs and lists, with what is marked in them beside their plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from indexer.documents.passage_table import PassageTable

#: The start and end of a stretch of a text.
Stretch = tuple[int, int]

#: Control and bidi override characters would break a page's markup or reverse its text; a lone surrogate
#: cannot be encoded.
_UNSAFE_SET = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[{_UNSAFE_SET}]")
#: Characters that are escaped in safe HTML.
_SPECIAL = "&<>\"'"
#: A line's end after punctuation, which needs no dot; one character, so that marks stay where they are.
_PUNCTUATED_END = re.compile(r"""\n(?:(?<=[.!?:;,…]\n)|(?<=[.!?…]["”’)]\n))""")
_CELL = re.compile(r" *\t\s*")
#: The sign before an item of a list within a line.
_DASH = "- "
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A plain text, and the stretches of it that are marked: by start, none overlapping another."""

    text: str  # cells of a table row have tabs between them
    marks: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or neighbouring items of a list."""

    kind: Literal["paragraph", "list"]
    texts: tuple[MarkedText, ...]  # one for a paragraph, one for each item of a list
    gap: bool = False  # whether text was left out before it


def text_blocks(
    text: str, passages: PassageTable, shown: Iterable[Stretch], marks: Sequence[Stretch] = ()
) -> tuple[TextBlock, ...]:
    """These runs of passages as blocks; a run is the numbers of its first and last passage.

    `marks` come by their start.
    """
    marks = merged(marks)
    blocks: list[TextBlock] = []
    for run in shown:
        gap = run[0] > 0
        for first, last in _lines(passages.begins, *run):
            one = _marked_text(text, passages.starts[first], passages.ends[last], marks)
            item = bool(passages.items >> first & 1)
            if item and not gap and blocks and blocks[-1].kind == "list":
                blocks[-1] = TextBlock("list", (*blocks[-1].texts, one), blocks[-1].gap)
            else:
                blocks.append(TextBlock("list" if item else "paragraph", (one,), gap))
            gap = False
    return tuple(blocks)


def run_html(text: str, passages: PassageTable, run: Stretch, marks: Iterable[Stretch]) -> str:
    """A run of passages as one line of safe HTML, with dots between list items and between cells."""
    first, last = run
    start, end = passages.starts[first], passages.ends[last]
    part = text[start:end]
    inside = merged([(max(s, start) - start, min(e, end) - start) for s, e in marks if s < end and e > start])
    listed = passages.items >> first & (2 << last - first) - 1 and _DASH in part
    if listed:
        part = _with_lines(part, (passages.starts[line] - start for line, _ in _lines(passages.begins, *run)))
    if "\n" in part:
        html = _on_one_line(marked_html(_PUNCTUATED_END.sub(" ", part), inside))
    else:
        html = marked_html(part, inside)
    html = _CELL.sub(" · ", html) if "\t" in html else html
    return _SPACES.sub(" ", html).strip() if listed else html


def _with_lines(text: str, starts: Iterable[int]) -> str:
    """A text with a new line and a space in place of each space and dash before an item."""
    characters = list(text)
    for at in starts:
        if text.startswith(_DASH, at):
            characters[at] = " "
            if at:
                characters[at - 1] = "\n"
    return "".join(characters)


def marked_html(text: str, marks: Iterable[Stretch]) -> str:
    """The text as safe HTML with these stretches, of which none overlaps another, in `<mark>`."""
    html: list[str] = []
    at = 0
    for start, end in marks:
        html += (text[at:start], "<mark>", text[start:end], "</mark>")
        at = end
    html.append(text[at:])
    if not text.isprintable() or any(map(text.__contains__, _SPECIAL)):
        html[::2] = map(_safe, html[::2])
    return "".join(html)


def _on_one_line(html: str) -> str:
    first, *others = html.split("\n")
    lines = [first, *(line.lstrip() for line in others)]
    return " • ".join([line.rstrip(" \t") for line in lines if line])


def merged(marks: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that come by their start, with those that overlap made one."""
    found: list[Stretch] = []
    until = 0
    for start, end in marks:
        if start < until:
            until = max(end, until)
            found[-1] = (found[-1][0], until)
        else:
            found.append((start, end))
            until = end
    return found


def _lines(begins: int, first: int, last: int) -> list[Stretch]:
    """The parts of a run that are in one paragraph, item or row each."""
    inside = begins >> first + 1 & (1 << last - first) - 1
    found = []
    while inside:
        length = (inside & -inside).bit_length()
        found.append((first, first + length - 1))
        first += length
        inside >>= length
    found.append((first, last))
    return found


def _marked_text(text: str, start: int, end: int, marks: Iterable[Stretch]) -> MarkedText:
    """A stretch of the text without the dash of an item and without characters that break a page."""
    if text.startswith(_DASH, start, end):
        start += len(_DASH)
    part = text[start:end]
    inside = [(max(s, start) - start, min(e, end) - start) for s, e in marks if s < end and e > start]
    if not part.isprintable() and _UNSAFE.search(part):
        inside = [(len(_visible(part[:first])), len(_visible(part[:last]))) for first, last in inside]
        part = _visible(part)
    return MarkedText(part, tuple(inside))


def _visible(text: str) -> str:
    return _UNSAFE.sub("", text)


def _safe(text: str) -> str:
    return escape(text if text.isprintable() else _visible(text))
