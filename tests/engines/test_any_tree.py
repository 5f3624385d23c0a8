"""Any query tree against what its docstrings say, section by section."""

import random
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.documents.sections import indexed_sections
from indexer.engines import open_engine
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)

WORDS = ["nerve", "nervous", "neuron", "skin", "rash", "blood", "bleed", "of", "heart", "il-6", "t-cell"]
TOKENS = ["nerv", "nervous", "neuron", "skin", "rash", "blood", "bleed", "heart", "il-6", "t-cell", "absent"]
KINDS = ["causes", "treatment", "other"]
SOURCES = ["Clinic", "clinic", "Library", ""]

leaves = st.one_of(
    st.just(Everything()),
    st.builds(Term, st.sampled_from(TOKENS)),
    st.builds(Prefix, st.sampled_from(["ner", "nerv", "b", "bl", "t-", "zzz"])),
    st.builds(Filter, st.just("kind"), st.sampled_from(KINDS)),
    st.builds(Filter, st.just("source"), st.sampled_from(["CLINIC", "library", "nowhere"])),
    st.lists(st.tuples(st.sampled_from(TOKENS), st.integers(1, 3)), min_size=1, max_size=3).map(
        lambda steps: Phrase(
            tuple(word for word, _ in steps),
            tuple(sum(gap for _, gap in steps[1 : number + 1]) for number in range(len(steps))),
        )
    ),
)


def branches(inner):
    clauses = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(
        st.builds(And, clauses),
        st.builds(Or, clauses, st.integers(1, 3)),
        st.builds(Not, inner),
        st.builds(Boosted, inner, st.floats(0.1, 10)),
        st.builds(Constant, inner, st.floats(0, 10)),
        st.builds(Bonus, inner, inner),
    )


plain = st.recursive(leaves, branches, max_leaves=5)
in_field = st.builds(InField, st.sampled_from(["title", "heading", "body"]), plain)
trees = st.recursive(leaves | in_field, branches, max_leaves=6)


def holds(query, section, field=None):
    """What the tree's docstrings say, over one section's tokens."""
    fields = [getattr(section, field)] if field else [section.title, section.heading, section.body]
    match query:
        case Everything():
            return True
        case Term(text):
            return any(text in tokens.texts for tokens in fields)
        case Prefix(text):
            return any(token.startswith(text) for tokens in fields for token in tokens.texts)
        case Phrase(terms, offsets):
            places = [set(zip(tokens.texts, tokens.positions, strict=True)) for tokens in fields]
            return any(
                all((term, start + offset) in held for term, offset in zip(terms, offsets, strict=True))
                for held in places
                for _, start in held
            )
        case And(clauses):
            return bool(clauses) and all(holds(clause, section, field) for clause in clauses)
        case Or(clauses, at_least):
            return sum(holds(clause, section, field) for clause in clauses) >= at_least
        case Not(clause):
            return not holds(clause, section, field)
        case Boosted(clause, _) | Constant(clause, _) | Bonus(clause, _):
            return holds(clause, section, field)
        case InField(inner, clause):
            return holds(clause, section, inner)
        case Filter(facet, value):
            return section.facets[facet].casefold() == value.casefold()


@pytest.fixture(scope="module")
def corpus(article):
    """Forty articles of one to four sections, of so few words that every query has something to find."""
    choose = random.Random(7)

    def text(most):
        return " ".join(choose.choices(WORDS, k=choose.randint(0, most)))

    return [
        article(
            f"article{number:02}",
            *((text(3), text(12), choose.choice(KINDS)) for _ in range(choose.randint(1, 4))),
            title=text(3),
            source=choose.choice(SOURCES),
        )
        for number in range(40)
    ]


@pytest.fixture(scope="module")
def engine(engine_name, corpus, add, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any-tree") / "index"
    with open_engine(engine_name, folder).builder() as builder:
        add(builder, *corpus)
    with closing(open_engine(engine_name, folder).open()) as opened:
        yield opened


@settings(max_examples=400, deadline=None, derandomize=True)
@given(tree=trees)
def test_an_engine_finds_the_sections_that_the_tree_describes(engine, corpus, matches, tree):
    indexed = [section for one in corpus for section in indexed_sections(one)]
    assert matches(engine, tree) == {s.id for s in indexed if holds(tree, s)}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    tree=trees,
    kinds=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    sources=st.lists(st.sampled_from(["CLINIC", "Library"]), max_size=2).map(tuple),
)
def test_filters_and_filter_clauses_keep_the_same_sections(engine, matches, tree, kinds, sources):
    clauses = [tree]
    clauses += [Or(tuple(Filter("kind", kind) for kind in kinds))] if kinds else []
    clauses += [Or(tuple(Filter("source", source) for source in sources))] if sources else []
    assert matches(engine, tree, filters={"kind": kinds, "source": sources}) == matches(
        engine, And(tuple(clauses))
    )
