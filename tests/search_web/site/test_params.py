"""The parameters of an address to `SearchParams` and back. `test_bad_input.py` has what is rejected."""

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from indexer.search.params import SearchParams
from search_web.site.params import (
    filter_fields,
    read_params,
    search_address,
    undo_address,
    unfiltered_address,
)

PARAMS = SearchParams(
    "itch & scratch", {"kind": ("causes", "treatment"), "source": ("Clinic",)}, page=2, exact=("itch",)
)
ADDRESS = "/search?q=itch+%26+scratch&in=causes&in=treatment&source=Clinic&page=2&exact=itch"


@pytest.fixture(autouse=True)
def request_of_the_site(app):
    with app.test_request_context():
        yield


def test_an_address_and_its_params_are_the_same_search(app):
    assert search_address(PARAMS) == ADDRESS
    with app.test_request_context(ADDRESS) as context:
        params = read_params(context.request.args)
    filters = {facet: values for facet, values in params.filters.items() if values}
    assert replace(params, filters=filters) == PARAMS


def test_an_empty_address_is_an_empty_search_on_the_first_page():
    params = read_params(MultiDict())
    assert (params.text, params.page, params.exact, params.filtered) == ("", 1, (), False)
    assert search_address(params) == "/search"


def test_a_value_counts_once_whatever_its_case():
    params = read_params(MultiDict([("source", "Clinic"), ("source", ""), ("source", "CLINIC")]))
    assert params.filters["source"] == ("CLINIC",)


def test_an_undone_step_keeps_the_filters_and_starts_on_the_first_page():
    address = "/search?q=pian&in=causes&in=treatment&source=Clinic&exact=pian"
    assert undo_address(PARAMS, "q=pian&exact=pian") == address


def test_without_filters_the_text_is_left():
    assert unfiltered_address(PARAMS) == "/search?q=itch+%26+scratch"


def test_a_form_keeps_every_filter():
    assert list(filter_fields(PARAMS)) == [("in", "causes"), ("in", "treatment"), ("source", "Clinic")]
