import pytest

from indexer.search.params import SearchParams
from search_web.site.links import MAX_CHOICES, browse_choices, filter_choices, filter_groups, page_links


@pytest.fixture(autouse=True)
def request_of_the_site(app):
    with app.test_request_context():
        yield


def itch(**filters):
    return SearchParams("itch", {facet: tuple(values) for facet, values in filters.items()})


def test_kinds_come_in_the_order_of_an_article_each_with_its_address():
    params = SearchParams("itch", {"kind": ("treatment",)}, page=3)
    choices = filter_choices(params, "kind", {"treatment": 9, "causes": 2, "symptoms": 0})
    assert [(choice.label, choice.count, choice.active) for choice in choices] == [
        ("Causes", 2, False),
        ("Treatment", 9, True),
    ]
    assert choices[0].address == "/search?q=itch&in=treatment&in=causes"
    assert choices[1].address == "/search?q=itch"


def test_an_active_kind_without_sections_can_still_be_removed():
    choices = filter_choices(itch(kind=["genetics"]), "kind", {})
    assert [choice.label for choice in choices] == ["Genetics"]


def test_the_largest_sources_come_first_and_active_ones_stay():
    counts = {f"Source {number:02}": number for number in range(1, 31)}
    choices = filter_choices(itch(source=["source 01", "Gone"]), "source", counts)
    assert [choice.label for choice in choices[:4]] == ["Source 01", "Gone", "Source 30", "Source 29"]
    assert [choice.active for choice in choices[:3]] == [True, True, False]
    assert len(choices) == MAX_CHOICES
    assert choices[0].address == "/search?q=itch&source=Gone"


def test_articles_without_a_source_are_no_filter():
    assert filter_choices(itch(), "source", {"": 4}) == []


def test_a_facet_without_choices_has_no_group():
    counts = {"kind": {"causes": 2}, "source": {"": 4}}
    assert [group.label for group in filter_groups(itch(), counts)] == ["Part of the article"]


def test_kinds_to_browse_have_sections_and_are_read_by_themselves():
    choices = browse_choices({"references": 4, "causes": 2, "treatment": 0, "other": 9})
    assert [(choice.label, choice.count, choice.address) for choice in choices] == [
        ("Causes", 2, "/search?in=causes")
    ]


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
def test_page_numbers_are_the_first_the_last_and_those_near_the_current_one(page, pages, numbers):
    links = page_links(SearchParams("itch", page=page), pages)
    assert [link.number for link in links] == numbers
    assert [link.number for link in links if link.current] == [page]
    assert links[0].address == "/search?q=itch"
