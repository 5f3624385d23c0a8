"""Judged sets in families of one kind of need, and how well a changed search answers each.

Sets of a family share their documents or their kind of query. What helps one of them helps its neighbours and
proves nothing, so a change is judged on a family that it was not chosen on.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from answer_set import NO_ANSWER, mean, read_queries, scores
from first_answer import ours

from indexer import limits
from indexer.engines import ENGINES
from indexer.evaluate import cache_folder, judged_index, ranking_measures
from indexer.evaluation.judged_set import read_judged_set
from indexer.rewriting import rewriter
from indexer.rewriting.expansion import name_clause
from indexer.search.searcher import Searcher

FAMILIES: Mapping[str, Sequence[str]] = {
    "named conditions": ("medquad_known_item", "medquad_synonym", "medquad_typo"),
    "lay topics": ("nfcorpus",),
    "abstracts": ("cystic_fibrosis", "med", "scifact"),
    "consumer questions": ("liveqa", "liveqa_message"),
    "drug questions": ("medication_qa",),
    "first answers": ("first_answer",),
}

#: One query in so many for --quick, at least `_FEWEST` of a set.
_SAMPLED, _FEWEST = 8, 14

#: Seconds that a search may take here: a busy machine must not change a ranking.
_SECONDS = 60.0

_WORKERS = 2

T = TypeVar("T")


class Change(NamedTuple):
    """Another value for a name of a module."""

    module: Any
    name: str
    value: object


@contextmanager
def changed(changes: Sequence[Change]) -> Iterator[None]:
    """In the context, the names have these values."""
    before = [Change(one.module, one.name, getattr(one.module, one.name)) for one in changes]
    try:
        for one in changes:
            setattr(one.module, one.name, one.value)
        yield
    finally:
        for one in before:
            setattr(one.module, one.name, one.value)


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """A judged set, with the data folder of its documents' index."""

    folder: Path
    split: str
    data_dir: Path
    quick: bool

    @property
    def name(self) -> str:
        """The set's name, as its folder has it."""
        return self.folder.name

    def measure(self, changes: Sequence[Change]) -> float:
        """nDCG@10 of the search with these changes, or nDCG@5 of first answers; with nothing cached."""
        unhurried = Change(limits, "DEADLINE_SECONDS", _SECONDS), Change(rewriter, "_SECONDS", _SECONDS)
        with changed([*unhurried, *changes]):
            name_clause.cache_clear()
            searcher = Searcher.open(self.data_dir)
            try:
                return self._measured(searcher)
            finally:
                searcher.close()
                name_clause.cache_clear()

    def _measured(self, searcher: Searcher) -> float:
        if self.name == "first_answer":
            ask = ours(searcher)
            wanted = [query for query in read_queries(self.folder) if query.group != NO_ANSWER]
            return mean(scores(query, ask(query.text).articles).ndcg for query in wanted)
        judged = read_judged_set(self.folder, self.split)
        queries = list(judged.queries)
        if self.quick:
            queries = queries[:: max(1, min(_SAMPLED, len(queries) // _FEWEST))]
        ranking = {
            query: [hit.id for hit in searcher.search(judged.queries[query]).articles] for query in queries
        }
        # Queries that were not searched count 0.
        found = ranking_measures(judged, ranking, ["nDCG@10"])["nDCG@10"]
        return found * len(judged.queries) / len(queries)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that name the sets."""
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a judged set in BEIR layout")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument(
        "--first-answer", nargs=2, type=Path, metavar=("SET", "DATA"), help="as for first_answer.py"
    )
    parser.add_argument("--quick", action="store_true", help=f"one query in {_SAMPLED}, of large sets")


def sets_of(options: argparse.Namespace) -> list[MeasuredSet]:
    """The sets named on the command line; an index is built where there is none."""
    found = []
    for folder in options.folders:
        data_dir = judged_index(read_judged_set(folder, options.split), options.engine, cache_folder())
        found.append(MeasuredSet(folder, options.split, data_dir, options.quick))
    if options.first_answer:
        folder, data_dir = options.first_answer
        found.append(MeasuredSet(folder, "", data_dir, options.quick))
    return found


def by_family(found: Mapping[str, float]) -> dict[str, float]:
    """The means over the sets of each family of which a set was measured; another set is its own family."""
    families = {family: [name for name in names if name in found] for family, names in FAMILIES.items()}
    known = {name for names in families.values() for name in names}
    families.update((name, [name]) for name in found if name not in known)
    return {family: mean(found[name] for name in names) for family, names in families.items() if names}


def in_processes(work: Callable[[MeasuredSet], T], sets: Sequence[MeasuredSet]) -> dict[str, T]:
    """The results of each set by name, two sets at a time."""
    with ProcessPoolExecutor(_WORKERS) as pool:
        return dict(zip([one.name for one in sets], pool.map(work, sets), strict=True))


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:]))
