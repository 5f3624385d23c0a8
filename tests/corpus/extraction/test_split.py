"""An article is split at its headings into sections, each with its path, anchor and kind."""

import pytest

from corpus import read_article

PROSE = (
    "<p>Gout is a kind of arthritis in which crystals of uric acid form inside a joint and inflame it.</p>"
)


def sections(body):
    return read_article(f"<title>Gout</title><h1>Gout</h1>{body}").sections


def headings(body):
    return [(section.level, section.heading) for section in sections(body)]


def anchors(body):
    return [section.anchor for section in sections(body)]


def test_text_before_the_first_heading_is_a_section_under_the_title():
    first = sections(f"{PROSE}<h2>Causes</h2><p>Crystals.</p>")[0]
    assert (first.level, first.heading, first.path, first.kind, first.position) == (
        1,
        "Gout",
        (),
        "overview",
        0,
    )


def test_a_title_with_no_text_under_it_is_no_section():
    assert headings(f"<h2>Causes</h2>{PROSE}") == [(2, "Causes")]


def test_the_path_is_the_headings_above_and_never_the_title():
    body = (
        "<h2>Treatment</h2><p>Rest.</p><h3>Medicines</h3><h4>Colchicine</h4><p>Low doses.</p>"
        "<h2>Outlook</h2><p>Good.</p>"
    )
    assert [section.path for section in sections(body)] == [
        ("Treatment",),
        ("Treatment", "Medicines", "Colchicine"),
        ("Outlook",),
    ]


def test_a_heading_with_nothing_under_it_is_dropped():
    article = read_article(
        f"<title>Gout</title><h1>Gout</h1>{PROSE}<h2>Gallery</h2><h2>Causes</h2><p>Crystals.</p>"
    )
    assert [section.heading for section in article.sections] == ["Gout", "Causes"]
    assert ("empty-heading", "Gallery") in {(dropped.rule, dropped.text) for dropped in article.dropped}


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Symptoms</b></p>",
        "<div><strong>Symptoms</strong></div>",
        "<p><span style='font-weight: bold'>Symptoms</span></p>",
        "<b>Symptoms</b><br>",
        "<p><a name=s></a><b><font size=4>Symptoms</font></b></p>",
        "<div role=heading aria-level=2>Symptoms</div>",
    ],
)
def test_a_line_that_serves_as_a_heading_splits(heading):
    assert headings(f"{PROSE}{heading}<p>Pain at night.</p>")[-1] == (2, "Symptoms")


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>See a doctor today.</b></p>",
        "<p><b>Symptoms</b> come at night</p>",
        f"<p><b>{'A very long line of words ' * 5}</b></p>",
        "<ul><li><b>Symptoms</b></li></ul>",
    ],
)
def test_an_emphasised_sentence_or_item_does_not_split(line):
    assert headings(f"{PROSE}{line}<p>Pain at night.</p>") == [(1, "Gout")]


def test_a_paragraph_marked_up_as_a_heading_is_a_paragraph():
    long = "Gout hurts a good deal, and then it stops hurting for a while. " * 6
    assert headings(f"{PROSE}<h3>{long}</h3><p>More.</p>") == [(1, "Gout")]


def test_under_real_headings_a_bold_line_splits_only_where_it_names_a_kind_of_section():
    body = "<h2>Medicines</h2><p><b>In the evening</b></p><p>One.</p><p><b>Side effects</b></p><p>Nausea.</p>"
    assert headings(body) == [(2, "Medicines"), (3, "Side effects")]


def test_bold_headings_keep_their_level_where_smaller_ones_are_marked():
    bold = "<p><a name={0}></a><b>{0}</b></p>"
    body = f"{bold.format('Signs')}<p>Pain.</p>{bold.format('Treatment')}<h4>Medicines</h4><p>One.</p>"
    assert [section.path for section in sections(f"{body}{bold.format('Outlook')}<p>Good.</p>")] == [
        ("Signs",),
        ("Treatment", "Medicines"),
        ("Outlook",),
    ]


def test_a_question_in_details_is_a_section():
    body = f"{PROSE}<h2>FAQ</h2><details id=q1><summary>Is it catching?</summary><p>No.</p></details>"
    last = sections(body)[-1]
    assert (last.level, last.path, last.anchor, last.text) == (3, ("FAQ", "Is it catching?"), "q1", "No.")


def test_a_heading_inside_a_summary_keeps_its_level():
    assert headings(f"{PROSE}<details><summary><h2>Is it catching?</h2></summary>No.</details>")[-1] == (
        2,
        "Is it catching?",
    )


@pytest.mark.parametrize(
    "heading",
    [
        "<h2 id=own>Causes</h2>",
        "<h2><span id=own>Causes</span></h2>",
        "<h2><a name=own></a>Causes</h2>",
        "<a id=own></a><h2>Causes</h2>",
        "<p><a name=own></a></p><h2>Causes</h2>",
        "<section id=own><h2>Causes</h2><p>Crystals.</p></section>",
        "<div id=own><div><h2>Causes</h2></div></div>",
    ],
)
def test_the_anchor_is_the_pages_own_id_for_the_heading(heading):
    assert anchors(f"{PROSE}{heading}<p>More.</p>")[1] == "own"


def test_an_empty_element_before_a_heading_is_not_its_anchor():
    assert anchors(f"{PROSE}<div id=slot-1></div><h2>Causes</h2><p>More.</p>")[1] == "causes"
    assert anchors(f"{PROSE}<div id=slot-1><h2><a name=own></a>Causes</h2></div><p>More.</p>")[1] == "own"


def test_an_id_with_text_after_it_is_not_the_next_headings():
    assert (
        anchors(f"{PROSE}<a name=other></a><p>Some text.</p><h2>What causes it?</h2><p>More.</p>")[-1]
        == "what-causes-it"
    )


def test_anchors_are_unique():
    body = f"{PROSE}" + "<h2>Dose</h2><p>One.</p>" * 3 + "<h2 id=dose-2>Other</h2><p>Two.</p>"
    found = anchors(body)
    assert found[1:4] == ["dose", "dose-2", "dose-3"]
    assert len(set(found)) == len(found)


def test_a_heading_in_another_script_has_an_anchor_too():
    assert anchors(f"{PROSE}<h2>Причины</h2><p>Да.</p><h2>???</h2><p>Нет.</p>")[1:] == ["причины", "section"]


def test_a_smaller_heading_without_a_kind_takes_that_of_the_one_above():
    body = (
        "<h2>Treatment</h2><p>Rest.</p><h3>Colchicine</h3><p>Low doses.</p>"
        "<h3>Side effects</h3><p>Nausea.</p>"
    )
    assert [section.kind for section in sections(body)] == ["treatment", "treatment", "side-effects"]


def test_section_ids_start_with_the_articles_id():
    article = read_article(f"<title>Gout</title><h1>Gout</h1>{PROSE}<h2>Causes</h2><p>Crystals.</p>")
    assert [section.id for section in article.sections] == [f"{article.id}/gout", f"{article.id}/causes"]
    assert {section.article_id for section in article.sections} == {article.id}
