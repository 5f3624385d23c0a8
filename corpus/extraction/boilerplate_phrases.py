"""Recognise boilerplate by its words: whole lines, and headings of what is no article."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.extraction.line import Line


def _patterns(rules: Mapping[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all rules; the name of the group that matches is the rule's, with "_" for "-"."""
    groups = (f"(?P<{rule.replace('-', '_')}>{'|'.join(forms)})" for rule, forms in rules.items())
    return re.compile("|".join(groups), re.IGNORECASE)


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
)

# Lines that are boilerplate anywhere on a page.
_LINES = _patterns(
    {
        "advert": [r"advertisements?|advertising|sponsored(?: content)?|story continues below.*"],
        "control": [
            r"(?:(?:back|return) to|go to)(?: the)? top|top|close|menu|search|skip to (?:main )?content",
            r"print(?: this)?(?: page| article)?|e-?mail(?: this)?(?: page)?(?: to a friend)?",
            r"copy(?: link)?|save|text size.{0,20}",
            r"loading(?: .{0,20})?|listen|play|pause|toggle .{0,20}",
            r"opens? in (?:a )?new (?:window|tab)",
            r"(?:show|see|view|load) (?:more|all|less)(?: .{0,20})?|expand(?: all)?",
        ],
        "footer": [r"(?:©|copyright\b|\(c\)).{0,100}\d{4}.{0,100}|all rights reserved.{0,30}"],
        "feedback": [r"(?:was|is|did) (?:this|the) .{0,40}(?:helpful|useful|help you)\b.{0,30}"],
        "share": [
            r"share(?: this)?(?: (?:article|post|page|story))?(?: (?:on|via|with|to) .{0,20})?",
            r"tweet|pin(?: it)?",
            r"(?:like|follow) us(?: on)?.{0,40}|facebook|twitter|linkedin|whatsapp|instagram|pinterest",
        ],
        "byline": [
            r"\d+[ -]min(?:ute)?s?\.?(?: to)? read|(?:reading|read) time:? .{0,20}",
            r"(?:(?:written|posted|(?:medically |fact )?(?:reviewed|checked))(?: and \w+)? by|author:)"
            r" [^.]{2,60}",
            rf"{_DATE}|(?:page |content |article )?(?:last |medically |date |first )?"
            r"(?:updated|reviewed|published|posted|modified|checked|created|edited)"
            rf"(?: on)?:? .{{0,12}}(?:{_DATE}|{_MONTH} \d{{4}}|\d{{4}}).{{0,30}}",
        ],
        "photo-credit": [
            r"(?:photo|image|picture|illustration|credit)s?(?: credit)?(?: courtesy)?(?: of| by)?:.{2,80}",
            r"(?:photo|image)s? courtesy .{2,80}",
        ],
    }
)

# Lines that are boilerplate if all of the line is a link.
_LINKS = re.compile(
    r"(?:(?:read|learn|find out|see|view|show|discover|explore|load) (?:more|all|full|the full|now)"
    r"|continue reading|click here|sign up|register|subscribe|get started|download|buy|shop|order|apply"
    r"|contact|book|try|join|next|previous|home|share).{0,40}",
    re.IGNORECASE,
)
# The start of a newsletter's small print.
_CONSENT = re.compile(
    r"by (?:signing up|subscribing|clicking|submitting|entering your)\b|sign up (?:now )?(?:for|to) .{3,60}"
    r"(?:newsletter|updates|inbox)|subscribe to .{3,60}(?:newsletter|updates|inbox)",
    re.IGNORECASE,
)
# The start of a line that links to another article.
_POINTS_ELSEWHERE = re.compile(
    r"(?:read also|also read|see also|also see|read more|read next|related(?: (?:article|story|reading))?"
    r"|more|don.t miss|watch)\s*[:–—-]",
    re.IGNORECASE,
)
# The start of a byline that names several people and dates.
_BYLINE = re.compile(
    r"(?:medically |clinically |fact[- ])?(?:reviewed|checked|written) by .{3,120}"
    r"(?:[—–|]|\b(?:on|updated|written)\b)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*[|·•]\s*")
_CREDIT = re.compile(
    r"\b(?:credits?|photo(?:graph)?s?|image|illustration|courtesy|getty|shutterstock|istock|unsplash|alamy)\b"
    r"|©|\(?ap photo",
    re.IGNORECASE,
)

