"""Articles to the sections that engines index, in worker processes, once for each version of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.documents.article_json import load_article
from indexer.documents.serialization import FINGERPRINT, dump_documents
from indexer.errors import LibraryError
from indexer.library.contents import ArticleSize, article_size
from indexer.library.library import Library
from indexer.workers.pool import Workers, batched

#: Articles handed to a worker at a time.
_BATCH = 16

#: Fewer are analysed in this process: starting two workers takes longer.
_FEW = 24


def analyse_articles(library: Library, ids: Sequence[str], workers: int) -> Iterator[str]:
    """Put the documents of these articles into the library; yields each id when its documents are stored.

    Raises `LibraryError` when a worker is killed, `WorkerError` when none can start.
    """
    batches = batched(ids, _BATCH)
    texts = (list(zip(batch, library.texts(batch), strict=True)) for batch in batches)
    few = len(ids) < _FEW
    results = ((batch, _analysed(batch)) for batch in texts) if few else _in_workers(texts, workers)
    for batch, documents in results:
        if documents is None:
            raise LibraryError(
                f"The articles {', '.join(article_id for article_id, _ in batch)} could not be analysed: "
                "their process was killed, most likely for lack of memory. Free some memory, then reindex."
            )
        for (article_id, _), (size, dumped) in zip(batch, documents, strict=True):
            library.put_documents(article_id, FINGERPRINT, size, dumped)
            yield article_id


_Batch = Sequence[tuple[str, str]]  # article ids, and articles as JSON
_Documents = tuple[ArticleSize, bytes]  # of one article


def _in_workers(texts: Iterable[_Batch], workers: int) -> Iterator[tuple[_Batch, list[_Documents] | None]]:
    with Workers(_analysed, workers) as processes:
        yield from processes.run(texts)


def _analysed(batch: _Batch) -> list[_Documents]:
    from indexer.documents.sections import (
        indexed_sections,  # imports numpy, which workers that clean do not need
    )

    articles = (load_article(text) for _, text in batch)
    return [(article_size(one), dump_documents(indexed_sections(one))) for one in articles]
