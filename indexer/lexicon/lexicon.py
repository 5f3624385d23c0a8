"""The words of one generation: made by one code whatever the engine, and read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.documents.lexicon_entries import LexiconEntries
from indexer.lexicon.abbreviations import AbbreviationTable
from indexer.lexicon.names.saved_names import saved_names
from indexer.lexicon.titles import Titles
from indexer.lexicon.tokens import TokenFrequencies
from indexer.lexicon.values import Sense, SurfaceForm
from indexer.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from indexer.lexicon.names.name_table import NameTable
    from indexer.lexicon.title_index import TitleIndex


class Lexicon:
    """What the corpus writes and what it abbreviates; safe between threads once it is loaded."""

    def __init__(
        self,
        words: Vocabulary,
        abbreviations: AbbreviationTable,
        tokens: TokenFrequencies,
        titles: Titles,
        names: str = "",
    ) -> None:
        """The parts of a lexicon; the names as `saved_names` gives them."""
        self._titles = titles
        self._names = names
        self._words = words
        self._abbreviations = abbreviations
        self._tokens = tokens

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """The lexicon that `LexiconBuilder.save` wrote into this folder, which may go then."""
        return cls(
            Vocabulary.load(folder),
            AbbreviationTable.load(folder),
            TokenFrequencies.load(folder),
            Titles.load(folder),
            saved_names(folder),
        )

    @cached_property
    def titles(self) -> TitleIndex:
        """The titles of the articles, for looking up subjects."""
        from indexer.lexicon.title_index import TitleIndex  # imports numpy, which most commands do not need

        return TitleIndex(self._titles.rows)

    @cached_property
    def names(self) -> NameTable:
        """The names of diseases, symptoms and drugs that lead somewhere in the corpus."""
        from indexer.lexicon.names.name_table import NameTable  # imports numpy

        return NameTable(self._names)

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words of the corpus in lower case with this prefix, most used first."""
        return self._words.complete(prefix, limit)

    def spelling_candidates(self, word: str, limit: int) -> Sequence[str]:
        """Words of the corpus, in lower case, within two edits of this one or with the same phonetic key.

        Nearest first, then most used; the same phonetic key counts as one edit. Words that differ in both of
        their first two letters are left out.
        """
        return self._words.spelling_candidates(word, limit)

    def surface_forms(self, words: Iterable[str]) -> Mapping[str, SurfaceForm]:
        """The surface form of each of these words; words that the corpus does not have are left out.

        Case makes no difference, an inflection does.
        """
        found = ((word, self._words.surface_form(word)) for word in words)
        return {word: form for word, form in found if form}

    def doc_freqs(self, tokens: Iterable[str]) -> Mapping[str, int]:
        """The document frequency of each of these tokens; tokens of no section are left out."""
        return self._tokens.doc_freqs(tokens)

    def expand_prefix(self, prefix: str) -> Sequence[str]:
        """The tokens that a `Prefix` stands for: highest document frequency first, within the limit."""
        return self._tokens.expand(prefix)

    def senses(self, short: str) -> Sequence[Sense]:
        """The long forms of an abbreviation that articles define ("long form (SHORT)"), most used first.

        Case, hyphens and a plural "s" make no difference, so an ordinary word may have senses too: "aids".
        The spellings of a long form, its plural among them, are one sense.
        """
        return self._abbreviations.senses(short)

    def abbreviations(self, long: str, min_articles: int = 1) -> Sequence[str]:
        """The short forms that so many articles define for a long form, most used first; by its tokens."""
        return self._abbreviations.abbreviations(long, min_articles)

    def warm(self) -> None:
        """Build every look-up table, so that no reader waits for it: 0.3 s with 5,000 articles."""
        self.surface_forms(("health",))
        self.spelling_candidates("health", 1)
        self.complete("health", 1)
        self.doc_freqs(("health",))
        self.expand_prefix("health")
        self.senses("health")
        self.abbreviations("health")
        self.titles.scores(("health",))
        self.names.find(("health",))


class LexiconBuilder:
    """Collects the lexicon of a generation, from nothing or from that of the generation it extends."""

    def __init__(self, folder: Path | None = None) -> None:
        """Begin with the lexicon saved in a folder, or with an empty one."""
        self._words = Vocabulary.load(folder) if folder else Vocabulary()
        self._abbreviations = AbbreviationTable.load(folder) if folder else AbbreviationTable()
        self._tokens = TokenFrequencies.load(folder) if folder else TokenFrequencies()
        self._titles = Titles.load(folder) if folder else Titles()

    def add(self, article_id: str, entries: LexiconEntries) -> None:
        """Count what one section of an article contributes."""
        self._words.add(entries.surface_forms)
        self._abbreviations.add(article_id, entries.definitions)
        self._tokens.add(entries.tokens)
        self._titles.add(article_id, entries.title)

    def discard(self, article_id: str, entries: LexiconEntries) -> None:
        """Take back what `add` counted for a section."""
        self._words.discard(entries.surface_forms)
        self._abbreviations.discard(article_id, entries.definitions)
        self._tokens.discard(entries.tokens)
        self._titles.discard(article_id, entries.title)

    def save(self, folder: Path) -> None:
        """Write the lexicon into a folder; the same sections give the same bytes.

        Files are replaced, never written over: an earlier generation may share them by hard links.
        """
        from indexer.lexicon.names.name_table import save_names  # imports numpy

        self._words.save(folder)
        self._abbreviations.save(folder)
        self._tokens.save(folder)
        self._titles.save(folder)
        titles = (name for title in Titles.load(folder).rows for name in title.names)
        save_names(folder, titles, self._tokens)
