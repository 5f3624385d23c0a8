"""What an index of a library contains: each article with its size, and a hash that shows what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from corpus.model import Article


@dataclass(frozen=True, slots=True)
class ArticleSize:
    """The size of one article, and its source."""

    source: str
    sections: int
    words: int


class ArticleState(NamedTuple):
    """The hash of an article's documents, and its size."""

    hash: str
    size: ArticleSize


Contents: TypeAlias = "Mapping[str, ArticleState]"  # by article id


@dataclass(frozen=True, slots=True)
class ArticleSizes:
    """The size of every article."""

    by_id: Mapping[str, ArticleSize]

    @property
    def articles(self) -> int:
        """The number of articles."""
        return len(self.by_id)

    @property
    def sections(self) -> int:
        """The number of sections of all articles."""
        return sum(size.sections for size in self.by_id.values())


def article_size(article: Article) -> ArticleSize:
    """The size of an article; its words are what spaces separate in its sections' texts, without headings."""
    words = sum(len(block.text.split()) for section in article.sections for block in section.blocks)
    return ArticleSize(article.source, len(article.sections), words)


def sizes_of(contents: Contents) -> ArticleSizes:
    """The size of every article."""
    return ArticleSizes({article: state.size for article, state in contents.items()})


def differing_articles(before: Contents, after: Contents) -> list[str]:
    """The ids, rising, of the articles that only one of the two has, or that differ in hash or size."""
    return sorted(article for article in {*before, *after} if before.get(article) != after.get(article))
