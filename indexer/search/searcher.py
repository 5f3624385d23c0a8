"""The one entry to searching: a reader's text in, a page of articles with their best sections out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from corpus.kinds import KINDS
from corpus.model import Article
from indexer import limits
from indexer.documents.facets import FACETS
from indexer.engines.base import EngineDescription, EngineHits, SearchRequest
from indexer.errors import QueryError
from indexer.query.ranking import Ranking
from indexer.query.tree import Everything, Query
from indexer.rewriting.rewritten_query import RewriteStep, RewrittenQuery
from indexer.search.live_index import Live, LiveIndex, OneGeneration
from indexer.search.params import SearchParams
from indexer.search.results import ArticleHit, ResultPage
from indexer.search.urgent_box import UrgentBox
from indexer.urgent.urgent import UrgentOptions

if TYPE_CHECKING:
    from indexer.answers.answer import Answer

#: Articles shown where nothing is about the subject of a query.
_NEAR = 5


class Searcher:
    """Searches the live generation of a data folder, and takes up a new one by itself."""

    def __init__(self, live: LiveIndex | OneGeneration, urgent: UrgentOptions | None = None) -> None:
        self._urgent = UrgentBox(urgent or UrgentOptions())
        self._index = live
        self._now = live.now

    @classmethod
    def open(
        cls,
        data_dir: Path | str,
        engine: str | None = None,
        synonyms: Path | str | None = None,
        *,
        urgent: UrgentOptions | None = None,
        in_background: bool = False,
    ) -> Searcher:
        """A searcher over the live generation, whole and of this version.

        `synonyms` is a list of an editor's own, above the shipped ones. What is published or written later
        is taken up by the next search, or `in_background`, so that no search waits for it. Raises
        `IndexMissing`, `IndexDamaged` or `IndexStale`, the last also when `engine` is not the one that the
        generation was built with, and `SynonymError` or `UrgentTableError` for a list or table with a
        problem. `urgent` has the editor's own table and the numbers of the country.
        """
        own = Path(synonyms) if synonyms else None
        return cls(LiveIndex(Path(data_dir), engine, own, in_background=in_background), urgent)

    @property
    def generation(self) -> int:
        """The number of the generation that answers now."""
        return self._now().generation

    @property
    def problem(self) -> str | None:
        """Why the live generation does not answer, damaged or of another version; None when all is well."""
        return self._now().problem

    @property
    def list_problem(self) -> str | None:
        """Why a synonym list written since is not in force, naming its line; None when all is well."""
        return self._now().list_problem

    @property
    def urgent_problem(self) -> str | None:
        """Why an urgent table written since is not in force, naming its line; None when all is well."""
        return self._urgent.problem

    def search(
        self,
        text: str,
        page: int = 1,
        kinds: Sequence[str] = (),
        sources: Sequence[str] = (),
        size: int = limits.PAGE_SIZE,
        exact: Sequence[str] = (),
    ) -> ResultPage:
        """One page of results, as `results` gives it, of a text narrowed to kinds and sources."""
        filters = {"kind": tuple(kinds), "source": tuple(sources)}
        return self.results(SearchParams(text, filters, page, size, tuple(exact)))

    def results(self, params: SearchParams) -> ResultPage:
        """One page of the articles that answer, best first, with marked snippets of their best sections.

        Without text, a filter lists all its sections. Raises `QueryError` for a text or page over the limits
        and for a filter that does not exist.
        """
        live = self._now()
        page = self._ranked(live, params)
        urgent = self._urgent.box(live.engine, page.query, page.steps)
        return replace(page, urgent=urgent) if urgent else page

    def _ranked(self, live: Live, params: SearchParams) -> ResultPage:
        started = monotonic()
        params.check()
        rewritten = live.rewriter.rewrite(params.text, params.exact)
        query = rewritten.query
        if query is None and not rewritten.text and params.filtered:
            query = Everything()
        if query is None:
            return _no_results(rewritten.text, params.page, rewritten.steps, started)
        hits = live.engine.search(_request(query, rewritten, params))
        steps = rewritten.steps
        if not hits.total_articles and not any(step.step == "suggestion" for step in steps):
            steps = (*steps, *live.rewriter.suggest(params.text, params.exact))
        articles, answer = _shown(live, hits, rewritten, first_page=params.page == 1)
        if rewritten.uncovered:
            near = articles[:_NEAR] if params.page == 1 else ()
            return replace(_no_results(rewritten.text, params.page, steps, started), near=near)
        return ResultPage(
            query=rewritten.text,
            page=params.page,
            pages=-(-hits.ranked_articles // params.size),
            articles=articles,
            total_articles=hits.total_articles,
            total_sections=hits.total_sections,
            facets=hits.facets,
            steps=steps,
            took_ms=(monotonic() - started) * 1000,
            partial=hits.partial,
            answer=answer,
        )

    def article(self, article_id: str) -> Article | None:
        """A whole article with its sections, or None."""
        return self._now().engine.article(article_id)

    def newest(self, limit: int = 6) -> Sequence[Article]:
        """The articles last reviewed or published, without their sections."""
        return self._now().engine.articles(limit)

    def facet_counts(self, facet: str) -> Mapping[str, int]:
        """How many sections there are of each value of a facet, those without a section left out."""
        return self._now().engine.search(SearchRequest(Everything(), limit=0)).facets[facet]

    def kind_counts(self) -> Mapping[str, int]:
        """How many sections there are of each canonical kind, in the order of `KINDS`, none left out at 0."""
        counts = self.facet_counts("kind")
        return {kind: counts[kind] for kind in KINDS if counts.get(kind)}

    def highlight(self, text: str, query: str, exact: Sequence[str] = ()) -> str:
        """A text as escaped HTML with the query's words in <mark>; a query over the limits marks nothing."""
        from indexer.snippets.snippets import mark, spans

        try:
            highlights = self._now().rewriter.rewrite(query, tuple(exact)).highlights
        except QueryError:
            highlights = ()
        return mark(text, spans(text, highlights) if highlights else [])

    def explain(
        self, results: ResultPage, exact: Sequence[str] = ()
    ) -> Mapping[str, Sequence[tuple[str, float]]]:
        """What the score of every section of a page is put together from, by section id, largest first."""
        live = self._now()
        shown = {hit.id: (article, hit) for article in results.articles for hit in article.sections}
        ranking = live.rewriter.rewrite(results.query, tuple(exact)).ranking or Ranking()
        parts = (*ranking.words, *ranking.names, *ranking.extras)
        scores = live.engine.explain([part.query for part in parts], list(shown))
        found: dict[str, list[tuple[str, float]]] = {}
        for section_id, (article, section) in shown.items():
            rows = [(part.name, own.get(section_id, 0.0)) for part, own in zip(parts, scores, strict=True)]
            rows.append(("the title", ranking.titles.get(article.id, 0.0)))
            rest = section.score - sum(score for _, score in rows)
            rows.append(("the words covered, and the kind of section", rest))
            rounded = [(name, round(score, 3)) for name, score in rows]
            found[section_id] = sorted((row for row in rounded if row[1]), key=lambda row: -row[1])
        return found

    def describe(self) -> EngineDescription:
        """The engine's name, version and counts."""
        return self._now().engine.describe()

    def close(self) -> None:
        """Release the index."""
        self._index.close()


