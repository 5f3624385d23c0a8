"""Readers while indexes are published: each page comes from one generation, and no search fails."""

import http.client
import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import scene

from indexer.reindex import reindex

PUBLISHED = 10
READERS = 4


@pytest.fixture
def place(tmp_path):
    scene.write_corpus(tmp_path / "pages")
    for number in range(30):  # so that three pages are few
        (tmp_path / "pages" / f"other-{number}.html").write_text(scene.page(f"Gout of others {number}"))
    reindex([tmp_path / "pages"], tmp_path / "data", workers=1)
    return tmp_path


@pytest.fixture
def port(place):
    """The port of a real `healthsearch serve` over the index."""
    command = [str(Path(sys.executable).with_name("healthsearch")), "serve", "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "--data", str(place / "data")], **pipes) as serving:
        try:
            yield int(re.search(r"Serving http://127\.0\.0\.1:(\d+)", serving.stdout.readline())[1])
        finally:
            serving.kill()


def titles(answer):
    return tuple(sorted(hit["title"] for hit in answer["articles"]))


class Reader(threading.Thread):
    """Asks again and again, and keeps what came of it."""

    def __init__(self, port, done):
        super().__init__()
        self._port, self._done = port, done
        self.answers, self.failures = [], []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._done.is_set():
            try:
                connection.request("GET", "/api/search?q=title:edition")
                response = connection.getresponse()
                body = response.read()
                if response.status != 200:
                    self.failures.append((response.status, body))
                self.answers.append(titles(json.loads(body)))
            except Exception as error:
                self.failures.append(error)
                connection.close()
        connection.close()


def edition(place, number):
    """Make three pages of this edition, the last of which has another name each time."""
    for name in ("changed.html", "same.html"):
        (place / "pages" / name).write_text(scene.page(f"Edition {number} of {name}"))
    (place / "pages" / f"{number - 1}-new.html").unlink(missing_ok=True)
    (place / "pages" / f"{number}-new.html").write_text(scene.page(f"Edition {number} alone"))
    names = ("of changed.html", "of same.html", "alone")
    return tuple(sorted(f"Edition {number} {name}" for name in names))


@pytest.mark.slow
def test_thousands_of_searches_while_ten_indexes_are_published_all_succeed(place, port, record_property):
    done, editions = threading.Event(), [()]
    readers = [Reader(port, done) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    steps = []
    for number in range(PUBLISHED):
        editions.append(edition(place, number))
        steps.append(reindex([place / "pages"], place / "data", workers=1).manifest.steps)
        wanted = sum(len(reader.answers) for reader in readers) + 2_000 // PUBLISHED
        while sum(len(reader.answers) for reader in readers) < wanted and not any(
            r.failures for r in readers
        ):
            done.wait(0.01)
    done.set()
    for reader in readers:
        reader.join()
        assert reader.failures == []
        seen = [editions.index(answer) for answer in reader.answers]  # each of one edition, whole
        assert seen == sorted(seen), "an older generation answered after a newer one"
    assert any(steps) and not all(steps)
    assert any(editions[-1] in reader.answers for reader in readers)
    record_property("searches during swaps", sum(len(reader.answers) for reader in readers))
