from corpus.model import Block
from search_web.site.blocks import MAX_DEPTH, Definitions, Item, ItemList, Table, Text, pieces


def item(text, depth=1, ordered=False):
    return Block("item", text, depth=depth, ordered=ordered)


def row(text, header=False):
    return Block("row", text, header=header)


def outline(lists):
    return [(one.ordered, [(entry.text, outline(entry.lists)) for entry in one.items]) for one in lists]


def depth(lists):
    return max((1 + depth(entry.lists) for one in lists for entry in one.items), default=0)


def test_items_nest_by_their_depth():
    found = pieces([item("vein"), item("dose", 2), item("days", 2), item("skin")])
    assert outline(found) == [(False, [("vein", [(False, [("dose", []), ("days", [])])]), ("skin", [])])]


def test_numbered_and_bulleted_lists_side_by_side_stay_two_lists():
    found = pieces([item("first", ordered=True), item("second", ordered=True), item("also")])
    assert outline(found) == [(True, [("first", []), ("second", [])]), (False, [("also", [])])]


def test_a_bulleted_list_inside_a_numbered_item_stays_inside():
    found = pieces([item("first", ordered=True), item("note", 2), item("second", ordered=True)])
    assert outline(found) == [(True, [("first", [(False, [("note", [])])]), ("second", [])])]


def test_an_item_that_skips_a_depth_loses_nothing():
    found = pieces([item("deep", 3), item("deeper", 5), item("top", 1)])
    assert outline(found) == [(False, [("deep", [(False, [("deeper", [])])]), ("top", [])])]


def test_lists_nest_no_deeper_than_a_page_can_show():
    found = pieces([item(str(number), number) for number in range(1, 513)])
    assert depth(found) == MAX_DEPTH
    assert str(found).count("Item(") == 512


def test_a_paragraph_between_items_parts_the_lists():
    found = pieces([item("one"), Block("paragraph", "Then:"), item("two")])
    assert found == [
        ItemList(False, [Item("one")]),
        Text("paragraph", ("Then:",)),
        ItemList(False, [Item("two")]),
    ]


def test_a_table_keeps_its_header_rows_apart():
    assert pieces([row("Way\tHow often", header=True), row("Vein\tMonthly"), row("Skin\tWeekly")]) == [
        Table("", (("Way", "How often"),), (("Vein", "Monthly"), ("Skin", "Weekly")))
    ]


def test_a_header_row_after_the_body_begins_another_table():
    found = pieces([row("A", header=True), row("1"), row("B", header=True), row("2")])
    assert found == [Table("", (("A",),), (("1",),)), Table("", (("B",),), (("2",),))]


def test_a_caption_right_before_a_table_is_the_tables():
    assert pieces([Block("caption", "Doses"), row("1")]) == [Table("Doses", (), (("1",),))]
    assert pieces([Block("caption", "A nerve"), Block("paragraph", "See above.")])[0] == Text(
        "caption", ("A nerve",)
    )


def test_terms_and_definitions_keep_their_order():
    found = pieces([Block("term", "IVIG"), Block("definition", "Into a vein."), Block("term", "SCIG")])
    assert found == [Definitions((("term", "IVIG"), ("definition", "Into a vein."), ("term", "SCIG")))]


def test_the_paragraphs_of_a_quote_stay_together():
    found = pieces([Block("quote", "I could not lift it."), Block("quote", "Now I can.")])
    assert found == [Text("quote", ("I could not lift it.", "Now I can."))]
