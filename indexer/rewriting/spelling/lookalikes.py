"""Drug names that are easily mixed up: corrections to and from them are offered, never made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("lookalikes.txt")

#: How names of drugs end (the stems of international non-proprietary names): a corpus does not have them all.
_ENDINGS = (
    "[aeiouy]pril sartan olol statin [mtvxzl]umab [xz]imab [aeo]tinib anib onazole idazole nazole cillin "
    "mycin micin floxacin cycline prazole tidine setron triptan glitazone gliptin gliflozin glutide dipine "
    "azepam azolam barbital caine vir vudine fibrate parin xaban platin rubicin taxel trexate dronate azosin "
    "[lm]eterol buterol profen oxicam fenac codone morphone oxetine faxine azine triptyline pramine azodone "
    "peridone piprazole apine idone sone solone olone thiazide semide lukast [pf]h?ylline tigmine"
)
_DRUG_ENDING = re.compile(f"(?:{'|'.join(_ENDINGS.split())})e?s?\\Z")


@cache
def lookalikes() -> Mapping[str, tuple[str, ...]]:
    """Each name of the shipped list with those that it is confused with, in small letters."""
    found: dict[str, dict[str, None]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            group = [name.strip() for name in line.split(",")]
            for name in group:
                found.setdefault(name, {}).update((other, None) for other in group if other != name)
    return {name: tuple(others) for name, others in found.items()}


def is_drug_like(word: str) -> bool:
    """Whether a word, in small letters, is on the list or ends as drug names do."""
    return word in lookalikes() or _DRUG_ENDING.search(word) is not None
