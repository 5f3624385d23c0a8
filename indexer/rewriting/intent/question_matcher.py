"""A question in plain lower case to the kinds it asks for and the words that ask: the table at work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from indexer.rewriting.intent import question_nouns, questions

_MOST_CHARS = 160  # longer ones tell a story, and a form with two gaps takes quadratic time
_CAPITALS = re.compile(r"\b[A-Z_]{2,}\b")
_WORD = re.compile(r"[^ _]+")
_GAP = re.compile(r"~|\.\+")
_number = count()


class Asked(NamedTuple):
    """What a question asks for."""

    kinds: tuple[str, ...]
    further: tuple[str, ...]  # kinds that answer too, but second
    words: tuple[int, ...]  # the numbers of the words that ask, without those of the subject


class _Table(NamedTuple):
    """Forms in one pattern, each row a group of its own, and the kinds of these groups."""

    pattern: str
    kinds: dict[str, tuple[str, ...]]


def _rows(table: str) -> list[tuple[str, str]]:
    """What stands before and behind the colon of every row; indented lines go on with the row above."""
    rows = (row.partition(": ") for row in re.sub(r"\n +", " ", table).strip().splitlines())
    return [(before, behind) for before, _, behind in rows]


_WORDS_FOR = {name: f"({forms})" for name, forms in _rows(questions.WORDS_FOR)}


def _table(rows: str) -> _Table:
    split = _rows(rows)
    kinds = {f"row{next(_number)}": tuple(kinds.split(", ")) for kinds, _ in split}
    forms = (_pattern(forms) for _, forms in split)
    return _Table("|".join(f"(?P<{g}>{form})" for g, form in zip(kinds, forms, strict=True)), kinds)


def _pattern(form: str) -> str:
    """The regular expression of a form, or of several with " | " between them."""
    form = re.sub(r"\s*\n\s*", " ", form).strip()
    form = _CAPITALS.sub(lambda name: _WORDS_FOR[name.group()], form)
    form = re.sub(r"\((?!\?)", "(?:", form.replace(" | ", "|"))
    return _GAP.sub(lambda _: f"(?P<gap{next(_number)}>.+?)", form)


def _series(*tables: _Table) -> str:
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
_ONLY_BEFORE, _ONLY_BEHIND = _table(question_nouns.NOUNS_BEFORE), _table(question_nouns.NOUNS_BEHIND)
_KINDS = {
    group: kinds
    for table in (_QUESTIONS, _NOUNS, _FRAMES, _ONLY_BEFORE, _ONLY_BEHIND)
    for group, kinds in table.kinds.items()
}
# Compiled when first used: that takes 70 ms, and who reindexes mostly asks nothing.
_LEAD = f"(?:(?:{_pattern(question_nouns.LEAD)}) )+"
_TRAIL = f"(?: (?:{_pattern(question_nouns.TRAIL)}))+$"
_NAMES = rf"(?<![^ ])(?:{_pattern(question_nouns.NAMES)})(?![^ ])"
_ASKS_ELSE = f"(?:{_pattern(question_nouns.ASKS_ELSE)}) "
_EACH_NOUN = (
    rf"(?<![^ ])(?:{'|'.join(table.pattern for table in (_NOUNS, _ONLY_BEFORE, _ONLY_BEHIND))})(?![^ ])"
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
_BEHIND = [
    rf"(?<= )(?:{_pattern(question_nouns.BEFORE_AT_THE_END)} ){{0,3}}{form}$"
    for form in (
        _series(_NOUNS, _ONLY_BEHIND),
        _series(_NOUNS) + rf" {_OF} (?P<subject>.+)",
        _NO_OF,
    )
]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def asked(plain: str) -> Asked | None:
    """What a sentence of a query asks for; None where the table does not know it."""
    if len(plain) > _MOST_CHARS:
        return None
    lead, trail = _compiled(_LEAD).match(plain), _compiled(_TRAIL).search(plain)
    start, end = lead.end() if lead else 0, trail.start() if trail else len(plain)
    # The words of a name are joined, so that no form knows them.
    body = _compiled(_NAMES).sub(lambda name: name.group().replace(" ", "_"), plain[start:end])
    found = _whole(_QUESTIONS, body) or _before(body) or _behind(body) or _whole(_FRAMES, body)
    if not found:
        return None
    kinds, numbers = _inside(found) or (found[0], list(_words(found[1])))
    polite = [number for number, word in enumerate(_WORD.finditer(plain)) if not start <= word.start() < end]
    shift = plain.count(" ", 0, start)
    return Asked(
        tuple(dict.fromkeys(first for first, *_ in kinds)),
        tuple(dict.fromkeys(kind for _, *others in kinds for kind in others)),
        tuple(sorted([*polite, *(number + shift for number in numbers)])),
    )


_Found = tuple[list[tuple[str, ...]], "re.Match[str]"]


def _whole(table: _Table, body: str) -> _Found | None:
    match = _compiled(table.pattern).fullmatch(body)
    return ([_KINDS[match.lastgroup]], match) if match and match.lastgroup else None


def _before(body: str) -> _Found | None:
    """A name of what is asked for, with or without what it is asked about behind it."""
    match = next(filter(None, (_compiled(form).fullmatch(body) for form in _BEFORE)), None)
    return (_kinds(match), match) if match else None


def _behind(body: str) -> _Found | None:
    """A name of what is asked for behind what it is asked about."""
    if _compiled(_ASKS_ELSE).match(body):
        return None
    match = next(filter(None, (_compiled(form).search(body) for form in _BEHIND)), None)
    return (_kinds(match), match) if match else None


def _inside(found: _Found) -> tuple[list[tuple[str, ...]], list[int]] | None:
    """What "information on the treatment of gout" asks for, which says more than that it is information."""
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
    """The numbers of the words that the form names: those of the match that stand in none of its gaps."""
    spans = match.regs
    gaps = [spans[gap] for gap in _gaps(match.re) if spans[gap][0] >= 0]
    for number, word in enumerate(_WORD.finditer(match.string)):
        at = word.start()
        if match.start() <= at < match.end() and not any(start <= at < end for start, end in gaps):
            yield number


@cache
def _gaps(forms: re.Pattern[str]) -> tuple[int, ...]:
    """Which groups of a pattern are its gaps."""
    return tuple(group for name, group in forms.groupindex.items() if name.startswith(("gap", "subject")))
