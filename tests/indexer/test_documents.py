"""Articles to indexed sections: which text stands in which field."""

from indexer.analysis import tokens
from indexer.documents import heading_text, indexed_sections


def test_every_section_has_the_title_its_heading_path_and_its_own_text(gout):
    found = list(indexed_sections(gout))
    assert [one.section for one in found] == list(gout.sections)
    for one in found:
        assert list(one.title) == tokens("Gout")
        assert list(one.heading) == tokens(" / ".join(one.section.path))
        assert list(one.body) == tokens(one.section.text)


def test_sections_carry_their_articles_metadata_and_nothing_heavy(gout):
    for one in indexed_sections(gout):
        assert (one.article.id, one.article.title, one.article.url) == (gout.id, gout.title, gout.url)
        assert one.article.sections == one.article.dropped == ()


def test_a_sections_heading_text_is_its_whole_path(page):
    from corpus import read_article

    html = page("Gout", Treatment="Rest.").replace("</article>", "<h3>Medicines</h3><p>Pills.</p></article>")
    texts = [heading_text(section) for section in read_article(html.encode()).sections]
    assert texts == ["", "Treatment", "Treatment / Medicines"]
