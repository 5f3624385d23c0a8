"""Verification of a data folder: every kind of damage is reported, never raised."""

import json
import shutil
import sqlite3

import pytest

from indexer.engines import open_engine
from indexer.generations.generations import Generations
from indexer.generations.manifest import read_manifest
from indexer.generations.verify import questions_failed, verify
from indexer.library.library import LIBRARY_FILE
from indexer.reindex import reindex


@pytest.fixture(scope="module")
def built(tmp_path_factory, page):
    """Two generations and a library of two articles."""
    folder = tmp_path_factory.mktemp("verify")
    (folder / "pages").mkdir()
    (folder / "pages" / "a.html").write_text(page("Gout", Treatment="Rest."))
    reindex([folder / "pages"], folder / "data", workers=1)
    (folder / "pages" / "b.html").write_text(page("Fever", Treatment="Sleep."))
    reindex([folder / "pages"], folder / "data", workers=1)
    return folder / "data"


@pytest.fixture
def data(built, tmp_path):
    return shutil.copytree(built, tmp_path / "data")


def segment(data, number):
    return next((data / "generations" / f"{number:06d}").glob("*.seg"))


def do(data, statement):
    with sqlite3.connect(data / LIBRARY_FILE) as db:
        db.execute(statement)
    db.close()


def test_a_whole_folder_has_neither_problems_nor_notes(data):
    found = verify(data)
    assert found.whole and (found.problems, found.notes) == ((), ())
    assert [generation.number for generation in found.listing.generations] == [1, 2]
    assert found.library.articles == 2 and found.questions == 2 + 2 * 2


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: segment(data, 2).write_bytes(b"x"), "is damaged"),
        (lambda data: (data / "generations" / "000002" / "words.tsv").unlink(), "is missing"),
        (lambda data: (data / "generations" / "000002" / "manifest.json").unlink(), "cannot be read"),
        (lambda data: (data / "CURRENT").unlink(), "There is no index"),
        (lambda data: (data / "CURRENT").write_text("9"), "which is not there"),
        (lambda data: shutil.rmtree(data / "generations" / "000002"), "which is not there"),
        (lambda data: shutil.rmtree(data / "generations"), "which is not there"),
        (lambda data: (data / LIBRARY_FILE).write_bytes(b"nonsense" * 999), "not a database"),
        (lambda data: do(data, "UPDATE pages SET article = '{'"), "the article of pages/a.html cannot be"),
        (lambda data: do(data, "UPDATE pages SET article_id = article_id || 'x'"), "has no page"),
        (lambda data: do(data, "UPDATE documents SET content = x'00'"), "are not what was written"),
        (lambda data: do(data, "PRAGMA user_version = 99"), "of version 99, newer"),
    ],
)
def test_damage_to_what_is_live_and_to_the_library_is_a_problem(data, damage, said):
    damage(data)
    found = verify(data)
    assert not found.whole and said in " ".join(found.problems)
    assert all(problem.endswith(".") for problem in found.problems)


def test_a_page_of_the_database_gone_bad_is_found(data):
    path = data / LIBRARY_FILE
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    found = verify(data)
    assert not found.whole and found.library.damaged


def test_damage_to_an_earlier_generation_is_a_note(data):
    (data / "generations" / "000001" / "words.tsv").write_bytes(b"x")
    assert verify(data).whole
    (note,) = verify(data).notes
    assert "Generation 1 cannot be rolled back to" in note


def test_a_live_index_of_another_version_is_a_problem_and_an_earlier_one_a_note(data):
    for number in (1, 2):
        path = data / "generations" / f"{number:06d}" / "manifest.json"
        path.write_text(
            json.dumps(json.loads(path.read_text()) | {"fingerprint": "0/plain-0", "sha256": None})
        )
    found = verify(data)
    assert "by another version" in found.problems[0] and "by another version" in found.notes[0]


def test_a_library_with_other_articles_and_one_that_is_gone_are_notes(data):
    do(data, "DELETE FROM documents WHERE article_id IN (SELECT article_id FROM pages WHERE path LIKE '%b%')")
    do(data, "DELETE FROM pages WHERE path LIKE '%b.html'")
    assert "a reindex would change what is live" in verify(data).notes[0]
    (data / LIBRARY_FILE).unlink()
    assert "There is no library" in verify(data).notes[0]


def test_an_index_that_answers_wrongly_is_found_though_its_bytes_are_as_they_were_written(data):
    generations = Generations(data)
    small, large = (generations.folder(number) for number in (1, 2))
    engine = open_engine("whoosh", small).open()
    failed = [answer for answer in questions_failed(engine, read_manifest(large)) if answer]
    engine.close()
    assert "its manifest says (2, 4)" in failed[0] and "finds 2 sections" in failed[1]


def test_a_folder_that_is_not_there_is_a_problem_and_is_not_made(tmp_path):
    assert "There is no index" in verify(tmp_path / "nowhere").problems[0]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: shutil.rmtree(data / "generations" / "000002"),
        lambda data: shutil.rmtree(data / "generations"),
        lambda data: (data / "CURRENT").write_text("77"),
        lambda data: (data / "CURRENT").unlink(),
        lambda data: (data / "generations" / "000002" / "manifest.json").unlink(),
        lambda data: segment(data, 2).write_bytes(b""),
    ],
)
def test_a_reindex_repairs_any_damage_to_the_live_generation(data, built, harm):
    harm(data)
    assert not verify(data).whole
    reindex([built.parent / "pages"], data, workers=1)
    assert verify(data).whole
