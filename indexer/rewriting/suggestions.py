"""Words to try where a search found nothing: those that a word of it begins, or that are spelled like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.lexicon.lexicon import Lexicon
from indexer.query.words import Word
from indexer.rewriting.spelling.edits import unlikeness

#: Words offered for one that the corpus does not have, and letters from which on something is like it.
_MOST = 3
_MIN_BEGINNING = 3
_MIN_SIMILAR = 5
_MOST_UNLIKE = 1.5  # two odd letters are another word


def suggestions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[Word, str]]:
    """Each word that the corpus does not have with a few that it has, those that it begins before others."""
    held = lexicon.spellings(word.text for word in words)
    for word in words:
        typed = word.text.lower()
        if word.text in held or not typed.isalpha() or len(typed) < _MIN_BEGINNING:
            continue
        found = [*lexicon.complete(typed, _MOST)]
        if len(typed) >= _MIN_SIMILAR:
            found += [w for w in lexicon.similar(typed, _MOST) if unlikeness(typed, w) <= _MOST_UNLIKE]
        spelled = lexicon.spellings(found)
        for text in list(dict.fromkeys(found))[:_MOST]:
            yield word, spelled[text].text if text in spelled else text
