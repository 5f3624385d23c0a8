"""The site through its real server, over a socket."""

import http.client
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from search_web import create_app
from search_web.site.server import MAX_HEADER_BYTES, create_server


def status(site_url, head):
    """The status with which the server answers these bytes, which end after the request's head."""
    where = urlsplit(site_url)
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(head)
        return int(connection.makefile("rb").readline().split()[1])


def test_a_search_is_answered_over_http(site_url):
    with urlopen(f"{site_url}/search?q=immunoglobulin+therapy", timeout=10) as response:
        html = response.read().decode()
        assert response.headers["Server"] == "healthsearch"
    assert "Multifocal Motor Neuropathy" in html and "<mark>" in html


def test_simultaneous_searches_each_get_their_own_results(site_url):
    def search(word):
        with urlopen(f"{site_url}/api/search?q={word}", timeout=20) as response:
            return json.load(response)["query"]

    words = ["nerve", "skin", "heart", "kidney", "blood", "muscle"] * 5
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(search, words)) == words


def test_huge_headers_are_rejected_and_the_server_keeps_running(site_url):
    field = b"X-Filler: " + b"x" * (MAX_HEADER_BYTES + 1_000)
    assert status(site_url, b"GET / HTTP/1.1\r\nHost: a\r\n" + field + b"\r\n\r\n") == 431
    assert status(site_url, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n") == 200


def test_a_body_over_the_limit_is_rejected_before_it_is_read(site_url):
    head = b"POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n"
    assert status(site_url, head) == 413


@pytest.mark.parametrize(
    "line",
    [
        b"GET /search?q=\xff\xfe HTTP/1.1",
        b"GET /%00 HTTP/1.1",
        b"NONSENSE",
        b"GET //../..//etc/passwd HTTP/1.1",
    ],
)
def test_malformed_requests_are_client_errors(site_url, line):
    assert status(site_url, line + b"\r\nHost: a\r\n\r\n") in (200, 308, 400, 404)


def test_head_gives_the_headers_alone(site_url):
    where = urlsplit(site_url)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=10)
    connection.request("HEAD", "/search?q=nerve")
    response = connection.getresponse()
    assert response.status == 200 and response.read() == b""
    connection.close()


def test_a_port_in_use_is_an_os_error(site_url):
    where = urlsplit(site_url)
    with pytest.raises(OSError):
        create_server(create_app(), where.hostname, where.port)
