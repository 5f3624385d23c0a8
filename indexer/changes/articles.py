"""The changes between two versions of an article, as an editor would describe them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.model import Article, Block, Dropped, Section
from indexer.changes.section_pairs import Pair, moved_sections, pair_sections
from indexer.changes.words import Run, word_changes

ChangeName = Literal["added", "removed", "changed"]

#: First words by which a block is recognised in a longer text.
_START = 8

FIELDS = ("title", "url", "source", "language", "published", "reviewed")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A changed piece of an article's metadata; "" where there is or was none."""

    field: str  # one of `FIELDS`
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that was added, removed or changed; at least one version is given."""

    before: Section | None
    after: Section | None
    runs: tuple[Run, ...]  # from the former text to the new one
    parent_changed: bool  # it is below another section; a new heading of its parent does not count
    moved: bool  # its order among its neighbours changed

    @property
    def change(self) -> ChangeName:
        """Whether the section was added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def section(self) -> Section:
        """The present section, or the former one where it was removed."""
        found = self.after or self.before
        assert found is not None  # at least one version is given
        return found

    @property
    def words_gained(self) -> int:
        """The number of added words."""
        return sum(len(run.words) for run in self.runs if run.kind == "gained")

    @property
    def words_lost(self) -> int:
        """The number of removed words."""
        return sum(len(run.words) for run in self.runs if run.kind == "lost")

    @property
    def heading_before(self) -> str | None:
        """The former heading, if it changed."""
        return self._former("heading")

    @property
    def kind_before(self) -> str | None:
        """The former kind, if it changed."""
        return self._former("kind")

    @property
    def anchor_before(self) -> str | None:
        """The former anchor, if it changed: links to it no longer lead here."""
        return self._former("anchor")

    @property
    def layout_changed(self) -> bool:
        """Whether the same words have another layout, such as a list or a lower heading level."""
        if self.before is None or self.after is None or self.words_gained or self.words_lost:
            return False
        return _layout(self.before) != _layout(self.after)

    def _former(self, field: str) -> str | None:
        if self.before is None or self.after is None:
            return None
        before: str = getattr(self.before, field)
        return before if before != getattr(self.after, field) else None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article that was added, removed or changed, with all differences."""

    article_id: str
    title: str
    change: ChangeName
    fields: tuple[FieldChange, ...]  # empty for an article that was added or removed
    sections: tuple[SectionChange, ...]  # in the order of the new version, then the removed ones
    left_out: tuple[Dropped, ...] = ()  # removed text that is still on the page, with the rule that drops it

    @property
    def headings_gained(self) -> tuple[str, ...]:
        """Headings of added sections."""
        return tuple(part.section.heading for part in self.sections if part.change == "added")

    @property
    def headings_lost(self) -> tuple[str, ...]:
        """Headings of removed sections."""
        return tuple(part.section.heading for part in self.sections if part.change == "removed")

    @property
    def headings_renamed(self) -> tuple[tuple[str, str], ...]:
        """Changed headings, each with the former and the new one."""
        return tuple(
            (part.heading_before, part.section.heading) for part in self.sections if part.heading_before
        )

    @property
    def words_gained(self) -> int:
        """The number of added words."""
        return sum(part.words_gained for part in self.sections)

    @property
    def words_lost(self) -> int:
        """The number of removed words."""
        return sum(part.words_lost for part in self.sections)


def article_change(before: Article | None, after: Article | None) -> ArticleChange | None:
    """The change between two versions, either of which may be None; None if readers see no difference.

    Sections are matched by their path and heading, else by their text. `dropped` is not compared.
    """
    known = after or before
    if known is None:
        return None
    fields = tuple(_fields(before, after)) if before and after else ()
    sections = tuple(_sections(before.sections if before else (), after.sections if after else ()))
    if before and after and not fields and not sections:
        return None
    name: ChangeName = "added" if before is None else "removed" if after is None else "changed"
    left_out = tuple(_left_out(before, after)) if before and after else ()
    return ArticleChange(known.id, known.title, name, fields, sections, left_out)


def _fields(before: Article, after: Article) -> Iterator[FieldChange]:
    for field in FIELDS:
        old, new = (str(getattr(article, field) or "") for article in (before, after))
        if old != new:
            yield FieldChange(field, old, new)


def _left_out(before: Article, after: Article) -> Iterator[Dropped]:
    """The pieces dropped from the new version that contain a block of the former one, by its first words."""
    present = {block.text for section in after.sections for block in section.blocks}
    lost = {block.text for section in before.sections for block in section.blocks} - present
    starts = {tuple(text.split()[:_START]) for text in lost} - {()}
    known = set(before.dropped)
    for piece in after.dropped if starts else ():
        if piece not in known and not starts.isdisjoint(_starts(piece.text)):
            yield piece


def _starts(text: str) -> Iterator[tuple[str, ...]]:
    words = text.split()
    yield tuple(words[:_START])
    yield from zip(*(words[n:] for n in range(_START)), strict=False)


def _sections(before: Sequence[Section], after: Sequence[Section]) -> Iterator[SectionChange]:
    pairs = pair_sections(before, after)
    formers = {new.position: old for old, new in pairs}
    paired = {old.position for old, _ in pairs}
    new_paths = {old.path: new.path for old, new in pairs}
    moved = moved_sections(pairs)
    for section in after:
        former = formers.get(section.position)
        if former is None:
            yield _whole(None, section)
        elif _differ(former, section) or section.id in moved or _reparented((former, section), new_paths):
            runs = word_changes(former.text, section.text)
            parent_changed = _reparented((former, section), new_paths)
            yield SectionChange(former, section, runs, parent_changed, section.id in moved)
    yield from (_whole(section, None) for section in before if section.position not in paired)


def _whole(before: Section | None, after: Section | None) -> SectionChange:
    runs = word_changes(before.text if before else "", after.text if after else "")
    return SectionChange(before, after, runs, parent_changed=False, moved=False)


def _differ(before: Section, after: Section) -> bool:
    shown = [(part.heading, part.kind, part.anchor, _layout(part)) for part in (before, after)]
    return shown[0] != shown[1]


def _layout(section: Section) -> tuple[int, tuple[Block, ...]]:
    return section.level, section.blocks


def _reparented(pair: Pair, new_paths: Mapping[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether a section has another parent now; a parent with a new heading is still the same."""
    old, new = (section.path[:-1] for section in pair)
    return new_paths.get(old, old) != new
