"""`immuno*`: where the prefix begins, and the query for words with that prefix."""

from __future__ import annotations

from indexer.analysis.analyzer import tokens
from indexer.analysis.spelling_variants import respell
from indexer.limits import MIN_PREFIX_LETTERS
from indexer.query.tree import Or, Prefix, Query, Term

#: Endings that make a prefix a word whose normal form is shorter, so that `diabete*` finds "diabet".
_ENDINGS = ("", "e", "s", "es", "d", "ed", "ng", "ing", "y", "ation")


def prefix_start(text: str, last_word: int) -> int:
    """The offset of the prefix at the end of a text.

    It is the last word, or all of "IL-6": too many words begin with its "6" alone.
    """
    if len(text) - last_word >= MIN_PREFIX_LETTERS:
        return last_word
    return min((token.start for token in tokens(text) if token.end == len(text)), default=last_word)


def beginning_with(text: str) -> Query:
    """The query for words with this folded prefix, in British or American spelling."""
    prefixes = tuple(dict.fromkeys((text, respell(text))))
    found: list[Query] = [*map(Prefix, prefixes), *map(Term, _normal_forms(text, prefixes))]
    return Or(tuple(found)) if len(found) > 1 else found[0]


def _normal_forms(text: str, prefixes: tuple[str, ...]) -> list[str]:
    """The normal forms of words with this prefix that do not begin with it ("viri" for `virus*`)."""
    forms = {token.text for ending in _ENDINGS for token in tokens(text + ending)[:1]}
    return sorted(f for f in forms if not f.startswith(prefixes) and len(f) >= MIN_PREFIX_LETTERS)
