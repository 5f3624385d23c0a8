"""How well the search ranks: judged sets in one table, beside plain BM25 over the same documents.

    python benchmarks/relevance.py [DIR ...] [--data-sets FOLDER] [--split dev] [--engine whoosh]
        [--engines] [--plain bm25s fts5] [--json]

Each DIR is a judged set in BEIR layout, and so is each folder in a FOLDER of --data-sets. "Condensed" is the
nDCG@10 of the judged documents alone: where few are judged, what an unjudged one does to nDCG@10 says little.
With --engines both engines are measured; a difference of more than 0.001 between them ends the run with exit
code 1, as does a measure below the floor that `floors.json` has for the same documents and judgements.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from floors import below_floor, fingerprint
from plain_rankings import PLAIN, installed, passages

from indexer.engines import ENGINES
from indexer.evaluate import EvaluationReport, evaluate, ranking_measures
from indexer.evaluation.judged_set import JudgedSet, read_judged_set

NDCG, CONDENSED = "nDCG@10", "nDCG(judged_only=True)@10"
MEASURES = {NDCG: NDCG, "R@100": "R@100", "RR@10": "RR@10", CONDENSED: "condensed"}

#: What the two engines may differ by: a tie put in another order.
MOST_APART = 0.001
_DEPTH = 100  # the deepest cut-off of the measures


def plain_measures(judged: JudgedSet, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The measures of each of these plain rankings."""
    found = list(passages(judged.articles())) if names else []
    measures = {}
    for name in names:
        rank = PLAIN[name](found)
        ranking = {query: rank(text, _DEPTH) for query, text in judged.queries.items()}
        measures[name] = ranking_measures(judged, ranking, [*MEASURES])
    return measures


def apart(name: str, reports: Sequence[EvaluationReport]) -> list[str]:
    """A sentence where engines differ by more than `MOST_APART`."""
    values = {report.engine: report.measures[NDCG] for report in reports}
    if max(values.values()) - min(values.values()) <= MOST_APART + 1e-9:
        return []
    said = " and ".join(f"{value:.4f} with {engine}" for engine, value in values.items())
    return [f"{name}: {NDCG} is {said}; at most {MOST_APART} may lie between them"]


def below(folder: Path, split: str, measures: Mapping[str, float], plain: Mapping[str, float]) -> list[str]:
    """A sentence for each measure under its floor, the lead over plain BM25 among them."""
    lead = {f"{NDCG} over bm25s": measures[NDCG] - plain[NDCG]} if plain else {}
    return below_floor("relevance", folder.name, set_hash(folder, split), {**measures, **lead})


def set_hash(folder: Path, split: str) -> str:
    """A hash of a set's documents and judgements."""
    return fingerprint([*sorted(folder.glob("corpus.jsonl*")), folder / "qrels" / f"{split}.tsv"])


def header(engines: Sequence[str], plain: Sequence[str]) -> str:
    """The head of the table."""
    names = [
        "set",
        "queries",
        *(["engine"] if len(engines) > 1 else []),
        *MEASURES.values(),
        "p50 ms",
        "p95 ms",
    ]
    names += [cell for name in plain for cell in (f"{name} {NDCG}", "R@100", f"over {name}")]
    return "| " + " | ".join(names) + " |\n|" + " --- |" * len(names)


def row(name: str, report: EvaluationReport, several: bool, plain: Mapping[str, Mapping[str, float]]) -> str:
    """A set's row with one engine."""
    cells = [name, str(report.queries), *([report.engine] if several else [])]
    cells += [f"{report.measures[measure]:.4f}" for measure in MEASURES]
    cells += [f"{report.p50_ms:.1f}", f"{report.p95_ms:.1f}"]
    for other in plain.values():
        lead = report.measures[NDCG] - other[NDCG]
        cells += [f"{other[NDCG]:.4f}", f"{other['R@100']:.4f}", f"{lead:+.4f}"]
    return "| " + " | ".join(cells) + " |"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--data-sets", type=Path, metavar="FOLDER", help="a folder of judged sets")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument(
        "--engines", action="store_true", help="measure every engine, and how far they differ"
    )
    parser.add_argument("--plain", nargs="*", choices=PLAIN, default=[n for n in installed() if n == "bm25s"])
    parser.add_argument("--json", action="store_true")
    parsed = parser.parse_args()
    if parsed.data_sets:
        parsed.folders += sorted(path.parent for path in parsed.data_sets.glob("*/queries.jsonl*"))
    if not parsed.folders:
        parser.error("name a judged set, or with --data-sets a folder of them")
    return parsed


def main() -> None:
    """Prints the table, or with --json a document."""
    options = arguments()
    engines = ENGINES if options.engines else (options.engine,)
    document, failures = {}, []
    if not options.json:
        print(header(engines, options.plain), flush=True)
    for folder in options.folders:
        plain = plain_measures(read_judged_set(folder, options.split), options.plain)
        reports = [
            evaluate(folder, split=options.split, engine=engine, measures=[*MEASURES]) for engine in engines
        ]
        for report in reports:
            failures += below(folder, options.split, report.measures, plain.get("bm25s", {}))
            if not options.json:
                print(row(folder.name, report, len(engines) > 1, plain), flush=True)
        failures += apart(folder.name, reports)
        document[folder.name] = {"input": set_hash(folder, options.split), "ours": reports, "plain": plain}
    if options.json:
        print(json.dumps(document, indent=1, default=asdict))
    sys.exit("\n".join(failures) or 0)


if __name__ == "__main__":
    main()
