"""How the engines compare on the same sections: time and memory to index, size, time to answer.

    python benchmarks/engines.py CORPUS QUERIES.tsv [--copies 1 10] [--clock cpu] [--quick] [--into PAGE]

CORPUS is a folder of stored pages, an `articles.jsonl.gz`, or a data folder whose library is taken. Each
number of `--copies` is a table of its own: the corpus taken so many times with other ids. Whoosh and
Tantivy are measured as readers meet them: a query's reading, ranking, counts and snippets. SQLite FTS5
and bm25s are measured bare: ten sections by BM25, no filters, counts or snippets. Everything runs in a
process of its own. On a busy machine `--clock cpu` times the work without the waiting. `--into` puts the
tables between the marks of a page, and a plot beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar

from engine_chart import chart
from engine_documents import Documents, make_documents
from engine_peers import Search, build, called, contestants, opened

from indexer.evaluation.comparison_queries import evenly, read_comparison_queries

_THREADS = (1, 2, 4)

#: What stands around the tables of a page.
_MARKS = ("<!-- measured -->", "<!-- end of what was measured -->")
#: How long is meant where a machine is quiet, and where others work on it too.
_CLOCKS: dict[str, Callable[[], float]] = {"wall": perf_counter, "cpu": process_time}

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one engine over so many sections; peaks are of a whole process, in MB."""

    engine: str
    sections: int
    sections_per_second: float
    mb: float
    build_peak_mb: float
    first_p50: float  # milliseconds of a query that was not asked before
    first_p95: float
    p50: float  # milliseconds of one that was
    p95: float
    p99: float
    queries_per_second: dict[str, float]  # by number of threads
    search_peak_mb: float


def apart(function: Callable[P, R], *arguments: P.args, **options: P.kwargs) -> R:
    """What a function gives in a new process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **options).result()


def built(name: str, documents: Path, folder: Path, clock: str) -> tuple[float, float, float]:
    """Sections a second, MB on disk and peak MB of indexing everything."""
    given = Documents(documents)
    sections = given.sections()
    seconds = build(name, given, folder, _CLOCKS[clock])
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return sections / seconds, size / 1e6, _peak_mb()


def searched(
    name: str, folder: Path, queries: Sequence[str], seconds: float, clock: str
) -> tuple[list[float], list[float], dict[str, float], float]:
    """Milliseconds of each query, the first and the second time; queries a second by threads; peak MB.

    The first query of all, which opens what is opened late, is not timed. No pass takes longer than some
    `seconds`.
    """
    search = opened(name, folder)
    search(queries[0])
    first = _timed(search, queries[1:], seconds, clock)
    asked = queries[1 : 1 + len(first)]
    times = _timed(search, asked, 2 * seconds, clock)
    rates = {str(threads): _rate(search, asked, threads, seconds / 4) for threads in _THREADS}
    return first, times, rates, _peak_mb()


def _timed(search: Search, queries: Sequence[str], seconds: float, clock: str) -> list[float]:
    times: list[float] = []
    until, now = perf_counter() + seconds, _CLOCKS[clock]
    for query in queries:
        if perf_counter() > until:
            break
        started = now()
        search(query)
        times.append((now() - started) * 1000)
    return times


def _rate(search: Search, queries: Sequence[str], threads: int, seconds: float) -> float:
    """Queries a second that so many threads get through together, each the next one that is due."""
    due, done = count(), [0] * threads
    started = perf_counter()
    until = started + seconds

    def ask(thread: int) -> None:
        while perf_counter() < until:
            search(queries[next(due) % len(queries)])
            done[thread] += 1

    running = [Thread(target=ask, args=(thread,)) for thread in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return round(sum(done) / (perf_counter() - started), 1)


def _peak_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return float(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6))


def measure(
    name: str, documents: Path, folder: Path, queries: Sequence[str], seconds: float, clock: str
) -> Figures:
    """One engine over one file of documents."""
    rate, size, build_peak = apart(built, name, documents, folder, clock)
    first, times, rates, search_peak = apart(searched, name, folder, queries, seconds, clock)
    cold, warm = (statistics.quantiles(one, n=100, method="inclusive") for one in (first, times))
    return Figures(
        engine=called(name),
        sections=Documents(documents).sections(),
        sections_per_second=round(rate),
        mb=round(size, 1),
        build_peak_mb=build_peak,
        first_p50=round(cold[49], 2),
        first_p95=round(cold[94], 2),
        p50=round(warm[49], 2),
        p95=round(warm[94], 2),
        p99=round(warm[98], 2),
        queries_per_second=rates,
        search_peak_mb=search_peak,
    )


def conditions() -> str:
    """The machine and how busy it is, so that figures are only compared with their like."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"Python {platform.python_version()}, {machine}, load {os.getloadavg()[0]:.1f}"


