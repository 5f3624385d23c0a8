"""Snippets: what is marked, where a text is cut, and what is never cut off."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.text_analysis import TextAnalysis
from indexer.passages.sentences import passages
from indexer.query import parse
from indexer.query.highlights import highlights
from indexer.snippets.snippets import mark, snippet, snippets, spans

LENGTH = 320
FILLER = "The clinic is open on weekdays and keeps a list of local groups for families. "


def found(text, query, field="body"):
    return [text[span.start : span.end] for span in spans(text, highlights(parse(query).query), field)]


def show(text, query, length=LENGTH):
    return snippet(text, highlights(parse(query).query), length).html


def plain(snippet_html):
    return html.unescape(re.sub("</?mark>", "", snippet_html))


# What is marked


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("immunoglobulin therapy", ["immunoglobulin", "Therapies", "therapy"]),
        ('"immunoglobulin therapy"', ["immunoglobulin therapy"]),
        ("immuno*", ["Immune", "immunoglobulin"][1:]),
        ("therap* -immunoglobulin", ["Therapies", "therapy"]),
        ("title:therapy", []),
        ("in:treatment", []),
        ("heart OR cold", []),
    ],
)
def test_what_made_a_section_match_is_marked(query, marked):
    assert sorted(found("Immune Therapies such as immunoglobulin therapy.", query)) == sorted(marked)


def test_a_title_is_marked_by_words_for_any_field_and_for_the_title():
    assert found("Fever and cough", "title:fever heading:cough", "title") == ["Fever"]
    assert found("Fever and cough", "fever heading:cough", "title") == ["Fever"]


def test_a_phrase_is_marked_across_words_that_the_analysis_leaves_out():
    assert found("Inflammation of the heart.", '"inflammation of the heart"') == ["Inflammation of the heart"]
    assert found("Inflammation heart.", '"inflammation of the heart"') == []


def test_a_word_after_a_longer_prefix_is_marked_by_how_it_is_written():
    assert found("Diabetes, diabetic, diabolic", "diabeti*") == ["Diabetes", "diabetic"]


def test_a_possessive_and_an_accent_are_marked_whole():
    assert found("Ménière’s disease", "meniere") == ["Ménière’s"]


def test_words_side_by_side_have_a_mark_each_and_a_phrase_has_one():
    text = "immunoglobulin therapy"
    apart = mark(text, spans(text, highlights(parse(text).query)))
    assert apart == "<mark>immunoglobulin</mark> <mark>therapy</mark>"
    assert mark(text, spans(text, highlights(parse(f'"{text}"').query))) == f"<mark>{text}</mark>"


def test_matches_that_overlap_share_a_mark():
    text = "dry cough at night"
    assert (
        mark(text, spans(text, highlights(parse('cough OR "dry cough"').query)))
        == "<mark>dry cough</mark> at night"
    )


HOSTILE = "<script>alert(1)</script> & \"fever\" <b>'cough'</b> \ue000\ue001 &lt;mark&gt; \ud800"


def test_hostile_text_is_only_text():
    shown = show(HOSTILE, "script fever cough")
    assert set(re.findall("<[^>]*>", shown)) == {"<mark>", "</mark>"}
    assert "&lt;<mark>script</mark>&gt;alert(1)" in shown
    assert "&quot;<mark>fever</mark>&quot;" in shown
    assert "&amp;lt;mark&amp;gt;" in shown
    shown.encode()


def test_characters_that_reverse_text_or_break_a_page_are_left_out():
    assert show("A\u202e fever\u2066 of\x00 note", "fever") == "A <mark>fever</mark> of note"


# Where it is cut


def test_a_short_text_is_shown_whole():
    text = "Fever is common. Rest and drink plenty."
    assert plain(show(text, "fever")) == text


def test_without_a_match_the_beginning_is_shown():
    shown = show(FILLER * 8, "fever")
    assert shown.startswith(FILLER.strip())
    assert shown.endswith(". …")


def test_the_sentence_with_most_of_the_words_is_shown():
    text = FILLER * 5 + "Fever is common. " + FILLER * 5 + "Fever with a rash needs care. " + FILLER * 5
    shown = show(text, "fever rash")
    assert "<mark>Fever</mark> with a <mark>rash</mark> needs care." in shown


def test_words_far_apart_are_shown_in_two_passages():
    text = FILLER * 5 + "Fever is common. " + FILLER * 9 + "A rash may follow. " + FILLER * 5
    shown = plain(show(text, "fever rash"))
    assert shown.startswith("… ") and shown.endswith(" …")
    assert re.search(r"Fever is common\..* … .*A rash may follow\.", shown)


def test_of_equal_sentences_the_first_is_shown():
    text = "Fever comes first. " + FILLER * 6 + "Fever comes last."
    assert "comes first" in show(text, "fever")
    assert "comes last" not in show(text, "fever")


def test_words_close_together_are_preferred():
    far = (
        "A rash"
        + " of the kind that is seen in many of the younger patients with a long history of"
        + " fever. "
    )
    assert "fever rash is" in plain(show(far + FILLER * 6 + "A fever rash is brief.", "fever rash"))


@pytest.mark.parametrize(
    "text",
    [
        "Take e.g. Paracetamol for fever.",
        "See Dr. Abbey about a fever.",
        "The dose is 0.5 mg. for fever.",
        "The U.S. Army studied fever.",
        "E. coli causes fever.",
        "J. B. Doe described the fever.",
        "Smith et al. Described fever.",
        "See fig. 3 and no. 4 for fever.",
        "It takes approx. 5 days for a fever to fall.",
        "Dr. M. Doe, M.D. Harvard, saw fever.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(text):
    assert len(passages(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It is mild. Fever is rare.",
        "Is it mild? Fever is rare.",
        "Take 5 mg. Fever is rare.",
        "It is (mild.) Fever is rare.",
        "He said “mild.” Fever is rare.",
        "Eat vitamin C. Fever is rare.",
        "Made in the U.S. It is rare.",
        "It is mild…\nFever is rare",
        "mild\nfever",
        "熱がある。咳が出る。",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text):
    assert len(passages(text)) == 2


def test_list_items_and_table_cells_are_separated_by_dots():
    assert plain(show("Signs are:\nfever\ncough\na rash", "fever")) == "Signs are: fever • cough • a rash"
    assert plain(show("Drug\tDose\nIVIG\t2 g/kg", "ivig")) == "Drug · Dose • IVIG · 2 g/kg"
    assert plain(show("Rest.\nDrink.", "drink")) == "Rest. Drink."


def test_a_snippet_does_not_end_on_what_only_announces_more():
    text = "A fever is common. " + FILLER * 2 + "\nTo bring it down:\n" + "cool drinks and rest, " * 9
    assert plain(show(text, "fever")).endswith("families. …")


def test_a_long_sentence_is_cut_at_its_clauses():
    clauses = [f"the part numbered {n} tells of the ward and its many rooms" for n in range(20)]
    clauses[9] = "the fever begins at night in most of those who have it"
    shown = plain(show(", ".join(clauses) + ".", "fever"))
    assert clauses[9] in shown
    assert len(shown) <= LENGTH + 4
    assert all(part in clauses for part in shown.strip("… ,").split(", "))


def test_an_endless_sentence_is_cut_between_words():
    shown = plain(show("word " * 500 + "fever " + "word " * 500, "fever"))
    assert set(shown.split()) == {"…", "word", "fever"}
    assert len(shown) <= LENGTH + 4


def test_an_endless_word_is_not_shown():
    assert show("x" * 5_000, "fever") == ""
    assert plain(show("x" * 5_000 + "\nA fever.", "fever")) == "… A fever."


def test_the_snippet_of_a_huge_section_is_from_its_beginning():
    assert "fever" in show(FILLER * 3 + "A fever. " + FILLER * 30_000, "fever")


@pytest.mark.parametrize("scrap", ["fever ", "not fever, ", "fever;", "no:\n", "(", ". A", "fever\t"])
def test_a_huge_hostile_text_gives_a_snippet_of_the_usual_length(scrap):
    assert len(plain(show(scrap * (2_000_000 // len(scrap)), "fever rash"))) < 1_000


# What is never cut off

LONG = "which the staff of the ward explain again to every person at the time of the first visit there"
NEGATED = [
    (f"People should not take it, {LONG}, {LONG}, if they have a fever.", "should not take it"),
    (f"There is no evidence, {LONG}, {LONG}, that it helps against fever.", "There is no evidence"),
    (f"Do not give these without advice: aspirin, {LONG}, {LONG}; ibuprofen; fever drops.", "Do not give"),
    (f"It is used for fever, {LONG}, {LONG}, except in pregnancy.", "except in pregnancy"),
    (f"It is safe in fever, {LONG}, {LONG}, unless the kidneys are weak.", "unless the kidneys"),
    (f"It works without delay, {LONG}, {LONG}, and against fever.", "without delay"),
    (f"It never, {LONG}, {LONG}, lowers a fever.", "It never"),
    (f"You can’t, {LONG}, {LONG}, treat a fever with it.", "You can’t"),
    (f"It doesn't, {LONG}, {LONG}, cause fever.", "It doesn't"),
    (f"Neither the tablets, {LONG}, {LONG}, nor the drops lower a fever.", "Neither the tablets"),
    (f"Doctors cannot, {LONG}, {LONG}, explain the fever.", "Doctors cannot"),
    (f"It rarely, {LONG}, {LONG}, leads to fever.", "It rarely"),
    (f"Avoid the drug, {LONG}, {LONG}, in fever.", "Avoid the drug"),
    (f"It is contraindicated, {LONG}, {LONG}, in fever.", "contraindicated"),
    (f"The test ruled out, {LONG}, {LONG}, a fever.", "ruled out"),
    (f"Aspirin is not, {', '.join([LONG] * 8)}, for a fever.", "Aspirin is not"),
    (f"Use it for fever, {', '.join([LONG] * 8)}, but not in children.", "but not in children"),
    (
        "Do not take it if you have:\nasthma\n" + "a weak heart or a long history of it\n" * 8 + "a fever",
        "Do not",
    ),
    (
        "Drug\tNot for children\n" + "Aspirin\tif under twelve\n" * 9 + "Drops for fever\tyes",
        "Not for",
    ),
    (f"It is given only, {LONG}, {LONG}, when a fever lasts.", "given only"),
    ("Is it safe to take with a fever? No. " + FILLER * 9, "? No."),
    ("Can children with a fever have it?\nNot before the age of two.\n" + FILLER * 9, "Not before"),
]


@pytest.mark.parametrize(("sentence", "negation"), NEGATED)
@pytest.mark.parametrize("before", ["", FILLER * 6])
@pytest.mark.parametrize("length", [160, 320])
def test_a_negation_is_shown_with_what_it_governs(sentence, negation, before, length):
    shown = plain(show(before + sentence, "fever", length))
    assert "fever" in shown
    assert negation in shown


def test_a_semicolon_ends_what_a_negation_governs():
    text = f"It does not help the heart, {LONG}; {LONG}; it lowers a fever; {LONG}."
    assert "not" not in plain(show(text, "fever", 60)).split()


def test_a_list_ends_what_its_lead_in_governs():
    text = (
        "Do not take it with:\nasthma\ngout\nThe fever falls within a day of the first dose.\n" + FILLER * 9
    )
    assert "Do not" not in plain(show(text, "fever", 60))


# Any text

SCRAPS = [
    "fever",
    "Rash",
    "not",
    "no",
    "e.g.",
    "Dr.",
    "0.5 mg",
    ". ",
    "? ",
    ", ",
    "; ",
    ": ",
    "\n",
    "\t",
    " ",
    "(",
    ")",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*SCRAPS, LONG, "<b>", "&amp;", "熱。", "\ue000", "x" * 700]), max_size=80).map(
        " ".join
    ),
    st.lists(st.sampled_from(SCRAPS), max_size=300).map("".join),
    st.text(max_size=400),
)


def flat(text):
    """A text as a snippet has it, without dots, the dashes of items and invisible characters."""
    visible = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", text)
    return " ".join(re.sub(r"[•·]|(?<!\S)-(?=\s)", " ", visible).split())


@given(TEXTS, st.sampled_from(["fever", "fever rash", '"fever rash"', "feve* not"]), st.integers(1, 400))
def test_a_snippet_is_made_of_whole_passages_of_the_text(text, query, length):
    shown = show(text, query, length)
    assert re.sub("</?mark>", "", re.sub("<mark>[^<>]+</mark>", "", shown)).count("<") == 0
    at = 0
    source = flat(text)
    for fragment in filter(None, map(flat, re.split(" … |^… | …$", plain(shown)))):
        at = source.index(fragment, at)
        edges = source[max(0, at - 1) : at + 1], source[at + len(fragment) - 1 : at + len(fragment) + 1]
        assert not any(re.fullmatch(r"\w\w", edge) for edge in edges), edges
        at += len(fragment)


@given(TEXTS)
def test_passages_have_all_of_a_text_in_order(text):
    found = passages(text)
    assert "".join("".join(text[p.start : p.end] for p in found).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


# What is chosen last, and what is said once

EMPTY = "Symptoms of a fever vary from person to person because of numerous factors. "


def test_a_sentence_that_says_nothing_is_not_chosen_where_another_tells_something():
    shown = plain(show(EMPTY + FILLER * 6 + "A fever is a temperature above 38 degrees.", "fever symptoms"))
    assert "38 degrees" in shown and "person to person" not in shown
    assert show(EMPTY, "fever")  # alone it is better than nothing


def test_a_list_of_links_is_not_chosen_where_another_passage_tells_something():
    links = "See also: - Fever - Fever in children - Fever and rash. "
    shown = plain(show(links + FILLER * 4 + "A fever is a sign.", "fever"))
    assert "A fever is a sign." in shown and "See also" not in shown


def test_nothing_is_marked_within_an_address():
    text = "Write to fever@fever.example, or read https://www.fever.example/fever?fever=1 on fever."
    shown = show(text, "fever www example")
    assert shown.count("<mark>") == 1 and shown.endswith("on <mark>fever</mark>.")
    assert mark(text, spans(text, highlights(parse("fever").query))).count("<mark>") == 1


def test_the_second_snippet_of_an_article_is_another_one_where_it_has_another():
    text = "A fever is a sign. " + FILLER * 6 + "Cold cloths lower a fever."
    wanted = highlights(parse("fever").query)
    analysed = [TextAnalysis.of(text)] * 3
    first, second, other = (
        plain(one.html) for one in snippets(analysed, wanted, list, 60, articles=["a", "a", "b"])
    )
    assert "a sign" in first and "Cold cloths" in second and other == first
    alone = [TextAnalysis.of("A fever is a sign.")] * 2
    assert len({one.html for one in snippets(alone, wanted, list, articles=["a", "a"])}) == 1


def test_a_sentence_with_a_number_is_whole_or_left_out():
    text = FILLER * 3 + f"For a fever, {LONG}, {LONG}, {LONG}, give 2 tablets. " + FILLER * 3
    assert "give 2 tablets." in plain(show(text, "fever", 100))


def test_what_it_stands_for_is_shown():
    text = FILLER * 5 + "The Harbour Line is a phone service. It is open 24/7. " + FILLER * 5
    assert "The Harbour Line is a phone service. It is open 24/7." in plain(show(text, "open 24/7", 60))


# Blocks


def blocks(text, query, items=(), length=LENGTH):
    analysed = [TextAnalysis.of(text, items=items)]
    return snippets(analysed, highlights(parse(query).query), list, length)[0].blocks


def marked(one):
    return [one.text[start:end] for start, end in one.marks]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Signs are\nfever\na dry cough\nSee a doctor.", (10, 16)),
        ("Signs are - fever - a dry cough - See a doctor.", ()),
    ],
)
def test_a_list_stays_a_list_with_marks_beside_the_text(text, items):
    first, listed, *_ = blocks(text, "cough", items)
    assert (first.kind, [one.text for one in first.texts]) == ("paragraph", ["Signs are"])
    assert listed.kind == "list" and [one.text for one in listed.texts][:2] == ["fever", "a dry cough"]
    assert [marked(one) for one in listed.texts][:2] == [[], ["cough"]]


def test_a_block_says_where_text_was_left_out_before_it():
    text = FILLER * 5 + "Fever is common. " + FILLER * 9 + "A rash may follow. " + FILLER * 5
    assert [block.gap for block in blocks(text, "fever rash")] == [True, True]
    assert [block.gap for block in blocks("Fever is common.", "fever")] == [False]


def test_the_text_of_blocks_has_neither_markup_nor_characters_that_break_a_page():
    ((one,),) = (block.texts for block in blocks("A \u202e<b>\x00 fever & rash", "fever rash"))
    assert one.text == "A <b> fever & rash" and marked(one) == ["fever", "rash"]


@given(TEXTS, st.sampled_from(["fever", "fever rash", "feve* not"]))
def test_blocks_have_the_words_and_marks_of_the_html(text, query):
    one = snippet(text, highlights(parse(query).query))
    words = " ".join(part.text for block in one.blocks for part in block.texts)
    assert flat(words).split() == [word for word in flat(plain(one.html)).split() if word != "…"]
    marks = [
        " ".join(part.text[s:e].split())
        for block in one.blocks
        for part in block.texts
        for s, e in part.marks
    ]
    assert len(marks) >= one.html.count("<mark>") and all(marks)
