"""What a reader gets first: the first articles for short queries, beside SQLite FTS5 and plain BM25.

    python benchmarks/first_answer.py SET DATA [--engines] [--plain bm25s fts5] [--failures] [--json]

SET is a folder as `answer_set.py` describes it, DATA a data folder that `healthsearch reindex` built from the
articles that it judges. The others search the same articles, read from DATA's library. success@1 is the share
of queries whose first article is right, best@1 whose first article is one of the best. "kind leads" is the
share, of those whose first article is right, whose first section is of the kind that was asked for; "gaps
told" the share of queries without an answer for which the system shows no article or says that it has none.
With --engines the library is also indexed with the other engine, in a temporary folder. Where `floors.json`
has a floor for the same set and articles, a measure below it ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from answer_set import (
    NO_ANSWER,
    Answer,
    AnsweredArticle,
    Change,
    Misspelling,
    by_group,
    is_solved,
    mean,
    read_queries,
    rows,
    scores,
)
from floors import below_floor, fingerprint
from plain_rankings import PLAIN, installed, passages

from corpus.model import Article
from indexer.documents.serialization import load_documents
from indexer.engines import ENGINES
from indexer.library.library import Library
from indexer.publish.build import build_index
from indexer.publish.plan import plan_build
from indexer.search.live_index import OneGeneration
from indexer.search.searcher import Searcher

_PAGE = 10

#: Steps that tell a reader that the corpus lacks something.
_GAP = "missing"

Ask = Callable[[str], Answer]
Measures = dict[str, float]


def ours(searcher: Searcher) -> Ask:
    """The first page of a search."""

    def ask(text: str) -> Answer:
        page = searcher.search(text)
        articles = [
            AnsweredArticle(hit.title, hit.source, hit.url, hit.sections[0].kind if hit.sections else None)
            for hit in page.articles
        ]
        changes = [Change(step.step, step.before, step.after) for step in page.steps]
        return Answer(articles, changes, page.urgent is not None)

    return ask


def plain(name: str, articles: Sequence[Article]) -> Ask:
    """The first ten articles of a plain ranking."""
    rank = PLAIN[name](list(passages(articles)))
    by_id = {article.id: AnsweredArticle(article.title, article.source, article.url) for article in articles}
    return lambda text: Answer([by_id[one] for one in rank(text, _PAGE)])


def measured(folder: Path, ask: Ask, failures: list[str]) -> Measures:
    """All measures of a system by name; what it gets wrong is added to the `failures`."""
    queries = read_queries(folder)
    answers = [ask(query.text) for query in queries]
    found = [scores(query, answer.articles) for query, answer in zip(queries, answers, strict=True)]
    for query, answer, one in zip(queries, answers, found, strict=True):
        if not one.right and query.group != NO_ANSWER:
            failures.append(f"{query.group}: {query.text!r}: {[one.title for one in answer.articles[:3]]}")
    measures: Measures = {}
    for group, those in by_group(queries, found).items():
        measures[f"success@1 {group}"] = mean(one.right for one in those)
        measures[f"best@1 {group}"] = mean(one.best for one in those)
        measures[f"nDCG@5 {group}"] = mean(one.ndcg for one in those)
    measures["kind leads"] = mean(one.kind_leads for one in found if one.kind_leads is not None)
    gaps = [a for query, a in zip(queries, answers, strict=True) if query.group == NO_ANSWER]
    measures["gaps reported"] = mean(not a.articles or any(c.step == _GAP for c in a.changes) for a in gaps)
    return (
        measures | _misspelt(folder / "misspelt", ask, failures) | _urgent(folder / "urgent", ask, failures)
    )


def _misspelt(folder: Path, ask: Ask, failures: list[str]) -> Measures:
    solved, left_alone = [], []
    for misspelling in (Misspelling(*row) for row in rows(folder / "misspelt.tsv")):
        solved.append(is_solved(misspelling, ask(misspelling.typed)))
        if not solved[-1]:
            failures.append(f"misspelt: {misspelling.typed!r}")
    for typed, _ in rows(folder / "keep.tsv"):
        left_alone.append(all(change.step != "spelling" for change in ask(typed).changes))
        if not left_alone[-1]:
            failures.append(f"changed: {typed!r}")
    return {"misspelt solved": mean(solved), "left alone": mean(left_alone)}


def _urgent(folder: Path, ask: Ask, failures: list[str]) -> Measures:
    found = {}
    for name, expected in (("urgent", True), ("ordinary", False)):
        texts = [row[0] for row in rows(folder / f"{name}.tsv")]
        found[name] = [ask(text).urgent for text in texts]
        wrong = (text for text, urgent in zip(texts, found[name], strict=True) if urgent != expected)
        failures.extend(f"{name}: {text!r}" for text in wrong)
    return {"urgent found": mean(found["urgent"]), "ordinary left": 1.0 - mean(found["ordinary"])}


@contextmanager
def systems(data: Path, every_engine: bool, names: Sequence[str]) -> Iterator[Mapping[str, Ask]]:
    """What is measured, by name: DATA's own index, that of the other engine, and plain rankings."""
    searcher = Searcher.open(data)
    found = {searcher.describe().engine: ours(searcher)}
    with Library(data) as library, tempfile.TemporaryDirectory() as folder:
        for engine in ENGINES if every_engine else ():
            if engine not in found:
                contents = library.contents()
                documents = map(load_documents, library.documents(sorted(contents)))
                generation = Path(folder, "000001")  # the name is a number
                build_index(generation, engine, plan_build(contents, None), contents, documents)
                found[engine] = ours(Searcher(OneGeneration(generation)))
        articles = list(library.articles()) if names else []
        yield found | {name: plain(name, articles) for name in names}
    searcher.close()


