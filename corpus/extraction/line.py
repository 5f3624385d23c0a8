"""One line of a page's text, before it is known whether it belongs to the article."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from corpus.model import BlockKind

_INVISIBLE_LETTERS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


class Line(NamedTuple):  # a page has hundreds, and a frozen dataclass takes four times as long to make
    """A heading, paragraph, list item or the like; `level` is 0 for all but headings."""

    kind: BlockKind
    text: str
    level: int = 0
    anchor: str | None = None
    depth: int = 0
    ordered: bool = False
    header: bool = False
    bold: bool = False  # all of it
    summary: bool = False  # the heading of a <details>
    linked: int = 0  # characters inside links
    own: bool = False  # one of the links is to the same site


def plain(text: str) -> str:
    """Text with single spaces and composed letters, without letters nobody sees and control characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE_LETTERS.sub("", text))
    text = " ".join(text.split())
    return text if text.isprintable() else _CONTROLS.sub("", text)  # an entity can hide one: "&#27;"
