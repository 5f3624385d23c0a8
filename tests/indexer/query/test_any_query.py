"""Guarantee G8 below HTTP: any text gets a page or, over a limit, an error message."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.errors import QueryError
from indexer.search.results import ResultPage
from indexer.search.searcher import Searcher

FREQUENT = [
    "nerve",
    "muscle",
    "treatment",
    "symptoms",
    "weakness",
    "pain",
    "blood",
    "doctor",
    "help",
    "people",
]
FREQUENT += ["disease", "immune", "body", "weeks", "tests", "infection"]
ODD = "\x00\u202e\u2066\u200b\u0301\ufdfa\ud800\ue000\U0001f469\u200d\U0001f680"
SYNTAX = ['"', "(", ")", "-", "*", ":", "?", "~", " ", "AND", "OR", "NOT", "in:", "source:", "title:"]

WITHIN_LIMITS = [
    "",
    "\x00",
    "a\x00b",
    "\u202eevil\u202c \u2066fever\u2069",
    "\ud800",
    ODD * 20,
    "(" * limits.MAX_NESTING + "fever" + ")" * limits.MAX_NESTING,
    "(" * 512,
    ")" * 512,
    "\ufdfa" * 512,  # one character that is eighteen when it is folded
    '"' * 511,
    "-" * 512,
    "*" * 512,
    ":" * 512,
    "NOT NOT NOT",
    "NOT " * 120 + "fever",
    "OR " * 170,
    "?*?*?*?*?*x",
    "a* b* c* d* e* f* g* h*",
    "con* pro* int*",
    "body:con* body:pro* title:int*",
    " OR ".join(FREQUENT),
    " OR ".join(f"body:{word}" for word in FREQUENT),
    " ".join(f"-{word}" for word in FREQUENT),
    f'"{" ".join(FREQUENT)}"',
    " ".join(f'"{one} {two}"' for one, two in zip(FREQUENT, FREQUENT[1:], strict=False)),
    "-".join(FREQUENT),
    "'".join(FREQUENT),
    " ".join(f"{word[:3]}q{word[3:]}zk" for word in FREQUENT),
    " ".join(letter * 40 for letter in "abcdefghijkl"),
    "MS PE MI CP RA CF AD PD HD ED",
    "hepatitis A, B, C, D and E and vitamins A, B1, B2, B6, B12, C, D, E and K",
    "1" * 512,
    "\u0301" * 512,
    "健康" * 256,
    "\U0001f469\u200d\u2695\ufe0f " * 100,
    "".join(map(chr, range(1, 513))),
    'source:"' + "x" * 500,
    "title:" * 80,
]
OVER_LIMITS = [
    "a" * 2_001,
    "(" * (limits.MAX_NESTING + 1) + "fever" + ")" * (limits.MAX_NESTING + 1),
]

PIECES = st.sampled_from([*FREQUENT, *SYNTAX, *ODD])
PREFIXES = st.sampled_from(FREQUENT).flatmap(lambda word: st.integers(1, 6).map(lambda n: f"{word[:n]}*"))
MISSPELLED = st.tuples(st.sampled_from(FREQUENT), st.integers(0, 9), st.sampled_from("aeioznq")).map(
    lambda made: made[0][: made[1]] + made[2] + made[0][made[1] :]
)
TEXTS = (
    st.text(max_size=600)
    | st.lists(PIECES, max_size=60).map("".join)
    | st.lists(PIECES | PREFIXES | MISSPELLED, max_size=20).map(" ".join)
)


@pytest.fixture(scope="module")
def searcher(sample_data):
    opened = Searcher.open(sample_data)
    yield opened
    opened.close()


def makes_sense(results):
    shown = [section for article in results.articles for section in article.sections]
    assert isinstance(results, ResultPage)
    assert len(results.articles) >= min(limits.PAGE_SIZE, results.total_articles)
    assert results.total_articles <= results.pages * limits.PAGE_SIZE
    if results.pages > 1:
        assert len(results.articles) == limits.PAGE_SIZE
    assert bool(shown) == bool(results.total_articles) == bool(results.total_sections) == bool(results.pages)
    assert not results.partial, "the sample corpus is searched long before the deadline"


@pytest.mark.parametrize("text", WITHIN_LIMITS, ids=lambda text: ascii(text[:30]))
def test_a_text_within_the_limits_gets_a_whole_page(searcher, text):
    makes_sense(searcher.search(text))


@pytest.mark.parametrize("text", OVER_LIMITS, ids=lambda text: ascii(text[:30]))
def test_a_text_over_a_limit_gets_an_error_message(searcher, text):
    with pytest.raises(QueryError, match="Please"):
        searcher.search(text)


def test_every_alternative_of_many_is_searched(searcher):
    results = searcher.search(" OR ".join([*FREQUENT, "fatigue"]))
    assert not [step for step in results.steps if step.step == "ignored"]
    assert results.total_sections >= searcher.search("fatigue").total_sections


def test_prefixes_that_are_too_short_or_too_many_are_reported_as_left_out(searcher):
    results = searcher.search("a* nerv* musc* weak* pai*")
    assert [step.before for step in results.steps if step.step == "ignored"] == ["a*", "pai*"]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_gets_a_page_or_an_error_message(searcher, text):
    try:
        makes_sense(searcher.search(text))
    except QueryError as error:
        assert str(error).endswith(".")
