"""Words to try where a search found nothing: completions of its words, and words spelled like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.lexicon.lexicon import Lexicon
from indexer.query.words import Word
from indexer.rewriting.spelling.edits import unlikeness

#: Words offered for one that the corpus does not have.
_MOST = 3
#: The fewest letters of a word that is completed, and of one for which similar words are offered.
_MIN_PREFIX = 3
_MIN_SIMILAR = 5
_MOST_UNLIKE = 1.5  # two odd letters make another word


def suggestions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[Word, str]]:
    """Each word that the corpus does not have with a few that it has, completions before similar words."""
    known = lexicon.surface_forms(word.text for word in words)
    for word in words:
        typed = word.text.lower()
        if word.text in known or not typed.isalpha() or len(typed) < _MIN_PREFIX:
            continue
        found = [*lexicon.complete(typed, _MOST)]
        if len(typed) >= _MIN_SIMILAR:
            found += [
                w for w in lexicon.spelling_candidates(typed, _MOST) if unlikeness(typed, w) <= _MOST_UNLIKE
            ]
        spellings = lexicon.surface_forms(found)
        for text in list(dict.fromkeys(found))[:_MOST]:
            yield word, spellings[text].text if text in spellings else text
