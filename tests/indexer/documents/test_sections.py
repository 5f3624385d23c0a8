"""Articles to indexed sections: which text stands in which field, and that nothing is lost on the way."""

from pathlib import Path

import pytest

from corpus import SAMPLE, read_article
from indexer.analysis.analyzer import tokens
from indexer.documents.indexed_section import FieldTokens
from indexer.documents.sections import heading_text, indexed_sections
from indexer.documents.serialization import dump_documents, load_documents
from indexer.documents.stored_fields import load_entries, load_section, load_stored


def columns(text):
    found = tokens(text)
    return FieldTokens.of([token.text for token in found], [token.position for token in found])


def test_every_section_has_the_title_its_heading_path_and_its_own_text(gout):
    found = list(indexed_sections(gout))
    assert [one.id for one in found] == [section.id for section in gout.sections]
    for one, section in zip(found, gout.sections, strict=True):
        assert one.title == columns("Gout")
        assert one.heading == columns(" / ".join(section.path))
        assert one.body == columns(section.text)


def test_what_a_section_stores_is_itself_and_its_articles_metadata_and_nothing_heavy(gout):
    for one, section in zip(indexed_sections(gout), gout.sections, strict=True):
        stored, article = load_section(one.stored)
        assert stored == section
        assert (article.id, article.title, article.url) == (gout.id, gout.title, gout.url)
        assert article.sections == article.dropped == ()
        assert load_stored(one.stored).analysis.text == section.text


@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.html")), ids=lambda path: Path(path).stem)
def test_the_documents_of_every_sample_article_come_back_from_their_bytes(path):
    documents = list(indexed_sections(read_article(path.read_bytes())))
    loaded = load_documents(dump_documents(documents))
    assert [one.id for one in loaded] == [one.id for one in documents]
    for before, after in zip(documents, loaded, strict=True):
        for field in ("title", "heading", "body"):
            own, other = getattr(before, field), getattr(after, field)
            assert (list(own.texts), list(own.positions)) == (list(other.texts), list(other.positions))
        assert (after.facets, after.date, after.position) == (before.facets, before.date, before.position)
        assert (after.entries, after.stored) == (before.entries, before.stored)


def test_a_section_stores_what_it_contributes_to_the_lexicon(page):
    html = page("Gout", Treatment="Plasma exchange (PE) helps, and Rest helps.")
    _, treatment = indexed_sections(read_article(html.encode()))
    entries = load_entries(treatment.stored)
    assert list(entries.definitions) == [("PE", "Plasma exchange")]
    assert {"helps", "exchange", "Rest"} <= set(entries.surface_forms)
    assert set(entries.tokens) == {text for field in treatment.fields for text in field.texts}
    assert len(entries.tokens) == len(set(entries.tokens))


def test_a_sections_heading_text_is_its_whole_path(page):
    html = page("Gout", Treatment="Rest.").replace("</article>", "<h3>Medicines</h3><p>Pills.</p></article>")
    texts = [heading_text(section) for section in read_article(html.encode()).sections]
    assert texts == ["", "Treatment", "Treatment / Medicines"]
