"""The other names of a name of an entry: what each is worth, and which are the best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from indexer.lexicon.names.name_words import name_set
from indexer.lexicon.names.removals import OUTDATED, read_text, written_lines
from indexer.lexicon.names.values import MAX_NAMES, SHARES, TYPES, OtherName

#: Meanings up to which an abbreviation is worth as much as one with a single meaning.
_MEANINGS = 2


def best_names(words: Iterable[str], rows: Iterable[tuple[str, int]]) -> tuple[OtherName, ...]:
    """The best other names of a name with these words: titles first, then by share.

    `rows` are the entries with the name: a line as `ResolvedNames` has it, and the place of the name in it.
    """
    own = name_set(words)
    found: dict[tuple[str, ...], tuple[bool, OtherName]] = {}
    for line, place in rows:
        for is_title, name in _other_names(line.split("\t"), place):
            known = found.get(name.tokens)
            if name_set(name.tokens) != own and (known is None or known[1].share < name.share):
                found[name.tokens] = (is_title, name)
    ranked = sorted(found.values(), key=lambda item: (not item[0], -item[1].share, item[1].tokens))
    return tuple(name for _, name in ranked[:MAX_NAMES])


def ingredients(rows: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """The ingredients that head these entries, given as for `best_names`, if the name is a brand in them."""
    found: dict[str, None] = {}
    for line, place in rows:
        cells = line.split("\t")
        if cells[0][0] == "g" and cells[3 * place][0] == "b":
            found[cells[1]] = None
    return tuple(found)


def _other_names(cells: list[str], place: int) -> Iterator[tuple[bool, OtherName]]:
    """The names of an entry beside the one at a place that lead somewhere, and whether each is a title."""
    source = cells[3 * place]
    for other, (code, text, words) in enumerate(zip(cells[::3], cells[1::3], cells[2::3], strict=True)):
        if words and other != place and (share := _share(source, code, 0 in (place, other))):
            tokens = tuple(words.split(" "))
            yield code.endswith("!"), OtherName(text, tokens, TYPES[code[0]], share, _is_outdated(text))


def _share(source: str, target: str, with_head: bool) -> float:
    """What a name is worth as another name of the source, given the codes of both; 0 where it is none.

    Between two names of which neither heads the entry both steps count; what is related to the head is not to
    the others, and one abbreviation is no reason to look for another.
    """
    one, other = source[0].lower(), target[0]
    if (one == "a" and other == "a") or (not with_head and "r" in (one, other)):
        return 0.0
    meanings = int(source[1:].strip("!") or 1)
    return round(SHARES[one] * SHARES[other] * min(1.0, _MEANINGS / meanings), 3)


def _is_outdated(text: str) -> bool:
    """Whether a name is hurtful or of another time."""
    return _outdated().search(text) is not None


@cache
def _outdated() -> re.Pattern[str]:
    beginnings = map(re.escape, written_lines(read_text(OUTDATED)))
    return re.compile(rf"\b(?:{'|'.join(beginnings) or '(?!)'})", re.IGNORECASE)
