"""What is made of a reader's words: the query that is searched, and every step that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.kinds import KIND_LABELS
from indexer import weights
from indexer.analysis.analyzer import fold, tokens
from indexer.engines.base import SearchEngine, SearchRequest
from indexer.errors import QueryError
from indexer.query.clauses import all_of, any_of
from indexer.query.parser import Parsed, parse
from indexer.query.tree import And, Bonus, Boosted, Constant, Everything, Filter, Or, Phrase, Query, Term
from indexer.rewriting.acronym_case import unshouted
from indexer.rewriting.expansion import clause_of, other_names, weight
from indexer.rewriting.intent.intent import Intent, intent_of
from indexer.rewriting.relaxation import relax
from indexer.rewriting.rewritten_query import ReadingStep
from indexer.rewriting.spelling.corrections import Correction, correct
from indexer.rewriting.steps import Address, named, offered, suggested
from indexer.rewriting.suggestions import suggestions
from indexer.rewriting.synonyms.synonyms import Synonyms

#: What a "relaxed" step says it did: no section had all the words, or some had.
MOST = "most of the words"
ALL_THEN_MOST = "all of the words first, then most of them"

#: Readings kept: an article that is shown with its words marked asks for the same one at every block.
_KEPT = 256

#: A word to ask an engine for so that it has its tables ready.
_ANY = "health"

#: Seconds for finding out whether a phrase occurs.
_SECONDS = 0.05

#: Places between two words of a query that are looked for side by side.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """The query to search, its relaxed form, and what was done to the words."""

    text: str  # cleaned, as it was typed
    query: Query | None
    relaxed: Query | None  # for when too little matches
    steps: tuple[ReadingStep, ...]
    parts: tuple[tuple[str, Query], ...] = ()  # what a score is put together from, each with its name


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring words that are searched as one, with other names for them."""

    first: int
    last: int
    clause: Query


class Reader:
    """Reads queries against one open index and one set of synonym lists; safe between threads."""

    def __init__(self, engine: SearchEngine, synonyms: Synonyms) -> None:
        self._engine = engine
        self._lexicon = engine.lexicon()
        self._synonyms = synonyms
        self.read = lru_cache(_KEPT)(self._read)

    def warm(self) -> None:
        """Have all prepared that the first readers would otherwise wait for: 0.3 s with 5,000 articles."""
        self._synonyms.knows(_ANY)
        intent_of(_ANY, ())
        self._lexicon.warm()
        self._engine.search(SearchRequest(Term(_ANY), limit=1))

    def offers(self, text: str, exact: tuple[str, ...] = ()) -> tuple[ReadingStep, ...]:
        """Words to try instead of those that the corpus does not have, for a search that found nothing."""
        parsed = parse(text)
        return tuple(suggested(suggestions(parsed.words, self._lexicon), Address(parsed.text, exact)))

    def _read(self, text: str, exact: tuple[str, ...] = ()) -> Reading:
        """The reading of a text, but for `exact` words as they are; `QueryError` over a limit."""
        parsed = parse(text)
        keep = frozenset(fold(word) for words in exact for word in words.split())
        address = Address(parsed.text, exact)
        steps = [ReadingStep("ignored", words, "") for words in parsed.ignored]
        steps += [ReadingStep("together", name, name) for name in _names_of_two_words(parsed)]
        parsed = unshouted(parsed, self._lexicon, self._synonyms)
        parsed = self._spell(parsed, keep, address, steps)
        if parsed.query is None:
            return Reading(address.text, None, None, tuple(steps))
        intent = _intent(parsed, keep)
        groups = self._name(parsed, keep, intent, address, steps)
        if intent:
            undo = address.exactly(_carried(parsed, intent))
            steps.append(ReadingStep("intent", intent.said, KIND_LABELS[intent.kinds[0]], undo))
        return _composed(address.text, parsed, groups, intent, tuple(steps))

    def _occurs(self, phrase: Phrase) -> bool:
        """Whether a phrase occurs in the corpus, as far as that is known in `_SECONDS`."""
        found = self._engine.search(SearchRequest(phrase, limit=1, seconds=_SECONDS))
        return found.total_sections > 0

    def _spell(
        self, parsed: Parsed, keep: frozenset[str], address: Address, steps: list[ReadingStep]
    ) -> Parsed:
        """The query with sure corrections made; the others are offered."""
        found = correct(parsed.words, self._lexicon, self._synonyms.knows, self._occurs)
        found = tuple(c for c in found if not keep.intersection(fold(c.before).split()))
        text = parsed.text
        for correction in reversed(found):
            start, end = _span(parsed, correction)
            if correction.confident:
                text = text[:start] + correction.after + text[end:]
                undo = address.exactly(correction.before)
                steps.append(ReadingStep("spelling", correction.before, correction.after, undo))
            else:
                steps.extend(offered(correction, start, end, address))
        try:
            return parse(text) if text != parsed.text else parsed
        except QueryError:  # the corrected text is over a limit
            return parsed

    def _name(
        self,
        parsed: Parsed,
        keep: frozenset[str],
        intent: Intent | None,
        address: Address,
        steps: list[ReadingStep],
    ) -> list[_Group]:
        """The words in groups: those that have other names together with these, every other word alone.

        Words that only ask have none: "side effects of" wants sections of that kind, whatever they call it.
        """
        asking = set(intent.carriers) if intent else set()
        groups = {number: _Group(number, number, word.clause) for number, word in enumerate(parsed.words)}
        for other in other_names(parsed.words, self._lexicon, self._synonyms):
            words = parsed.words[other.first : other.last + 1]
            if any(fold(word.text) in keep for word in words):
                continue
            if asking.issuperset(range(other.first, other.last + 1)):
                continue
            said = parsed.text[words[0].start : words[-1].end]
            told = named(said, words, other, address)
            steps.extend(step for step in told if step not in steps)  # a word may stand there twice
            names = [clause for clause in map(clause_of, other.names) if clause is not None]
            original = all_of(word.clause for word in words)
            if names and original is not None:
                for number in range(other.first, other.last + 1):
                    groups.pop(number, None)
                weighed = (Boosted(clause, weight(other.step)) for clause in names)
                groups[other.first] = _Group(other.first, other.last, Or((original, *weighed)))
        return [groups[number] for number in sorted(groups)]


