"""Measuring relevance: judged queries run through the same search that readers use."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from indexer.documents.sections import indexed_sections
from indexer.engines import ENGINES
from indexer.errors import EngineError, IndexerError, QueryError
from indexer.evaluation.judged_set import JudgedSet, read_judged_set
from indexer.generations.generations import Generations, prepare_data_dir
from indexer.generations.lock import writer_lock
from indexer.generations.manifest import FINGERPRINT, check_generation
from indexer.library.contents import ArticleState, article_size
from indexer.progress import Progress, silent
from indexer.publish.build import build_index
from indexer.publish.plan import plan_build
from indexer.search.searcher import Searcher

MEASURES = ("nDCG@10", "R@100", "RR@10", "P@5")
_DEPTH = 100  # the deepest cut-off of the measures


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """A judged set's measures (means over its queries, 0 to 1) and milliseconds per first page."""

    queries: int
    documents: int
    engine: str
    measures: dict[str, float]
    p50_ms: float
    p95_ms: float
    refused: tuple[str, ...]  # queries over a limit; they count as having no results


def evaluate(
    folder: Path,
    *,
    split: str = "test",
    engine: str | None = None,
    synonyms: Path | None = None,
    cache: Path | None = None,
    measures: Sequence[str] = MEASURES,
    progress: Progress = silent,
) -> EvaluationReport:
    """Search every query of a judged set and measure the ranking (by ir-measures).

    The index of the documents stays in `cache`, named by their content and the analysis, so that a second run
    only searches. `synonyms` is an editor's own list; `measures` have names that ir-measures knows.
    Raises `JudgedSetError`, `SynonymError`, and `EngineError` when ir-measures is not installed.
    """
    _ir_measures()
    judged = read_judged_set(folder, split)
    searcher = Searcher.open(
        judged_index(judged, engine or ENGINES[0], cache or cache_folder()), synonyms=synonyms
    )
    times, ranking, refused = _searched(searcher, judged, progress)
    facts = searcher.describe()
    searcher.close()
    return EvaluationReport(
        queries=len(judged.queries),
        documents=facts.articles,
        engine=facts.engine,
        measures=ranking_measures(judged, ranking, measures),
        p50_ms=round(statistics.median(times), 2) if times else 0.0,
        p95_ms=round(statistics.quantiles(times, n=20)[-1], 2) if len(times) > 1 else 0.0,
        refused=tuple(refused),
    )


def _searched(
    searcher: Searcher, judged: JudgedSet, progress: Progress
) -> tuple[list[float], dict[str, list[str]], list[str]]:
    """Milliseconds of each first page, the documents of each query, and the queries over a limit."""
    times: list[float] = []
    refused: list[str] = []
    ranking: dict[str, list[str]] = {}
    for query in progress("search", judged.queries, len(judged.queries)):
        try:
            times.append(searcher.search(judged.queries[query]).took_ms)
            ranking[query] = [hit.id for hit in searcher.search(judged.queries[query], size=_DEPTH).articles]
        except QueryError:
            refused.append(query)
    return times, ranking, refused


def cache_folder() -> Path:
    """The folder for indexes of judged sets: below $XDG_CACHE_HOME, else ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "healthsearch" / "evaluate"


def judged_index(judged: JudgedSet, engine: str, cache: Path) -> Path:
    """The data folder in `cache` with the index of a judged set's documents, which is built if missing."""
    key = f"{judged.fingerprint()[:16]}-{engine}-{FINGERPRINT.replace('/', '_')}"
    data_dir = cache / key
    generations = prepare_data_dir(data_dir)
    if not _is_intact(generations):
        with writer_lock(data_dir):
            if not _is_intact(generations):  # another evaluation may have built it while this one waited
                number = generations.next_number()
                _index(generations.folder(number), engine, judged)
                generations.publish(number)
                generations.prune()
    return data_dir


def _is_intact(generations: Generations) -> bool:
    try:
        check_generation(generations.folder(generations.current()))
    except IndexerError:
        return False
    return True


def ranking_measures(
    judged: JudgedSet, ranking: Mapping[str, Sequence[str]], measures: Sequence[str] = MEASURES
) -> dict[str, float]:
    """The measures of a ranking (query id to documents, best first), by name; queries without one count 0."""
    ir_measures = _ir_measures()
    wanted = {name: ir_measures.parse_measure(name) for name in measures}
    run = (
        ir_measures.ScoredDoc(query, document, -float(rank))
        for query, documents in ranking.items()
        for rank, document in enumerate(documents)
    )
    found = ir_measures.calc_aggregate(list(wanted.values()), _qrels(ir_measures, judged), run)
    return {name: round(float(found[measure]), 4) for name, measure in wanted.items()}


def _ir_measures() -> ModuleType:
    try:
        import ir_measures
    except ImportError as error:
        raise EngineError(
            "Measuring needs ir-measures, which is not installed. Run `pip install -e '.[evaluate]'` in a "
            "checkout of healthsearch."
        ) from error
    return ir_measures


def _qrels(ir_measures: ModuleType, judged: JudgedSet) -> Iterator[object]:
    for query, documents in judged.relevance.items():
        for document, grade in documents.items():
            yield ir_measures.Qrel(query, document, grade)


def _index(folder: Path, engine: str, judged: JudgedSet) -> None:
    contents = {article.id: ArticleState("", article_size(article)) for article in judged.articles()}
    documents = (list(indexed_sections(article)) for article in judged.articles())
    build_index(folder, engine, plan_build(contents, None), contents, documents)
