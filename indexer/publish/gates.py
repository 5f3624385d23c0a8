"""The gates before a publish: what is live, set against the candidate that would take its place.

Each gate is a function of values; none reads, writes or publishes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias, get_args

from indexer.golden.golden_queries import GoldenReport, compare
from indexer.library.article_sizes import Census
from indexer.library.library import Failure

GateName = Literal["articles", "sections", "text", "failures", "golden", "rollback", "verify"]

#: The names that `--allow` takes. What `verify` refuses no searcher would open, so nothing lets it through.
ALLOWABLE: tuple[str, ...] = tuple(name for name in get_args(GateName) if name != "verify")

#: The share of articles, and of sections, that may go in one publish.
_MAX_LOST = 0.10

#: The share of pages that may begin to fail in one publish, and may fail at all in the first.
_MAX_FAILING = 0.05
_MAX_FAILING_AT_FIRST = 0.5

#: Below these numbers a share says nothing: two of ten articles may well be taken away on purpose.
_FEW_ARTICLES = 3
_FEW_SECTIONS = 10
_FEW_FAILURES = 3

#: The share of its words that a site's middle page may lose, and how many changed pages it takes to say so.
_MAX_TEXT_LOST = 0.5
_FEW_PAGES = 5


@dataclass(frozen=True, slots=True)
class Condition:
    """What an index holds and how it fares; of the live one only what it takes to compare with it."""

    census: Census
    pages: int  # how many the corpora have, failed ones among them
    failures: tuple[Failure, ...] = ()
    golden: GoldenReport | None = None  # None where no golden queries were asked
    damage: str | None = None  # what verifying the index found, as a sentence
    rollback: str | None = None  # why an editor's rollback stands in its way, as sentences


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate is not published, and the option that publishes it all the same; None if none does."""

    gate: GateName
    reason: str  # sentences
    override: str | None


_Reasons: TypeAlias = Iterator[tuple[GateName, str]]


def refusals(
    live: Condition | None, candidate: Condition, allowed: Collection[str] = ()
) -> tuple[Refusal, ...]:
    """Why the candidate should not take the live one's place; empty if nothing speaks against it.

    `allowed` names gates that are passed over, `ALLOWABLE` for all. A first publish, without a live one, has
    nothing to lose: only damage, and more failed pages than read ones, speak against it.
    """
    reasons = _first(candidate) if live is None else _next(live, candidate)
    return tuple(
        Refusal(gate, reason, f"--allow {gate}" if gate in ALLOWABLE else None)
        for gate, reason in reasons
        if gate not in ALLOWABLE or gate not in allowed
    )


def _first(candidate: Condition) -> _Reasons:
    yield from _damage(candidate)
    failing = len(candidate.failures)
    if failing >= _FEW_FAILURES and failing > _MAX_FAILING_AT_FIRST * candidate.pages:
        yield (
            "failures",
            f"{failing:,} of {candidate.pages:,} pages could not be read. "
            f"{_first_failure(candidate.failures)} See whether this is the right folder.",
        )


def _next(live: Condition, candidate: Condition) -> _Reasons:
    yield from _damage(candidate)
    yield from _articles(live.census, candidate.census)
    yield from _sections(live.census, candidate.census)
    yield from _text(live.census, candidate.census)
    yield from _failures(live, candidate)
    yield from _golden(live.golden, candidate.golden)
    if candidate.rollback:
        yield "rollback", candidate.rollback


def _damage(candidate: Condition) -> _Reasons:
    if candidate.damage:
        yield "verify", f"The index that was built is not whole: {candidate.damage}"


def _articles(live: Census, candidate: Census) -> _Reasons:
    """Counted by id: a corpus exchanged for another of its size has lost all it had."""
    lost = len(live.counts.keys() - candidate.counts.keys())
    if live.articles and not candidate.articles:
        yield (
            "articles",
            f"No article would be left, of {live.articles:,}. See whether the corpus is where it should be.",
        )
    elif lost >= _FEW_ARTICLES and lost > _MAX_LOST * live.articles:
        new = len(candidate.counts.keys() - live.counts.keys())
        yield (
            "articles",
            f"{lost:,} of {live.articles:,} articles would be gone ({_share(lost, live.articles)}; {new:,} "
            "would be new). See whether a folder is missing or another one was named.",
        )


def _sections(live: Census, candidate: Census) -> _Reasons:
    """Counted in all: a heading that is written otherwise gives its section another id."""
    lost = live.sections - candidate.sections
    if candidate.articles and lost >= _FEW_SECTIONS and lost > _MAX_LOST * live.sections:
        yield (
            "sections",
            f"There would be {candidate.sections:,} sections instead of {live.sections:,} "
            f"({_share(lost, live.sections)} fewer). See with `healthsearch reindex --dry-run` which.",
        )


def _text(live: Census, candidate: Census) -> _Reasons:
    """A page's source is the one it had: a template that changed may no longer say the site's name."""
    changed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, before in live.counts.items():
        after = candidate.counts.get(article_id)
        if after and (before.words, before.sections) != (after.words, after.sections):
            changed[before.source].append((before.words, after.words))
    for source, words in sorted(changed.items()):
        was, is_now = (median(column) for column in zip(*words, strict=True))
        if len(words) >= _FEW_PAGES and is_now < (1 - _MAX_TEXT_LOST) * was:
            yield (
                "text",
                f"The {len(words):,} changed pages of {source or 'sites without a name'} have {is_now:,.0f} "
                f"words each (the median) where they had {was:,.0f}: its template may have changed. See with "
                "`healthsearch show FILE --dropped` what is left out of one.",
            )


def _failures(live: Condition, candidate: Condition) -> _Reasons:
    """Only what began to fail: pages that an editor has let fail before are no reason to refuse again."""
    known = {failure.path for failure in live.failures}
    new = tuple(failure for failure in candidate.failures if failure.path not in known)
    if len(new) >= _FEW_FAILURES and len(new) > _MAX_FAILING * candidate.pages:
        yield (
            "failures",
            f"{len(new):,} of {candidate.pages:,} pages ({_share(len(new), candidate.pages)}) can no longer "
            f"be read, or are new and cannot. {_first_failure(new)}",
        )


def _golden(live: GoldenReport | None, candidate: GoldenReport | None) -> _Reasons:
    if live is None or candidate is None:
        return
    for result in compare(live, candidate).regressed:
        yield (
            "golden",
            f"The golden query “{result.golden.query}” (line {result.golden.line}) passed and would fail: "
            f"{' '.join(result.reasons)}",
        )


def _first_failure(failures: Collection[Failure]) -> str:
    first = min(failures, key=lambda failure: failure.path)
    return f"The first: {first.path}: {first.reason}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
