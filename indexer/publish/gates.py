"""The gates before a publish: they compare the live index with the candidate that would replace it.

Each gate is a pure function; none reads, writes or publishes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:  # `--help` needs the names of the gates, and would wait for these
    from indexer.golden.golden_queries import GoldenReport
    from indexer.library.contents import ArticleSizes
    from indexer.library.library import Failure

GateName = Literal["articles", "sections", "text", "failures", "golden", "rollback", "verify"]

#: The names that `--allow` takes. Not `verify`: an index that it refuses could not be opened.
ALLOWABLE: tuple[str, ...] = tuple(name for name in get_args(GateName) if name != "verify")

#: The share of articles, and of sections, that one publish may remove.
_MAX_LOST = 0.10

#: The share of pages that may begin to fail in one publish, and that may fail in the first.
_MAX_FAILING = 0.05
_MAX_FAILING_AT_FIRST = 0.5

#: Below these numbers a share means nothing: two of ten articles may well be removed on purpose.
_FEW_ARTICLES = 3
_FEW_SECTIONS = 10
_FEW_FAILURES = 3

#: The share of its words that a source's median page may lose, and the fewest changed pages to judge by.
_MAX_TEXT_LOST = 0.5
_FEW_PAGES = 5


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the gates compare of an index; for the live one, only what a candidate is compared with."""

    sizes: ArticleSizes
    pages: int  # of the corpora, failed ones included
    failures: tuple[Failure, ...] = ()
    golden: GoldenReport | None = None  # None where no golden queries were run
    damage: str | None = None  # the problem that verifying the index found
    rollback: str | None = None  # why an editor's rollback prevents publishing, as sentences


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate is not published, and the option that publishes it all the same, if there is one."""

    gate: GateName
    reason: str  # sentences
    override: str | None


_Reasons: TypeAlias = Iterator[tuple[GateName, str]]


def find_refusals(
    live: IndexState | None, candidate: IndexState, allowed: Collection[str] = ()
) -> tuple[Refusal, ...]:
    """The reasons not to publish the candidate; empty if there is none.

    `allowed` names gates to ignore, `ALLOWABLE` all of them. A first publish, without a live index, has
    nothing to lose: it is refused only for damage, and for more failed pages than articles.
    """
    reasons = _first(candidate) if live is None else _next(live, candidate)
    return tuple(
        Refusal(gate, reason, f"--allow {gate}" if gate in ALLOWABLE else None)
        for gate, reason in reasons
        if gate not in ALLOWABLE or gate not in allowed
    )


def _first(candidate: IndexState) -> _Reasons:
    yield from _damage(candidate)
    failing = len(candidate.failures)
    if failing >= _FEW_FAILURES and failing > _MAX_FAILING_AT_FIRST * candidate.pages:
        yield (
            "failures",
            f"{failing:,} of {candidate.pages:,} pages could not be read. "
            f"{_first_failure(candidate.failures)} Check whether this is the right folder.",
        )


def _next(live: IndexState, candidate: IndexState) -> _Reasons:
    yield from _damage(candidate)
    yield from _articles(live.sizes, candidate.sizes)
    yield from _sections(live.sizes, candidate.sizes)
    yield from _text(live.sizes, candidate.sizes)
    yield from _failures(live, candidate)
    yield from _golden(live.golden, candidate.golden)
    if candidate.rollback:
        yield "rollback", candidate.rollback


def _damage(candidate: IndexState) -> _Reasons:
    if candidate.damage:
        yield "verify", f"The index that was built is damaged: {candidate.damage}"


def _articles(live: ArticleSizes, candidate: ArticleSizes) -> _Reasons:
    """Articles are compared by id: a corpus replaced by another of its size has lost all of them."""
    lost = len(live.by_id.keys() - candidate.by_id.keys())
    if live.articles and not candidate.articles:
        yield (
            "articles",
            f"No article would be left of {live.articles:,}. Check whether the corpus is where it should be.",
        )
    elif lost >= _FEW_ARTICLES and lost > _MAX_LOST * live.articles:
        new = len(candidate.by_id.keys() - live.by_id.keys())
        yield (
            "articles",
            f"{lost:,} of {live.articles:,} articles would be gone ({_share(lost, live.articles)}; {new:,} "
            "would be new). Check whether a folder is missing or another one was named.",
        )


def _sections(live: ArticleSizes, candidate: ArticleSizes) -> _Reasons:
    """Only the total is compared: an edited heading changes the id of its section."""
    lost = live.sections - candidate.sections
    if candidate.articles and lost >= _FEW_SECTIONS and lost > _MAX_LOST * live.sections:
        yield (
            "sections",
            f"There would be {candidate.sections:,} sections instead of {live.sections:,} "
            f"({_share(lost, live.sections)} fewer). Run `healthsearch reindex --dry-run` to see which.",
        )


def _text(live: ArticleSizes, candidate: ArticleSizes) -> _Reasons:
    """Pages are grouped by their former source: a changed template may no longer name it."""
    changed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, before in live.by_id.items():
        after = candidate.by_id.get(article_id)
        if after and (before.words, before.sections) != (after.words, after.sections):
            changed[before.source].append((before.words, after.words))
    for source, words in sorted(changed.items()):
        was, is_now = (median(column) for column in zip(*words, strict=True))
        if len(words) >= _FEW_PAGES and is_now < (1 - _MAX_TEXT_LOST) * was:
            yield (
                "text",
                f"The {len(words):,} changed pages of {source or 'sites without a name'} have {is_now:,.0f} "
                f"words each (the median) where they had {was:,.0f}: its template may have changed. Run "
                "`healthsearch show FILE --dropped` to see what is left out of one.",
            )


def _failures(live: IndexState, candidate: IndexState) -> _Reasons:
    """Only new failures count: those that were published before are no reason to refuse again."""
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
    from indexer.golden.golden_queries import golden_changes

    for result in golden_changes(live, candidate).regressed:
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
