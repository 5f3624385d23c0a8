"""Calls from a search to its engine: few enough for an engine at the other end of a network."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest

import corpus
from indexer.engines.base import SearchEngine
from indexer.search import live_index
from indexer.search.searcher import Searcher
from indexer.urgent.table import UrgentTable

#: The search itself, the stored sections, and one look-up of a phrase for words run together.
MOST_CALLS = 3

METHODS = [name for name, value in vars(SearchEngine).items() if callable(value) and not name.startswith("_")]

QUERIES = [
    *("bloodpressure", "heartattack kidneystones", "chestpain highbloodpressure sorethroat fever"),
    *("immunoglobin therapy", "diabetis neumonia rheumatiod", "kidny stoens", "gullain barre"),
    *("MMN", "ivig", "SHOCK", "FISH AND AIDS", "what causes kidney stones", "hepatitis b or c"),
    *("qqqqzzzz", "neurop", "the of", "", "gout -gout", "gout ab*", "title:nosuchword"),
    *("immuno*", "dis* pre* con*", '"heart attack"', "title:gout heading:causes", "(gout OR fever) rash"),
]

#: Each of another category, all that are among the other queries.
URGENT = ["heart attack", "signs of a stroke", "asthma attack"]


def golden_queries():
    with (Path(corpus.__file__).parent / "golden.csv").open(encoding="utf-8", newline="") as lines:
        return [row["query"] for row in csv.DictReader(lines)]


class Counting:
    """An engine that notes the name of every method called."""

    def __init__(self, engine):
        self._engine = engine
        self.calls = []

    def __getattr__(self, name):
        found = getattr(self._engine, name)
        if name not in METHODS:
            return found

        def noted(*given, **named):
            self.calls.append(name)
            return found(*given, **named)

        return noted


@pytest.fixture(scope="module")
def engines():
    """Every engine that a searcher opened, newest last."""
    return []


@pytest.fixture(scope="module")
def searcher(sample_data, engines):
    open_engine = live_index.open_engine

    def opening(*given):
        index = open_engine(*given)
        engines.append(Counting(index.open()))
        return SimpleNamespace(open=lambda: engines[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_index, "open_engine", opening)
        opened = Searcher.open(sample_data)
    for text in URGENT:  # what each category's box leads to is looked up once in a generation
        opened.search(text)
    yield opened
    opened.close()


@pytest.fixture
def calls(searcher, engines):
    engines[-1].calls.clear()
    return engines[-1].calls


@pytest.mark.parametrize("text", [*golden_queries(), *QUERIES])
def test_a_search_takes_three_calls_at_most(searcher, calls, text):
    searcher.search(text)
    assert len(calls) <= MOST_CALLS
    assert calls.count("sections") <= 1
    assert "lexicon" not in calls


def test_a_filter_and_a_later_page_take_no_further_calls(searcher, calls):
    searcher.search("gout treatment", page=2, kinds=("treatment",))
    assert calls == ["search", "sections"]


def test_only_words_run_together_are_looked_up(searcher, calls):
    searcher.search("heartattack kidneystones warning")
    assert calls == ["search", "search", "sections"]


def test_the_section_for_an_urgent_query_is_looked_up_once(searcher, calls):
    assert UrgentTable.load().find("sepsis symptoms")
    searcher.search("sepsis symptoms")
    first = len(calls)
    calls.clear()
    searcher.search("sepsis symptoms")
    assert len(calls) <= MOST_CALLS < first


def test_marking_a_text_takes_no_calls(searcher, calls):
    searcher.highlight("Gout hurts.", "gout pain*")
    assert calls == []
