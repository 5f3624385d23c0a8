"""The box above the results of an urgent query: its wording, and the section that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from corpus.model import Article, Section
from indexer.analysis.analyzer import EXACT, tokens
from indexer.engines.base import SearchEngine, SearchRequest
from indexer.errors import IndexerError
from indexer.query.tree import And, InField, Term
from indexer.rewriting.rewritten_query import RewriteStep
from indexer.urgent.table import FollowedTable
from indexer.urgent.table_file import Category
from indexer.urgent.urgent import NO_CRISIS_LINE, NO_NUMBER, Urgent, UrgentLink, UrgentOptions

#: Articles whose titles have a category's words that are looked at, and words that such a title may have
#: besides: "Choking: questions and answers" is about choking, "Diabetes, Heart Disease, and Stroke" is not
#: where a stroke leads.
_TITLES = 10
_MORE_WORDS = 2

#: Seconds of the search for the section. The box does not wait for it.
_SECONDS = 0.3


class UrgentBox:
    """Gives urgent queries their box; follows the table's file."""

    def __init__(self, options: UrgentOptions) -> None:
        """Raises `UrgentTableError` for a table with a problem."""
        self._options = options
        self._table = FollowedTable(options.table)
        self._links: tuple[SearchEngine | None, dict[Category, UrgentLink | None]] = (None, {})

    @property
    def problem(self) -> str | None:
        """Why the table written since is not in force; None when all is well."""
        return self._table.problem

    def box(self, engine: SearchEngine, text: str, steps: Sequence[RewriteStep]) -> Urgent | None:
        """The box for a reader's text, as typed or with its spelling corrected by the steps; or None."""
        table = self._table.now()
        category = table.find(text)
        if category is None and (corrected := _corrected(text, steps)) != text:
            category = table.find(corrected)
        if category is None:
            return None
        number, line = self._options.emergency_number, self._options.crisis_line
        title, wording = (_filled(said, number, line) for said in (category.title, category.text))
        return Urgent(category.name, title, wording, number, line, self._link(engine, category))

    def _link(self, engine: SearchEngine, category: Category) -> UrgentLink | None:
        """The link of a category, looked up once in a generation: it is the same for every query."""
        opened, links = self._links
        if opened is not engine:
            self._links = (engine, links := {})
        if category not in links:
            links[category] = _find_link(engine, category)
        return links[category]


def _filled(wording: str, number: str | None, crisis_line: str | None) -> str:
    wording = wording.replace("{number}", number or NO_NUMBER)
    return wording.replace("{crisis}", crisis_line or NO_CRISIS_LINE)


def _corrected(text: str, steps: Iterable[RewriteStep]) -> str:
    """The text with every correction, made or offered: a box too many is better than one too few."""
    for step in steps:
        if step.step in ("spelling", "suggestion"):
            text = text.replace(step.before, step.after)
    return text


def _find_link(engine: SearchEngine, category: Category) -> UrgentLink | None:
    """The best section of the first of the category's articles that the corpus has."""
    with suppress(IndexerError):  # the box matters more than its link
        for title in category.articles:
            if articles := _articles(engine, title):
                rank, section, article = min(
                    ((*_best_section(article, category.kinds), article) for article in articles),
                    key=lambda found: found[0],
                )
                return UrgentLink(article.id, article.title, section.heading, section.kind, section.anchor)
    return None


def _articles(engine: SearchEngine, title: str) -> list[Article]:
    """The articles with this title; with few words besides where there is none."""
    terms = tuple(map(Term, _title_words(title)))
    if not terms:
        return []
    request = SearchRequest(
        InField("title", And(terms)), limit=_TITLES, sections_per_article=1, seconds=_SECONDS
    )
    matches = engine.search(request).articles
    stored = engine.sections([match.sections[0].section_id for match in matches])
    lengths = {section.article.id: len(_title_words(section.article.title)) for section in stored.values()}
    least = min(lengths.values(), default=0)
    if least > len(terms) + _MORE_WORDS:
        return []
    found = (engine.article(article_id) for article_id, length in lengths.items() if length == least)
    return [article for article in found if article and article.sections]


def _title_words(title: str) -> list[str]:
    """The normal form of each word of a title."""
    forms: dict[int, str] = {}
    for token in tokens(title):
        if not token.text.startswith(EXACT):
            forms.setdefault(token.position, token.text)
    return list(forms.values())


def _best_section(article: Article, kinds: Sequence[str]) -> tuple[int, Section]:
    """The first section of the first of these kinds, with the rank of the kind; else the article's first."""
    for rank, kind in enumerate(kinds):
        for section in article.sections:
            if section.kind == kind:
                return rank, section
    return len(kinds), article.sections[0]
