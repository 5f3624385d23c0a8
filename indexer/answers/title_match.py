"""Whether an article's title names what a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from indexer.analysis.analyzer import EXACT, tokens
from indexer.rewriting.rewritten_query import Question

#: Words of a title that say what kind of page it is, and nothing about its subject.
_PAGE_WORDS = frozenset(
    token.text
    for token in tokens(
        "what you I need to know about your guide to understanding facts overview questions and answers "
        "information introduction basics learning living with in brief fact sheet FAQ FAQs frequently asked"
    )
)
#: The tokens of each word of a text, without the spellings beside their normal forms.
_Words: TypeAlias = list[frozenset[str]]
_PARENTHESES = re.compile(r"\(([^()]*)\)")


def names_subject(title: str, question: Question) -> bool:
    """Whether a title is the subject of a question, or one of its other names, and nothing beside.

    The whole title is compared, the title without its parentheses, what stands in them, and what comes before
    a colon; as sets of words, so that their order does not count. A title with a word more may be about a
    special form, so it names another subject.
    """
    beside = question.asking | _PAGE_WORDS
    return any(_names(words, subject, beside) for words in _forms(title) for subject in question.subjects)


def _names(words: _Words, subject: frozenset[str], beside: frozenset[str]) -> bool:
    """Whether words have all tokens of the subject, and each is one of these or says nothing about it.

    A word may have several tokens: "post-traumatic" is also "post" and "traumatic".
    """
    found = frozenset().union(*words)
    return subject <= found and all(word & subject or word & beside for word in words)


def _forms(title: str) -> Iterator[_Words]:
    yield _words(title)
    if "(" in title:
        yield _words(_PARENTHESES.sub(" ", title))
        yield from map(_words, _PARENTHESES.findall(title))
    if ":" in title:
        yield _words(title.partition(":")[0])


def _words(text: str) -> _Words:
    by_position: dict[int, set[str]] = {}
    for token in tokens(text):
        if not token.text.startswith(EXACT):
            by_position.setdefault(token.position, set()).add(token.text)
    return [frozenset(words) for words in by_position.values()]
