"""How a library becomes the next generation: from the live one by what differs, or from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.generations.contents import read_contents
from indexer.generations.manifest import Manifest
from indexer.library.contents import Contents

#: Builds from one another before an index is made anew: each leaves a segment that every search looks at.
_MOST_STEPS = 16

#: The share of an index's sections that may be dead weight, replaced or removed since it was made.
_MOST_REPLACED = 0.25


@dataclass(frozen=True, slots=True)
class Base:
    """The live generation, whole and of this version, as the next one's beginning."""

    folder: Path
    manifest: Manifest
    contents: Contents

    @classmethod
    def of(cls, folder: Path, manifest: Manifest) -> Base:
        """A generation that was checked."""
        return cls(folder, manifest, read_contents(folder))


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
        whole = base.manifest.sections + base.manifest.replaced
        steps_left = base.manifest.steps < _MOST_STEPS
        if not (gone or changed) or (steps_left and replaced + added <= _MOST_REPLACED * whole):
            return Plan(base, gone, changed, replaced)
    return Plan(None, (), sorted(wanted), 0)
