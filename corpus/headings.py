"""Which lines are headings: those marked as such, and bold lines that stand as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from corpus.kinds import kind_of
from corpus.line import Line

#: Characters up to which a bold line can be a heading; longer ones are emphasised sentences, unless
#: they ask something or links lead to them.
LONGEST = 100
LONGEST_QUESTION = 200

_ENDS_SENTENCE = re.compile(r"[.!,;…][\"'”’)]*$")
_LETTERS = re.compile(r"[^\W\d_]")


def with_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each heading with its level: a summary or a bold line one below the last real heading.

    Under real headings a bold line splits only where it names a kind of section or is the target of
    links: elsewhere it is a run-in title, and the text between would be torn from its heading.
    """
    lines = list(lines)
    marked = above = 1
    for line, following in zip_longest(lines, lines[1:]):
        if line.summary:
            above = min(6, marked + 1)
            yield line._replace(level=above)
        elif line.level:
            marked = above = line.level
            yield line
        elif _stands_as_heading(line, following) and (above == 1 or _is_meant(line)):
            yield line._replace(level=min(6, above + 1))
        else:
            yield line


def _is_meant(line: Line) -> bool:
    return line.anchor is not None or kind_of(line.text) != "other"


def _stands_as_heading(line: Line, following: Line | None) -> bool:
    longest = LONGEST_QUESTION if line.anchor or line.text.endswith("?") else LONGEST
    if not line.bold or line.kind != "paragraph" or len(line.text) > longest or following is None:
        return False
    if following.level or (following.bold and following.kind == "paragraph"):
        return False
    return bool(_LETTERS.search(line.text)) and not _ENDS_SENTENCE.search(line.text)
