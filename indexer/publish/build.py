"""Library to index: one new generation, complete and sealed, not yet live."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.documents.indexed_section import IndexedSection
from indexer.engines import open_builder
from indexer.files import link_files
from indexer.generations import manifest
from indexer.generations.contents import write_contents
from indexer.generations.manifest import Manifest
from indexer.library.contents import Contents
from indexer.publish.plan import Base, Plan


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
    """Make the index that a plan describes in a new folder and seal it; on any error it is gone again.

    `articles` are the documents of what the plan adds, `contents` is what the index holds in the end.
    """
    try:
        if plan.base:
            link_files(plan.base.folder, folder, plan.base.manifest.files)
        with _no_garbage_collection(), open_builder(engine, folder) as builder:
            for article_id in plan.remove:
                builder.remove(article_id)
            for sections in articles:
                for section in sections:
                    builder.add(section)
        write_contents(folder, contents)
        steps, known = (plan.base.manifest.steps + 1, _shared(folder, plan.base)) if plan.base else (0, {})
        return manifest.seal(folder, engine, contents, steps=steps, replaced=plan.replaced, known=known)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _shared(folder: Path, base: Base) -> dict[str, str]:
    """The hashes, checked before, of the files that are still the base's own."""
    return {
        name: digest
        for name, digest in base.manifest.files.items()
        if (folder / name).exists() and (folder / name).samefile(base.folder / name)
    }
