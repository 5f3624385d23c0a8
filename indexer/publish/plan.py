"""How a library becomes the next generation: from the live one by what differs, or from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engines.engine_index import EngineIndex
from indexer.generations.contents import read_contents
from indexer.generations.manifest import Manifest
from indexer.library.contents import Contents


@dataclass(frozen=True, slots=True)
class Base:
    """The live generation, verified and of this version, that the next one can be cloned from."""

    index: EngineIndex
    manifest: Manifest
    contents: Contents

    @classmethod
    def of(cls, index: EngineIndex, manifest: Manifest) -> Base:
        """The base of a generation that `manifest.check` found whole."""
        return cls(index, manifest, read_contents(index.location))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to take out of the base and what to put in; all of the library where there is no base."""

    base: Base | None
    remove: Sequence[str]  # article ids, rising, as are
    add: Sequence[str]
    replaced: int  # sections that the index holds for nothing, once this is done

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return self.base is None or bool(self.remove or self.add)


def plan(wanted: Contents, base: Base | None) -> Plan:
    """The least work that brings the base to what is wanted, or a new beginning where that is better."""
    if base is not None:
        held = base.contents
        changed = sorted(article for article in wanted if wanted[article] != held.get(article))
        gone = sorted(article for article in held if wanted.get(article) != held[article])
        replaced = base.manifest.replaced + sum(held[article].size.sections for article in gone)
        added = sum(wanted[article].size.sections for article in changed)
        stored = base.manifest.sections + base.manifest.replaced
        if not (gone or changed) or base.index.can_extend(
            steps=base.manifest.steps, stored=stored, deleted=replaced, added=added
        ):
            return Plan(base, gone, changed, replaced)
    return Plan(None, (), sorted(wanted), 0)
