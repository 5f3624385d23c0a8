"""What readers see of the results: marks in addresses, repetitions, lost referents, cut sentences, answers.

    python benchmarks/snippets.py DATA QUERIES [--first N] [--show MEASURE]

DATA is a data folder with an index. QUERIES has a query on each line, or is a table with tabs between its
columns and one of them named "query". `--show` prints the snippets that a measure counts.

The measures read the HTML of a snippet and the text of its section. They share no rule with the code that
makes snippets, so that a rule that is wrong there is not wrong here as well.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

from indexer.errors import QueryError
from indexer.search import Searcher
from indexer.search.results import ArticleHit, Hit, ResultPage

_ADDRESS = re.compile(r"\S*(?:://|www\.|@\w)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:gov|org|com|edu|net)\b\S*")
_PRONOUN = re.compile(r"(?:It|They|This|These|He|She)\b")
_NO_REFERENT = re.compile(
    r"It(?: is| may be| can be| was| has been|['’]s)(?: \w+){1,4} "
    r"(?:to|that|for|if|when|how|why|whether|unless)\b"
    r"|It (?:may |can |usually |often )?(?:takes?|depends)\b"
    r"|(?:This|These) (?:\w+ )?(?:condition|disease|disorder|syndrome|illness|summary|article|information)"
)
_NEVER_CUT = re.compile(r"\d|\b(?:no|not|never|call)\b|n['’]t\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?;:\n]+(?:[.!?;:](?!\s)[^.!?;:\n]*)*[.!?;:]?")
_LONGEST = 420
_EMPTY = re.compile(
    r"from (?:one )?(?:person|patient|individual|case) to |click (?:here|on)|see also|for more information"
    r"|medical dictionary|table below|these resources",
    re.IGNORECASE,
)
MEASURES = (
    "a mark in an address",
    "again in its article",
    "begins without its referent",
    "cuts a number, a not or a call",
    "begins by saying nothing",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument(
        "--first", type=int, default=1_000, metavar="N", help="so many queries, spread evenly"
    )
    parser.add_argument("--show", choices=MEASURES)
    options = parser.parse_args()
    searcher = Searcher.open(options.data)
    counts: Counter[str] = Counter()
    lengths: list[int] = []
    pages = list(_pages(searcher, _queries(options.queries, options.first)))
    for page in pages:
        for article in page.articles:
            whole = searcher.article(article.id)
            texts = {section.id: section.text for section in whole.sections} if whole else {}
            for hit in article.sections:
                lengths.append(len(_plain(hit.snippet_html)))
                for measure in _found(article, hit, texts[hit.id]):
                    counts[measure] += 1
                    if measure == options.show:
                        print(f"{page.query}\n  {article.title} › {hit.heading}\n    {hit.snippet_html}")
    print(f"{len(pages):,} queries, {len(lengths):,} snippets of {median(lengths):.0f} characters (median)")
    for measure in MEASURES:
        print(f"{measure:32}{counts[measure]:8,}{counts[measure] / len(lengths):8.1%}")
    _print_answers(pages)


def _pages(searcher: Searcher, queries: list[str]) -> Iterator[ResultPage]:
    for query in queries:
        try:
            yield searcher.search(query)
        except QueryError as error:
            print(f"left out: {query[:60]}: {error}")


def _queries(path: Path, first: int) -> list[str]:
    rows = list(
        csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    column = rows[0].index("query") if "query" in rows[0] else None
    found = [row[column or 0] for row in rows[column is not None :] if row]
    return found[:: max(1, len(found) // first)][:first]


def _found(article: ArticleHit, hit: Hit, text: str) -> Iterator[str]:
    plain = _plain(hit.snippet_html)
    if any("\0" in word for word in _addresses(hit.snippet_html)):
        yield MEASURES[0]
    before = article.sections[: article.sections.index(hit)]
    if any(_plain(other.snippet_html) == plain for other in before):
        yield MEASURES[1]
    stretches = [part.strip() for part in re.split(r"(?:^| )…(?: |$)", plain) if part.strip()]
    if any(_lost(part, text) for part in stretches):
        yield MEASURES[2]
    if any(_cut(part, text) for part in stretches):
        yield MEASURES[3]
    if stretches and _EMPTY.search(re.split(r"(?<=[.!?]) ", stretches[0])[0]):
        yield MEASURES[4]


def _addresses(snippet_html: str) -> list[str]:
    """The addresses of a snippet, with a zero character for each mark."""
    text = html.unescape(snippet_html.replace("</mark>", "").replace("<mark>", "\0"))
    return [text[m.start() : m.end()].lstrip("\0(") for m in _ADDRESS.finditer(text)]


def _lost(part: str, text: str) -> bool:
    """Whether a stretch from within a text begins with a pronoun that stands for something."""
    begins = bool(_PRONOUN.match(part)) and not _NO_REFERENT.match(part)
    return begins and not _flat(text).startswith(_flat(part)[:40])


def _cut(part: str, text: str) -> bool:
    """Whether a stretch ends or begins within a sentence of the text that must be whole."""
    shown = _flat(part)
    for sentence in _SENTENCE.findall(re.sub(r"(?m)(?:^|(?<=\s))- ", "\n", text)):
        whole = _flat(sentence)
        if len(whole) > _LONGEST or not _NEVER_CUT.search(whole) or whole in shown:
            continue
        if _overlap(shown, whole) or _overlap(whole, shown):
            return True
    return False


def _overlap(before: str, after: str) -> bool:
    """Whether one text ends with at least 25 characters that the other begins with."""
    start = after[:25]
    if len(start) < 25:
        return False
    at = before.find(start)
    return at >= 0 and after.startswith(before[at:])


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[•·\t]|(?:^|\s)- ", " ", text).split())


def _plain(snippet_html: str) -> str:
    return html.unescape(re.sub("</?mark>", "", snippet_html))


def _print_answers(pages: list[ResultPage]) -> None:
    words = [page.answer.words for page in pages if page.answer]
    if words:
        print(f"{len(words)} answers of {min(words)} to {max(words)} words, {mean(words):.0f} on average")


if __name__ == "__main__":
    main()
