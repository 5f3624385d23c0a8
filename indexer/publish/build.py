"""Library to index: one new generation, complete and sealed, not yet live."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.engines import open_builder
from indexer.engines.base import IndexedSection
from indexer.publish import manifest
from indexer.publish.manifest import Manifest


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


def build_index(folder: Path, engine: str, articles: Iterable[Sequence[IndexedSection]]) -> Manifest:
    """Index the sections of articles into a new folder and seal it; on any error the folder is gone again."""
    article_count = section_count = 0
    with _no_garbage_collection(), open_builder(engine, folder) as builder:
        for sections in articles:
            article_count += 1
            section_count += len(sections)
            for section in sections:
                builder.add(section)
    try:
        return manifest.seal(folder, engine, article_count, section_count)
    except BaseException:
        shutil.rmtree(folder)
        raise
