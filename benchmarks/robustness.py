"""Whether every query is answered in time: real ones, random ones, and hostile ones.

    python benchmarks/robustness.py DATA QUERIES.tsv [--random 5000] [--seed 1] [--json]

DATA is a data folder with an index; QUERIES.tsv has a header with a `query` column. Each text goes through
`Searcher.search` to the finished page, as a reader's query does. Ends with exit code 1 where one takes longer
than a search may, or ends in an error that is no `QueryError`. Times are processor times: once the index is
in memory a search waits for nothing else, and a busy machine makes no difference.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from string import ascii_lowercase
from time import process_time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.analysis.analyzer import tokens
from indexer.engines import open_engine
from indexer.errors import QueryError
from indexer.generations.generations import Generations
from indexer.generations.manifest import check_generation
from indexer.search.searcher import Searcher

_SHOWN = 10
_SYNTAX = ('"', "(", ")", "-", "*", ":", "?", "~", "^", " ", "AND", "OR", "NOT", "in:", "source:", "title:")
_ODD = "\x00\u202e\u2066\u200b\u0301\ufdfa\ud800\ue000\U0001f469\u200d\U0001f680"


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one text."""

    family: str
    text: str
    ms: float  # of the processor
    outcome: str  # "page", "partial", "rejected", or the error
    failed: bool

    def line(self) -> str:
        """One line, the text cut short."""
        shown = ascii(self.text if len(self.text) <= 60 else f"{self.text[:60]}…")
        return f"{self.ms:9.1f} ms  {self.family:<8} {self.outcome:<8} {shown} ({len(self.text)})"


def answered(searcher: Searcher, family: str, text: str) -> Answer:
    """The text searched once. Every error is caught, since errors are what this looks for."""
    started = process_time()
    failed = False
    try:
        outcome = "partial" if searcher.search(text).partial else "page"
    except QueryError:
        outcome = "rejected"
    except Exception as error:
        outcome, failed = f"{type(error).__name__}: {error}", True
    return Answer(family, text, (process_time() - started) * 1000, outcome, failed)