def _request(query: Query, rewritten: RewrittenQuery, params: SearchParams) -> SearchRequest:
    return SearchRequest(
        query,
        rewritten.ranking,
        rewritten.counted,
        filters=params.filters,
        offset=params.offset,
        limit=params.size,
        sections_per_article=limits.SECTIONS_PER_ARTICLE,
        seconds=limits.DEADLINE_SECONDS,
    )


def _shown(
    live: Live, hits: EngineHits, rewritten: RewrittenQuery, *, first_page: bool
) -> tuple[tuple[ArticleHit, ...], Answer | None]:
    """The articles of a page, and the answer from the first one where its page is the first."""
    # These import numpy, which most commands do not need.
    from indexer.answers.answering import answer
    from indexer.search.article_hits import article_hits, stored_sections

    stored = stored_sections(live.engine, hits)
    articles = article_hits(stored, hits, rewritten.highlights, live.rewriter.lexicon.expand_prefix)
    best = [stored[section.id] for section in articles[0].sections] if articles and first_page else []
    return articles, answer(rewritten.question, best)


def _no_results(text: str, page: int, steps: tuple[RewriteStep, ...], started: float) -> ResultPage:
    took = (monotonic() - started) * 1000
    return ResultPage(text, page, 0, (), 0, 0, {facet: {} for facet in FACETS}, steps, took, False)
