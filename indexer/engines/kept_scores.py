"""The scores of words asked for lately, within a bound on memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock


class KeptScores:
    """Forgets the words asked for longest ago once it holds too many scores; safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._words: OrderedDict[str, Mapping[int, float]] = OrderedDict()
        self._lock = Lock()

    def get(self, word: str) -> Mapping[int, float] | None:
        """The word's scores, or None when they are not kept."""
        with self._lock:
            scores = self._words.get(word)
            if scores is not None:
                self._words.move_to_end(word)
            return scores

    def put(self, word: str, scores: Mapping[int, float]) -> None:
        """Keep a word's scores; they must not change any more."""
        with self._lock:
            if word not in self._words:
                self._words[word] = scores
                self._held += len(scores) + 1
            while self._held > self._most and len(self._words) > 1:
                _, oldest = self._words.popitem(last=False)
                self._held -= len(oldest) + 1