def consumer(path: Path) -> list[str]:
    """Every query of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["query"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def random_texts(words: Sequence[str], count: int, seeded: int) -> list[str]:
    """Texts from hypothesis, the same for the same seed: any characters, syntax, words."""
    passages = st.sampled_from([*words, *_SYNTAX, *_ODD])
    prefixes = st.sampled_from(words).flatmap(lambda word: st.integers(1, 6).map(lambda n: f"{word[:n]}*"))
    misspelled = st.tuples(st.sampled_from(words), st.integers(0, 9), st.sampled_from(ascii_lowercase)).map(
        lambda made: made[0][: made[1]] + made[2] + made[0][made[1] :]
    )
    texts = (
        st.text(max_size=600)
        | st.lists(passages, max_size=60).map("".join)
        | st.lists(passages | prefixes | misspelled, max_size=20).map(" ".join)
    )
    found: list[str] = []

    @seed(seeded)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def gather(text: str) -> None:
        found.append(text)

    gather()
    return found[:count]


def frequent_words(data_dir: Path, most: int) -> list[str]:
    """The words of the corpus with the highest document frequencies: those that cost most to search."""
    generations = Generations(data_dir)
    folder = generations.folder(generations.current())
    engine = open_engine(check_generation(folder).engine, folder).open()
    words = {
        word for letter in ascii_lowercase for word in engine.lexicon().complete(letter, 60) if word.isalpha()
    }
    token = {word: found[0].text for word in sorted(words) if (found := tokens(word))}
    doc_freqs = engine.lexicon().doc_freqs(token.values())
    engine.close()
    ranked = sorted(token, key=lambda word: (-doc_freqs.get(token[word], 0), word))
    return list({token[word]: word for word in reversed(ranked)}.values())[::-1][:most]


def hostile(words: Sequence[str]) -> Iterable[str]:
    """Texts that may be slow or fail somewhere: those that the guarantees name, and costly ones."""
    few, many = list(words[: limits.MAX_TERMS]), list(words)
    yield from ("", " ", "\x00", "a\x00b", "\u202eevil\u202c \u2066fever\u2069", "\ud800", _ODD * 20)
    for depth in (limits.MAX_NESTING, limits.MAX_NESTING + 1, 250):
        yield "(" * depth + "fever" + ")" * depth
    yield from (
        "(" * 512,
        ")" * 512,
        "()" * 256,
        '"' * 511,
        "-" * 512,
        "*" * 512,
        ":" * 512,
        "((fever",
        "))x((",
    )
    yield from ("NOT NOT NOT", "NOT NOT NOT fever", "NOT " * 120 + "fever", "AND OR NOT", "OR " * 170)
    yield from ("-fever", "NOT (fever OR pain)", " ".join(f"-{word}" for word in few))
    yield from ("?*?*?*?*?*x", "*x", "???", "a* b* c* d* e* f* g* h*", "con* pro* int*", "dis* pre* tre*")
    yield from ("body:con* body:pro* title:int*", '"con* pro*"', "con*pro*int*")
    yield from (" OR ".join(few), " ".join(few), " OR ".join(many)[:512], f"({' OR '.join(few)}) -{few[0]}")
    for field in ("title", "heading", "body"):
        yield " OR ".join(f"{field}:{word}" for word in few)
        yield f'{field}:"{few[0]} {few[1]} {few[2]}"'
    yield f'"{" ".join(few)}"'
    yield " ".join(f'"{one} {two}"' for one, two in zip(few, few[1:], strict=False))
    yield " ".join(f'"{one} {one}"' for one in few)
    yield from (f"{one} {two}" for one, two in zip(many, many[1:], strict=False))
    yield from (" ".join([few[0]] * 60), "-".join(few), "/".join(few), ",".join(few), "'".join(few))
    yield " ".join(f"{word[:3]}q{word[3:]}zk" for word in few)  # words that nobody knows
    yield " ".join(letter * 40 for letter in ascii_lowercase[:12])
    yield from ("MS PE MI CP RA CF AD PD HD ED", " ".join(word.upper() for word in few))
    yield from ("hepatitis A, B, C, D and E and vitamins A, B1, B2, B6, B12, C, D, E and K", "1" * 512)
    yield from (
        "1.5 " * 128,
        "a" * 512,
        "\u0301" * 512,
        "\ufdfa" * 512,
        "\ufdfa" * 28,
        "é" * 512,
        "健康" * 256,
    )
    yield from ("\U0001f469\u200d\u2695\ufe0f " * 100, "".join(map(chr, range(1, 513))))
    yield from ("".join(map(chr, range(start, start + 512))) for start in range(0x200, 0x3000, 0x200))
    yield from ("in:treatment " * 30, "in:nowhere source:nobody fever", 'source:"' + "x" * 500, "title:" * 80)


def report(answers: Sequence[Answer]) -> dict[str, object]:
    """The results: counts and percentiles by family, the slowest, those over the limit, those that failed."""
    families = {}
    for family in dict.fromkeys(answer.family for answer in answers):
        own = [answer for answer in answers if answer.family == family]
        cuts = statistics.quantiles([answer.ms for answer in own], n=100)
        outcomes = ("page", "partial", "rejected")
        families[family] = {
            "texts": len(own),
            **{outcome: sum(answer.outcome == outcome for answer in own) for outcome in outcomes},
            "failed": sum(answer.failed for answer in own),
            "p50_ms": round(cuts[49], 2),
            "p95_ms": round(cuts[94], 2),
            "p99_ms": round(cuts[98], 2),
            "worst_ms": round(max(answer.ms for answer in own), 1),
        }
    slowest = sorted(answers, key=lambda answer: -answer.ms)
    return {
        "families": families,
        "slowest": slowest[:_SHOWN],
        "too_slow": [answer for answer in slowest if answer.ms > limits.DEADLINE_SECONDS * 1000],
        "failed": [answer for answer in answers if answer.failed],
    }


def main() -> None:
    """Print the results, as lines or with --json as a document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("queries", type=Path, metavar="QUERIES.tsv")
    parser.add_argument("--random", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    words = frequent_words(arguments.data, 64)
    families = {
        "consumer": consumer(arguments.queries),
        "random": random_texts(words, arguments.random, arguments.seed),
        "hostile": list(hostile(words)),
    }
    searcher = Searcher.open(arguments.data)
    answers = [answered(searcher, family, text) for family, texts in families.items() for text in texts]
    searcher.close()
    found = report(answers)
    if arguments.json:
        print(json.dumps(found, indent=1, default=asdict))
    else:
        _print(found)
    sys.exit(1 if found["too_slow"] or found["failed"] else 0)


def _print(found: dict[str, object]) -> None:
    for name, value in found.items():
        print(f"{name}:")
        if isinstance(value, dict):
            for family, figures in value.items():
                print(f"  {family}: " + ", ".join(f"{key} {number}" for key, number in figures.items()))
        elif isinstance(value, list):
            print("\n".join(f"  {answer.line()}" for answer in value) or "  none")


if __name__ == "__main__":
    main()
