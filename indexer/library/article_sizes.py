"""What an index holds, counted: articles, sections and words, by the site they are from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Article


@dataclass(frozen=True, slots=True)
class ArticleCount:
    """The size of one article, and where it is from."""

    source: str
    sections: int
    words: int


@dataclass(frozen=True, slots=True)
class Census:
    """The size of every article, by id."""

    counts: Mapping[str, ArticleCount]

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return len(self.counts)

    @property
    def sections(self) -> int:
        """How many sections all articles have."""
        return sum(count.sections for count in self.counts.values())


def article_count(article: Article) -> ArticleCount:
    """The size of an article; words are what spaces part in its sections' texts, headings not counted."""
    words = sum(len(block.text.split()) for section in article.sections for block in section.blocks)
    return ArticleCount(article.source, len(article.sections), words)


def take_census(articles: Iterable[Article]) -> Census:
    """The size of each of the articles; reading them is what costs, so keep the counts where you can."""
    return Census({article.id: article_count(article) for article in articles})
