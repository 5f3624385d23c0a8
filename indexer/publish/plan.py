"""How the next generation is built from a library: by changing a clone of the live one, or from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.engine_index import EngineIndex
from indexer.generations.contents import read_contents
from indexer.generations.manifest import Manifest, check_generation, index_at
from indexer.library.contents import Contents


@dataclass(frozen=True, slots=True)
class Base:
    """The live generation, verified and of this version, that the next one can be cloned from."""

    index: EngineIndex
    manifest: Manifest
    contents: Contents

    @classmethod
    def verified(cls, folder: Path) -> Base:
        """The base in a generation's folder; raises what `check_generation` raises."""
        manifest = check_generation(folder)
        return cls(index_at(folder, manifest), manifest, read_contents(folder))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to remove from the base and what to add to it; without a base, all of the library is added."""

    base: Base | None
    remove: Sequence[str]  # article ids, rising
    add: Sequence[str]  # article ids, rising
    replaced: int  # deleted sections that the files of the new index will contain

    @property
    def changes(self) -> bool:
        """Whether the new index differs from the base."""
        return self.base is None or bool(self.remove or self.add)


def plan_build(wanted: Contents, base: Base | None) -> Plan:
    """The least work that turns the base into an index of these contents, or a build from nothing."""
    if base is not None:
        present = base.contents
        changed = sorted(article for article in wanted if wanted[article] != present.get(article))
        gone = sorted(article for article in present if wanted.get(article) != present[article])
        replaced = base.manifest.replaced + sum(present[article].size.sections for article in gone)
        added = sum(wanted[article].size.sections for article in changed)
        stored = base.manifest.sections + base.manifest.replaced
        if not (gone or changed) or base.index.can_extend(
            steps=base.manifest.steps, stored=stored, deleted=replaced, added=added
        ):
            return Plan(base, gone, changed, replaced)
    return Plan(None, (), sorted(wanted), 0)
