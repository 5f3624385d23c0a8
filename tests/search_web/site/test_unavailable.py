"""Without an index the site reports it, keeps running, and answers as soon as there is one."""

import shutil
import time

import pytest

from search_web import create_app
from search_web.site.app_searcher import app_searcher

ADDRESSES = ["/", "/search?q=nerve", "/articles/some-article", "/api/search?q=nerve", "/readyz"]


@pytest.fixture
def new_client(tmp_path):
    app = create_app({"DATA": str(tmp_path / "data")})
    yield app.test_client()
    app_searcher(app).close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_an_index_pages_are_503_with_retry_after(new_client, address):
    response = new_client.get(address)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "not indexed yet" in response.text


def test_without_an_index_the_process_is_alive_but_not_ready(new_client):
    assert new_client.get("/healthz").status_code == 200
    assert new_client.get("/readyz").get_json()["ready"] is False


def test_an_invalid_search_is_400_even_without_an_index(new_client):
    assert new_client.get("/search?q=nerve&page=x").status_code == 400


def test_the_first_index_is_opened_without_a_restart(new_client, sample_data, tmp_path):
    assert new_client.get("/readyz").status_code == 503
    shutil.copytree(sample_data, tmp_path / "data", symlinks=True)
    ready = new_client.get("/readyz").get_json()
    assert ready["ready"] is True and ready["articles"] >= 24
    assert new_client.get("/search?q=nerve").status_code == 200


def test_a_damaged_index_is_503_without_the_name_of_a_file(sample_data, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(sample_data, data, symlinks=True)
    damaged = max(
        (path for path in (data / "generations").rglob("*") if path.is_file()), key=lambda p: p.stat().st_size
    )
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\x00")
    response = create_app({"DATA": str(data)}).test_client().get("/search?q=nerve")
    assert response.status_code == 503
    assert "damaged" in response.text and str(tmp_path) not in response.text


def test_a_synonym_list_with_a_new_error_degrades_readyz_and_searches_still_work(sample_data, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("zorbitis = gout\n")
    app = create_app({"DATA": str(sample_data), "SYNONYMS": str(own)})
    client = app.test_client()
    assert client.get("/readyz").get_json()["problem"] is None
    own.write_text("zorbitis\n")
    ready = client.get("/readyz").get_json()
    for _ in range(500):
        if ready["degraded"]:
            break
        time.sleep(0.02)
        ready = client.get("/readyz").get_json()
    assert ready["ready"] and ready["problem"].startswith("A synonym list is not in force. own.txt, line 1: ")
    assert client.get("/api/search?q=zorbitis").get_json()["total_articles"] > 0
    app_searcher(app).close()
