"""The tokens of an index with their document frequencies."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from indexer import limits
from indexer.files import replace_text

FILE = "tokens.tsv"


class TokenFrequencies:
    """How many sections each token occurs in.

    Filled with `add` and `discard` and saved, or loaded and queried: lookups are cached from the first on.
    """

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> TokenFrequencies:
        """The frequencies that `save` wrote into this folder, which may go then; parsed when first needed."""
        return cls((folder / FILE).read_text(encoding="utf-8", errors="surrogatepass"))

    def save(self, folder: Path) -> None:
        """Write a token a line with its document frequency, in code point order."""
        lines = [f"{token}\t{count}" for token, count in sorted(self._counts.items()) if count > 0]
        replace_text(folder / FILE, "\n".join(lines))

    def add(self, tokens: Iterable[str]) -> None:
        """Count the distinct tokens of one section."""
        self._counts.update(tokens)

    def discard(self, tokens: Iterable[str]) -> None:
        """Take back what `add` counted for a section."""
        self._counts.subtract(tokens)

    def __contains__(self, token: object) -> bool:
        """Whether a section has the token."""
        return self._counts.get(str(token), 0) > 0

    def doc_freqs(self, tokens: Iterable[str]) -> Mapping[str, int]:
        """The document frequency of each token; tokens of no section are left out."""
        counts = self._counts
        return {token: counts[token] for token in tokens if counts[token] > 0}

    def expand(self, prefix: str) -> Sequence[str]:
        """The tokens with this prefix, highest document frequency first, at most `limits.MAX_EXPANSIONS`."""
        start = bisect_left(self._tokens, prefix)
        end = bisect_left(self._tokens, prefix + "\U0010ffff", start)
        found = self._tokens[start:end]
        return sorted(found, key=lambda token: (-self._counts[token], token))[: limits.MAX_EXPANSIONS]

    @cached_property
    def _counts(self) -> Counter[str]:
        cells = self._saved.replace("\n", "\t").split("\t") if self._saved else []
        return Counter(dict(zip(cells[::2], map(int, cells[1::2]), strict=True)))

    @cached_property
    def _tokens(self) -> list[str]:
        return sorted(token for token, count in self._counts.items() if count > 0)
