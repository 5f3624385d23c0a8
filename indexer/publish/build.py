"""Library to index: one new generation, complete and sealed, not yet live."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.documents.indexed_section import IndexedSection
from indexer.engines import open_engine
from indexer.generations import manifest
from indexer.generations.contents import write_contents
from indexer.generations.manifest import Manifest
from indexer.library.contents import Contents
from indexer.publish.plan import Plan


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A writer holds a million tuples, none in a cycle; walking over them took a fifth of a build."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def build_index(
    folder: Path,
    engine: str,
    plan: Plan,
    contents: Contents,
    articles: Iterable[Sequence[IndexedSection]],
) -> Manifest:
    """Make the index that a plan describes in a new folder and seal it; any error deletes the folder again.

    `articles` are the documents of what the plan adds, `contents` all articles of the finished index.
    """
    index = open_engine(engine, folder)
    try:
        if plan.base:
            index = plan.base.index.clone(folder, plan.base.manifest.files)
        with _no_garbage_collection(), index.builder() as builder:
            for article_id in plan.remove:
                builder.remove(article_id)
            for sections in articles:
                for section in sections:
                    builder.add(section)
        write_contents(folder, contents)
        steps = plan.base.manifest.steps + 1 if plan.base else 0
        return manifest.seal_generation(index, contents, steps=steps, replaced=plan.replaced)
    except BaseException:
        index.drop()
        raise
