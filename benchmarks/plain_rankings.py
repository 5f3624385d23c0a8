"""Plain rankings to compare with: BM25 over one bag of words, and SQLite FTS5, both of the same passages."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from corpus.model import Article

#: Passages looked at for so many documents: a document may have several among the best.
_PASSAGES = 5

#: From a query and a number, the ids of at most so many documents, best first.
Rank = Callable[[str, int], list[str]]


class Passage(NamedTuple):
    """A section of a document; a document is as good as the best of its passages."""

    document: str
    title: str
    heading: str
    text: str


def passages(articles: Iterable[Article]) -> Iterator[Passage]:
    """The sections of articles."""
    for article in articles:
        for section in article.sections:
            yield Passage(article.id, article.title, section.heading, section.text)


def bm25s(found: Sequence[Passage]) -> Rank:
    """Lucene's BM25 over title, heading and text as one bag of words: k1 1.2, b 0.75, Porter's stemmer."""
    import bm25s
    from whoosh.lang.porter import stem

    def tokens(texts: list[str], **options: bool) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=_stems, show_progress=False, **options)

    def _stems(words: Iterable[str]) -> list[str]:
        return [stem(word) for word in words]

    index = bm25s.BM25(k1=1.2, b=0.75)
    texts = [f"{one.title} {one.heading} {one.text}" for one in found]
    index.index(tokens(texts), show_progress=False)

    def rank(query: str, most: int) -> list[str]:
        wanted = tokens([query], return_ids=False)
        if not wanted[0]:  # type: ignore[index]
            return []
        best = min(len(found), _PASSAGES * most)
        numbers, scores = index.retrieve(wanted, k=best, show_progress=False)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return _documents((found[number] for number, score in pairs if score > 0), most)

    return rank


def fts5(found: Sequence[Passage]) -> Rank:
    """SQLite FTS5 with its porter tokenizer: sections with any of the words; title 4, heading 2, text 1."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE passages USING fts5 (title, heading, text, tokenize='porter unicode61')")
    rows = ((number, *one[1:]) for number, one in enumerate(found))
    db.executemany("INSERT INTO passages (rowid, title, heading, text) VALUES (?, ?, ?, ?)", rows)
    best = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 4, 2, 1) LIMIT ?"

    def rank(query: str, most: int) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query.lower()))
        numbers = db.execute(best, (words, 3 * _PASSAGES * most)) if words else ()
        return _documents((found[number] for (number,) in numbers), most)

    return rank


PLAIN: Mapping[str, Callable[[Sequence[Passage]], Rank]] = {"bm25s": bm25s, "fts5": fts5}


def installed() -> list[str]:
    """The plain rankings that can be made here."""
    return [name for name in PLAIN if name == "fts5" or find_spec(name)]


def _documents(found: Iterable[Passage], most: int) -> list[str]:
    return list(dict.fromkeys(one.document for one in found))[:most]
