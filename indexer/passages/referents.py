"""Sentences that begin with "it" or "this", and the sentence before them that names what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.passages.sentences import Passage

#: The most characters of the sentences from the one that names the thing on. Above it this one is shown
#: without those between, and of a longer one its first clause.
_NEAR = 320

#: Openings that stand for something named before. "This condition" is the article's subject, which its title
#: names.
_STANDS_FOR = re.compile(
    r"""\W*(?:
      (?:it|they|he|she|its|their|his|her|both|(?:each|one)[ ]of[ ](?:these|them)|the[ ](?:latter|former))\b
    | (?:this|these|that|those|such)\b
      (?![ ](?:\w+[ ])?(?:conditions?|diseases?|disorders?|syndromes?|illness|article|page|section|summary
        |information)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
#: "It" that stands for nothing: "It is important to rest", "It's not known why", "It may take weeks".
_STANDS_FOR_NOTHING = re.compile(
    r"""\W*it
      (?:[ ](?:is|was|may|can|might|could|would|will|has|be|been|also|very|often|sometimes|usually|not|still
            |always|now|more|most|less|really|especially|extremely|generally|currently)|['’]s|[ ]isn['’]t)*
      [ ](?:
        (?:important|possible|impossible|likely|unlikely|known|unknown|unclear|clear|common|uncommon|rare|best|better
          |hard|difficult|easy|easier|helpful|useful|necessary|essential|vital|critical|crucial|normal|safe|true|wise
          |estimated|thought|believed|recommended|advised|suggested|suspected|hoped|a[ ]good[ ]idea|up)
        (?:[ ]\w+){0,2}[ ](?:to|that|for|if|whether|how|why|when|what|which|who|exactly)\b
      | (?:takes?|took|seems?|appears?|depends)\b )""",
    re.VERBOSE | re.IGNORECASE,
)


def referents(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The passages of sentences that stand for something, each with those of the sentence that names it."""
    named: list[int] = []  # the passages of the last sentence that stands on its own
    last_line = -1
    for _, sentence in groupby(range(len(parts)), key=lambda n: (parts[n].sentence, parts[n].line)):
        numbers = list(sentence)
        first = parts[numbers[0]]
        follows = named and first.line - last_line <= 1 and first.item == parts[named[0]].item
        if first.item and first.line != last_line:
            follows = False  # the items of a list stand side by side
        if follows and stands_for_another(text, first.start):
            yield from _bound(parts, named, numbers)
        else:
            named = numbers
        last_line = first.line


def stands_for_another(text: str, start: int) -> bool:
    """Whether the sentence from here on begins with a word for something named before."""
    return bool(_STANDS_FOR.match(text, start)) and not _STANDS_FOR_NOTHING.match(text, start)


def _bound(
    parts: Sequence[Passage], named: Sequence[int], numbers: Sequence[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    start = parts[named[0]].start
    if parts[numbers[0] - 1].end - start <= _NEAR:
        others = tuple(range(named[0], numbers[0]))
    else:
        others = tuple(named) if parts[named[-1]].end - start <= _NEAR else (named[0],)
    yield from ((number, others) for number in numbers)
