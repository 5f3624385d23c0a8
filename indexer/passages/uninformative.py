"""Passages that tell a reader nothing: "Symptoms vary from person to person", "click here", links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.passages.sentences import Passage

#: The most characters of a sentence that says nothing; a longer one says something beside.
_LONGEST = 260

_PERSON = "(?:person|patient|individual|case|child|woman|man)"
_DOCTOR = "(?:doctor|physician|health ?care (?:provider|professional|team)|provider|pharmacist|nurse)s?"
_SPEAK = "(?:(?:talk|speak) (?:to|with)|ask|consult|contact|see|visit|check with)"
_PAGE = r"(?:web ?site|web ?page|page|portal)"
_MORE = "(?:more|further|additional)"

#: Sentences that only lead elsewhere, or are about the page.
_ELSEWHERE = re.compile(
    "|".join(
        (
            rf"\b(?:for|find|get|learn|read|see|obtain) (?:much )?{_MORE}"
            r" (?:(?:specific )?(?:information|details|results|resources)|about|on|at|in)\b",
            r"\b(?:learn|read|find out|see) more\b",
            r"^\W*see (?:also|the|our|below|above|table|figure|page|section)\b",
            r"\bclick (?:here|on\b|the (?:link|brackets)|this|each|any)",
            r"\b(?:this|following|below) links?\b|\blinks? (?:below|above|to the right)\b",
            rf"\b(?:visit|go to|check) (?:the|our|their|its)\b[^.]{{0,80}}\b{_PAGE}\b",
            rf"\b(?:is|are) (?:also )?available (?:from|at|on|in) the\b[^.]{{0,60}}\b{_PAGE}",
            r"\b(?:these|the following|this) (?:resources?|links?|websites?|organizations?)\b[^.]{0,40}"
            r"\b(?:address|offer|provide|may|can|list|have|contain|below)",
            r"\bhas developed fact sheets\b",
            r"\bthe table below\b|\b(?:provides|shows|gives|has) the following (?:list|table)\b",
            # What thousands of pages on rare diseases say about the table of signs above.
            r"\bhow often a sign or symptom occurs\b|\bfrequency of a sign or symptom is usually listed\b",
            r"\bfrequency may also be listed\b|\bnumber of the fraction is\b",
            r"\ba frequency of \d+/\d+ means\b",
            r"\bbecause these frequencies are based\b|\bno information on frequency\b",
            r"\bthe sign or symptom may be rare or common\b",
            r"\blook up the definitions?\b|\bmedical dictionary\b",
            r"\bmuch of this information comes from\b",
            r"\b(?:enlarge|reduce|watch|view) (?:the|this) (?:video|image|picture|animation)\b",
            r"\blast (?:updated|reviewed|modified)\b",
            r"\bthis (?:article|section|page|summary|information|fact sheet) "
            r"(?:describes|discusses|explains|covers|is (?:not )?(?:intended|meant|provided)|may not mention"
            r")\b",
        )
    ),
    re.IGNORECASE,
)
#: Sentences that say nothing, unless they also have one of `_TELLS`.
_HEDGES = re.compile(
    "|".join(
        (
            rf"\b(?:var(?:y|ies|ied)|differs?)\b[^.:;,]{{0,60}} from (?:one )?{_PERSON} to (?:the next|\w+)",
            r"\bevery(?:one|body| person| case)?(?: is|[’']s| responds| reacts) different",
            rf"\b{_SPEAK} (?:[\w'’]+ ){{0,3}}{_DOCTOR}\b[^.]{{0,40}}\b"
            rf"(?:(?:for|about) (?:{_MORE}|any|the latest)? ?(?:information|details|advice|questions|guidance"
            r"|clinical trials)|(?:any|further|more) questions)",
            r"^\W*(?:many|numerous|several|certain|various) (?:different )?(?:factors|things) "
            r"(?:can |may |might )?(?:affect|influence|play|contribute|are involved)\b",
        )
    ),
    re.IGNORECASE,
)
#: These make a sentence tell something after all: what it is that varies, or an amount.
_TELLS = re.compile(
    r"\b(?:such as|includ\w+|for example|e\.g|but|because of (?!numerous|many|several|various)|depend\w* on"
    r"|if you have|\d+ ?(?:%|mg|percent|in \d))\b",
    re.IGNORECASE,
)
#: Every sentence that says nothing has one of these; looking for them first takes a tenth of the time.
_SIGNS = (
    *("more", "further", "additional", "see ", "click", "link", "visit", "go to", "check", "available"),
    *("resource", "website", "organization", "fact sheet", "table below", "the following", "frequenc"),
    *("sign or symptom", "fraction", "definition", "dictionary", "comes from", "video", "image", "picture"),
    *("animation", "last ", "this article", "this section", "this page", "this summary", "this information"),
    *("this fact", "var", "differ", "doctor", "physician", "health care", "healthcare", "provider"),
    *("pharmacist", "nurse", "factors", "things"),
)
#: What to do in a danger is never left out.
_DANGER = re.compile(r"\b(?:emergency|immediately|right away|at once|call|urgent\w*)\b", re.IGNORECASE)

#: Lines before a list of links.
_LINKS = re.compile(
    r"(?:^|[.:]\s*)\W*(?:"
    r"see also|related (?:links?|topics?|pages?|articles?|information|resources?|issues)|external links?"
    rf"|(?:other|{_MORE}|useful|helpful|online) (?:resources?|information|links?|reading|websites?)"
    r"|(?:these|the following|this) (?:resources?|links?|websites?)\b.*"
    rf"|(?:read|learn|find out|for|find|see) (?:{_MORE}|related)\b.*"
    r"|more information (?:is|about|on)\b.*|resources|references|links|sources|(?:see|visit) the\b.*"
    r")\W*$",
    re.IGNORECASE,
)
#: What items of a list of links look like: the names of publishers and of their pages, and addresses.
_RESOURCE = re.compile(
    r"https?://|\bwww\.|\.(?:gov|org|com|edu|net)\b"
    r"|\b(?:MedlinePlus|Wikipedia|Encyclopedia|Registry|Gene ?Reviews?|OMIM|PubMed|Orphanet|ClinicalTrials"
    r"|Foundation|Association|Institutes?|Society|Academy|Federation|Alliance|Coalition|[Ff]act ?[Ss]heets?"
    r"|Handbook|Guidebook|Booklet|Brochure|Web ?sites?|Web ?page|Spanish|Centers? for|NIH|CDC|NHS|WHO|FDA)\b"
)
#: The most characters of a line before a list that are looked at.
_LEAD = 160


def uninformative(text: str, parts: Sequence[Passage]) -> set[int]:
    """The numbers of the passages that say nothing, or are items of a list of links or its first line."""
    found = {number for number, part in enumerate(parts) if _says_nothing(text, part)}
    lines = [list(line) for _, line in groupby(range(len(parts)), key=lambda number: parts[number].line)]
    for lead, items in _lists(parts, lines):
        leads = bool(lead) and _leads_to_links(text, parts[lead[0]].start, parts[lead[-1]].end)
        names = sum(_names_resource(text, parts[item[0]].start, parts[item[-1]].end) for item in items)
        if leads or 2 * names >= len(items) + 1:
            found.update(number for item in items for number in item)
            found.update(lead[-1:] if leads else ())
    return found


def _lists(parts: Sequence[Passage], lines: list[list[int]]) -> Iterator[tuple[list[int], list[list[int]]]]:
    """Each list as the line before it, empty where there is none, and its items."""
    lead: list[int] = []
    for is_list, group in groupby(lines, key=lambda line: parts[line[0]].item):
        found = list(group)
        if is_list:
            yield lead, found
        lead = found[-1]


def _says_nothing(text: str, part: Passage) -> bool:
    if part.end - part.start > _LONGEST:
        return False
    said = text[part.start : part.end]
    if not any(map(said.lower().__contains__, _SIGNS)):
        return False
    found = _ELSEWHERE.search(said) or (_HEDGES.search(said) and not _TELLS.search(said))
    return bool(found) and not _DANGER.search(said)


def _leads_to_links(text: str, start: int, end: int) -> bool:
    return bool(_LINKS.search(text[max(start, end - _LEAD) : end]))


def _names_resource(text: str, start: int, end: int) -> bool:
    """Whether an item names a publisher or a page of one; an item that ends as a sentence is prose."""
    return text[end - 1] not in ".!?" and bool(_RESOURCE.search(text, start, end))
