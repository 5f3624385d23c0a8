"""From a heading to its canonical kind: "Aetiology" and "What causes it?" are both `causes`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from corpus.heading_forms import GENERAL, PHRASES, WHOLE, WORDS

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
#: The kinds as they are named in URLs and JSON, in display order.
KINDS: tuple[str, ...] = tuple(KIND_LABELS)


class _Subject(NamedTuple):
    """An article's subject, taken from its title."""

    whole: str
    phrases: tuple[str, ...]  # the title and its parts, each between spaces, the longest first
    words: frozenset[str]  # those that are in no form of a heading


class _Table(NamedTuple):
    forms: re.Pattern[str]
    whole: bool  # a form has to match the whole heading
    kinds: Mapping[str, str]  # by the names of the pattern's groups


_WORD = re.compile(r"\w+(?:[-']\w+)*")
_NUMBERING = re.compile(r"^\W*(?:(?:q|question|part|step|chapter)?\s*\d*\s*[.:)]\s)?")
_TITLE_SEPARATOR = re.compile(
    r"[:;,()|/?]|\s[-\u2013\u2014]\s|\b(?:in|on|for|and|or|of|with|during|after|to|from)\b"
)
_MAX_WORDS = 16  # a longer heading is a story ("My period is painful and medicines don't help ...")
_STOP_WORDS = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as")
    + ("your", "my", "our", "is", "are", "what", "who", "how", "it", "its")
)


def kind_of(heading: str, title: str = "") -> str:
    """The kind of a section under this heading, "other" if the heading shows none.

    `title` is the article's. Its words are the subject and do not count, so "Pain relief" is no treatment
    section in an article on pain relief.
    """
    normal = _normalize(heading)
    if not normal:
        return "other"
    subject = _subject(title)
    if normal == subject.whole:
        return "overview"
    masked = _mask(normal, subject)
    if masked.count(" ") >= _MAX_WORDS:
        return "other"
    return _match(normal if masked == "~" else masked)


@lru_cache(maxsize=20_000)
def _match(heading: str) -> str:
    for table in _tables():
        match = table.forms.fullmatch(heading) if table.whole else table.forms.search(heading)
        if match and match.lastgroup:
            return table.kinds[match.lastgroup]
    return "other"


def _normalize(text: str) -> str:
    """The words of a heading in lower case, without numbering and punctuation."""
    text = text.lower().replace("\u2019", "'").replace("&", " and ")
    return " ".join(_WORD.findall(_NUMBERING.sub("", text)))


@lru_cache(maxsize=2_000)
def _subject(title: str) -> _Subject:
    whole = _normalize(title)
    parts = {_normalize(part) for part in _TITLE_SEPARATOR.split(title.lower())}
    initials = {"".join(word[0] for word in _content_words(part)) for part in parts | {whole}}
    parts = {part for part in parts if len(_content_words(part)) > 1 and _match(part) == "other"}
    parts |= {whole} - {""}
    words = {word for word in _content_words(whole) if word not in _VOCABULARY and _match(word) == "other"}
    words = {word for word in words | initials if len(word) > 2}
    phrases = sorted(parts, key=lambda part: (-len(part), part))
    forms = [
        f" {form} " for part in phrases for form in (part, f"{part}s", f"{part}es", part.removesuffix("s"))
    ]
    return _Subject(whole, tuple(dict.fromkeys(forms)), frozenset(words))


def _content_words(text: str) -> list[str]:
    return [word for word in text.split() if word not in _STOP_WORDS]


def _mask(heading: str, subject: _Subject) -> str:
    """The heading with "~" for every mention of the subject."""
    text = f" {heading} "
    for phrase in subject.phrases:
        text = text.replace(phrase, " ~ ")
    masked: list[str] = []
    for word in text.split():
        if word != "~" and word not in subject.words and word.removesuffix("s") not in subject.words:
            masked.append(word)
        elif not masked or masked[-1] != "~":
            masked.append("~")
    return " ".join(masked)


def _compile_table(rows: str, *, whole: bool) -> _Table:
    """One pattern for all rows, with a group for each, and the kind that each group means."""
    split_rows = [line.split(": ", 1) for line in rows.strip().splitlines()]
    kinds = {f"row{number}": kind for number, (kind, _) in enumerate(split_rows)}
    forms = (_regex(forms) for _, forms in split_rows)
    either = "|".join(f"(?P<{group}>{form})" for group, form in zip(kinds, forms, strict=True))
    return _Table(re.compile(either if whole else rf"(?<![^ ])(?:{either})(?![^ ])"), whole, kinds)


def _regex(forms: str) -> str:
    forms = forms.replace(" ... ", "(?: [^ ]+){0,10}? ").replace(" ...", "(?: [^ ]+){1,10}")
    return re.sub(r"\((?!\?)", "(?:", forms.replace(" | ", "|"))


@cache
def _tables() -> tuple[_Table, ...]:
    """The compiled forms; compiled on first use only, because that takes 15 ms."""
    return (
        _compile_table(WHOLE, whole=True),
        _compile_table(PHRASES, whole=False),
        _compile_table(WORDS, whole=False),
        _compile_table(GENERAL, whole=True),
    )


_VOCABULARY = frozenset(re.findall(r"[a-z]{3,}", WHOLE + PHRASES + WORDS))
