"""Right words in a wrong place: "urinary track" for urinary tract. No look at a single word finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("confusions.txt")


def confused_words(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The number of each word, in small letters, that is wrong beside its neighbour, and what is meant."""
    for at, pair in enumerate(zip(words, words[1:], strict=False)):
        meant = _confusions().get(pair)
        if meant:
            yield next((at + i, right) for i, right in enumerate(meant) if right != pair[i])


@cache
def _confusions() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if not line.startswith("#"))
    return {tuple(wrong.split()): tuple(right.split()) for wrong, right in pairs}
