"""A reader's text to a query tree. Every text within the limits parses; what is no syntax is words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from corpus.kinds import KIND_LABELS
from indexer.analysis.analyzer import fold
from indexer.errors import QueryError
from indexer.limits import MAX_NESTING, MAX_PREFIXES, MAX_QUERY_CHARS, MAX_TERMS, MIN_PREFIX_LETTERS
from indexer.query.clauses import all_of, any_of, negation, positive
from indexer.query.lexer import Lexeme, clean, lex
from indexer.query.prefixes import beginning_with, prefix_start
from indexer.query.terms import QueryTerm, phrase, query_terms
from indexer.query.tree import FieldName, Filter, InField, Not, Query
from indexer.query.words import Word

_LAST_WORD = re.compile(r"[^\W_]+$")
_SEPARATORS = re.compile(r"[\W_]+")
#: Kinds by name and by label, "side-effects" and "Outlook", however their words are joined.
_KINDS = {
    _SEPARATORS.sub(" ", name.lower()): kind for kind, label in KIND_LABELS.items() for name in (label, kind)
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reader's text, cleaned, and its query.

    `query` is None when nothing that can be searched is left. `ignored` has, as written, what the reader
    wanted and is not searched: words beyond the limits, `*` after too few letters, unknown kinds; stop words
    only when there is nothing else. The clause of each of the `words` is the query or one of the clauses of
    its `And`.
    """

    text: str
    query: Query | None
    ignored: tuple[str, ...]
    words: tuple[Word, ...] = ()


def parse(text: str) -> Parsed:
    """The query of a reader's text; `QueryError` when it is too long or nested too deep.

    A prefix with fewer than three letters or digits, or beyond the third, is left out and reported: as a
    plain word it would match almost nothing, and leave no results for all the other words.
    """
    cleaned = " ".join(text.split())
    _check_length(cleaned)
    cleaned = clean(cleaned)
    _check_length(cleaned)
    return _Parser(cleaned).parsed()


def _check_length(text: str) -> None:
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(
            f"Your search has {len(text):,} characters; {MAX_QUERY_CHARS:,} is the most. "
            "Please search for the few words that matter most."
        )


