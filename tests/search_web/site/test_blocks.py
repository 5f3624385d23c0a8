from corpus.model import Block
from search_web.site.blocks import (
    MAX_DEPTH,
    DefinitionBlock,
    ListBlock,
    ListItem,
    TableBlock,
    TextBlock,
    nested_blocks,
)


def item(text, depth=1, ordered=False):
    return Block("item", text, depth=depth, ordered=ordered)


def row(text, header=False):
    return Block("row", text, header=header)


def outline(lists):
    return [(one.ordered, [(entry.text, outline(entry.lists)) for entry in one.items]) for one in lists]


def depth(lists):
    return max((1 + depth(entry.lists) for one in lists for entry in one.items), default=0)


def test_items_nest_by_their_depth():
    found = nested_blocks([item("vein"), item("dose", 2), item("days", 2), item("skin")])
    assert outline(found) == [(False, [("vein", [(False, [("dose", []), ("days", [])])]), ("skin", [])])]


def test_numbered_and_bulleted_lists_side_by_side_stay_two_lists():
    found = nested_blocks([item("first", ordered=True), item("second", ordered=True), item("also")])
    assert outline(found) == [(True, [("first", []), ("second", [])]), (False, [("also", [])])]


def test_a_bulleted_list_inside_a_numbered_item_stays_inside():
    found = nested_blocks([item("first", ordered=True), item("note", 2), item("second", ordered=True)])
    assert outline(found) == [(True, [("first", [(False, [("note", [])])]), ("second", [])])]


def test_an_item_that_skips_a_depth_loses_nothing():
    found = nested_blocks([item("deep", 3), item("deeper", 5), item("top", 1)])
    assert outline(found) == [(False, [("deep", [(False, [("deeper", [])])]), ("top", [])])]


def test_lists_nest_no_deeper_than_a_page_can_show():
    found = nested_blocks([item(str(number), number) for number in range(1, 513)])
    assert depth(found) == MAX_DEPTH
    assert str(found).count("ListItem(") == 512


def test_a_paragraph_between_items_separates_the_lists():
    found = nested_blocks([item("one"), Block("paragraph", "Then:"), item("two")])
    assert found == [
        ListBlock(False, [ListItem("one")]),
        TextBlock("paragraph", ("Then:",)),
        ListBlock(False, [ListItem("two")]),
    ]


def test_header_rows_are_the_head_of_a_table():
    assert nested_blocks([row("Way\tHow often", header=True), row("Vein\tMonthly"), row("Skin\tWeekly")]) == [
        TableBlock("", (("Way", "How often"),), (("Vein", "Monthly"), ("Skin", "Weekly")))
    ]


def test_a_header_row_after_the_body_begins_another_table():
    found = nested_blocks([row("A", header=True), row("1"), row("B", header=True), row("2")])
    assert found == [TableBlock("", (("A",),), (("1",),)), TableBlock("", (("B",),), (("2",),))]


def test_a_caption_right_before_a_table_is_the_tables():
    assert nested_blocks([Block("caption", "Doses"), row("1")]) == [TableBlock("Doses", (), (("1",),))]
    assert nested_blocks([Block("caption", "A nerve"), Block("paragraph", "See above.")])[0] == TextBlock(
        "caption", ("A nerve",)
    )


def test_terms_and_definitions_keep_their_order():
    found = nested_blocks([Block("term", "IVIG"), Block("definition", "Into a vein."), Block("term", "SCIG")])
    assert found == [DefinitionBlock((("term", "IVIG"), ("definition", "Into a vein."), ("term", "SCIG")))]


def test_the_paragraphs_of_a_quote_stay_together():
    found = nested_blocks([Block("quote", "I could not lift it."), Block("quote", "Now I can.")])
    assert found == [TextBlock("quote", ("I could not lift it.", "Now I can."))]
