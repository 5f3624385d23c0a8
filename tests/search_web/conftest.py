import pytest
from bs4 import BeautifulSoup

from search_web import create_app
from search_web.site.app_searcher import app_searcher


@pytest.fixture(scope="session")
def app(sample_data):
    app = create_app({"DATA": str(sample_data)})
    yield app
    app_searcher(app).close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def page(client):
    """Gets a page of the sample site as a tree, having checked its status."""

    def get(address, status=200):
        response = client.get(address)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.data, "lxml")

    return get


@pytest.fixture(scope="session")
def some_article(app):
    """The address of the article on multifocal motor neuropathy, with words to mark."""
    found = app.test_client().get("/api/search?q=multifocal+motor+neuropathy").get_json()
    return f"/articles/{found['articles'][0]['id']}?q=nerve+treatment"
