"""Judged queries ranked as a search ranks them, with single weights or parts changed for a trial."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import ir_measures
from reweighted import OpenIndex, Reweighted

from indexer import limits
from indexer.engines.base import SearchRequest
from indexer.engines.local.search import search
from indexer.evaluate import cache_folder, judged_index
from indexer.evaluation.judged_set import JudgedSet, read_judged_set
from indexer.generations.generations import Generations
from indexer.rewriting.rewritten_query import RewrittenQuery

#: The deadline of a trial's search: a busy machine must not change a ranking.
_SECONDS = 60.0


@contextmanager
def changed(module: ModuleType, **values: float) -> Iterator[None]:
    """In the context, a module's public numbers have these values; queries rewritten before keep theirs."""
    before = {name: getattr(module, name) for name in values}
    try:
        for name, value in values.items():
            setattr(module, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


@dataclass(frozen=True, slots=True)
class Source:
    """The folder of a judged set, the split to use, and the folder of the index of its documents."""

    folder: Path
    split: str
    index: Path

    @classmethod
    def of(cls, folder: Path, split: str) -> Source:
        """The set in a folder; its index is built where there is none."""
        generations = Generations(judged_index(read_judged_set(folder, split), "whoosh", cache_folder()))
        return cls(folder, split, generations.folder(generations.current()))


@dataclass(frozen=True, slots=True)
class Trial:
    """A judged set with its open index."""

    judged: JudgedSet
    index: OpenIndex

    @classmethod
    def of(cls, source: Source, opened: dict[Path, OpenIndex]) -> Trial:
        """The trial of a set; sets of the same documents share one of the `opened` indexes."""
        index = opened.get(source.index) or opened.setdefault(source.index, OpenIndex(source.index))
        return cls(read_judged_set(source.folder, source.split), index)

    @property
    def name(self) -> str:
        """The set's name, as its folder has it."""
        return self.judged.folder.name


def ranked(source: Reweighted, rewritten: RewrittenQuery, depth: int) -> list[str]:
    """The ids of the best articles, all words before most words, as `indexer.search.searcher` decides it."""
    if rewritten.query is None:
        return []
    request = SearchRequest(
        rewritten.query,
        fallback=rewritten.fallback,
        min_articles=limits.PAGE_SIZE,
        limit=depth,
        seconds=_SECONDS,
    )
    return [article.article_id for article in search(source, request).articles]


def measured(
    judged: JudgedSet, *measures: str
) -> Callable[[Mapping[str, Sequence[str]]], list[dict[str, float]]]:
    """A function of rankings (query id to documents, best first): by measure, the value of each query."""
    wanted = [ir_measures.parse_measure(name) for name in measures]
    qrels = [
        ir_measures.Qrel(query, document, grade)
        for query, documents in judged.relevance.items()
        for document, grade in documents.items()
    ]
    evaluator = ir_measures.evaluator(wanted, qrels)

    def values(ranking: Mapping[str, Sequence[str]]) -> list[dict[str, float]]:
        run = [
            ir_measures.ScoredDoc(query, document, -float(rank))
            for query, documents in ranking.items()
            for rank, document in enumerate(documents)
        ]
        found: dict[str, dict[str, float]] = {str(measure): {} for measure in wanted}
        for metric in evaluator.iter_calc(run):
            found[str(metric.measure)][metric.query_id] = metric.value
        return [found[str(measure)] for measure in wanted]

    return values


def mean(values: Mapping[str, float]) -> float:
    """The mean over queries."""
    return sum(values.values()) / (len(values) or 1)
