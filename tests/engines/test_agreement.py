"""Engines agree: the same sections match, counted the same, and what comes first is the same."""

from contextlib import ExitStack, closing
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import KINDS
from indexer.analysis.analyzer import tokens
from indexer.engines import ENGINES, open_engine
from indexer.engines.base import SearchRequest
from indexer.library.library import Library
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.synonyms.synonyms import Synonyms

QUESTIONS = """
    immunoglobulin therapy | ivig side effects | symptoms of kawasaki disease | what causes a stroke
    heart attack warning signs | type 1 diabetes treatment | diabetes -gestational | "blood pressure"
    how is hepatitis c spread | numb hands and feet | immun* | title:asthma | kidney stone pain relief
    swallowing problems | iron deficency | can I fly with shingles | GBS recovery | in:treatment migraine
    coeliac diet | bedsores | joint pain in the morning | children's fever rash | low platelets bleeding
    antibiotics for uti in pregnancy | MMN or CIDP | weak muscles getting worse | fatigue
""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def articles(sample_data):
    with Library(sample_data) as library:
        return list(library.articles())


@pytest.fixture(scope="module")
def engines(articles, add, tmp_path_factory):
    """Every engine over the sample corpus, the embedded default first."""
    with ExitStack() as stack:
        opened = []
        for name in ENGINES:
            folder = tmp_path_factory.mktemp("agreement") / name
            with open_engine(name, folder).builder() as builder:
                add(builder, *articles)
            opened.append(stack.enter_context(closing(open_engine(name, folder).open())))
        yield opened


@pytest.fixture(scope="module")
def leaves(articles):
    """Words, beginnings of words and runs of words of the corpus, and some that it does not have."""
    choose = Random(4)
    texts = [tokens(section.text) for article in articles for section in article.sections]
    texts = [found for found in texts if len(found) > 9]
    words = [choose.choice(choose.choice(texts)) for _ in range(300)]
    found = [Term(word.text) for word in words] + [Prefix(word.text[:4]) for word in words[:60]]
    for _ in range(200):
        run = choose.choice(texts)
        first = choose.randrange(len(run) - 4)
        chosen = sorted(choose.sample(run[first : first + 4], choose.randint(1, 3)), key=lambda t: t.position)
        offsets = tuple(token.position - chosen[0].position for token in chosen)
        found.append(Phrase(tuple(token.text for token in chosen), offsets))
    return [
        *found,
        Term("nosuchword"),
        Prefix("zzz"),
        Filter("source", "Askwell"),
        *(Filter("kind", kind) for kind in KINDS[:8]),
    ]


def trees(leaves):
    def branches(inner):
        clauses = st.lists(inner, min_size=1, max_size=4).map(tuple)
        return st.one_of(
            st.builds(And, clauses),
            st.builds(Or, clauses, st.integers(1, 3)),
            st.builds(Not, inner),
            st.builds(Boosted, inner, st.floats(0.1, 10)),
            st.builds(Constant, inner, st.floats(0, 10)),
            st.builds(Bonus, inner, inner),
            st.builds(InField, st.sampled_from(["title", "heading", "body"]), inner),
        )

    return st.recursive(st.sampled_from(leaves), branches, max_leaves=7)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_tree_matches_the_same_sections_and_counts_them_the_same(engines, leaves, matches, data):
    tree = data.draw(trees(leaves))
    expected = matches(engines[0], tree, seconds=30)
    counted = engines[0].search(SearchRequest(tree, limit=1, seconds=30))
    for engine in engines[1:]:
        assert matches(engine, tree, seconds=30) == expected
        hits = engine.search(SearchRequest(tree, limit=1, seconds=30))
        for name in ("total_articles", "total_sections", "facets"):
            assert getattr(hits, name) == getattr(counted, name)


@pytest.mark.parametrize("question", [text.strip() for text in QUESTIONS if text.strip()])
def test_a_reader_s_question_gets_the_same_articles_in_the_same_order(engines, question):
    rewritten = QueryRewriter(engines[0], Synonyms.load()).rewrite(question)
    request = SearchRequest(rewritten.query, rewritten.ranking, rewritten.counted, limit=100, seconds=30)
    expected, *others = map(answer, (engine.search(request) for engine in engines))
    assert expected["order"] and all(found == expected for found in others)


def answer(hits):
    """The order of articles and of the sections of each, and all numbers but the scores."""
    order = [(hit.article_id, [section.section_id for section in hit.sections]) for hit in hits.articles]
    names = ("total_articles", "total_sections", "ranked_articles", "facets", "partial")
    return {"order": order} | {name: getattr(hits, name) for name in names}


@pytest.mark.parametrize("kinds", [(), ("treatment", "symptoms")])
def test_a_ranking_with_titles_names_and_kinds_gives_the_same_order(engines, articles, kinds):
    choose = Random(8)
    points = {one.id: choose.uniform(0, 40) for one in choose.sample(articles, len(articles) // 2)}
    words = tuple(ScoredClause(text, Term(text), weight) for text, weight in (("blood", 2.0), ("pain", 1.0)))
    names = (ScoredClause("heart", Boosted(Term("heart"), 0.2), covers=(0,)),)
    extras = (ScoredClause("side by side", Phrase(("blood", "pressur"), (0, 1))),)
    query = Or(tuple(clause.query for clause in (*words, *names)))
    both = And(tuple(word.query for word in words))
    request = SearchRequest(query, Ranking(words, names, extras, kinds, points), both, limit=1_000)
    expected, *others = map(answer, (engine.search(request) for engine in engines))
    assert len(expected["order"]) == expected["ranked_articles"] > expected["total_articles"] > 5
    assert all(found == expected for found in others)


@pytest.mark.parametrize("question", ["ivig side effects", "heart attack warning signs", "type 1 diabetes"])
def test_scores_are_the_same_on_every_engine(engines, articles, question):
    """Local engines compute the same BM25F; what is above the seam does not rely on it."""
    query = QueryRewriter(engines[0], Synonyms.load()).rewrite(question).query
    ids = [section.id for article in articles for section in article.sections]
    expected, *others = (engine.explain([query], ids)[0] for engine in engines)
    assert expected and all(found == pytest.approx(expected) for found in others)
