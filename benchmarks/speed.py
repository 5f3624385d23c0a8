"""How fast a corpus becomes an index and a query becomes a page: reindex, then searches in one process.

    python benchmarks/speed.py PAGES QUERIES.tsv [--queries 500] [--workers N] [--json]

PAGES is a folder of stored HTML; QUERIES.tsv has a header with a `query` column. A query is timed from
text to finished result page, snippets included, once each in the order of the file. Figures depend on the
machine: compare them within one run, beside `--baseline`, which times Whoosh's own index and searcher on
the same sections and queries (no filters, no grouping, no snippets, ten sections).
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from indexer.errors import QueryError
from indexer.library.library import Library
from indexer.reindex import reindex
from indexer.search.searcher import Searcher


def queries(path: Path, most: int) -> list[str]:
    """Every n-th query of the file, so that the sample spans it."""
    with path.open(encoding="utf-8", newline="") as lines:
        found = [row["query"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found[:: max(1, len(found) // most)][:most]


def percentiles(times: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile, in the unit given."""
    cuts = statistics.quantiles(times, n=100)
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2), "p99": round(cuts[98], 2)}


def build(pages: Path, data_dir: Path, workers: int | None) -> dict[str, Any]:
    """A full reindex: articles, failures, seconds of each step, and peak memory of the largest process."""
    report = reindex([pages], data_dir, full=True, workers=workers)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "articles": report.manifest.articles,
        "sections": report.manifest.sections,
        "failed": len(report.articles.failures),
        "seconds": {**report.seconds, "all": round(sum(report.seconds.values()), 2)},
        "peak_mb": round(peak / 1024),
    }


def search(data_dir: Path, asked: list[str]) -> dict[str, Any]:
    """Milliseconds per query through the whole search, and how many had to be refused."""
    searcher = Searcher.open(data_dir)
    times, refused = [], 0
    for text in asked:
        started = perf_counter()
        try:
            searcher.search(text)
        except QueryError:
            refused += 1
        times.append((perf_counter() - started) * 1000)
    searcher.close()
    return {"queries": len(asked), "refused": refused, "ms": percentiles(times)}


def baseline(data_dir: Path, folder: Path, asked: list[str]) -> dict[str, Any]:
    """Whoosh as its documentation shows it: one text field, its stemming analyzer, its searcher, OR."""
    from whoosh import analysis, fields, index, qparser

    schema = fields.Schema(text=fields.TEXT(analyzer=analysis.StemmingAnalyzer()), id=fields.ID(stored=True))
    built = index.create_in(folder, schema)
    started = perf_counter()
    writer = built.writer(limitmb=256)
    sections = 0
    with Library(data_dir) as library:
        for article in library.articles():
            for section in article.sections:
                text = f"{article.title}\n{section.heading}\n{section.text}"
                writer.add_document(text=text, id=section.id)
                sections += 1
    writer.commit()
    rate = sections / (perf_counter() - started)
    parser = qparser.SimpleParser("text", schema)
    times = []
    with built.searcher() as searcher:
        for text in asked:
            started = perf_counter()
            searcher.search(parser.parse(text), limit=10)
            times.append((perf_counter() - started) * 1000)
    return {"sections_per_second": round(rate), "ms": percentiles(times)}


def main() -> None:
    """Prints what was measured, as lines or with --json as a document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
    parser.add_argument("--queries", dest="most", type=int, default=500)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--baseline", action="store_true", help="time Whoosh's own searcher beside ours")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    asked = queries(arguments.queries, arguments.most)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder, "data")
        document = {
            "build": build(arguments.pages, data_dir, arguments.workers),
            "search": search(data_dir, asked),
        }
        if arguments.baseline:
            aside = Path(folder, "whoosh")
            aside.mkdir()
            document["whoosh_alone"] = baseline(data_dir, aside, asked)
    if arguments.json:
        print(json.dumps(document, indent=1))
    else:
        for name, figures in document.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
