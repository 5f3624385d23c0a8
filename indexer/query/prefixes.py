"""`immuno*`: where a prefix begins, and what finds the words that it begins."""

from __future__ import annotations

from indexer.analysis.analyzer import tokens
from indexer.analysis.spelling_variants import respell
from indexer.limits import MIN_PREFIX_LETTERS
from indexer.query.tree import Or, Prefix, Query, Term

#: Endings with which a prefix is a word whose normal form is shorter, so that `diabete*` reaches "diabet".
_ENDINGS = ("", "e", "s", "es", "d", "ed", "ng", "ing", "y", "ation")


def prefix_start(text: str, last_word: int) -> int:
    """Where the prefix that ends a text begins.

    It is the last word, or the whole of "IL-6": its "6" alone would begin too much.
    """
    if len(text) - last_word >= MIN_PREFIX_LETTERS:
        return last_word
    return min((token.start for token in tokens(text) if token.end == len(text)), default=last_word)


def beginning_with(text: str) -> Query:
    """What finds the words with this folded beginning, in either spelling."""
    prefixes = tuple(dict.fromkeys((text, respell(text))))
    found: list[Query] = [*map(Prefix, prefixes), *map(Term, _normal_forms(text, prefixes))]
    return Or(tuple(found)) if len(found) > 1 else found[0]


def _normal_forms(text: str, prefixes: tuple[str, ...]) -> list[str]:
    """The normal forms of words with this beginning that no prefix reaches ("viri" for `virus*`)."""
    forms = {token.text for ending in _ENDINGS for token in tokens(text + ending)[:1]}
    return sorted(f for f in forms if not f.startswith(prefixes) and len(f) >= MIN_PREFIX_LETTERS)
