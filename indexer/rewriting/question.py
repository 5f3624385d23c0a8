"""A query's words and their other names to what it is about and what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.analysis.analyzer import EXACT, tokens
from indexer.analysis.function_words import is_function_word
from indexer.query.parser import Parsed
from indexer.query.tree import And
from indexer.rewriting.composition import OtherName
from indexer.rewriting.intent.intent import Intent
from indexer.rewriting.rewritten_query import Question, RewriteStep

#: Other names of a query's words that are compared with a title.
_MOST_NAMES = 32


def question_of(
    parsed: Parsed, names: Sequence[OtherName], intent: Intent | None, steps: Iterable[RewriteStep]
) -> Question | None:
    """The question of a query; None where it is no plain words or where one of them has several meanings."""
    if not _is_plain(parsed) or any(step.step == "sense" for step in steps):
        return None
    carriers = set(intent.carriers) if intent else set()
    words = [frozenset(_tokens(word.text)) for word in parsed.words]
    content = [
        number
        for number, word in enumerate(parsed.words)
        if number not in carriers and not is_function_word(word.text)
    ]
    if not content:
        return None
    subjects = [frozenset().union(*(words[number] for number in content))]
    for name in names[:_MOST_NAMES]:
        rest = [words[number] for number in content if number not in name.numbers]
        if len(rest) < len(content):
            subjects.append(frozenset(_tokens(name.text)).union(*rest))
    asking = frozenset().union(*(words[number] for number in carriers))
    return Question(tuple(dict.fromkeys(subjects)), asking, intent.kinds[0] if intent else None)


def _is_plain(parsed: Parsed) -> bool:
    """Whether a query has nothing but plain words: no phrase, exclusion, field or filter."""
    whole = parsed.query
    clauses = whole.clauses if isinstance(whole, And) else (whole,)
    own = [word.clause for word in parsed.words]
    return all(clause in own for clause in clauses)


def _tokens(text: str) -> list[str]:
    """The tokens of a text, without the spellings beside their normal forms."""
    return [token.text for token in tokens(text) if not token.text.startswith(EXACT)]
