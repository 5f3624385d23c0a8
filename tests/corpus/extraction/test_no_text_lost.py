"""Guarantee G9: every visible text of a page is in a section or in `dropped`, with the rule's name."""

from collections import Counter
from itertools import chain

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import PageError, read_article

INVISIBLE = {"script", "style", "noscript", "template", "head", "title", "noframes", "noembed"}

SOME_WORDS = (
    "fever Causes Symptoms? Share Advertisement Related articles of the nerve ° é № 12 mg. Treatment, "
    "Comments ¶ # Read more — Home » Skin Subscribe ( <b & café "
)
WORDS = st.sampled_from(SOME_WORDS.split(" "))
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join).map(lambda text: text.replace("<", "&lt;"))
NAMES = st.sampled_from(
    [
        "",
        "article-body",
        "share",
        "post-meta",
        "related posts",
        "toc",
        "nav",
        "btn",
        "comment",
        "sidebar",
        "x",
        "sr-only",
    ]
)
SOME_TAGS = (
    "div p p p section article main aside nav header footer h1 h2 h3 h4 ul ol li dl dt dd table tr td th b "
    "i a caption strong em span sup br hr pre blockquote details summary figure figcaption form button "
    "select svg option iframe noscript script style template time label textarea center font custom-card "
    "body title video"
)
TAGS = st.sampled_from(SOME_TAGS.split())
ATTRIBUTES = st.one_of(
    st.just(""),
    NAMES.map(lambda name: f' class="{name}"'),
    NAMES.map(lambda name: f' id="{name}"'),
    st.sampled_from(
        [' href="/x"', ' href="#y"', ' role="heading"', ' role="navigation"', ' style="font-weight: bold"']
    ),
)
STARTS = st.tuples(TAGS, ATTRIBUTES).map(lambda parts: f"<{parts[0]}{parts[1]}>")
ENDS = TAGS.map(lambda tag: f"</{tag}>")
BROKEN = st.lists(st.one_of(TEXTS, STARTS, ENDS, st.just("<!-- a note -->")), max_size=40).map("".join)


def _element(children):
    return st.tuples(TAGS, ATTRIBUTES, st.lists(children, max_size=5)).map(
        lambda parts: f"<{parts[0]}{parts[1]}>{''.join(parts[2])}</{parts[0]}>"
    )


WHOLE = st.recursive(TEXTS, _element, max_leaves=30)


def _visible(html):
    """The characters of all visible texts, as an independent reading of the page gives them."""
    texts = BeautifulSoup(html, "lxml").find_all(string=True)
    return "".join(
        text
        for text in texts
        if type(text).__name__ not in ("Comment", "Doctype", "ProcessingInstruction", "Declaration", "CData")
        and not INVISIBLE & {parent.name for parent in text.parents}
    )


def _accounted(article):
    sections = chain.from_iterable(
        (section.text, section.heading, *section.path) for section in article.sections
    )
    return "".join([*sections, *(dropped.text for dropped in article.dropped)])


def _letters(text):
    return Counter(character for character in text if not character.isspace())


def _check(html):
    try:
        article = read_article(html)
    except PageError:
        return
    lost = _letters(_visible(html)) - _letters(_accounted(article))
    assert not lost, f"lost {''.join(lost.elements())!r} of {html!r}"
    assert all(dropped.rule and dropped.text for dropped in article.dropped)


@settings(max_examples=300, deadline=None)
@given(WHOLE)
def test_no_text_of_a_well_formed_page_is_lost(body):
    _check(f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>")


@settings(max_examples=300, deadline=None)
@given(BROKEN)
def test_no_text_of_broken_markup_is_lost(body):
    _check(body)
