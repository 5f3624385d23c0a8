"""Text that is safe for a terminal and JSON that any output can encode, whatever is in a page or a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

#: Control characters, which a page must not send to a terminal, and surrogates, which no output can encode.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with U+FFFD in place of control characters and surrogates."""
    return _UNPRINTABLE.sub("\ufffd", text)


def json_text(document: object) -> str:
    """A JSON document that any output can encode."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def print_styled(text: Text) -> None:
    """Print the text, in colour on a terminal."""
    from rich.console import Console

    Console().print(text, soft_wrap=True, end="")
