"""A piece of the page that looks like furniture, kept as events until its end shows what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.extraction.boilerplate import holds
from corpus.extraction.tags import HEADINGS

#: Characters of text outside links, in runs of at least `SENTENCE`, from which on a piece is built and
#: looked at with the whole page in sight; what these rules name is long and no article all the same.
MOST_PROSE = {"footer": 1_500, "cookies": 3_000, "comments": 3_000}
MOST_PROSE_ELSE = 600
SENTENCE = 60

# Dates that `metadata` reads may stand here.
_DATED_RULES = frozenset({"byline", "footer", "banner"})
_DATED = re.compile(r"\b(?:review|updat|publish|post|modifi|check)\w*\b[^.]{0,60}\d{4}", re.IGNORECASE)

_HOLDS_ARTICLE = frozenset({"h1", "main", "article"})

#: A start has its tag and attributes, an end its tag and None, a text "" and itself.
Event = tuple[str, "Mapping[str, str] | str | None"]


class Waiting:
    """The events of one element that a rule of `furniture` named, from its start on."""

    __slots__ = ("_id", "dated", "events", "open", "rule")

    def __init__(self, rule: str, tag: str, attributes: Mapping[str, str]) -> None:
        self.rule = rule
        self.dated = rule in _DATED_RULES
        self.events: list[Event] = [(tag, attributes)]
        self.open = 1  # elements, itself included
        self._id = attributes.get("id", "")

    def shows_article(self, tag: str) -> bool:
        """Whether an element in it says that the piece is no furniture."""
        return tag in _HOLDS_ARTICLE or (self.dated and tag == "time")

    def is_furniture(self) -> bool:
        """Whether the piece, now at its end, can go unseen: little text, and no date."""
        prose = self._prose()
        if prose > MOST_PROSE.get(self.rule, MOST_PROSE_ELSE) or self.is_section():
            return False
        text = self.text()
        return holds(self.rule, prose, len(text)) and not (self.dated and _DATED.search(text))

    def is_section(self) -> bool:
        """Whether its id is a slug of its first heading, as "social-support" is: then it names a text."""
        if not self._id:
            return False
        start = next((n for n, (tag, _) in enumerate(self.events) if tag in HEADINGS), len(self.events))
        heading = "".join(value for _, value in self.events[start : start + 4] if isinstance(value, str))
        return _letters(heading) == _letters(self._id)

    def text(self) -> str:
        """All its text; every element separates words here, for a report that nobody searches."""
        return " ".join([value for _, value in self.events if isinstance(value, str)])

    def _prose(self) -> int:
        prose = links = 0
        for tag, value in self.events:
            if tag == "a":
                links += 1 if value is not None else -1
            elif not links and isinstance(value, str) and len(value) > SENTENCE:
                prose += len(value)
        return prose


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]", text.lower())
