import pytest

from search_web.site.choices import SHOWN_SOURCES, kind_choices, page_links, source_choices
from search_web.site.params import Asked


@pytest.fixture(autouse=True)
def request_of_the_site(app):
    with app.test_request_context():
        yield


def test_kinds_stand_in_the_order_of_an_article_with_what_a_click_gives():
    choices = kind_choices(
        Asked("itch", ("treatment",), page=3), {"treatment": 9, "causes": 2, "symptoms": 0}
    )
    assert [(choice.label, choice.count, choice.chosen) for choice in choices] == [
        ("Causes", 2, False),
        ("Treatment", 9, True),
    ]
    assert choices[0].address == "/search?q=itch&in=treatment&in=causes"
    assert choices[1].address == "/search?q=itch"


def test_a_chosen_kind_stays_to_be_taken_away_when_nothing_is_left_of_it():
    assert [choice.label for choice in kind_choices(Asked("itch", ("genetics",)), {})] == ["Genetics"]


def test_the_largest_sources_come_first_and_chosen_ones_stay():
    counts = {f"Source {number:02}": number for number in range(1, 31)}
    choices = source_choices(Asked("itch", sources=("source 01", "Gone")), counts)
    assert [choice.label for choice in choices[:4]] == ["Source 01", "Gone", "Source 30", "Source 29"]
    assert [choice.chosen for choice in choices[:3]] == [True, True, False]
    assert len(choices) == SHOWN_SOURCES
    assert choices[0].address == "/search?q=itch&source=Gone"


def test_articles_without_a_source_are_no_filter():
    assert source_choices(Asked("itch"), {"": 4}) == []


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 0, 3, 4, 5, 6, 7, 0, 9]),
        (9, 9, [1, 0, 7, 8, 9]),
    ],
)
def test_page_numbers_show_the_ends_and_what_is_near(page, pages, numbers):
    links = page_links(Asked("itch", page=page), pages)
    assert [link.number for link in links] == numbers
    assert [link.number for link in links if link.current] == [page]
    assert links[0].address == "/search?q=itch"
