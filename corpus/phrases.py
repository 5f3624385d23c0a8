"""The rules that know furniture by what one line says."""

from __future__ import annotations

import re

from corpus.lines import Line

_PHRASES = re.compile(
    r"(?P<advert>advertisement|advertising|sponsored( content)?)"
    r"|(?P<control>(back|return) to (the )?top|print( this page)?|e-?mail( this page)?|skip to (main )?content|close|menu|search)"
    r"|(?P<share>share( this)?( (article|post|page|story))?( on .{0,20})?|tweet|pin it|follow us.{0,40})"
    r"|(?P<byline>\d+ min(ute)?s?( read)?)",
    re.IGNORECASE,
)


def rule_of_line(line: Line) -> str | None:
    """The rule under which a whole line is furniture, whatever stands around it."""
    found = _PHRASES.fullmatch(line.text.strip(" :.|↑^")) if len(line.text) < 80 else None
    return found.lastgroup if found else None
