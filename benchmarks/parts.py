"""The worth of each part of the search: judged sets with everything on, and with one part off at a time.

    python benchmarks/parts.py DIR ... [--first-answer SET DATA] [--quick]

Prints a Markdown table: what each part is worth to each family of sets, in nDCG@10 (nDCG@5 of first answers),
as the measure with everything on less the measure without the part. "harms" marks a part that helps one
family by more than `HARM` and costs another more than that.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from answer_set import mean
from families import Change, MeasuredSet, add_options, by_family, in_processes, markdown, sets_of

from indexer import weights
from indexer.lexicon import title_index
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.names.name_table import NameTable
from indexer.query import terms
from indexer.rewriting import composition, expansion, rewriter, title_points
from indexer.rewriting.synonyms.synonyms import Synonyms

#: A part that costs a family more needs a reason.
HARM = 0.003


def _never(*_: Any) -> bool:
    return False


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _none(*_: Any) -> None:
    return None


def _without(*names: str) -> list[Change]:
    """Weights at 0."""
    return [Change(weights, name, 0.0) for name in names]


#: How to search without each part.
PARTS: Mapping[str, Sequence[Change]] = {
    "titles": _without("TITLE_COVER", "TITLE_EXACT"),
    "exact titles": _without("TITLE_EXACT"),
    "titles of other names": [
        Change(title_points, "_MIN_COVER", 2.0),
        Change(title_points, "_EXACT_BY_NAME", 0.0),
    ],
    "coverage": _without("COVERAGE"),
    "kinds in proportion": _without("KIND", "TITLE_KIND"),
    "kinds, in titles' points only": _without("TITLE_KIND"),
    "overviews for a subject alone": _without("OVERVIEW"),
    "intent as a whole": [Change(rewriter, "intent_of", _none)],
    "the question's own words": _without("CARRIER"),
    "function words": [
        Change(composition, "is_function_word", _never),
        Change(title_index, "function_tokens", frozenset),
    ],
    "abbreviations": [Change(expansion, "abbreviation_matches", _nothing)],
    "initials": [Change(expansion, "_titles_with_initials", _nothing)],
    "synonym lists": [Change(Synonyms, "find", _nothing)],
    "open names": [Change(Lexicon, "names", NameTable(""))],
    "the article's other sections": _without("ELSEWHERE"),
    "phrases": _without("PHRASE"),
    "the exact form of a word": [Change(terms, "EXACT_WEIGHT", 0.0)],
    "spelling": [Change(rewriter, "correct", _nothing)],
}


def taken_out(one: MeasuredSet) -> list[float]:
    """The set's measure with everything on, then without each part."""
    return [one.measure(()), *(one.measure(changes) for changes in PARTS.values())]


def row(name: str, worth: Mapping[str, float]) -> list[str]:
    """What a part is worth to each family and on average, and whom it harms."""
    harmed = [family for family, value in worth.items() if value < -HARM]
    helps = max(worth.values()) > HARM
    mark = "harms " + ", ".join(harmed) if harmed and helps else ""
    return [name, *(f"{value:+.4f}" for value in worth.values()), f"{mean(worth.values()):+.4f}", mark]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_options(parser)
    found = in_processes(taken_out, sets_of(parser.parse_args()))
    whole, *without = (
        by_family(dict(zip(found, column, strict=True))) for column in zip(*found.values(), strict=True)
    )
    rows = [["worth of", *whole, "mean", ""]]
    rows.append(["everything", *(f"{one:.4f}" for one in whole.values()), f"{mean(whole.values()):.4f}", ""])
    for name, values in zip(PARTS, without, strict=True):
        rows.append(row(name, {family: whole[family] - values[family] for family in whole}))
    print(markdown(rows))


if __name__ == "__main__":
    main()
