"""A query's words and their other names to the rewritten query: what matches, what ranks, what is marked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from indexer import weights
from indexer.analysis.analyzer import tokens
from indexer.analysis.function_words import is_function_word
from indexer.analysis.name_tokens import name_tokens
from indexer.lexicon.lexicon import Lexicon
from indexer.limits import MAX_TERMS
from indexer.query.clauses import all_of
from indexer.query.highlights import Highlight, MarkedLeaf, combined, highlight, highlights
from indexer.query.parser import Parsed
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import And, Boosted, Or, Phrase, Query, Term
from indexer.query.words import Word
from indexer.rewriting.gaps import NO_GAP, Gap, NameTest, gap
from indexer.rewriting.intent.intent import Intent
from indexer.rewriting.matching import covering, is_word, tokens_of
from indexer.rewriting.phrase_lookup import PhraseLookup
from indexer.rewriting.rewritten_query import RewriteStep, RewrittenQuery
from indexer.rewriting.subject import Subject, TitlePoints, replaced

#: The largest distance between two neighbouring words that are also searched as a phrase.
_NEAR = 4

#: Titles that are the subject whose names are searched.
_MOST_TITLES = 5


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name for neighbouring words of a query, by number."""

    first: int
    last: int
    text: str
    clause: Query
    weight: float  # of its score in a text, beside that of the words themselves
    share: float  # of its cover of a title

    @property
    def numbers(self) -> range:
        """The numbers of the words."""
        return range(self.first, self.last + 1)