def set_hash(folder: Path, data: Path) -> str:
    """A hash of a set's files, and of the ids of the articles that are searched."""
    with Library(data) as library:
        ids = sorted(library.contents())
    return fingerprint(sorted(folder.glob("*/*.*")), *ids)


def table(measures: Mapping[str, Measures]) -> str:
    """Rows of success@1, best@1 and nDCG@5 by class, then one for each other measure; systems in columns."""
    first = next(iter(measures.values()))
    groups = [name.removeprefix("success@1 ") for name in first if name.startswith("success@1 ")]
    rows = [[group, *(_three(one, group) for one in measures.values())] for group in groups]
    for other in [name for name in first if "@" not in name]:
        ours_only = (f"{one[other]:.3f}" if name in ENGINES else "" for name, one in measures.items())
        rows.append([other, *ours_only])
    head = ["success@1 / best@1 / nDCG@5", *measures]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def _three(measures: Measures, group: str) -> str:
    return " / ".join(f"{measures[f'{name} {group}']:.3f}" for name in ("success@1", "best@1", "nDCG@5"))


def main() -> None:
    """Prints the table, or with --json a document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path, metavar="SET")
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--engines", action="store_true", help="measure every engine")
    parser.add_argument("--plain", nargs="*", choices=PLAIN, default=installed())
    parser.add_argument("--failures", action="store_true", help="list what is wrong with the first system")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measures: dict[str, Measures] = {}
    wrong: list[str] = []
    with systems(options.data, options.engines, options.plain) as asked:
        for name, ask in asked.items():
            measures[name] = measured(options.set, ask, [] if measures else wrong)
    hashed = set_hash(options.set, options.data)
    print(json.dumps({"input": hashed, **measures}, indent=1) if options.json else table(measures))
    if options.failures:
        print("\n".join(wrong))
    failures = []
    for engine in [name for name in measures if name in ENGINES]:
        below = below_floor("first_answer", options.set.name, hashed, measures[engine])
        failures += [f"{engine}: {one}" for one in below]
    sys.exit("\n".join(failures) or 0)


if __name__ == "__main__":
    main()