# Headings of what is no article.
_HEADINGS = _patterns(
    {
        "related": [
            r"(?:related|recommended|similar|suggested|popular|recent|latest|trending|featured|top|other|more"
            r"|new)(?: (?:from|on|in|at|for|by|to) .{1,40}| [\w ]{0,20}(?:articles?|posts?|stories|story"
            r"|reads?|reading|news|videos?|blogs?|content|products?|topics?))",
            r"related(?: links)?|more|latest|(?:trending|popular)(?: now)?|also in .{1,30}|what.s new",
            r"you (?:may|might)(?: also)? (?:like|enjoy|be interested in).{0,20}|explore more.{0,30}",
            r"see also",
            r"(?:read|up|what to read|watch) next|keep reading|read more|in other news|hot topics|don.t miss",
            r"most (?:read|popular|viewed|shared)|editor.?s.? picks?|from (?:our|the) .{1,30}",
        ],
        "comments": [
            r"(?:\d+ )?comments?(?: \(?\d+\)?)?|\d+ (?:responses?|replies|thoughts on .+)|reader comments",
            r"leave (?:a|your) (?:reply|comment).{0,20}|(?:post|add|write) a (?:comment|review)",
            r"join the (?:conversation|discussion)",
        ],
        "newsletter": [
            r"(?:(?:our|the|free|daily|weekly|monthly|e-?mail) )*newsletters?(?: sign-?up)?|subscribe.{0,50}",
            r"sign up.{0,50}|stay (?:up to date|informed|connected|in touch).{0,30}",
            r"get .{0,30} (?:inbox|updates)",
        ],
        "share": [r"share(?: (?:this|on|via|with).{0,30})?|follow us.{0,30}|connect with us|spread the word"],
        "byline": [r"about (?:the )?authors?|(?:written|reviewed|posted) by.{0,40}|meet the author"],
        "tags": [r"tags|categories|filed under|topics|archives?"],
        "contents-list": [
            r"(?:table of )?contents|on this page|in this (?:article|guide|post|story|section)|page contents",
            r"jump to.{0,20}|quick links|what.s (?:inside|in this .{1,10})",
        ],
    }
)

#: Characters of the longest line that `rule_of_line` checks.
LONGEST = 110
#: The same for the small print under a newsletter's form, and for bylines that name all contributors.
LONGEST_SMALL_PRINT = 400


def rule_of_line(line: Line) -> str | None:
    """The rule by which a whole line is boilerplate, whatever is around it; else None."""
    if line.kind == "caption":
        return "photo-credit" if _CREDIT.search(line.text) else None
    if line.kind not in ("paragraph", "item"):
        return None
    if len(line.text) > LONGEST:
        return _rule_of_long_line(line.text)
    text = line.text.strip(" :.|↑^»→>•…-–")
    if not text:
        return "decoration"
    if line.linked * 2 > len(line.text) and _POINTS_ELSEWHERE.match(text):
        return "related"
    linked = line.linked >= len(text)
    if line.kind == "item" and not linked:
        return None  # "Pause" and "Save" are steps, too
    rule = _rule_of_parts(text)
    if rule is not None:
        return rule if not line.level or rule != "byline" else None
    is_button = linked and line.kind == "paragraph" and not line.level and _LINKS.fullmatch(text)
    return "control" if is_button else None


def _rule_of_long_line(text: str) -> str | None:
    if len(text) > LONGEST_SMALL_PRINT:
        return None
    if _CONSENT.match(text):
        return "newsletter"
    return "byline" if _BYLINE.match(text) else None


def _rule_of_parts(text: str) -> str | None:
    """The rule of a line; one with bars or dots between its parts has that of the first, if all have one."""
    rule = _rule_matching(_LINES, text)
    if rule is not None or not _BAR.search(text):
        return rule
    rules = [_rule_matching(_LINES, part) for part in _BAR.split(text)]
    return rules[0] if all(rules) else None


def rule_of_heading(text: str) -> str | None:
    """The rule by which the lines under a heading may be boilerplate; else None."""
    return _rule_matching(_HEADINGS, text.strip(" :.…!?"))


def _rule_matching(patterns: re.Pattern[str], text: str) -> str | None:
    match = patterns.fullmatch(text)
    return match.lastgroup.replace("_", "-") if match is not None and match.lastgroup else None