class Composer:
    """Composes the query of one parsed text."""

    def __init__(
        self,
        parsed: Parsed,
        names: Sequence[OtherName],
        intent: Intent | None,
        lexicon: Lexicon,
        lookup: PhraseLookup,
        names_of: NameTest,
    ) -> None:
        self._names_of = names_of
        self._parsed = parsed
        self._lookup = lookup
        self._lexicon = lexicon
        self._intent = intent
        self._names = names
        carriers = set(intent.carriers) if intent else set()
        numbers = range(len(parsed.words))
        plain = [n for n in numbers if n not in carriers]
        content = [n for n in plain if not is_function_word(parsed.words[n].text)]
        self._content = self._condensed(content or plain or [*numbers])
        self._carrying = [n for n in numbers if n in carriers and n not in self._content]
        self._tokens = [name_tokens(tokens(word.text)) for word in parsed.words]

    def _condensed(self, numbers: Sequence[int]) -> list[int]:
        """What a long message is about: rare words and those near its beginning, each once, in order."""
        if len(numbers) <= MAX_TERMS:
            return [*numbers]
        first: dict[Query, int] = {}
        for number in numbers:
            first.setdefault(self._parsed.words[number].clause, number)
        worth = {
            number: math.sqrt(self._idf(clause)) / (1.0 + rank / MAX_TERMS)
            for rank, (clause, number) in enumerate(first.items())
        }
        return sorted(sorted(worth, key=lambda number: -worth[number])[:MAX_TERMS])

    def composed(self, text: str, steps: tuple[RewriteStep, ...]) -> RewrittenQuery:
        """The rewritten query of a cleaned text."""
        beside = self._beside()
        rest = [clause for clause in beside if self._is_required(clause)]
        words = self._words([clause for clause in beside if clause not in rest])
        if not words:
            return RewrittenQuery(text, all_of(rest), steps=steps, highlights=_marked(rest))
        # Of words that no section has, "lockjaw", a title by another name still counts: as of a rare word.
        weight = sum(word.weight for word in words) or math.log1p(self._lexicon.titles.sections)
        titles = self._titles(weight)
        names = [*self._scored_names(), *self._title_names(titles)]
        any_word = Or(tuple(dict.fromkeys(clause.query for clause in (*words, *names))))
        counted = Or(tuple(dict.fromkeys((*covering(words), *(name.query for name in names)))))
        ranking = Ranking(
            tuple(words),
            tuple(names),
            tuple(chain(self._carriers(), self._neighbours(), self._also(rest))),
            self._intent.kinds if self._intent else (),
            titles.points,
        )
        missing = self._gap(words, titles.cover)
        return RewrittenQuery(
            text,
            all_of((any_word, *rest)),
            all_of((counted, *rest)),
            ranking,
            (*(step for step in steps if not missing.replaces(step)), *missing.steps),
            tuple(dict.fromkeys(self._highlights(beside))),
            missing.is_subject,
        )

    def _gap(self, words: Sequence[ScoredClause], cover: float) -> Gap:
        content = [self._parsed.words[number] for number in self._content]
        unknown = [at for at, (_, word) in enumerate(zip(content, words, strict=False)) if not word.weight]
        missing = [at for at in unknown if not self._has_name(self._content[at])]
        if not missing:
            return NO_GAP
        titles = self._lexicon.titles
        known = [self._tokens[number] for at, number in enumerate(self._content) if at not in missing]
        known.append(tuple(chain.from_iterable(known)))

        def names(word: Word) -> Sequence[str]:
            own = [name.text for name in self._names if self._parsed.words[name.first] == word]
            return own or self._lexicon.names.ingredients([word.text])

        return gap(content, missing, names, self._names_of, max(cover, *map(titles.best_cover, known)))

    def _has_name(self, number: int) -> bool:
        """Whether an article has another name of a word; assumed where it cannot be looked up."""
        names = [name.clause for name in self._names if number in name.numbers]
        found = [name for name in names if self._lexicon.doc_freqs(tokens_of(name))]
        if not found or any(isinstance(name, Term) for name in found):
            return bool(found)
        return not self._lookup.is_left() or self._lookup.occurs(Or(tuple(found)))

    def _beside(self) -> list[Query]:
        """The clauses of a query beside its plain words: phrases, groups, prefixes, fields, filters."""
        own = [word.clause for word in self._parsed.words]
        whole = self._parsed.query
        clauses = whole.clauses if isinstance(whole, And) else (whole,) if whole else ()
        return [clause for clause in clauses if clause not in own]

    def _is_required(self, clause: Query) -> bool:
        """Whether nothing without it matches.

        One word in quotes is emphasis rather than syntax ("is it safe with \"alcohol?\""), and a phrase that
        no article has would end in an empty page.
        """
        if isinstance(clause, Phrase):
            return self._lookup.occurs(clause)
        return not (isinstance(clause, Term) or is_word(clause))

    def _words(self, quoted: Iterable[Query]) -> list[ScoredClause]:
        words = [self._parsed.words[number] for number in self._content]
        found = [ScoredClause(word.text, word.clause, self._idf(word.clause)) for word in words]
        return [*found, *(ScoredClause("a word in quotes", one, self._idf(one)) for one in quoted)]

    def _idf(self, clause: Query) -> float:
        """The weight of a word; 0 for one that the corpus does not have."""
        doc_freq = max(self._lexicon.doc_freqs(tokens_of(clause)).values(), default=0)
        sections = self._lexicon.titles.sections
        return math.log(1.0 + (sections - doc_freq + 0.5) / (doc_freq + 0.5)) if doc_freq else 0.0

    def _scored_names(self) -> Iterable[ScoredClause]:
        for name in self._names:
            covers = tuple(at for at, number in enumerate(self._content) if number in name.numbers)
            if covers:
                yield ScoredClause(name.text, Boosted(name.clause, name.weight), 0.0, covers)

    def _title_names(self, titles: TitlePoints) -> Iterable[ScoredClause]:
        """The titles that are the subject by another spelling: "bed bugs" and "Bedbugs"."""
        own = {token for number in self._content for token in self._tokens[number]}
        for name in titles.exact[:_MOST_TITLES]:
            if own.issuperset(name):
                continue
            phrase = Phrase(name, tuple(range(len(name)))) if len(name) > 1 else Term(name[0])
            covers = tuple(range(len(self._content)))
            yield ScoredClause(" ".join(name), Boosted(phrase, weights.SYNONYM), 0.0, covers)

    def _titles(self, weight: float) -> TitlePoints:
        asking = set(self._intent.asking) if self._intent else set()
        topic = [number for number in self._content if number not in asking] or self._content
        ways = dict.fromkeys((tuple(topic), tuple(self._content), tuple(range(len(self._tokens)))))
        subjects = [Subject(tuple(chain.from_iterable(self._tokens[n] for n in way))) for way in ways]
        for name in self._names:
            inside = [at for at, number in enumerate(topic) if number in name.numbers]
            if inside:
                own = [self._tokens[number] for number in topic]
                subject = replaced(own, inside, name_tokens(tokens(name.text)))
                subjects.append(Subject(subject, name.share, own=False))
        from indexer.rewriting.title_points import title_points  # imports numpy

        return title_points(self._lexicon.titles, dict.fromkeys(subjects), weight)

    def _carriers(self) -> Iterable[ScoredClause]:
        for number in self._carrying:
            word = self._parsed.words[number]
            yield ScoredClause(word.text, Boosted(word.clause, weights.CARRIER))

    def _neighbours(self) -> Iterable[ScoredClause]:
        """Phrases of neighbouring words: a section that has them side by side fits better."""
        for before, after in pairwise(self._content):
            words = self._parsed.words[before : after + 1]
            written = self._parsed.text[words[0].start : words[-1].end]
            found = tokens(written)
            distance = found[-1].position - found[0].position if found else 0
            if 0 < distance <= _NEAR and after - before == 1:
                last = next(token for token in found if token.position == found[-1].position)
                phrase = Phrase((found[0].text, last.text), (0, distance))
                yield ScoredClause(f"“{written}” side by side", Boosted(phrase, weights.PHRASE))

    def _also(self, rest: Iterable[Query]) -> Iterable[ScoredClause]:
        for clause in rest:
            yield ScoredClause("the rest of the query", clause)

    def _highlights(self, rest: Iterable[Query]) -> Iterable[Highlight]:
        """A highlight for each word with its other names, and for each clause beside the words."""
        taken: set[int] = set()
        for number in self._content:
            if number in taken:
                continue
            names = [name for name in self._names if name.first == number]
            last = max((name.last for name in names), default=number)
            taken.update(range(number, last + 1))
            own = [highlight(self._parsed.words[one].clause) for one in range(number, last + 1)]
            yield combined([*own, *(_other_name(name.clause) for name in names)])
        yield from (combined(found) for found in map(highlights, rest) if found)
        yield from (highlight(self._parsed.words[number].clause) for number in self._carrying)


def _marked(rest: Sequence[Query]) -> tuple[Highlight, ...]:
    return tuple(dict.fromkeys(one for clause in rest for one in highlights(clause)))


def _other_name(clause: Query) -> Highlight:
    """A name of several words is not marked where one of the reader's own words is part of it."""
    if isinstance(clause, Phrase):
        return Highlight((MarkedLeaf(clause, apart=True),))
    return highlight(clause)
