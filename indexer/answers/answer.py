"""What an answer is: a stretch of one section, with the article that it is from."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Article
from indexer.snippets.text_blocks import TextBlock


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The section that an answer is taken from."""

    id: str
    heading: str
    path: tuple[str, ...]
    anchor: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whole sentences and list items of one section that answer a question."""

    article: (
        Article  # `sections` and `dropped` are empty; it has the title, the address, the source and the dates
    )
    section: AnswerSection
    blocks: tuple[TextBlock, ...]  # paragraphs and lists, without marks
    words: int
