"""The worth of each part of the search: judged sets with everything on, and with one part off at a time.

    python benchmarks/parts.py DIR ... [--split dev] [--quick]

Each DIR is a judged set in BEIR layout. Prints two Markdown tables: nDCG@10 and R@100, of every set and of
each part's absence as the difference to everything on; the last column is the number of queries whose first
ten it changes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from reweighted import IndexWeights, OpenIndex, Reweighted
from trial import Source, Trial, changed, mean, measured, ranked

from indexer import weights
from indexer.engines.whoosh.whoosh_engine import WhooshEngine
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.values import Sense
from indexer.query import terms
from indexer.query.words import Word
from indexer.rewriting.expansion import name_clause
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.rewritten_query import RewrittenQuery
from indexer.rewriting.synonyms.synonyms import SynonymMatch, Synonyms

_DEPTH = 100
#: One query in so many for --quick.
_SAMPLED = 6

Ranking = Mapping[str, Sequence[str]]


class _Muted(Synonyms):
    """The shipped lists without matches, or with every word taken for a known one."""

    def __init__(self, *, names: bool, all_known: bool) -> None:
        super().__init__(())
        self._whole = Synonyms.load()
        self._finds, self._all_known = names, all_known

    def find(self, words: Sequence[Word]) -> tuple[SynonymMatch, ...]:
        return self._whole.find(words) if self._finds else ()

    def knows(self, word: str) -> bool:
        return self._all_known or self._whole.knows(word)


class _NoAbbreviations(Lexicon):
    """A lexicon in which no article defines an abbreviation."""

    def senses(self, short: str) -> Sequence[Sense]:
        return ()

    def abbreviations(self, long: str) -> Sequence[str]:
        return ()


class _WithoutAbbreviations(WhooshEngine):
    """An index whose articles define no abbreviation."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._lexicon = _NoAbbreviations.load(folder)


@cache
def _without_abbreviations(folder: Path) -> _WithoutAbbreviations:
    return _WithoutAbbreviations(folder)


def _whole(trial: Trial) -> QueryRewriter:
    return QueryRewriter(trial.index.engine, Synonyms.load())


def _no_spelling(trial: Trial) -> QueryRewriter:
    return QueryRewriter(trial.index.engine, _Muted(names=True, all_known=True))


def _no_synonyms(trial: Trial) -> QueryRewriter:
    return QueryRewriter(trial.index.engine, _Muted(names=False, all_known=False))


def _no_abbreviations(trial: Trial) -> QueryRewriter:
    return QueryRewriter(_without_abbreviations(trial.index.folder), Synonyms.load())


def _nothing_learned(trial: Trial) -> QueryRewriter:
    return QueryRewriter(_without_abbreviations(trial.index.folder), _Muted(names=False, all_known=True))


def _rewritten(rewriter: QueryRewriter, text: str) -> RewrittenQuery:
    return rewriter.rewrite(text)


def _intent_undone(rewriter: QueryRewriter, text: str) -> RewrittenQuery:
    """The rewritten query at the address that the page offers to undo the intent."""
    for step in rewriter.rewrite(text).steps:
        if step.step == "intent" and step.undo:
            return rewriter.rewrite(text, tuple(parse_qs(step.undo)["exact"]))
    return rewriter.rewrite(text)


def _never_most(rewriter: QueryRewriter, text: str) -> RewrittenQuery:
    return replace(rewriter.rewrite(text), fallback=None)


