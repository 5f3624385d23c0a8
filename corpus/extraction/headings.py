"""Which lines are headings: those marked up as such, and bold lines that serve as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from corpus.extraction.line import Line
from corpus.kinds import kind_of

#: Characters up to which a bold line can be a heading; longer ones are emphasised sentences, unless
#: they are questions or targets of links.
LONGEST = 100
LONGEST_QUESTION = 200
#: The same for a line that is marked up as a heading: some pages set whole paragraphs in h3.
LONGEST_MARKED = 300

#: So many bold headings before the first real one show that the page sets its larger headings in bold.
MIN_BOLD_HEADINGS = 3

_ENDS_SENTENCE = re.compile(r"[.!,;…][\"'”’)]*$")
_LETTERS = re.compile(r"[^\W\d_]")


def with_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each heading with its level: a summary or a bold line one below the last real heading."""
    lines = list(lines)
    marked = above = 1
    early: list[Line] = []  # bold headings with no real one before them
    for line, following in zip_longest(lines, lines[1:]):
        if len(line.text) > LONGEST_MARKED:
            yield line._replace(level=0)
        elif line.summary:
            above = min(6, marked + 1)
            yield line._replace(level=above)
        elif line.level:
            marked = above = line.level
            yield line
        else:
            level = _bold_level(line, above, early) if line.bold else 0
            is_heading = level > 0 and _can_be_heading(line, following, level)
            if is_heading and above == 1:
                early.append(line)
            yield line._replace(level=level) if is_heading else line


def _bold_level(line: Line, above: int, early: list[Line]) -> int:
    """The level of a bold line if it is a heading; 0 where bold lines are no headings.

    Under real headings a bold line splits only if it names a kind of section or is the target of links:
    otherwise it is a run-in title, and the text between would be torn from its heading.
    """
    if above == 1:
        return 2
    if len(early) >= MIN_BOLD_HEADINGS or (line.anchor is not None and any(other.anchor for other in early)):
        return 2  # this page sets its larger headings in bold
    return min(6, above + 1) if line.anchor is not None or kind_of(line.text) != "other" else 0


def _can_be_heading(line: Line, following: Line | None, level: int) -> bool:
    longest = LONGEST_QUESTION if line.anchor or line.text.endswith("?") else LONGEST
    if line.kind != "paragraph" or len(line.text) > longest or following is None:
        return False
    if 0 < following.level <= level or (
        following.bold and not following.level and following.kind == "paragraph"
    ):
        return False
    return bool(_LETTERS.search(line.text)) and not _ENDS_SENTENCE.search(line.text)
