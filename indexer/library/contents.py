"""What an index of a library holds: each article with a hash, so that a build knows what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from indexer.library.article_sizes import ArticleCount, Census


class ArticleState(NamedTuple):
    """The hash of an article's documents, and its size."""

    hash: str
    size: ArticleCount


Contents: TypeAlias = "Mapping[str, ArticleState]"  # by article id


def census_of(contents: Contents) -> Census:
    """The size of every article."""
    return Census({article: state.size for article, state in contents.items()})
