"""What each part of the search is worth: judged sets with everything on, and with one part off at a time.

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
from trial import Source, Trial, changed, found, mean, measured

from indexer import weights
from indexer.engines.whoosh.whoosh_engine import WhooshEngine
from indexer.lexicon.values import Sense
from indexer.query import terms as units
from indexer.query.words import Word
from indexer.rewriting.expansion import clause_of
from indexer.rewriting.rewriter import Reader, Reading
from indexer.rewriting.synonyms.synonyms import Synonyms, Widening

_DEPTH = 100
#: One query in so many for --quick.
_SAMPLED = 6

Ranking = Mapping[str, Sequence[str]]


class _Muted(Synonyms):
    """The shipped lists without other names, or with every word taken for a known one."""

    def __init__(self, *, names: bool, all_known: bool) -> None:
        super().__init__(())
        self._whole = Synonyms.load()
        self._finds, self._all_known = names, all_known

    def find(self, words: Sequence[Word]) -> tuple[Widening, ...]:
        return self._whole.find(words) if self._finds else ()

    def knows(self, word: str) -> bool:
        return self._all_known or self._whole.knows(word)


class _NoAbbreviations(WhooshEngine):
    """An index that has learned no abbreviation."""

    def senses(self, short: str) -> Sequence[Sense]:
        return ()

    def abbreviations(self, long: str) -> Sequence[str]:
        return ()


@cache
def _without_abbreviations(folder: Path) -> _NoAbbreviations:
    return _NoAbbreviations(folder)


def _whole(trial: Trial) -> Reader:
    return Reader(trial.index.engine, Synonyms.load())


def _no_spelling(trial: Trial) -> Reader:
    return Reader(trial.index.engine, _Muted(names=True, all_known=True))


def _no_synonyms(trial: Trial) -> Reader:
    return Reader(trial.index.engine, _Muted(names=False, all_known=False))


def _no_abbreviations(trial: Trial) -> Reader:
    return Reader(_without_abbreviations(trial.index.folder), Synonyms.load())


def _nothing_learned(trial: Trial) -> Reader:
    return Reader(_without_abbreviations(trial.index.folder), _Muted(names=False, all_known=True))


def _as_read(reader: Reader, text: str) -> Reading:
    return reader.read(text)


def _intent_undone(reader: Reader, text: str) -> Reading:
    """The reading at the address that the page offers to undo the intent."""
    for step in reader.read(text).steps:
        if step.step == "intent" and step.undo:
            return reader.read(text, tuple(parse_qs(step.undo)["exact"]))
    return reader.read(text)


def _never_most(reader: Reader, text: str) -> Reading:
    return replace(reader.read(text), relaxed=None)


def _always_most(reader: Reader, text: str) -> Reading:
    reading = reader.read(text)
    return replace(reading, query=reading.relaxed or reading.query, relaxed=None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the search, and how to do without it."""

    name: str
    reader: Callable[[Trial], Reader] = _whole
    read: Callable[[Reader, str], Reading] = _as_read
    changes: Mapping[str, float] = field(default_factory=dict)
    index: IndexWeights = field(default_factory=IndexWeights)
    exact: float = units.EXACT_WEIGHT


PARTS = (
    Part("everything on"),
    Part("spelling", _no_spelling),
    Part("synonyms", _no_synonyms),
    Part("abbreviations", _no_abbreviations),
    Part("intent", read=_intent_undone),
    Part("intent: the kind of section", changes={"INTENT": 0.0}),
    Part("intent: the question's own words", changes={"CARRIER": 0.0}),
    Part("overviews for a subject alone", changes={"SUBJECT": 0.0}),
    Part("words side by side", changes={"PHRASE": 0.0}),
    Part("the very spelling of a word", exact=0.0),
    Part("most words when few have all", read=_never_most),
    Part("all words before most words", read=_always_most),
    Part("weight of the title", index=IndexWeights(title=weights.BODY)),
    Part("weight of the heading", index=IndexWeights(heading=weights.BODY)),
    Part("weights of title and heading", index=IndexWeights(title=weights.BODY, heading=weights.BODY)),
    Part("a least length (SHORTEST)", index=IndexWeights(shortest=0.0)),
    Part("longer lists of references (REFERENCES)", index=IndexWeights(references=1.0)),
    Part("the whole reading", _nothing_learned, _intent_undone, {"PHRASE": 0.0, "SUBJECT": 0.0}, exact=0.0),
)


def ranking(trial: Trial, part: Part, queries: Sequence[str]) -> Ranking:
    """Each query's documents without the part, best first."""
    clause_of.cache_clear()  # it holds trees with the exact weight in them
    with changed(weights, **part.changes), changed(units, EXACT_WEIGHT=part.exact):
        source, reader = _source(trial.index, part.index), part.reader(trial)
        texts = trial.judged.queries
        return {query: found(source, part.read(reader, texts[query]), _DEPTH) for query in queries}


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
    """Prints the tables."""
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
    moved = [0] * len(PARTS)
    for trial in trials:
        queries = list(trial.judged.queries)[::every]
        measure = measured(trial.judged, "nDCG@10", "R@100")
        whole: Ranking = {}
        for at, part in enumerate(PARTS):
            ranks = ranking(trial, part, queries)
            whole = whole or ranks
            moved[at] += sum(ranks[query][:10] != whole[query][:10] for query in queries)
            for means, values in zip((ndcg, recall), measure(ranks), strict=True):
                means[part.name].append(mean({query: values[query] for query in queries}))
    table("nDCG@10", trials, ndcg, ["", *map(str, moved[1:])])
    table("R@100", trials, recall, [])


if __name__ == "__main__":
    main()
