"""A reader's text to the query that is searched, with every step that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from corpus.kinds import KIND_LABELS
from indexer.analysis.analyzer import fold
from indexer.engines.base import SearchEngine, SearchRequest
from indexer.errors import QueryError
from indexer.query.parser import Parsed, parse
from indexer.query.tree import Term
from indexer.rewriting.acronym_case import lower_unknown_acronyms
from indexer.rewriting.composition import Composer, OtherName
from indexer.rewriting.expansion import expansions, name_clause
from indexer.rewriting.gaps import NameTest
from indexer.rewriting.intent.intent import Intent, intent_of
from indexer.rewriting.phrase_lookup import PhraseLookup
from indexer.rewriting.question import question_of
from indexer.rewriting.rewritten_query import RewriteStep, RewrittenQuery
from indexer.rewriting.spelling.corrections import Correction, correct
from indexer.rewriting.spelling.english import is_english
from indexer.rewriting.steps import Address, expansion_steps, spelling_offers, word_offers
from indexer.rewriting.suggestions import suggestions
from indexer.rewriting.synonyms.synonyms import Synonyms

#: Rewritten queries cached: an article that is shown with its words marked needs the same one at every block.
_CACHED = 256

#: A word to search so that an engine loads its tables.
_ANY = "health"


class QueryRewriter:
    """Rewrites queries for one open index and one set of synonym lists; safe between threads."""

    def __init__(self, engine: SearchEngine, synonyms: Synonyms) -> None:
        self._engine = engine
        self.lexicon = engine.lexicon()
        self._synonyms = synonyms
        self.rewrite = lru_cache(_CACHED)(self._rewrite)

    def warm(self) -> None:
        """Load everything that the first searches would otherwise wait for: 0.3 s with 5,000 articles."""
        self._synonyms.knows(_ANY)
        intent_of(_ANY, ())
        is_english(_ANY)
        self.lexicon.warm()
        self._engine.search(SearchRequest(Term(_ANY), limit=1))

    def suggest(self, text: str, exact: tuple[str, ...] = ()) -> tuple[RewriteStep, ...]:
        """Offers of words in place of those that the corpus does not have, for a search without results."""
        parsed = parse(text)
        return tuple(word_offers(suggestions(parsed.words, self.lexicon), Address(parsed.text, exact)))

    def _rewrite(self, text: str, exact: tuple[str, ...] = ()) -> RewrittenQuery:
        """The rewritten query of a text; `exact` words are not rewritten; `QueryError` over a limit."""
        parsed = parse(text)
        unchanged = frozenset(fold(word) for words in exact for word in words.split())
        address = Address(parsed.text, exact)
        steps = [RewriteStep("ignored", words, "") for words in parsed.ignored]
        steps += [RewriteStep("together", name, name) for name in _names_of_two_words(parsed)]
        parsed = lower_unknown_acronyms(parsed, self.lexicon, self._synonyms)
        lookup = PhraseLookup(self._engine)
        parsed = self._correct(parsed, unchanged, address, steps, lookup)
        if parsed.query is None:
            return RewrittenQuery(address.text, steps=tuple(steps))
        intent = _intent(parsed, unchanged)
        names = self._names(parsed, unchanged, intent, address, steps)
        if intent:
            undo = address.exactly(_carried(parsed, intent))
            steps.append(RewriteStep("intent", intent.written, KIND_LABELS[intent.kinds[0]], undo))
        offered = frozenset(step.before for step in steps if step.step == "suggestion")
        names_of = NameTest(self._synonyms, offered)
        composer = Composer(parsed, names, intent, self.lexicon, lookup, names_of)
        composed = composer.composed(address.text, tuple(steps))
        return replace(composed, question=question_of(parsed, names, intent, steps))

    def _correct(
        self,
        parsed: Parsed,
        unchanged: frozenset[str],
        address: Address,
        steps: list[RewriteStep],
        lookup: PhraseLookup,
    ) -> Parsed:
        """The query with its sure corrections made; the others are offered as steps."""
        found = correct(parsed.words, self.lexicon, self._synonyms.knows, lookup.occurs)
        found = tuple(c for c in found if not unchanged.intersection(fold(c.before).split()))
        text = parsed.text
        for correction in reversed(found):
            start, end = _span(parsed, correction)
            if correction.confident:
                text = text[:start] + correction.after + text[end:]
                undo = address.exactly(correction.before)
                steps.append(RewriteStep("spelling", correction.before, correction.after, undo))
            else:
                steps.extend(spelling_offers(correction, start, end, address))
        try:
            return parse(text) if text != parsed.text else parsed
        except QueryError:  # the corrected text is over a limit
            return parsed

    def _names(
        self,
        parsed: Parsed,
        unchanged: frozenset[str],
        intent: Intent | None,
        address: Address,
        steps: list[RewriteStep],
    ) -> list[OtherName]:
        """The other names of the words.

        Words that only carry the question have none: "side effects of" wants sections of that kind, whatever
        they call it.
        """
        carriers = set(intent.carriers) if intent else set()
        names: list[OtherName] = []
        for expansion in expansions(parsed.words, self.lexicon, self._synonyms):
            numbers = range(expansion.first, expansion.last + 1)
            words = parsed.words[expansion.first : expansion.last + 1]
            if any(fold(word.text) in unchanged for word in words) or carriers.issuperset(numbers):
                continue
            written = parsed.text[words[0].start : words[-1].end]
            new = expansion_steps(written, words, expansion, address)
            steps.extend(step for step in new if step not in steps)  # a word may occur twice
            for name in expansion.names:
                if (clause := name_clause(name.text)) is not None:
                    names.append(
                        OtherName(numbers[0], numbers[-1], name.text, clause, name.weight, name.share)
                    )
        return names


def _names_of_two_words(parsed: Parsed) -> Iterable[str]:
    """The names that the reader wrote as two words: "hepatitis b" finds no "hepatitis" and no "b"."""
    return dict.fromkeys(word.text for word in parsed.words if " " in word.text)


def _span(parsed: Parsed, correction: Correction) -> tuple[int, int]:
    """The start and end of the corrected word in the text, or of the two that belong together."""
    last = correction.word + correction.before.count(" ")
    return parsed.words[correction.word].start, parsed.words[last].end


def _intent(parsed: Parsed, unchanged: frozenset[str]) -> Intent | None:
    """The intent of a query, unless the words that express it are to be searched just as they are."""
    intent = intent_of(parsed.text, parsed.words)
    if intent is None or any(fold(parsed.words[number].text) in unchanged for number in intent.carriers):
        return None
    return None if any(fold(word) in unchanged for word in _carried(parsed, intent).split()) else intent


def _carried(parsed: Parsed, intent: Intent) -> str:
    return " ".join(parsed.words[number].text for number in intent.carriers) or intent.written
