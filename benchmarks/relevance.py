"""How well the search ranks: every judged set given, through `healthsearch evaluate`'s own code.

    python benchmarks/relevance.py DIR ... [--split dev] [--engine whoosh] [--json]

Each DIR is a judged set in BEIR layout. Where `floors.json` has a floor for a set of the same documents
and judgements, a measure below it ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from indexer.engines import ENGINES
from indexer.evaluate import MEASURES, EvaluationReport, evaluate

FLOORS = Path(__file__).with_name("floors.json")


def fingerprint(folder: Path, split: str) -> str:
    """A hash of a set's documents and judgements, so that a floor is never compared with another set."""
    digest = sha256()
    for path in sorted(folder.glob("corpus.jsonl*")) + [folder / "qrels" / f"{split}.tsv"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def below_floor(folder: Path, split: str, found: EvaluationReport) -> list[str]:
    """A sentence for each measure that is under its floor; none where the set has no floor."""
    floor = json.loads(FLOORS.read_text(encoding="utf-8")).get("relevance", {}).get(folder.name)
    if floor is None or floor["input"] != fingerprint(folder, split):
        return []
    return [
        f"{folder.name}: {name} is {found.measures[name]:.4f}, under its floor of {least:.4f}"
        for name, least in floor["measures"].items()
        if found.measures[name] < least
    ]


def main() -> None:
    """Prints a row, or with --json a document, for every set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not arguments.json:
        print(
            f"{'set':<20} {'queries':>7} " + " ".join(f"{name:>8}" for name in MEASURES) + "   p50 / p95 ms"
        )
    document, failures = {}, []
    for folder in arguments.folders:
        found = evaluate(folder, split=arguments.split, engine=arguments.engine)
        failures += below_floor(folder, arguments.split, found)
        document[folder.name] = {"input": fingerprint(folder, arguments.split), **asdict(found)}
        if not arguments.json:
            row = " ".join(f"{found.measures[name]:>8.4f}" for name in MEASURES)
            print(f"{folder.name:<20} {found.queries:>7} {row}   {found.p50_ms:.1f} / {found.p95_ms:.1f}")
    if arguments.json:
        print(json.dumps(document, indent=1))
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