def _names_of_two_words(parsed: Parsed) -> Iterable[str]:
    """What the reader wrote as two words and is one name: "hepatitis b" finds no "hepatitis" and no "b"."""
    return dict.fromkeys(word.text for word in parsed.words if " " in word.text)


def _span(parsed: Parsed, correction: Correction) -> tuple[int, int]:
    """Where the corrected word stands in the text, or the two that belong together."""
    last = correction.word + correction.before.count(" ")
    return parsed.words[correction.word].start, parsed.words[last].end


def _intent(parsed: Parsed, keep: frozenset[str]) -> Intent | None:
    """What is asked for, unless the words that ask are to be searched just as they are."""
    intent = intent_of(parsed.text, parsed.words)
    if intent is None or any(fold(parsed.words[number].text) in keep for number in intent.carriers):
        return None
    return None if any(fold(word) in keep for word in _carried(parsed, intent).split()) else intent


def _carried(parsed: Parsed, intent: Intent) -> str:
    return " ".join(parsed.words[number].text for number in intent.carriers) or intent.said


def _composed(
    text: str, parsed: Parsed, groups: list[_Group], intent: Intent | None, steps: tuple[ReadingStep, ...]
) -> Reading:
    """The query of what a match must have, and beside it of what only ranks."""
    carriers = set(intent.carriers) if intent else set()
    content = [group for group in groups if not set(range(group.first, group.last + 1)) <= carriers]
    content = content or groups
    own = [word.clause for word in parsed.words]
    whole = parsed.query
    clauses = whole.clauses if isinstance(whole, And) else (whole,) if whole else ()
    parts = [(_written(parsed, group), group.clause) for group in content]
    parts += [("the rest of the query", clause) for clause in clauses if clause not in own]
    required = all_of(clause for _, clause in parts)
    bonuses = [*_carriers(parsed, groups, content), *_kinds(intent), *_neighbours(parsed, content)]
    relaxed = relax(required) if required else None
    if not bonuses or required is None:
        return Reading(text, required, relaxed, steps, tuple(parts))
    bonus = any_of(clause for _, clause in bonuses) or Everything()
    query, relaxed = Bonus(required, bonus), Bonus(relaxed, bonus) if relaxed else None
    return Reading(text, query, relaxed, steps, (*parts, *bonuses))


def _written(parsed: Parsed, group: _Group) -> str:
    return parsed.text[parsed.words[group.first].start : parsed.words[group.last].end]


def _carriers(parsed: Parsed, groups: list[_Group], content: list[_Group]) -> Iterable[tuple[str, Query]]:
    for group in groups:
        if group not in content:
            yield _written(parsed, group), Boosted(group.clause, weights.CARRIER)


def _kinds(intent: Intent | None) -> Iterable[tuple[str, Query]]:
    for place, kind in enumerate(intent.kinds if intent else (), start=1):
        yield f"a section about {KIND_LABELS[kind]}", Constant(Filter("kind", kind), weights.INTENT / place)
    if intent is None:
        yield "an overview, as nothing else was asked", Constant(Filter("kind", "overview"), weights.SUBJECT)


def _neighbours(parsed: Parsed, content: list[_Group]) -> Iterable[tuple[str, Query]]:
    """Words that the reader wrote side by side, as phrases: who has them so is more to the point."""
    for before, after in pairwise(content):
        words = parsed.words[before.first : after.last + 1]
        written = parsed.text[words[0].start : words[-1].end]
        found = tokens(written)
        distance = found[-1].position - found[0].position if found else 0
        if 0 < distance <= _NEAR and after.first - before.last == 1:
            last = next(token for token in found if token.position == found[-1].position)
            phrase = Phrase((found[0].text, last.text), (0, distance))
            yield f"“{written}” side by side", Boosted(phrase, weights.PHRASE)
