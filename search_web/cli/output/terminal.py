"""What may be sent to a terminal or written as JSON, whatever a page or a file holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

#: What a page must not send to a terminal, and half characters, which no output can encode.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with a sign in place of each character that could command a terminal or break the output."""
    return _UNPRINTABLE.sub("\ufffd", text)


def json_text(document: object) -> str:
    """A JSON document that any output can encode."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def print_styled(text: Text) -> None:
    """Print the text, in its colours where that is a terminal."""
    from rich.console import Console

    Console().print(text, soft_wrap=True, end="")