def _always_most(rewriter: QueryRewriter, text: str) -> RewrittenQuery:
    rewritten = rewriter.rewrite(text)
    return replace(rewritten, query=rewritten.fallback or rewritten.query, fallback=None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the search, and how to search without it."""

    name: str
    rewriter: Callable[[Trial], QueryRewriter] = _whole
    rewrite: Callable[[QueryRewriter, str], RewrittenQuery] = _rewritten
    changes: Mapping[str, float] = field(default_factory=dict)
    index: IndexWeights = field(default_factory=IndexWeights)
    exact: float = terms.EXACT_WEIGHT


PARTS = (
    Part("everything on"),
    Part("spelling", _no_spelling),
    Part("synonyms", _no_synonyms),
    Part("abbreviations", _no_abbreviations),
    Part("intent", rewrite=_intent_undone),
    Part("intent: the kind of section", changes={"INTENT": 0.0}),
    Part("intent: the question's own words", changes={"CARRIER": 0.0}),
    Part("overviews for a subject alone", changes={"SUBJECT": 0.0}),
    Part("words side by side", changes={"PHRASE": 0.0}),
    Part("the exact spelling of a word", exact=0.0),
    Part("most words when few have all", rewrite=_never_most),
    Part("all words before most words", rewrite=_always_most),
    Part("weight of the title", index=IndexWeights(title=weights.BODY)),
    Part("weight of the heading", index=IndexWeights(heading=weights.BODY)),
    Part("weights of title and heading", index=IndexWeights(title=weights.BODY, heading=weights.BODY)),
    Part("a least length (SHORTEST)", index=IndexWeights(shortest=0.0)),
    Part("longer lists of references (REFERENCES)", index=IndexWeights(references=1.0)),
    Part("the whole rewriter", _nothing_learned, _intent_undone, {"PHRASE": 0.0, "SUBJECT": 0.0}, exact=0.0),
)


def ranking(trial: Trial, part: Part, queries: Sequence[str]) -> Ranking:
    """Each query's documents without the part, best first."""
    name_clause.cache_clear()  # it caches trees with the exact weight in them
    with changed(weights, **part.changes), changed(terms, EXACT_WEIGHT=part.exact):
        source, rewriter = _source(trial.index, part.index), part.rewriter(trial)
        texts = trial.judged.queries
        return {query: ranked(source, part.rewrite(rewriter, texts[query]), _DEPTH) for query in queries}


@cache
def _source(index: OpenIndex, chosen: IndexWeights) -> Reweighted:
    return Reweighted(index, chosen)


def table(
    name: str, trials: Sequence[Trial], means: Mapping[str, Sequence[float]], last: Sequence[str]
) -> None:
    """Prints one measure: the first row in full, the others as differences to it."""
    names = [name, *(trial.name for trial in trials), "mean", *(("changed",) if last else ())]
    print("\n| " + " | ".join(names) + " |\n|" + " --- |" * len(names))
    full: Sequence[float] = ()
    for at, (part, values) in enumerate(means.items()):
        values = [*values, sum(values) / len(values)]
        cells = [f"{value - all_on:+.4f}" for value, all_on in zip(values, full, strict=True)] if full else []
        full = full or values
        cells = cells or [f"{value:.4f}" for value in values]
        label = f"without {part}" if at else part
        print("| " + " | ".join([label, *cells, *last[at : at + 1]]) + " |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--quick", action="store_true", help=f"one query in {_SAMPLED}, to see that it runs")
    arguments = parser.parse_args()
    opened: dict[Path, OpenIndex] = {}
    trials = [Trial.of(Source.of(folder, arguments.split), opened) for folder in arguments.folders]
    every = _SAMPLED if arguments.quick else 1
    ndcg: dict[str, list[float]] = {part.name: [] for part in PARTS}
    recall: dict[str, list[float]] = {part.name: [] for part in PARTS}
    changes = [0] * len(PARTS)
    for trial in trials:
        queries = list(trial.judged.queries)[::every]
        measure = measured(trial.judged, "nDCG@10", "R@100")
        whole: Ranking = {}
        for at, part in enumerate(PARTS):
            ranks = ranking(trial, part, queries)
            whole = whole or ranks
            changes[at] += sum(ranks[query][:10] != whole[query][:10] for query in queries)
            for means, values in zip((ndcg, recall), measure(ranks), strict=True):
                means[part.name].append(mean({query: values[query] for query in queries}))
    table("nDCG@10", trials, ndcg, ["", *map(str, changes[1:])])
    table("R@100", trials, recall, [])


if __name__ == "__main__":
    main()
