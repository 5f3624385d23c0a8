"""Which text of a page is article and which is boilerplate, and the block each element becomes."""

import pytest

from corpus import read_article

PROSE = (
    "<p>Gout is a kind of arthritis in which crystals of uric acid form inside a joint and inflame it.</p>"
)


def read(body, head="<title>Gout</title>"):
    return read_article(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def blocks(body):
    """(kind, text) of every block of a page that has the body under a heading."""
    article = read(f"<h1>Gout</h1>{PROSE}<h2>Heading</h2>{body}")
    return [(block.kind, block.text) for block in article.sections[-1].blocks]


def texts(article):
    return [block.text for section in article.sections for block in section.blocks]


def dropped(article):
    return {(dropped.rule, dropped.text) for dropped in article.dropped}


def test_inline_elements_never_put_a_space_into_a_word():
    assert blocks("<p>un<b>believ</b><i>abl</i>y H<sub>2</sub>O</p>") == [("paragraph", "unbelievably H2O")]


def test_block_elements_separate_words():
    assert blocks("<div>one<div>two</div>three</div>") == [
        ("paragraph", "one"),
        ("paragraph", "two"),
        ("paragraph", "three"),
    ]


def test_a_line_break_separates_lines_of_a_paragraph():
    assert blocks("<p>First line.<br>Second line.</p>") == [
        ("paragraph", "First line."),
        ("paragraph", "Second line."),
    ]


def test_white_space_is_single_and_letters_are_composed():
    assert blocks("<p>a\n\t b&nbsp;&nbsp;cafe\u0301 soft\u00adhyphen</p>") == [
        ("paragraph", "a b café softhyphen")
    ]


def test_list_items_keep_their_depth_and_order():
    article = read(f"<h1>Gout</h1>{PROSE}<ul><li>outer<ol><li>inner</li></ol></li><li>next<br>line</li></ul>")
    items = [(b.text, b.depth, b.ordered) for b in article.sections[0].blocks if b.kind == "item"]
    assert items == [("outer", 1, False), ("inner", 2, True), ("next line", 1, False)]


def test_a_second_paragraph_of_a_list_item_is_no_item():
    assert blocks("<ul><li><p>First.</p><p>More on it.</p></li></ul>") == [
        ("item", "First."),
        ("paragraph", "More on it."),
    ]


def test_a_data_table_becomes_rows_with_the_header_row_marked():
    article = read(
        f"<h1>Gout</h1>{PROSE}<table><caption>Doses</caption><tr><th>Drug</th><th>Dose</th></tr>"
        "<tr><th>Colchicine</th><td><p>0.5 mg</p> twice</td></tr></table>"
    )
    rows = article.sections[0].blocks[1:]
    assert [(row.kind, row.cells, row.header) for row in rows] == [
        ("caption", ("Doses",), False),
        ("row", ("Drug", "Dose"), True),
        ("row", ("Colchicine", "0.5 mg twice"), False),
    ]


def test_the_content_of_a_layout_table_is_read_without_the_table():
    article = read(
        f"<table><tr><td>Menu</td><td><h1>Gout</h1>{PROSE}<h2>Causes</h2><p>Crystals.</p></td></tr></table>"
    )
    assert [section.heading for section in article.sections] == ["Gout", "Causes"]
    assert {block.kind for section in article.sections for block in section.blocks} == {"paragraph"}


def test_definitions_quotes_code_and_captions_keep_their_kind():
    html = (
        "<dl><dt>Tophus</dt><dd>A lump of crystals.</dd></dl><blockquote><p>It hurt.</p></blockquote>"
        "<pre>urate > 360</pre><figure><img src=x><figcaption>A swollen toe.</figcaption></figure>"
    )
    assert blocks(html) == [
        ("term", "Tophus"),
        ("definition", "A lump of crystals."),
        ("quote", "It hurt."),
        ("preformatted", "urate > 360"),
        ("caption", "A swollen toe."),
    ]


@pytest.mark.parametrize(
    ("boilerplate", "rule", "text"),
    [
        ("<nav><a href=/>Home</a></nav>", "navigation", "Home"),
        ("<div class='post-share'><a href=#>Tweet</a></div>", "share", "Tweet"),
        ("<div id=cookieBanner>We use cookies. <button>OK</button></div>", "cookies", "We use cookies. OK"),
        ("<aside><h2>Popular now</h2><a href=/x>Rashes</a></aside>", "aside", "Popular now Rashes"),
        ("<form>Your e-mail <input><button>Join</button></form>", "form", "Your e-mail Join"),
        ("<section aria-label=Newsletter><h3>The Daily</h3></section>", "newsletter", "The Daily"),
        ("<div role=dialog>Log in</div>", "dialog", "Log in"),
        ("<footer>All about us</footer>", "footer", "All about us"),
        ("<svg><text>Logo</text></svg>", "embedded", "Logo"),
        ("<select><option>English<option>Cymraeg</select>", "embedded", "EnglishCymraeg"),
        ("<p>Advertisement</p>", "advert", "Advertisement"),
        ("<p><a href=#top>Back to top</a></p>", "control", "Back to top"),
        ("<p>© Gout Press 2024</p>", "footer", "© Gout Press 2024"),
        ("<p>Last reviewed: 5 March 2024</p>", "byline", "Last reviewed: 5 March 2024"),
        ("<p>Print | E-mail to a friend</p>", "control", "Print | E-mail to a friend"),
        (
            "<p>Read also: <a href=/rash>Rashes of every kind</a></p>",
            "related",
            "Read also: Rashes of every kind",
        ),
        ("<div data-testid=inline-promo><a href=/x>Dry eyes</a></div>", "advert", "Dry eyes"),
        ("<p>Was this page helpful?</p>", "feedback", "Was this page helpful?"),
    ],
)
def test_boilerplate_is_dropped_under_its_rule(boilerplate, rule, text):
    article = read(f"<h1>Gout</h1>{PROSE}{boilerplate}<p>It comes in attacks, mostly at night.</p>")
    assert (rule, text) in dropped(article)
    assert texts(article)[1:] == ["It comes in attacks, mostly at night."]


def test_scripts_styles_and_comments_are_neither_read_nor_reported_as_dropped():
    article = read(f"<script>var a='<p>b</p>'</script><style>p{{}}</style><!-- c --><h1>Gout</h1>{PROSE}")
    assert len(texts(article)) == 1
    assert dropped(article) == {("title", "Gout")}


@pytest.mark.parametrize("name", ["has-sidebar", "page-with-comments", "content promo-off", "nav-open"])
def test_a_wrapper_named_like_boilerplate_is_read_if_it_contains_the_article(name):
    article = read(f'<div class="{name}"><h1>Gout</h1>{PROSE * 9}</div>')
    assert len(texts(article)) == 9


@pytest.mark.parametrize("name", ["related-conditions", "social-support", "comments-on-treatment"])
def test_an_id_that_is_a_slug_of_the_heading_names_no_boilerplate(name):
    heading = name.replace("-", " ").capitalize()
    for tag in ("section", "div"):
        article = read(f'<h1>Gout</h1>{PROSE}<{tag} id="{name}"><h2>{heading}</h2><p>Text of it.</p></{tag}>')
        assert (article.sections[-1].heading, article.sections[-1].text) == (heading, "Text of it.")


@pytest.mark.parametrize("item", ["Pause", "Save", "By mouth", "AD", "Play", "5 minutes", "Top"])
def test_a_list_item_is_never_a_control(item):
    assert blocks(f"<ul><li>{item}</li></ul>") == [("item", item)]


@pytest.mark.parametrize(
    "heading", ["Discussion", "By age", "More on side effects", "Other medicines", "Related conditions"]
)
def test_a_heading_with_sentences_under_it_is_article_whatever_its_words(heading):
    article = read(f"<h1>Gout</h1>{PROSE}<h2>{heading}</h2>{PROSE}")
    assert article.sections[-1].heading == heading


def test_a_box_among_the_paragraphs_is_article_and_a_side_column_is_not():
    advice = "If the joint is hot and red and you also have a fever and chills, do not wait until tomorrow."
    box = f"<aside><h3>Call an ambulance</h3><p>{advice}</p></aside>"
    inside = read(f"<h1>Gout</h1>{PROSE}{box}{PROSE * 3}")
    beside = read(f"<div><h1>Gout</h1>{PROSE * 5}</div>{box}")
    assert [section.heading for section in inside.sections] == ["Gout", "Call an ambulance"]
    assert [section.heading for section in beside.sections] == ["Gout"]


def test_hidden_answers_are_article_text():
    html = "<h2><button aria-expanded=false>Is it catching?</button></h2><div hidden style='display:none'>No."
    article = read(f"<h1>Gout</h1>{PROSE}{html}")
    assert (article.sections[-1].heading, article.sections[-1].text) == ("Is it catching?", "No.")


def test_a_button_that_opens_a_text_is_its_heading():
    article = read(
        f"<h1>Gout</h1>{PROSE}<button aria-controls=a>Is it serious?</button><div id=a>Rarely.</div>"
    )
    assert (article.sections[-1].heading, article.sections[-1].text) == ("Is it serious?", "Rarely.")


def test_teasers_after_the_article_are_dropped():
    card = "<div><h3><a href=/{0}>{0}</a></h3><p>All about {0} …</p></div>"
    cards = "".join(map(card.format, ("Asthma", "Rashes", "Colds")))
    article = read(f"<h1>Gout</h1>{PROSE * 5}<h2>More stories</h2><div class=x>{cards}</div>")
    assert [section.heading for section in article.sections] == ["Gout"]
    assert ("related", "Asthma") in dropped(article)


def test_readers_comments_are_dropped_however_long_they_are():
    comments = (
        "<h2>2 comments</h2>"
        + "<h3>Jo</h3><p>My toe hurt for a week and then it did not hurt any more at all.</p>" * 2
    )
    article = read(f"<h1>Gout</h1>{PROSE * 5}{comments}")
    assert [section.heading for section in article.sections] == ["Gout"]


def test_an_article_goes_on_under_its_table_of_contents():
    contents = "<h2>On this page</h2><ul><li><a href=#a>Causes</a></li></ul>"
    article = read(f"<h1>Gout</h1>{contents}{PROSE}{PROSE}<h2 id=a>Causes</h2><p>Crystals.</p>")
    assert [section.heading for section in article.sections] == ["Gout", "Causes"]
    assert not any("On this page" in text for text in texts(article))


def test_a_first_paragraph_outside_the_main_content_is_read():
    lead = "A lead of one whole sentence stands here."
    article = read(f"<div class=top><h1>Gout</h1></div><p class=lead>{lead}</p><div>{PROSE * 20}</div>")
    assert texts(article)[0] == lead


def test_dates_and_bylines_above_the_article_are_dropped():
    article = read(f"<h1>Gout</h1><div>Joints</div><div>By the editors</div><div>3 March 2024</div>{PROSE}")
    assert len(texts(article)) == 1


def test_a_bold_line_that_repeats_the_title_is_dropped():
    article = read(f"<h1>Gout: the whole story</h1><p><strong>Gout</strong></p><h2>Causes</h2>{PROSE}")
    assert [section.heading for section in article.sections] == ["Causes"]
    assert ("repeats-title", "Gout") in dropped(article)


def test_the_mark_that_links_to_a_heading_is_not_part_of_it():
    article = read(f"<h1>Gout</h1>{PROSE}<h2 id=c>Causes <a href=#c>¶</a></h2><p>Crystals.</p>")
    assert article.sections[-1].heading == "Causes"
    assert ("heading-link", "¶") in dropped(article)


def test_a_credit_is_no_caption():
    article = read(
        f"<h1>Gout</h1>{PROSE}<figure><img><figcaption>A toe. Photo: Getty Images</figcaption></figure>"
    )
    assert ("photo-credit", "A toe. Photo: Getty Images") in dropped(article)
