"""The abbreviations that the articles of a generation define, with their long forms and articles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from indexer.files import replace_text
from indexer.lexicon.sense_groups import SenseGroup, grouped, long_key, short_key
from indexer.lexicon.values import Sense

FILE = "abbreviations.tsv"


class AbbreviationTable:
    """Pairs of short and long form as written, each with the articles that define it.

    Filled with `add` and `discard` and saved, or loaded and queried: look-ups are cached from the first on.
    """

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> AbbreviationTable:
        """The table that `save` wrote into this folder, which may go then; parsed when first needed."""
        return cls((folder / FILE).read_text(encoding="utf-8"))

    def save(self, folder: Path) -> None:
        """Write a definition a line: short form, long form, sections by article, in code point order.

        The same definitions give the same bytes. The file is replaced, never written over: an earlier
        generation may share it by a hard link.
        """
        lines = [
            f"{short}\t{long}\t{json.dumps(articles, sort_keys=True)}\n"
            for (short, long), articles in sorted(self._definitions.items())
        ]
        replace_text(folder / FILE, "".join(lines))

    def add(self, article_id: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Count the distinct pairs of short and long form that a section of an article defines."""
        for pair in pairs:
            self._definitions.setdefault(pair, Counter())[article_id] += 1

    def discard(self, article_id: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Take back what `add` counted for a section."""
        for pair in pairs:
            articles = self._definitions[pair]
            articles[article_id] -= 1
            if not articles[article_id]:
                del articles[article_id]
            if not articles:
                del self._definitions[pair]

    def senses(self, short: str) -> Sequence[Sense]:
        """The long forms of an abbreviation, as `Lexicon.senses` gives them."""
        key = short_key(short)
        found = self._groups.get(key)
        if found is None and key.endswith("s"):
            found = self._groups.get(key[:-1])
        return [Sense(group.long, len(group.articles)) for group in found or ()]

    def abbreviations(self, long: str, min_articles: int) -> Sequence[str]:
        """The short forms of a long form, as `Lexicon.abbreviations` gives them."""
        first = _first_of(long.partition(" ")[0])  # most runs of words end here, in a tenth of the time
        if first and first not in self._first_words:
            return ()
        found = self._short_forms.get(long_key(long), {})
        return [name for name, articles in found.items() if articles >= min_articles]

    @cached_property
    def _definitions(self) -> dict[tuple[str, str], Counter[str]]:
        """The number of sections by article, for each pair of short and long form."""
        rows = (line.split("\t") for line in self._saved.splitlines())
        return {(short, long): Counter(json.loads(articles)) for short, long, articles in rows}

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[SenseGroup]]:
        by_short: dict[str, list[tuple[str, str, Iterable[str]]]] = {}
        for (short, long), articles in self._definitions.items():
            by_short.setdefault(short_key(short), []).append((short, long, articles))
        return {key: grouped(rows) for key, rows in by_short.items()}

    @cached_property
    def _short_forms(self) -> Mapping[tuple[str, ...], Mapping[str, int]]:
        """By the key of a long form its short forms, most used first, and how many articles define each."""
        used: dict[tuple[str, ...], dict[str, int]] = {}
        for groups in self._groups.values():
            for group in groups:
                for key in group.keys:
                    used.setdefault(key, {})[group.short] = len(group.articles)
        return {
            key: dict(sorted(names.items(), key=lambda item: (-item[1], item[0])))
            for key, names in used.items()
        }

    @cached_property
    def _first_words(self) -> set[tuple[str, ...]]:
        return {key[:1] for key in self._short_forms}


@lru_cache(10_000)
def _first_of(word: str) -> tuple[str, ...]:
    """The first word of the key of a long form that begins with this word; looked up often for one query."""
    return long_key(word)[:1]
