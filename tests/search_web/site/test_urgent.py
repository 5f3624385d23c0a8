"""The box on the results page and in the API."""

import pytest
from bs4 import BeautifulSoup

from search_web import create_app
from search_web.site.app_searcher import app_searcher

MARKUP = (
    'category\theart\tCall <b>{number}</b> & wait\t<script>alert(1)</script> "now"\n'
    "urgent\theart\tchest pain\n"
)


@pytest.fixture
def site(sample_data):
    """Makes the client of a site with these settings."""
    apps = []

    def make(**config):
        apps.append(create_app({"DATA": str(sample_data)} | config))
        return apps[-1].test_client()

    yield make
    for app in apps:
        app_searcher(app).close()


def tree(client, query):
    response = client.get("/search", query_string={"q": query})
    assert response.status_code == 200
    return BeautifulSoup(response.data, "lxml")


def test_the_box_is_the_first_thing_of_the_page_and_a_named_region(site):
    page = tree(site(EMERGENCY_NUMBER="112"), "chest pain")
    box = page.select_one("main section.urgent")
    assert box == page.select_one("main").find(["section", "h1", "h2", "p"])
    assert box.h2["id"] == box["aria-labelledby"] and "call 112" in box.h2.get_text()
    assert page.select_one("h1")


def test_the_results_stay_below_the_box(site):
    page = tree(site(), "chest pain and numbness")
    assert page.select_one("section.urgent") and page.select(".hits > li")


def test_an_ordinary_query_has_no_box(site):
    assert tree(site(), "immunoglobulin therapy").select_one(".urgent") is None
    assert site().get("/api/search?q=immunoglobulin+therapy").get_json()["urgent"] is None


def test_a_wording_with_markup_is_shown_and_never_interpreted(site, tmp_path):
    (tmp_path / "ours.tsv").write_text(MARKUP)
    client = site(URGENT=str(tmp_path / "ours.tsv"), EMERGENCY_NUMBER="<i>1</i>")
    box = tree(client, "chest pain").select_one("section.urgent")
    assert box.h2.get_text() == "Call <b><i>1</i></b> & wait"
    assert not box.find(["b", "i", "script"]) and "<script>alert(1)</script>" in box.p.get_text()
    assert client.get("/api/search?q=chest+pain").get_json()["urgent"]["title"] == box.h2.get_text()


def test_the_api_gives_the_box_as_an_object(site):
    urgent = site(EMERGENCY_NUMBER="112").get("/api/search?q=chest+pain").get_json()["urgent"]
    assert set(urgent) == {"category", "title", "text", "number", "crisis_line", "link"}
    assert (urgent["category"], urgent["number"], urgent["crisis_line"]) == ("heart", "112", None)


def test_the_link_of_the_box_leads_to_a_section_of_the_site(site, tmp_path):
    client = site()
    article = client.get("/api/search?q=multifocal+motor+neuropathy").get_json()["articles"][0]
    table = f"category\tnerve\tCall\tNow.\t{article['title']}\tsymptoms\nurgent\tnerve\tmy arm drops\n"
    (tmp_path / "ours.tsv").write_text(table)
    client = site(URGENT=str(tmp_path / "ours.tsv"))
    address = tree(client, "my arm drops").select_one("section.urgent a")["href"]
    path, _, fragment = address.partition("#")
    response = client.get(path)
    assert response.status_code == 200
    assert fragment and BeautifulSoup(response.data, "lxml").find(id=fragment)


def test_a_table_broken_while_the_site_runs_is_reported_by_readyz(site, tmp_path):
    table = tmp_path / "ours.tsv"
    table.write_text(MARKUP)
    client = site(URGENT=str(table))
    assert client.get("/readyz").get_json()["degraded"] is False
    table.write_text(MARKUP + "urgent\tlungs\tcough\n")
    ready = client.get("/readyz").get_json()
    assert ready["ready"] and ready["degraded"]
    assert "The urgent table is not in force. ours.tsv, line 3: " in ready["problem"]
    assert str(tmp_path) not in ready["problem"]
    assert tree(client, "chest pain").select_one("section.urgent")
