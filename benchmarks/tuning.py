"""Better weights for the ranking, searched for on judged sets with cross-validation.

    python benchmarks/tuning.py DIR ... [--split dev] [--folds 3] [--workers 2] [--hold NAME ...] [--quick]

Each DIR is a judged set in BEIR layout. From the weights of `indexer/weights.py`, one weight after another
goes to a neighbouring value of its grid where that raises the mean nDCG@10 over the sets by `GAIN` and lowers
that of no set by more than `LOSS`. For each fold this is done on the other folds' queries and measured on its
own; queries with the same judgements are in one fold. A weight that the sets are known to misjudge can be
fixed with --hold. Prints Markdown tables; changes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from components import LINEAR, NONLINEAR, Shares, split_scores
from trial import Source, measured

from indexer import weights
from indexer.evaluation.judged_set import read_judged_set

GRID: Mapping[str, tuple[float, ...]] = {
    "ABBREVIATION": (0.1, 0.25, 0.5, 0.75, 1.0),
    "SYNONYM": (0.05, 0.1, 0.2, 0.3, 0.5),
    "INTENT": (5.0, 7.5, 10.0, 15.0, 20.0, 30.0),
    "SUBJECT": (0.0, 0.5, 1.0, 2.0, 4.0),
    "CARRIER": (0.0, 0.25, 0.5, 1.0, 1.5),
    "PHRASE": (0.0, 0.1, 0.2, 0.4, 0.8),
    "TITLE": (2.0, 4.0, 6.0, 9.0, 13.0),
    "HEADING": (2.0, 4.0, 6.0, 8.0, 12.0),
    "K1": (0.9, 1.2, 1.5, 2.0, 2.7),
    "B": (0.2, 0.35, 0.5, 0.65, 0.8),
}

#: A smaller gain is the noise of a few queries; a set may lose no more than it.
GAIN, LOSS = 0.0005, 0.001
_SWEEPS = 2
#: One query in so many for --quick.
_SAMPLED = 6

Weights = tuple[float, ...]  # in the order of GRID
Chosen = Callable[[str], bool]  # whether a query, by its key, is one to measure on
PRESENT: Weights = tuple(getattr(weights, name) for name in GRID)
_BOUNDS = tuple((min(GRID[name]), max(GRID[name])) for name in LINEAR)


class Scored:
    """nDCG@10 of every query for any weights of the grid, each computed once."""

    def __init__(self, sets: tuple[Source, ...], workers: int, every: int, held: Sequence[str]) -> None:
        self._sets = sets
        self.movable = [at for at, name in enumerate(GRID) if name not in held]
        judged = [read_judged_set(each.folder, each.split) for each in sets]
        self.names = [each.folder.name for each in judged]
        self._measures = [measured(each, "nDCG@10") for each in judged]
        self.keys: dict[str, str] = {}  # "set number/query id" to the key of its fold
        for at, each in enumerate(judged):
            for query in list(each.queries)[::every]:
                self.keys[f"{at}/{query}"] = " ".join(sorted(each.relevance[query]))
        self._pools = [ProcessPoolExecutor(1) for _ in range(workers)]  # each caches what it has read
        self._known: dict[Weights, list[dict[str, float]]] = {}
        self._shares: dict[Weights, list[dict[str, Shares]]] = {}

    def values(self, chosen: Weights) -> list[dict[str, float]]:
        """By set, each query's nDCG@10."""
        found = self._known.get(chosen)
        if found is None:
            named = dict(zip(GRID, chosen, strict=True))
            linear = [named[name] for name in LINEAR]
            found = [
                measure({query: shares.best(linear) for query, shares in of_set.items()})[0]
                for measure, of_set in zip(self._measures, self._split(named), strict=True)
            ]
            self._known[chosen] = found
        return found

    def means(self, chosen: Weights, wanted: Chosen) -> list[float]:
        """By set, the mean over the wanted queries."""
        found = []
        for at, values in enumerate(self.values(chosen)):
            keys = ((f"{at}/{query}", value) for query, value in values.items())
            own = [value for key, value in keys if key in self.keys and wanted(key)]
            found.append(sum(own) / (len(own) or 1))
        return found

    def _split(self, named: Mapping[str, float]) -> list[dict[str, Shares]]:
        key = tuple(named[name] for name in NONLINEAR)
        if key not in self._shares:
            nonlinear = dict(zip(NONLINEAR, key, strict=True))
            queries, count = sorted(self.keys), len(self._pools)
            parts = [
                pool.submit(split_scores, self._sets, frozenset(queries[at::count]), nonlinear, _BOUNDS)
                for at, pool in enumerate(self._pools)
            ]
            found: list[dict[str, Shares]] = [{} for _ in self._sets]
            for part in parts:
                for whole, of_set in zip(found, part.result(), strict=True):
                    whole.update(of_set)
            self._shares[key] = found
        return self._shares[key]


