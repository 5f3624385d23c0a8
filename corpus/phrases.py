"""The rules that know furniture by what one line says."""

from __future__ import annotations

import re

from corpus.lines import Line

_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = rf"({_MONTH} \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})"

# A whole line of this is furniture wherever it stands.
_WHOLE = re.compile(
    r"(?P<advert>advertisements?|advertising|ad|sponsored( content)?|story continues below.*)"
    r"|(?P<control>((back|return) to|go to)( the)? top|top|print( this)?( page| article)?|e-?mail( this)?( page)?"
    r"|skip to (main )?content|close|menu|search|loading( .{0,20})?|listen|play|pause|copy( link)?|save"
    r"|toggle .{0,20}|opens? in (a )?new (window|tab)|(show|see|view|load) (more|all|less)( .{0,20})?|expand( all)?)"
    r"|(?P<footer>(©|copyright\b|\(c\)).{0,100}\d{4}.{0,100}|all rights reserved.{0,30})"
    r"|(?P<share>share( this)?( (article|post|page|story))?( (on|via|with|to) .{0,20})?|tweet|pin it|pin"
    r"|(like|follow) us( on)?.{0,40}|facebook|twitter|linkedin|whatsapp|instagram|pinterest)"
    rf"|(?P<byline>\d+[ -]min(ute)?s?\.?( to)?( read)?|(reading|read) time:? .{{0,20}}|{_DATE}"
    rf"|(by|written by|posted by|author:?) [^.]{{2,60}}|(published|updated|posted|last updated|modified)( on)?:? .{{0,8}}{_DATE}.{{0,20}})"
    r"|(?P<photo-credit>(photo|image|picture|illustration|credit|foto)s?( credit)?( courtesy)?( of| by)?:.{2,80}|(photo|image)s? courtesy .{2,80})".replace(
        "photo-credit", "photo_credit"
    ),
    re.IGNORECASE,
)

# The same where all of the line is a link.
_LINKS = re.compile(
    r"((read|learn|find out|see|view|show|discover|explore|load) (more|all|full|the full|now)|continue reading|click here|sign up|register"
    r"|subscribe|get started|download|buy|shop|order|apply|contact|book|try|join|next|previous|home|share).{0,40}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(credits?|photo(graph)?s?|image|illustration|courtesy|getty|shutterstock|istock|unsplash|alamy)\b|©|\(?ap photo",
    re.IGNORECASE,
)

#: Characters of the longest line that these rules look at.
LONGEST = 110


def rule_of_line(line: Line) -> str | None:
    """The rule under which a whole line is furniture, whatever stands around it."""
    if len(line.text) > LONGEST:
        return "photo-credit" if line.kind == "caption" and _CREDIT.search(line.text) else None
    text = line.text.strip(" :.|↑^»→>•…-–")
    if not text:
        return "decoration"
    found = _WHOLE.fullmatch(text)
    if found is not None and not (line.level and found.lastgroup == "byline"):
        return str(found.lastgroup).replace("_", "-")
    if line.linked >= len(text) and line.kind == "paragraph" and not line.level and _LINKS.fullmatch(text):
        return "control"
    if line.kind == "caption" and _CREDIT.search(text):
        return "photo-credit"
    return None
