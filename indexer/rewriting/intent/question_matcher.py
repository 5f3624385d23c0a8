"""Matches a question, in plain lower case, against the table of forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from indexer.rewriting.intent import question_nouns, questions

_MOST_CHARS = 160  # longer texts are no questions, and a form with two gaps takes quadratic time
_CAPITALS = re.compile(r"\b[A-Z_]{2,}\b")
_WORD = re.compile(r"[^ _]+")
_GAP = re.compile(r"~|\.\+")
_number = count()


class QuestionMatch(NamedTuple):
    """The kinds that a question is about, and the words that express it."""

    kinds: tuple[str, ...]
    further: tuple[str, ...]  # kinds that also fit, but come second
    words: tuple[int, ...]  # the numbers of the words that express it, without those of the subject


class _FormTable(NamedTuple):
    """Forms in one pattern, each row a group of its own, and the kinds of these groups."""

    pattern: str
    kinds: dict[str, tuple[str, ...]]


def _rows(table: str) -> list[tuple[str, str]]:
    """The text before and after the colon of every row; an indented line continues the row above."""
    rows = (row.partition(": ") for row in re.sub(r"\n +", " ", table).strip().splitlines())
    return [(before, after) for before, _, after in rows]


_WORDS_FOR = {name: f"({forms})" for name, forms in _rows(questions.WORDS_FOR)}


def _table(rows: str) -> _FormTable:
    split = _rows(rows)
    kinds = {f"row{next(_number)}": tuple(kinds.split(", ")) for kinds, _ in split}
    forms = (_pattern(forms) for _, forms in split)
    return _FormTable("|".join(f"(?P<{g}>{form})" for g, form in zip(kinds, forms, strict=True)), kinds)


def _pattern(form: str) -> str:
    """The regular expression of a form, or of several with " | " between them."""
    form = re.sub(r"\s*\n\s*", " ", form).strip()
    form = _CAPITALS.sub(lambda name: _WORDS_FOR[name.group()], form)
    form = re.sub(r"\((?!\?)", "(?:", form.replace(" | ", "|"))
    return _GAP.sub(lambda _: f"(?P<gap{next(_number)}>.+?)", form)


def _series(*tables: _FormTable) -> str:
    """Nouns side by side: "causes and treatment", "diagnosis treatment".

    A treatment or test right before another noun is the subject: "cancer treatment side effects".
    """
    nouns = re.sub(r"\(\?P<\w+>", "(?:", "|".join(table.pattern for table in tables))
    apart = "".join(rf"(?<!{word} )" for word in ("treatment", "treatments", "surgery", "test", "medication"))
    more = rf" (?:(?:and|or|&) |{apart})(?:{_ADJECTIVES} ){{0,3}}(?:{nouns})"
    return rf"(?P<nouns>(?:{nouns})(?:{more}){{0,3}})(?![^ ])"


_ADJECTIVES, _AFTER = f"(?:{_pattern(question_nouns.BEFORE)})", f"(?: {_pattern(question_nouns.AFTER)})?"
_OF = _pattern("OF")
_QUESTIONS, _NOUNS, _FRAMES = (
    _table(questions.QUESTIONS),
    _table(question_nouns.NOUNS),
    _table(questions.FRAMES),
)
_ONLY_BEFORE, _ONLY_AFTER = (
    _table(question_nouns.NOUNS_BEFORE_SUBJECT),
    _table(question_nouns.NOUNS_AFTER_SUBJECT),
)
_KINDS = {
    group: kinds
    for table in (_QUESTIONS, _NOUNS, _FRAMES, _ONLY_BEFORE, _ONLY_AFTER)
    for group, kinds in table.kinds.items()
}
# Compiled when first used: that takes 70 ms, and a reindex matches no questions.
_LEAD = f"(?:(?:{_pattern(question_nouns.LEAD)}) )+"
_TRAIL = f"(?: (?:{_pattern(question_nouns.TRAIL)}))+$"
_NAMES = rf"(?<![^ ])(?:{_pattern(question_nouns.NAMES)})(?![^ ])"
_ASKS_ELSE = f"(?:{_pattern(question_nouns.ASKS_ELSE)}) "
_EACH_NOUN = (
    rf"(?<![^ ])(?:{'|'.join(table.pattern for table in (_NOUNS, _ONLY_BEFORE, _ONLY_AFTER))})(?![^ ])"
)
_NO_OF = f"(?P<nouns>{_pattern(question_nouns.NEED_NO_OF)}) (?P<subject>.+)"
_BEFORE = [
    rf"(?:{_ADJECTIVES} ){{0,8}}{form}"
    for form in (
        _series(_NOUNS, _ONLY_BEFORE) + rf"{_AFTER} {_OF} (?P<subject>.+)",
        _series(_NOUNS) + _AFTER,
        _NO_OF,
    )
]
_AFTER_SUBJECT = [
    rf"(?<= )(?:{_pattern(question_nouns.BEFORE_AT_THE_END)} ){{0,3}}{form}$"
    for form in (
        _series(_NOUNS, _ONLY_AFTER),
        _series(_NOUNS) + rf" {_OF} (?P<subject>.+)",
        _NO_OF,
    )
]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def match_question(plain: str) -> QuestionMatch | None:
    """The match of a sentence of a query, or None where the table has no form for it."""
    if len(plain) > _MOST_CHARS:
        return None
    lead, trail = _compiled(_LEAD).match(plain), _compiled(_TRAIL).search(plain)
    start, end = lead.end() if lead else 0, trail.start() if trail else len(plain)
    # The words of a name are joined, so that no form matches them.
    body = _compiled(_NAMES).sub(lambda name: name.group().replace(" ", "_"), plain[start:end])
    found = _whole(_QUESTIONS, body) or _before(body) or _after_subject(body) or _whole(_FRAMES, body)
    if not found:
        return None
    kinds, numbers = _inside(found) or (found[0], list(_words(found[1])))
    polite = [number for number, word in enumerate(_WORD.finditer(plain)) if not start <= word.start() < end]
    shift = plain.count(" ", 0, start)
    return QuestionMatch(
        tuple(dict.fromkeys(first for first, *_ in kinds)),
        tuple(dict.fromkeys(kind for _, *others in kinds for kind in others)),
        tuple(sorted([*polite, *(number + shift for number in numbers)])),
    )


_Found = tuple[list[tuple[str, ...]], "re.Match[str]"]


def _whole(table: _FormTable, body: str) -> _Found | None:
    match = _compiled(table.pattern).fullmatch(body)
    return ([_KINDS[match.lastgroup]], match) if match and match.lastgroup else None


def _before(body: str) -> _Found | None:
    """A noun for a kind, with or without the subject after it."""
    match = next(filter(None, (_compiled(form).fullmatch(body) for form in _BEFORE)), None)
    return (_kinds(match), match) if match else None


def _after_subject(body: str) -> _Found | None:
    """A noun for a kind after the subject."""
    if _compiled(_ASKS_ELSE).match(body):
        return None
    match = next(filter(None, (_compiled(form).search(body) for form in _AFTER_SUBJECT)), None)
    return (_kinds(match), match) if match else None


def _inside(found: _Found) -> tuple[list[tuple[str, ...]], list[int]] | None:
    """The kinds of "the treatment of gout" within "information on the treatment of gout": they say more."""
    kinds, match = found
    gaps = [match.span(gap) for gap in _gaps(match.re) if match.start(gap) >= 0]
    if kinds != [("overview",)] or len(gaps) != 1:
        return None
    start, end = gaps[0]
    inner = _before(match.string[start:end])
    if inner is None or "subject" not in inner[1].groupdict():
        return None
    before = len(_WORD.findall(match.string, 0, start))
    return inner[0], [*_words(match), *(before + number for number in _words(inner[1]))]


def _kinds(match: re.Match[str]) -> list[tuple[str, ...]]:
    nouns = _compiled(_EACH_NOUN).finditer(match["nouns"])
    return [_KINDS[noun.lastgroup] for noun in nouns if noun.lastgroup]


def _words(match: re.Match[str]) -> Iterator[int]:
    """The numbers of the words that the form itself matches: those in none of its gaps."""
    spans = match.regs
    gaps = [spans[gap] for gap in _gaps(match.re) if spans[gap][0] >= 0]
    for number, word in enumerate(_WORD.finditer(match.string)):
        at = word.start()
        if match.start() <= at < match.end() and not any(start <= at < end for start, end in gaps):
            yield number


@cache
def _gaps(forms: re.Pattern[str]) -> tuple[int, ...]:
    """The groups of a pattern that are its gaps."""
    return tuple(group for name, group in forms.groupindex.items() if name.startswith(("gap", "subject")))
