"""Articles and sections to text and back."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.kinds import KINDS
from corpus.model import Article, Block, Dropped, Section
from indexer.documents.article_json import dump_article, load_article
from indexer.documents.lexicon_entries import LexiconEntries
from indexer.documents.stored_fields import dump_section, load_entries, load_section, load_stored
from indexer.documents.text_analysis import TextAnalysis

texts = st.text(max_size=20)
dates = st.none() | st.dates(min_value=date(1800, 1, 1))
blocks = st.builds(
    Block,
    st.sampled_from(["paragraph", "item", "row", "term", "definition", "quote", "preformatted", "caption"]),
    texts,
    st.integers(0, 9),
    st.booleans(),
    st.booleans(),
)

ENTRIES = LexiconEntries("Gout\tgout", ("~gout", "Crohn"), ("gout", "crohn"), (("CD", "Crohn disease"),))


@st.composite
def articles(draw):
    identity = draw(st.text(string.ascii_lowercase + "-", min_size=1, max_size=9))
    sections = tuple(
        Section(
            f"{identity}/{anchor}",
            identity,
            position,
            draw(st.integers(1, 6)),
            draw(texts),
            tuple(draw(st.lists(texts, max_size=3))),
            anchor,
            draw(st.sampled_from(KINDS)),
            tuple(draw(st.lists(blocks, max_size=3))),
        )
        for position, anchor in enumerate(draw(st.lists(texts, max_size=3, unique=True)))
    )
    dropped = tuple(draw(st.lists(st.builds(Dropped, texts, texts), max_size=3)))
    url = draw(st.none() | texts)
    return Article(identity, url, draw(texts), draw(texts), "en", draw(dates), draw(dates), sections, dropped)


@given(articles())
def test_an_article_comes_back_as_it_was(article):
    assert load_article(dump_article(article)) == article


@given(articles())
def test_each_section_comes_back_with_its_articles_metadata(article):
    for section in article.sections:
        analysis = TextAnalysis.of(section.text)
        dumped = dump_section(section, article, analysis, ENTRIES.dump())
        found, metadata = load_section(dumped)
        stored = load_stored(dumped)
        loaded = load_entries(dumped)
        assert tuple(loaded.surface_forms) == ENTRIES.surface_forms
        assert tuple(loaded.tokens) == ENTRIES.tokens and tuple(loaded.definitions) == ENTRIES.definitions
        shown = stored.id, stored.heading, stored.path, stored.kind, stored.anchor
        assert shown == (section.id, section.heading, section.path, section.kind, section.anchor)
        assert stored.article == metadata
        assert stored.analysis.dump() == analysis.dump()
        assert found == section
        assert metadata.id == article.id and metadata.reviewed == article.reviewed
        assert metadata.sections == metadata.dropped == ()


def test_a_real_article_comes_back_with_what_was_dropped(gout):
    assert gout.dropped
    assert load_article(dump_article(gout)) == gout


def test_a_tampered_text_is_an_error_and_no_article(gout):
    with pytest.raises((ValueError, KeyError)):
        load_article(dump_article(gout).replace('"title"', '"x"'))