class _Parser:
    """Recursive descent, one level for each bracket: alternatives of conjunctions of operands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexemes = lex(text)
        self._at = 0
        self._depth = 0
        self._terms = 0
        self._prefixes = 0
        self._plain: list[Word] = []  # words in no group, field, exclusion or alternative
        self._ignored: list[str] = []
        self._without_meaning: list[str] = []  # stop words, and operators without operands

    def parsed(self) -> Parsed:
        conjunctions = []
        while self._at < len(self._lexemes):  # more than once only after an unmatched bracket
            conjunctions.append(self._alternatives())
            self._at += 1
        query = all_of(clause for clause in conjunctions if clause is not None)
        ignored = self._ignored if query else self._ignored + self._without_meaning
        return Parsed(
            self._text, query and positive(query), tuple(dict.fromkeys(ignored)), tuple(self._plain)
        )

    def _kind(self) -> str:
        """The kind of the next lexeme, "" after the last."""
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else ""

    def _take(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def _alternatives(self) -> Query | None:
        before = len(self._plain)
        found = [self._conjunction()]
        while self._kind() == "or":
            self._without_meaning.append(self._take().written)
            found.append(self._conjunction())
        clauses = [clause for clause in found if clause is not None]
        if len(clauses) > 1:
            del self._plain[before:]
        return any_of(clauses)

    def _conjunction(self) -> Query | None:
        found = []
        while self._kind() not in ("", "close", "or"):
            if self._kind() == "and":
                self._without_meaning.append(self._take().written)
            elif (clause := self._operand()) is not None:
                found.append(clause)
        return all_of(found)

    def _operand(self) -> Query | None:
        if self._kind() == "word":
            return self._words(self._take(), together=True)
        negated = False
        while self._kind() == "not":
            lexeme = self._take()
            if self._kind() in ("", "close", "and", "or"):
                return self._words(lexeme)  # nothing follows: an ordinary word
            negated = not negated
        before = len(self._plain)
        clause = self._primary()
        if negated:
            del self._plain[before:]
        return negation(clause) if clause is not None and negated else clause

    def _primary(self) -> Query | None:
        lexeme = self._take()
        if lexeme.kind == "open":
            return self._group()
        if lexeme.kind == "phrase":
            return self._phrase(lexeme)
        if lexeme.kind == "field":
            return self._field(lexeme)
        return self._words(lexeme)

    def _group(self) -> Query | None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise QueryError(
                f"Your search has brackets more than {MAX_NESTING} deep. Please remove some brackets."
            )
        inside = self._alternatives()
        self._depth -= 1
        if self._kind() == "close":
            self._at += 1
        return inside

    def _field(self, field: Lexeme) -> Query | None:
        takes = ("word", "phrase") if field.text in ("in", "source") else ("word", "phrase", "field", "open")
        if self._kind() not in takes:
            return self._words(field)
        if field.text in ("in", "source"):
            return self._filter(field, self._take())
        before = len(self._plain)
        clause = self._primary()
        del self._plain[before:]
        if clause is None or isinstance(clause, InField):
            return clause  # the inner field of "title:heading:fever"
        name = cast(FieldName, field.text)
        return Not(InField(name, clause.clause)) if isinstance(clause, Not) else InField(name, clause)

    def _filter(self, field: Lexeme, value: Lexeme) -> Query | None:
        name = value.text.strip(" ,;")
        kind = _KINDS.get(_SEPARATORS.sub(" ", name.lower()).strip())
        if not name or (field.text == "in" and kind is None) or not self._room():
            self._ignored.append(field.written + value.written)
            return None
        self._terms += 1
        return Filter("kind", kind) if field.text == "in" and kind else Filter("source", name)

    def _phrase(self, lexeme: Lexeme) -> Query | None:
        found = self._within_limit(query_terms(lexeme.text))
        if not found and any(map(str.isalnum, lexeme.text)):
            self._without_meaning.append(lexeme.written)
        return phrase(found) if found else None

    def _words(self, lexeme: Lexeme, *, together: bool = False) -> Query | None:
        """The words of a chunk between spaces; `together` with those after it, as "hepatitis B" is one."""
        if lexeme.text.endswith("*"):
            return self._starred(lexeme)
        chunks = [lexeme]
        while together and self._kind() == "word" and not self._lexemes[self._at].text.endswith("*"):
            chunks.append(self._take())
        text = self._text[lexeme.start : chunks[-1].start + len(chunks[-1].written)]
        found = query_terms(text)
        for chunk in chunks:
            start = chunk.start - lexeme.start
            end = start + len(chunk.written)
            if any(map(str.isalnum, chunk.text)) and not any(t.start < end and start < t.end for t in found):
                self._without_meaning.append(chunk.written)
        return self._all_words(lexeme, found)

    def _all_words(self, lexeme: Lexeme, found: list[QueryTerm]) -> Query | None:
        words = [
            Word(term.text, lexeme.start + term.start, lexeme.start + term.end, term.clause) for term in found
        ]
        self._plain += words
        return all_of(word.clause for word in words)

    def _starred(self, lexeme: Lexeme) -> Query | None:
        """The words of a chunk that ends in `*`: "cough,immuno*" is a word and a prefix."""
        body = lexeme.text.rstrip("*")
        last = _LAST_WORD.search(body)
        start = prefix_start(body, last.start()) if last else len(body)
        before = self._all_words(lexeme, query_terms(body[:start]))
        prefix = self._prefix(lexeme, body[start:]) if last else None
        return all_of(clause for clause in (before, prefix) if clause is not None)

    def _prefix(self, lexeme: Lexeme, written: str) -> Query | None:
        """The query for a chunk's last word, the one before its `*`."""
        text = fold(written).replace("'", "").replace("-", "")
        short = sum(map(str.isalnum, text)) < MIN_PREFIX_LETTERS
        if short or self._prefixes >= MAX_PREFIXES or not self._room():
            self._ignored.append(lexeme.written)
            return None
        self._prefixes += 1
        self._terms += 1
        return beginning_with(text)

    def _room(self) -> bool:
        return self._terms < MAX_TERMS

    def _within_limit(self, found: list[QueryTerm]) -> list[QueryTerm]:
        room = MAX_TERMS - self._terms
        self._ignored.extend(term.text for term in found[room:])
        self._terms += len(found[:room])
        return found[:room]
