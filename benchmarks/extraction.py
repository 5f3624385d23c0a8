"""Quality and speed of extraction, compared with trafilatura and readability-lxml in the same run.

    python benchmarks/extraction.py DIR ... [--json] [--only-ours]

Each DIR holds `gold.jsonl` and `html/*.html.gz`. A gold line has `file`, `url`, `title` and either
`sections` (`level`, `heading`, `text`) or `text`. Word F1 compares bags of words of title, headings and
text for each page, averaged over pages. A heading counts as found once for each time the gold contains it.
Pages per second are measured in one process and its own processor time, so that other processes don't change
them. Where `floors.json` has a floor for the same pages, a lower measure of ours ends with exit code 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

from corpus import Article, PageError, read_article

FLOORS = Path(__file__).with_name("floors.json")
#: Pages read before the clock starts: the first ones pay for imports and caches.
WARM_UP = 5

_WORD = re.compile(r"\w+")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page and its annotation by a person; `sections` are (heading, text)."""

    file: str
    html: bytes
    title: str
    text: str
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one reader on one set; None where it or the gold has no sections."""

    reader: str
    word_f1: float
    heading_precision: float | None
    heading_recall: float | None
    section_f1: float | None
    pages_per_second: float
    failed: int


def gold_pages(folder: Path) -> Iterator[GoldPage]:
    """The pages of one set."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        sections = tuple((s["heading"], s["text"]) for s in gold.get("sections", ()))
        text = gold.get("text") or "\n".join(f"{heading}\n{text}" for heading, text in sections)
        html = gzip.decompress((folder / "html" / gold["file"]).read_bytes())
        yield GoldPage(gold["file"], html, gold["title"], text, sections)


def words(text: str) -> Counter[str]:
    """The bag of a text's words."""
    return Counter(_WORD.findall(text.lower()))


def word_f1(found: Counter[str], wanted: Counter[str]) -> float:
    """2PR/(P+R) of two bags; 1 where both are empty."""
    size = found.total() + wanted.total()
    return 2 * (found & wanted).total() / size if size else 1.0


def article_text(article: Article) -> str:
    """An article's headings and text, without its title."""
    lines = []
    for section in article.sections:
        if section.heading != article.title:
            lines.append(section.heading)
        lines.append(section.text)
    return "\n".join(lines)


def headings_found(pages: list[GoldPage], articles: list[Article | None]) -> tuple[float, float]:
    """Precision and recall of headings, each page's as a bag, summed over pages."""
    found = wanted = both = 0
    for page, article in zip(pages, articles, strict=True):
        ours = Counter(_folded(heading) for heading, _ in _sections(article))
        gold = Counter(_folded(heading) for heading, _ in page.sections if heading)
        found, wanted, both = found + ours.total(), wanted + gold.total(), both + (ours & gold).total()
    return both / max(1, found), both / max(1, wanted)


def section_f1(pages: list[GoldPage], articles: list[Article | None]) -> float:
    """Mean word F1 of the gold's sections, each against our first unused one of its heading (else 0)."""
    scores = []
    for page, article in zip(pages, articles, strict=True):
        ours = [(_folded(heading), text) for heading, text in _sections(article)]
        for heading, text in page.sections:
            match = next((section for section in ours if section[0] == _folded(heading)), None)
            if match is not None:
                ours.remove(match)
            scores.append(word_f1(words(match[1]), words(text)) if match else 0.0)
    return fmean(scores)


def _sections(article: Article | None) -> list[tuple[str, str]]:
    return [(section.heading, section.text) for section in article.sections] if article else []


def _folded(heading: str) -> str:
    return " ".join(_WORD.findall(heading.lower()))


def ours(pages: list[GoldPage]) -> Score:
    """The measures of `corpus.read_article`."""
    articles, rate = _timed(_read, pages)
    texts = [article_text(article) if article else "" for article in articles]
    sectioned = any(page.sections for page in pages)
    precision, recall = headings_found(pages, articles) if sectioned else (None, None)
    sections = section_f1(pages, articles) if sectioned else None
    return Score(
        "healthsearch", _mean_f1(pages, texts), precision, recall, sections, rate, articles.count(None)
    )


