"""The facets: what results are filtered and counted by. Each is declared here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.model import Article, Section

#: The name of each facet, and the value that a section has, "" where it has none.
FACETS: Mapping[str, Callable[[Section, Article], str]] = {
    "kind": lambda section, article: section.kind,
    "source": lambda section, article: article.source,
    "reviewed": lambda section, article: str(article.reviewed.year) if article.reviewed else "",
}


def facet_values(section: Section, article: Article) -> dict[str, str]:
    """The value of each facet for a section of an article."""
    return {name: value(section, article) for name, value in FACETS.items()}
