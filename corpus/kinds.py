"""Heading to canonical kind: "Aetiology" and "What causes it?" are both `causes`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from corpus.heading_forms import FRAMES, PHRASES, WHOLE, WORDS

KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "overview": "Overview",
        "causes": "Causes",
        "risk-factors": "Risk factors",
        "symptoms": "Symptoms",
        "diagnosis": "Diagnosis",
        "treatment": "Treatment",
        "side-effects": "Side effects",
        "complications": "Complications",
        "prognosis": "Outlook",
        "prevention": "Prevention",
        "living-with": "Living with it",
        "support": "Support and information",
        "urgent-help": "When to get help",
        "genetics": "Genetics",
        "frequency": "How common it is",
        "research": "Research",
        "references": "References",
        "other": "Other",
    }
)
#: The kinds as URLs and JSON name them, in the order in which they are shown.
KINDS: tuple[str, ...] = tuple(KIND_LABELS)


class _Subject(NamedTuple):
    """What an article is about, from its title."""

    whole: str
    phrases: tuple[str, ...]  # the title and its parts, each between spaces, the longest first
    words: frozenset[str]  # that no form of a heading holds


class _Table(NamedTuple):
    forms: re.Pattern[str]
    whole: bool  # a form has to be the whole heading
    kinds: Mapping[str, str]  # by the names of the pattern's groups


_WORD = re.compile(r"\w+(?:[-']\w+)*")
_NUMBERING = re.compile(r"^\W*(?:(?:q|question|part|step|chapter)?\s*\d*\s*[.:)]\s)?")
_JOINTS = re.compile(r"[:;,()|/?]|\s[-\u2013\u2014]\s|\b(?:in|on|for|and|or|of|with|during|after|to|from)\b")
_MOST_WORDS = 16  # a longer heading tells a story ("My period is painful and medicines don't help ...")
_SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as")
    + ("your", "my", "our", "is", "are", "what", "who", "how", "it", "its")
)


def kind_of(heading: str, title: str = "") -> str:
    """The kind of a section under this heading, "other" where the heading does not say.

    `title` is the article's: its words are its subject and decide nothing, so that "Pain relief" is
    no treatment section of an article on pain relief.
    """
    plain = _plain(heading)
    if not plain:
        return "other"
    subject = _subject(title)
    if plain == subject.whole:
        return "overview"
    asked = _without(plain, subject)
    if asked.count(" ") >= _MOST_WORDS:
        return "other"
    return _decide(plain if asked == "~" else asked)


@lru_cache(maxsize=20_000)
def _decide(asked: str) -> str:
    for table in _tables():
        found = table.forms.fullmatch(asked) if table.whole else table.forms.search(asked)
        if found and found.lastgroup:
            return table.kinds[found.lastgroup]
    return "other"


def _plain(text: str) -> str:
    """The words of a heading in lower case, without numbering and punctuation."""
    text = text.lower().replace("\u2019", "'").replace("&", " and ")
    return " ".join(_WORD.findall(_NUMBERING.sub("", text)))


@lru_cache(maxsize=2_000)
def _subject(title: str) -> _Subject:
    whole = _plain(title)
    parts = {_plain(part) for part in _JOINTS.split(title.lower())}
    initials = {"".join(word[0] for word in _content(part)) for part in parts | {whole}}
    parts = {part for part in parts if len(_content(part)) > 1 and _decide(part) == "other"} | {whole} - {""}
    words = {word for word in _content(whole) if word not in _VOCABULARY and _decide(word) == "other"}
    words = {word for word in words | initials if len(word) > 2}
    phrases = sorted(parts, key=lambda part: (-len(part), part))
    forms = [
        f" {form} " for part in phrases for form in (part, f"{part}s", f"{part}es", part.removesuffix("s"))
    ]
    return _Subject(whole, tuple(dict.fromkeys(forms)), frozenset(words))


def _content(plain: str) -> list[str]:
    return [word for word in plain.split() if word not in _SMALL]


def _without(plain: str, subject: _Subject) -> str:
    """The heading with "~" for every mention of the subject."""
    text = f" {plain} "
    for phrase in subject.phrases:
        text = text.replace(phrase, " ~ ")
    kept: list[str] = []
    for word in text.split():
        if word != "~" and word not in subject.words and word.removesuffix("s") not in subject.words:
            kept.append(word)
        elif not kept or kept[-1] != "~":
            kept.append("~")
    return " ".join(kept)


def _compiled(table: str, *, whole: bool) -> _Table:
    """One pattern for all rows of a table, and which of its groups means which kind."""
    rows = [line.split(": ", 1) for line in table.strip().splitlines()]
    kinds = {f"row{number}": kind for number, (kind, _) in enumerate(rows)}
    forms = (_pattern(row) for _, row in rows)
    either = "|".join(f"(?P<{group}>{form})" for group, form in zip(kinds, forms, strict=True))
    return _Table(re.compile(either if whole else rf"(?<![^ ])(?:{either})(?![^ ])"), whole, kinds)


def _pattern(row: str) -> str:
    row = row.replace(" ... ", "(?: [^ ]+){0,10}? ").replace(" ...", "(?: [^ ]+){1,10}")
    return re.sub(r"\((?!\?)", "(?:", row.replace(" | ", "|"))


@cache
def _tables() -> tuple[_Table, ...]:
    """The forms of headings; compiled only where there are headings, as that takes 15 ms."""
    return (
        _compiled(WHOLE, whole=True),
        _compiled(PHRASES, whole=False),
        _compiled(WORDS, whole=False),
        _compiled(FRAMES, whole=True),
    )


_VOCABULARY = frozenset(re.findall(r"[a-z]{3,}", WHOLE + PHRASES + WORDS))
