"""Acronyms that are ordinary words in small letters: AIDS and aids, WHO and who, ALL and all."""

from __future__ import annotations

import re

#: In capitals these are names in health. "NOT" is not one of them: it is emphasis.
ACRONYMS = frozenset(
    """AIDS US IT WHO ALL SAD ADD CAP CAT PET FAST FISH GIST HIT ICE MAP MET PAD PEN POP SCAR TENS TIPS
    AM ARMS BAD BAT CAD CARE COP GAS HELP HIP LAD MACE MOLE NET ODD PAN RAP SAC SHOCK SIT STAR TIC
    """.split()  # noqa: SIM905
)
_NEIGHBOURS = re.compile(r"(\w+)\W{1,3}$"), re.compile(r"\W{1,3}(\w+)")
_SMALL_WORDS = frozenset(
    """A AN AND ARE AS AT BE BY CAN DO FOR FROM HAS HAVE HOW IF IN IS MY NO NOT OF ON OR THAT THE THIS TO WAS
    WE WHAT WHEN WHERE WHY WILL WITH YOU YOUR""".split()  # noqa: SIM905
)


def is_acronym(text: str, start: int, end: int) -> bool:
    """Whether one of `ACRONYMS` from `start` to `end` is an acronym, not a word in a line of capitals."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    if line.isupper():
        return not any(map(_is_shouted, re.findall(r"\w+", line)))
    before = _NEIGHBOURS[0].search(text, max(line_start, start - 40), start)
    after = _NEIGHBOURS[1].match(text, end)
    return not any(found and _is_shouted(found[1]) for found in (before, after))


def _is_shouted(word: str) -> bool:
    return word.isupper() and (word in _SMALL_WORDS or (len(word) > 5 and word.isalpha()))
