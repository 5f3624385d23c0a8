"""The intent of a query: "how do you treat gout" wants the sections on treatment.

A question that `indexer.rewriting.intent.question_matcher` does not match has no intent: a wrong intent ranks
the wrong sections first, without one the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.acronyms import ACRONYMS, is_acronym
from indexer.query.lexer import Lexeme, lex
from indexer.query.words import Word
from indexer.rewriting.intent.question_matcher import match_question
from indexer.rewriting.intent.question_nouns import SEARCHED

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*|[&\"]")
#: Characters and words that may be syntax. Without them no lexer is needed, which saves a fifth of the time.
_SYNTAX = re.compile(r"[\"\u201c-\u201f\u00ab\u00bb:]|(?<![^\W_])-|OR|NOT")
#: The end of a sentence, between two words.
_END = re.compile(r"[?!;]|\.(?:\s|$)")
_PAUSE = re.compile(r"[,:\u2013\u2014-]")
#: A word that opens a second question, after "and" or a pause: "what causes gout and how is it treated".
_OPENS_QUESTION = frozenset(
    ("how", "what", "which", "who", "where", "when", "why", "is", "are")
    + ("can", "could", "does", "do", "will", "should")
)
#: A word before a list of kinds: "information on heat rash, including symptoms and treatment".
_LISTS = frozenset(("including", "specifically"))
_MOST_KINDS = 3


@dataclass(frozen=True, slots=True)
class Intent:
    """The kinds of section that a query asks for.

    `carriers` is empty when the query is nothing but the question ("side effects"): then its words are all
    that can be searched.
    """

    kinds: tuple[str, ...]  # of `corpus.kinds.KINDS`, best first
    carriers: tuple[int, ...]  # numbers of the words that only carry the question
    asking: tuple[int, ...]  # numbers of all words that express it, those among them that are searched too
    written: str  # the reader's words that express it


class _Clause(NamedTuple):
    """A sentence of the query in lower case without punctuation, and the offsets of its words."""

    plain: str
    spans: tuple[tuple[int, int], ...]


def intent_of(text: str, words: Sequence[Word]) -> Intent | None:
    """The intent of a cleaned query, or None.

    Only members of `words` are carriers, so quoted, excluded and field words keep their weight.
    """
    lexemes = lex(text) if _SYNTAX.search(text) else [Lexeme("word", text, text, 0)]
    if any(lexeme.kind == "or" for lexeme in lexemes):
        return None
    found = [
        (clause, question) for clause in _clauses(text, lexemes) if (question := match_question(clause.plain))
    ]
    if not found:
        return None
    kinds = [kind for _, question in found for kind in question.kinds]
    kinds += [kind for _, question in found for kind in question.further]
    kinds.sort(key=lambda kind: kind == "overview")  # a question beside "what is it" is more specific
    spans = [clause.spans[number] for clause, question in found for number in question.words]
    quoted = any('"' in clause.plain for clause, _ in found)
    asking = _asking(words, spans)
    carriers = _carriers(words, asking, alone=not quoted)
    return Intent(tuple(dict.fromkeys(kinds))[:_MOST_KINDS], carriers, asking, _written(text, spans))


def _asking(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The plain words that express a question."""
    inside = {at for start, end in spans for at in range(start, end)}
    return tuple(number for number, word in enumerate(words) if word.start in inside)


def _carriers(words: Sequence[Word], asking: Sequence[int], *, alone: bool) -> tuple[int, ...]:
    """The plain words that only carry the question; none if they are all and `alone`, without a phrase."""
    if alone and len(asking) == len(words):
        return ()
    return tuple(number for number in asking if words[number].text.lower() not in SEARCHED)


def _written(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words of the question as typed, with an ellipsis where others stand between them."""
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and not _WORD.search(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return " \u2026 ".join(text[start:end] for start, end in runs)


def _clauses(text: str, lexemes: list[Lexeme]) -> Iterator[_Clause]:
    """The sentences and further questions of a query."""
    found: list[tuple[int, int]] = []
    plain: list[str] = []
    for start, end, word in _plain_words(text, lexemes):
        gap = text[found[-1][1] : start] if found else ""
        second = word in _OPENS_QUESTION and (_PAUSE.search(gap) or plain[-1:] in (["and"], ["&"]))
        if found and (second or word in _LISTS or _END.search(gap)):
            yield _clause(plain, found)
            found, plain = [], []
        if word not in _LISTS:
            found.append((start, end))
            plain.append(word)
    if plain:
        yield _clause(plain, found)


def _clause(plain: list[str], spans: list[tuple[int, int]]) -> _Clause:
    if plain[-1] in ("and", "&"):
        plain, spans = plain[:-1], spans[:-1]
    return _Clause(" ".join(plain), tuple(spans))


def _plain_words(text: str, lexemes: list[Lexeme]) -> Iterator[tuple[int, int, str]]:
    """The words of a query without what is excluded, a quoted phrase and acronyms made unlike any form."""
    skipped = False
    for lexeme in lexemes:
        if lexeme.kind in ("not", "field"):
            skipped = True
            continue
        if not skipped and lexeme.kind == "phrase":
            yield lexeme.start, lexeme.start + len(lexeme.written), '"'
        elif not skipped and lexeme.kind == "word":
            for match in _WORD.finditer(lexeme.written):
                start = lexeme.start + match.start()
                end, word = start + len(match.group()), match.group()
                known = word not in ACRONYMS or not is_acronym(text, start, end)
                yield start, end, word.lower().replace("\u2019", "'") + ("" if known else "_")
        skipped = skipped and lexeme.kind == "open"
