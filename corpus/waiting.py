"""A piece of the page that looks like furniture, kept as events until its end shows what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.furniture import holds

#: Text outside links, in runs of a sentence's length, from which on a piece is looked at as part of the tree.
MOST_PROSE = 600
SENTENCE = 60

# A date that `metadata` reads may stand in a footer or a byline.
_DATED = re.compile(r"\b(?:review|updat|publish|post|modifi|check)\w*\b[^.]{0,60}\d{4}", re.IGNORECASE)
_HOLDS_ARTICLE = frozenset({"h1", "main", "article"})
_NOTHING: Mapping[str, str] = {}


class Waiting:
    """The events of one element that a rule of `furniture` named, from its start to its end."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.events: list[tuple[str, str, Mapping[str, str]]] = []
        self._open = 0
        self._links = 0
        self._prose = 0
        self._holds_article = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.events.append(("start", tag, attributes))
        self._open += 1
        if tag == "a":
            self._links += 1
        elif tag in _HOLDS_ARTICLE or tag == "time":
            self._holds_article = True

    def end(self, tag: str) -> bool:
        """Notes an end tag; True where it is the piece's own."""
        self.events.append(("end", tag, _NOTHING))
        self._open -= 1
        self._links -= tag == "a"
        return self._open == 0

    def data(self, text: str) -> None:
        self.events.append(("data", text, _NOTHING))
        if not self._links and len(text) > SENTENCE:
            self._prose += len(text)

    def is_furniture(self) -> bool:
        """Whether the piece can go unseen: it is small, holds no article and no date."""
        if self._holds_article or self._prose > MOST_PROSE:
            return False
        text = self.text()
        return holds(self.rule, self._prose, len(text)) and not _DATED.search(text)

    def text(self) -> str:
        """All its text; elements separate words here, for a report nobody searches."""
        return " ".join([value for happens, value, _ in self.events if happens == "data"])