def table(found: Sequence[Figures]) -> str:
    """The figures of one size as a Markdown table."""
    threads = " · ".join(map(str, _THREADS))
    lines = [
        f"| {found[0].sections:,} sections | index, sections/s | on disk, MB | peak MB: index · search "
        f"| new query p50 / p95, ms | asked again p50 / p95 / p99, ms | queries/s with {threads} threads |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        rates = " · ".join(f"{rate:,.0f}" for rate in one.queries_per_second.values())
        lines.append(
            f"| {one.engine} | {one.sections_per_second:,.0f} | {one.mb:,.0f} "
            f"| {one.build_peak_mb:,.0f} · {one.search_peak_mb:,.0f} "
            f"| {one.first_p50:.1f} / {one.first_p95:.1f} "
            f"| {one.p50:.1f} / {one.p95:.1f} / {one.p99:.1f} | {rates} |"
        )
    return "\n".join(lines)


def publish(page: Path, text: str, figures: Sequence[Figures]) -> None:
    """Put the tables between the marks of a page, and the plot beside it."""
    start, end = _MARKS
    before, _, rest = page.read_text(encoding="utf-8").partition(start)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{start}\n{text}\n{end}{after or chr(10)}", encoding="utf-8")
    rows = [(f"{one.engine}, {one.sections:,}", one.first_p50, one.first_p95) for one in figures]
    plot = chart(rows, "milliseconds of a new query: p50 ○ and p95 ●")
    page.with_suffix(".svg").write_text(plot, encoding="utf-8")


def run(arguments: argparse.Namespace) -> list[list[Figures]]:
    """The figures of every engine, a list for each number of copies; progress goes to standard error."""
    asked = evenly(read_comparison_queries(arguments.queries), arguments.most)
    sizes = []
    for copies in arguments.copies:
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder, "documents.sqlite")
            sections = apart(make_documents, arguments.corpus, copies, documents)
            print(f"{sections:,} sections, {len(asked):,} queries", file=sys.stderr)
            figures = []
            for place, name in enumerate(arguments.engines or contestants(), start=1):
                found = measure(
                    name, documents, Path(folder, f"{place}"), asked, arguments.seconds, arguments.clock
                )
                print(f"  {found}", file=sys.stderr)
                figures.append(found)
            sizes.append(figures)
    return sizes


def main() -> None:
    """Prints a table for each size, or with --json a document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
    parser.add_argument("--queries", dest="most", type=int, default=300)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--engines", nargs="+", choices=contestants())
    parser.add_argument("--seconds", type=float, default=60, help="the longest pass over the queries")
    parser.add_argument("--clock", choices=_CLOCKS, default="wall", help="cpu where others use the machine")
    parser.add_argument("--quick", action="store_true", help="one copy, 50 queries, short passes")
    parser.add_argument("--into", type=Path, help="a page that the tables go into")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.copies, arguments.most, arguments.seconds = [1], 50, 4
    before = f"{conditions()}, {arguments.clock} time"
    sizes = run(arguments)
    document = {"conditions": before, "figures": [asdict(one) for size in sizes for one in size]}
    text = "\n\n".join([f"Measured with {before}.", *map(table, sizes)])
    if arguments.into:
        publish(arguments.into, text, [one for size in sizes for one in size])
    print(json.dumps(document, indent=1) if arguments.json else text)


if __name__ == "__main__":
    main()
