"""The change of a first page as text and as JSON."""

from dataclasses import replace

from indexer.changes.first_pages import FirstPageChange, RankedArticle
from search_web.cli.output.first_pages import first_page_document, first_page_text


def places(*names):
    return tuple(
        RankedArticle(n, name, f"Title {name}", f"{name}/1", "Causes") for n, name in enumerate(names, 1)
    )


def test_a_first_page_lists_what_entered_left_and_moved():
    after = (*places("d", "b", "a")[:2], replace(places("d", "b", "a")[2], section_id="a/2", heading="Tests"))
    change = FirstPageChange("gout", places("a", "b", "c"), after, partial=False)
    output = first_page_text(change).plain.splitlines()
    assert output[:3] == ["“gout”", "   + 1. Title d # Causes", "   - 3. Title c # Causes"]
    assert output[3].startswith("   ~ Title ") and " from " in output[3]
    assert output[4] == "   ~ Title a leads to “Tests” instead of “Causes”"
    document = first_page_document(change)
    assert [place["article"] for place in document["entered"]] == ["d"]
    assert document["other_sections"][0]["after"]["heading"] == "Tests"


def test_a_first_page_that_is_all_new_is_cut():
    change = FirstPageChange("gout", (), places(*"abcdefghij"), partial=True)
    output = first_page_text(change).plain.splitlines()
    assert output[6] == "   and 5 more" and "ran out of time" in output[7]
