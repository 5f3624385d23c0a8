"""Pages with a new path: they have the same bytes, URL or text as a page that is gone."""

from __future__ import annotations

from collections.abc import Mapping

from corpus import Article
from indexer.library.library import Library, StoredPage


class RelocatedPages:
    """The pages that are gone from the corpus, each until its article is found at another path."""

    def __init__(self, library: Library, gone: Mapping[str, StoredPage]) -> None:
        self._library = library
        self.gone = dict(gone)
        self._by_hash = {page.hash: path for path, page in gone.items()}
        self._by_id = {page.article_id: path for path, page in gone.items()}
        self._texts: dict[str, str] | None = None

    def path_of_id(self, article_id: str) -> str | None:
        """The path of the page that is gone and had this article, or None."""
        return self._still_gone(self._by_id.get(article_id))

    def former_path(self, page_hash: str, article: Article) -> str | None:
        """The path of the page that is gone and had the same bytes, id or text, or None."""
        return (
            self._still_gone(self._by_hash.get(page_hash))
            or self.path_of_id(article.id)
            or (self._still_gone(self._paths_by_text().get(_text(article))) if self.gone else None)
        )

    def _still_gone(self, path: str | None) -> str | None:
        return path if path in self.gone else None

    def _paths_by_text(self) -> dict[str, str]:
        if self._texts is None:
            articles = ((path, self._library.article(page.article_id)) for path, page in self.gone.items())
            self._texts = {_text(article): path for path, article in articles if article}
        return self._texts


def _text(article: Article) -> str:
    return "\n".join((article.title, *(f"{section.heading}\n{section.text}" for section in article.sections)))
