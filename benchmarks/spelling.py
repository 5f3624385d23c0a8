"""How many misspelled queries are corrected, and whether what is right is left alone.

python benchmarks/spelling.py DATA [--failures]

DATA is a data folder with an index. The queries are in `benchmarks/spelling_queries`.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from indexer.analysis.word_forms import normal_form
from indexer.search import Searcher

QUERIES = Path(__file__).with_name("spelling_queries")


def rows(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a file of queries: the query, and what it means or why it is right."""
    with (QUERIES / name).open(encoding="utf-8", newline="") as lines:
        table = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        next(table)  # the names of the columns
        yield from ((typed, expected) for typed, expected in table)


def searched(searcher: Searcher, typed: str) -> str:
    """The query with the corrections that are made, not only offered."""
    text = typed
    for step in searcher.search(typed, size=1).steps:
        if step.step in ("spelling", "together"):
            text = re.sub(rf"\b{re.escape(step.before)}\b", step.after, text, count=1)
    return text


def alike(text: str) -> str:
    """What makes no difference to the search left out: case, spaces, apostrophes, inflections."""
    words = re.sub("['’]", "", text.lower()).split()
    return "".join(normal_form(re.sub("(?<![siu])s$", "", word)) for word in words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--failures", action="store_true", help="show the queries that fail")
    options = parser.parse_args()
    searcher = Searcher.open(options.data)
    misspelt, right = list(rows("misspelt.tsv")), list(rows("right.tsv"))
    results = {typed: searched(searcher, typed) for typed, _ in (*misspelt, *right)}
    missed = [
        (typed, meant)
        for typed, meant in misspelt
        if alike(results[typed]) not in [alike(form) for form in meant.split("|")]
    ]
    changed = [(typed, why) for typed, why in right if alike(results[typed]) != alike(typed)]
    print(f"misspelt: {len(misspelt) - len(missed)} of {len(misspelt)} corrected")
    print(f"right: {len(right) - len(changed)} of {len(right)} left alone")
    if options.failures:
        for typed, expected in (*missed, *changed):
            print(f"  {typed} → {results[typed]} ({expected})")


if __name__ == "__main__":
    main()