def _read(page: GoldPage) -> Article | None:
    try:
        return read_article(page.html)
    except PageError as error:
        print(f"{page.file}: {error}", file=sys.stderr)
        return None


def _timed(read: Callable[[GoldPage], Read], pages: list[GoldPage]) -> tuple[list[Read], float]:
    """The results of a reader for every page, and the pages per second."""
    for page in pages[:WARM_UP]:
        read(page)
    start = time.process_time()
    found = [read(page) for page in pages]
    return found, len(pages) / (time.process_time() - start)


def below_floor(folder: Path, score: Score) -> list[str]:
    """A message for each measure of ours that is under its floor; none if the set has no floor."""
    floor = json.loads(FLOORS.read_text(encoding="utf-8")).get("extraction", {}).get(folder.name)
    if floor is None or floor["input"] != fingerprint(folder):
        return []
    return [
        f"{folder.name}: {name} is {getattr(score, name):.4f}, under its floor of {least:.4f}"
        for name, least in floor["measures"].items()
        if getattr(score, name) < least
    ]


def _mean_f1(pages: list[GoldPage], texts: list[str]) -> float:
    return fmean(
        word_f1(words(f"{page.title}\n{text}"), words(f"{page.title}\n{page.text}"))
        for page, text in zip(pages, texts, strict=True)
    )


def peer(name: str, read: Callable[[bytes], str], pages: list[GoldPage]) -> Score:
    """The measures of a peer's plain text; the gold's title is added to it."""
    texts, rate = _timed(lambda page: read(page.html), pages)
    return Score(name, _mean_f1(pages, texts), None, None, None, rate, texts.count(""))


def peers() -> dict[str, Callable[[bytes], str]]:
    """The peers by name, called as their documentation recommends."""
    import readability
    import trafilatura
    from lxml import html as lxml_html

    def by_readability(page: bytes) -> str:
        summary = readability.Document(page.decode("utf-8", "replace")).summary()
        return str(lxml_html.fromstring(summary).text_content())

    return {"trafilatura": lambda page: trafilatura.extract(page) or "", "readability-lxml": by_readability}


def fingerprint(folder: Path) -> str:
    """A hash of a set's gold, page names and sizes, so that a floor is never applied to another set."""
    digest = sha256((folder / "gold.jsonl").read_bytes())
    for path in sorted((folder / "html").iterdir()):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
    return digest.hexdigest()[:16]


def table(name: str, scores: list[Score]) -> str:
    """The scores of one set as a table."""
    rows = [
        f"{name:<20} {'word F1':>8} {'head P':>8} {'head R':>8} {'sect F1':>8} {'pages/s':>8} {'failed':>7}"
    ]
    for score in scores:
        values = (score.word_f1, score.heading_precision, score.heading_recall, score.section_f1)
        shown = " ".join(f"{'-' if value is None else format(value, '.4f'):>8}" for value in values)
        rows.append(f"  {score.reader:<18} {shown} {score.pages_per_second:>8.1f} {score.failed:>7}")
    return "\n".join(rows)


def main() -> None:
    """Print a table for every folder, or with --json one document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only-ours", action="store_true", help="do not run the peers")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    readers = {} if arguments.only_ours else peers()
    document: dict[str, Any] = {}
    failures: list[str] = []
    for folder in arguments.folders:
        pages = list(gold_pages(folder))
        scores = [ours(pages), *(peer(name, read, pages) for name, read in readers.items())]
        failures += below_floor(folder, scores[0])
        document[folder.name] = {"input": fingerprint(folder), "scores": [asdict(score) for score in scores]}
        if not arguments.json:
            print(table(f"{folder.name} ({len(pages)})", scores))
    if arguments.json:
        print(json.dumps(document, indent=1))
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
