"""A piece of the page that looks like furniture, kept as events until what it holds has decided."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.furniture import holds
from corpus.tags import HEADINGS

#: Characters of text outside links, in runs of at least `SENTENCE`, from which on a piece is built and
#: looked at with the whole page in sight; what these rules name is long and no article all the same.
MOST_PROSE = {"footer": 1_500, "cookies": 3_000, "comments": 3_000}
MOST_PROSE_ELSE = 600
SENTENCE = 60

# Dates that `metadata` reads may stand here.
_DATED_RULES = frozenset({"byline", "footer", "banner"})
_DATED = re.compile(r"\b(?:review|updat|publish|post|modifi|check)\w*\b[^.]{0,60}\d{4}", re.IGNORECASE)

_HOLDS_ARTICLE = frozenset({"h1", "main", "article"})
_NOTHING: Mapping[str, str] = {}

#: What happens ("start", "end" or "data"), to which element or with which text, and its attributes.
Event = tuple[str, str, Mapping[str, str]]


class Waiting:
    """The events of one element that a rule of `furniture` named, from its start to its end."""

    __slots__ = ("_dated", "_id", "_links", "_most", "_open", "_prose", "events", "rule")

    def __init__(self, rule: str, attributes: Mapping[str, str]) -> None:
        self.rule = rule
        self._id = attributes.get("id", "")
        self.events: list[Event] = []
        self._open = 0
        self._links = 0
        self._prose = 0
        self._most = MOST_PROSE.get(rule, MOST_PROSE_ELSE)
        self._dated = rule in _DATED_RULES

    def start(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Notes a start tag; True where it shows that the piece is to be built."""
        self.events.append(("start", tag, attributes))
        self._open += 1
        self._links += tag == "a"
        return tag in _HOLDS_ARTICLE or (self._dated and tag == "time")

    def end(self, tag: str) -> bool:
        """Notes an end tag; True where it is the piece's own."""
        self.events.append(("end", tag, _NOTHING))
        self._open -= 1
        self._links -= tag == "a"
        return self._open == 0

    def data(self, text: str) -> bool:
        """Notes a text; True where there is now too much of it for the piece to be left out unseen."""
        self.events.append(("data", text, _NOTHING))
        if not self._links and len(text) > SENTENCE:
            self._prose += len(text)
        return self._prose > self._most

    def is_furniture(self) -> bool:
        """Whether the piece, now at its end, can go unseen."""
        if self.is_section():
            return False
        text = self.text()
        return holds(self.rule, self._prose, len(text)) and not (self._dated and _DATED.search(text))

    def is_section(self) -> bool:
        """Whether its id is a slug of its first heading, as "social-support" is: then it names a text."""
        if not self._id:
            return False
        start = next((n for n, event in enumerate(self.events) if event[1] in HEADINGS), len(self.events))
        heading = "".join(value for happens, value, _ in self.events[start : start + 4] if happens == "data")
        return _letters(heading) == _letters(self._id)

    def text(self) -> str:
        """All its text; every element separates words here, for a report that nobody searches."""
        return " ".join([value for happens, value, _ in self.events if happens == "data"])


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]", text.lower())