def climb(scored: Scored, wanted: Chosen) -> Weights:
    """The weights at the end of the climb, measured on the wanted queries alone."""
    start = best = PRESENT
    first = scored.means(start, wanted)
    for _ in range(_SWEEPS):
        before = best
        for at in scored.movable:
            best = _along(scored, wanted, best, at, first)
        if best == before:
            break
    return best


def _along(scored: Scored, wanted: Chosen, best: Weights, at: int, first: Sequence[float]) -> Weights:
    """The weights with one of them moved up or down for as long as that helps."""
    for step in (1, -1):
        moved = False
        while (further := _neighbour(best, at, step)) is not None:
            old, new = scored.means(best, wanted), scored.means(further, wanted)
            fair = all(now >= before - LOSS for now, before in zip(new, first, strict=True))
            if not fair or mean(new) < mean(old) + GAIN:
                break
            best, moved = further, True
        if moved:
            break
    return best


def _neighbour(at_present: Weights, at: int, step: int) -> Weights | None:
    grid = list(GRID.values())[at]
    to = grid.index(at_present[at]) + step
    return (*at_present[:at], grid[to], *at_present[at + 1 :]) if 0 <= to < len(grid) else None


def mean(values: Iterable[float]) -> float:
    """The mean of numbers."""
    found = list(values)
    return sum(found) / len(found)


def fold_of(key: str, folds: int) -> int:
    """The fold of a query with this key, the same in every run."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % folds


def differences(chosen: Weights) -> str:
    """The weights that differ from the present ones."""
    changed = [
        f"{name} {value:g}"
        for name, value, present in zip(GRID, chosen, PRESENT, strict=True)
        if value != present
    ]
    return ", ".join(changed) or "as they are"


def row(name: str, *cells: Sequence[float] | str) -> str:
    """A row of a Markdown table."""
    texts = [
        cell if isinstance(cell, str) else " | ".join(f"{value:.4f}" for value in cell) for cell in cells
    ]
    return "| " + " | ".join([name, *texts]) + " |"


def header(*names: str) -> str:
    """The head of a Markdown table."""
    return row(*names) + "\n|" + " --- |" * len(names)


def each_alone(scored: Scored) -> None:
    """Print the results of each weight's neighbours on all queries, with the other weights as they are."""
    print("\n" + header("changed", *scored.names, "mean"))
    for chosen in [PRESENT, *_neighbours()]:
        found = scored.means(chosen, lambda _: True)
        print(row(differences(chosen), [*found, mean(found)]), flush=True)


def _neighbours() -> Iterable[Weights]:
    for at in range(len(PRESENT)):
        for step in (-1, 1):
            if (neighbour := _neighbour(PRESENT, at, step)) is not None:
                yield neighbour


def chosen_on_all(scored: Scored) -> None:
    """Print the result of a climb on all queries: as credible as the folds show it to be."""
    chosen = climb(scored, lambda _: True)
    print("\n" + header("weights", *scored.names, "mean"))
    for which, used in (("present", PRESENT), (f"chosen on all: {differences(chosen)}", chosen)):
        found = scored.means(used, lambda _: True)
        print(row(which, [*found, mean(found)]), flush=True)


def cross_validated(scored: Scored, folds: int) -> None:
    """Print for each fold what the others chose and its result, beside the present weights."""
    print("\n" + header("fold", "chosen on the other folds", "weights", *scored.names, "mean"))
    for fold in range(folds):
        inside = {query for query, key in scored.keys.items() if fold_of(key, folds) == fold}
        chosen = climb(scored, lambda query, own=inside: query not in own)  # type: ignore[misc]
        for which, used in (("present", PRESENT), ("chosen", chosen)):
            found = scored.means(used, inside.__contains__)
            print(row(str(fold + 1), differences(chosen), which, [*found, mean(found)]), flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--hold", nargs="*", choices=GRID, default=(), help="weights to leave as they are")
    parser.add_argument("--quick", action="store_true", help=f"one query in {_SAMPLED}, to see that it runs")
    arguments = parser.parse_args()
    every = _SAMPLED if arguments.quick else 1
    sets = tuple(Source.of(folder, arguments.split) for folder in arguments.folders)
    scored = Scored(sets, arguments.workers, every, arguments.hold)
    each_alone(scored)
    chosen_on_all(scored)
    cross_validated(scored, arguments.folds)


if __name__ == "__main__":
    main()
