"""Whatever is damaged in a sealed index is found before any of it is opened: guarantee G4.

Whoosh unpickles what it opens, so an index that is not what its manifest says must never be handed to it.
"""

import pickle
import random
import shutil

import pytest
import scene

from indexer.errors import IndexDamaged
from indexer.generations.manifest import MANIFEST_FILE, check_generation
from indexer.reindex import reindex
from indexer.search.searcher import Searcher
from indexer.status import read_status
from search_web import create_app
from search_web.site.app_searcher import app_searcher


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """Three generations, the last made from the one before."""
    folder = tmp_path_factory.mktemp("damage")
    scene.write_corpus(folder / "pages")
    for _ in range(2):
        reindex([folder / "pages"], folder / "data", workers=1, full=True)
    scene.edit_corpus(folder / "pages")
    report = reindex([folder / "pages"], folder / "data", workers=1)
    assert (report.generation, report.manifest.steps) == (3, 1)
    return folder / "data"


@pytest.fixture
def data(indexed, tmp_path):
    """A copy to be damaged."""
    shutil.copytree(indexed, tmp_path / "data")
    return tmp_path / "data"


def flip(choose, content):
    at = choose.randrange(len(content))
    content[at] ^= 1 << choose.randrange(8)


def cut_off(choose, content):
    del content[choose.randrange(len(content)) :]


def zero(choose, content):
    start, end = sorted(choose.sample(range(len(content) + 1), 2))
    content[start:end] = bytes(end - start)


def swap_blocks(choose, content):
    size = max(len(content) // 4, 1)
    one, other = choose.randrange(len(content)), choose.randrange(len(content))
    first, second = content[one : one + size], content[other : other + size]
    content[one : one + len(first)] = second
    content[other : other + len(second)] = first


def append(choose, content):
    content += choose.randbytes(choose.randrange(1, 100))


def swap_files(choose, folder, path):
    other = choose.choice([file for file in sorted(folder.iterdir()) if file != path])
    mine = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(mine)


def remove(choose, folder, path):
    path.unlink()


def add_foreign(choose, folder, path):
    name = choose.choice(["_MAIN_99.toc", "MAIN_zzz.seg", "notes.txt", f"{path.name}.old"])
    (folder / name).write_bytes(choose.choice([b"", path.read_bytes()]))


def rename(choose, folder, path):
    path.rename(folder / f"_MAIN_{choose.randrange(50, 99)}.toc")


IN_A_FILE = (flip, flip, flip, cut_off, zero, swap_blocks, append)
IN_THE_FOLDER = (swap_files, remove, add_foreign, rename)


def damage(choose, folder):
    """Damage a generation in one of many ways; gives what was done, None where that changed nothing."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    path = choose.choice(sorted(folder.iterdir()))
    how = choose.choice(IN_A_FILE + IN_THE_FOLDER)
    if how in IN_A_FILE:
        content = bytearray(path.read_bytes())
        if content or how is append:
            how(choose, content)
        path.write_bytes(content)
    else:
        how(choose, folder, path)
    changed = before != {path.name: path.read_bytes() for path in folder.iterdir()}
    return f"{how.__name__} {path.name}" if changed else None


def test_300_random_damages_are_all_found_before_anything_is_unpickled(
    data, tmp_path, monkeypatch, record_property
):
    def opened(*_):
        raise AssertionError("something was unpickled")

    monkeypatch.setattr(pickle, "load", opened)
    monkeypatch.setattr(pickle, "loads", opened)
    for number in (1, 2):
        shutil.rmtree(data / "generations" / f"{number:06d}")  # so that none can take its place
    folder, whole = data / "generations" / "000003", tmp_path / "whole"
    shutil.copytree(folder, whole)
    seed = found = 0
    while found < 300:
        seed += 1
        done = damage(random.Random(seed), folder)
        if done:
            with pytest.raises(IndexDamaged):
                check_generation(folder)
            with pytest.raises(IndexDamaged, match="healthsearch reindex"):
                Searcher.open(data)
            found += 1
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
    check_generation(folder)
    record_property("damages found", found)


class WritesAFile:
    """What an attacker puts into an index: unpickling it writes a file."""

    def __init__(self, path):
        self._path = path

    def __reduce__(self):
        return (open, (str(self._path), "w"))


@pytest.mark.parametrize("where", ["in place", "beside", "in a segment"])
def test_a_tampered_table_of_contents_is_never_unpickled(data, tmp_path, where):
    proof = tmp_path / "executed"
    attack = pickle.dumps(WritesAFile(proof), 2)
    folder = data / "generations" / "000003"
    table = next(folder.glob("_MAIN_*.toc"))
    if where == "in place":
        table.write_bytes(table.read_bytes()[:12] + attack)
    elif where == "beside":
        (folder / "_MAIN_99.toc").write_bytes(table.read_bytes() + attack)
    else:
        next(folder.glob("*.seg")).write_bytes(attack)
    with pytest.raises(IndexDamaged):
        check_generation(folder)
    searcher = Searcher.open(data)
    assert searcher.generation == 2 and searcher.search("gout").articles
    searcher.close()
    assert read_status(data).problem
    assert not proof.exists()
    pickle.loads(attack).close()
    assert proof.exists(), "the attack is none"


DAMAGES = {
    "a segment": lambda data: append_to(next((data / "generations" / "000003").glob("*.seg"))),
    "the manifest": lambda data: append_to(data / "generations" / "000003" / MANIFEST_FILE),
    "no manifest": lambda data: (data / "generations" / "000003" / MANIFEST_FILE).unlink(),
    "CURRENT names none": lambda data: (data / "CURRENT").write_text("7\n"),
    "CURRENT is nonsense": lambda data: (data / "CURRENT").write_bytes(b"\x00\xff"),
    "the folder is gone": lambda data: shutil.rmtree(data / "generations" / "000003"),
}


def append_to(path):
    path.write_bytes(path.read_bytes() + b"\x00")


@pytest.mark.parametrize("done", DAMAGES.values(), ids=DAMAGES)
def test_a_site_that_starts_on_a_damaged_index_serves_the_newest_intact_one_and_reports_it(data, done):
    done(data)
    expected = 3 if done in (DAMAGES["CURRENT names none"], DAMAGES["CURRENT is nonsense"]) else 2
    app = create_app({"DATA": str(data)})
    client = app.test_client()
    assert client.get("/api/search?q=gout").get_json()["total_articles"] > 5
    ready = client.get("/readyz").get_json()
    assert (ready["ready"], ready["degraded"], ready["generation"]) == (True, True, expected)
    assert "status" in ready["problem"] and str(data) not in ready["problem"]
    problem = read_status(data).problem
    assert f"generation {expected} is searched" in problem and "healthsearch reindex" in problem
    app_searcher(app).close()


def test_a_site_that_started_on_an_earlier_index_takes_up_the_next_one(data, indexed):
    DAMAGES["a segment"](data)
    searcher = Searcher.open(data)
    assert searcher.generation == 2 and searcher.problem
    reindex([indexed.parent / "pages"], data, workers=1)
    assert searcher.search("gout").articles
    assert searcher.generation == 4 and searcher.problem is None
    searcher.close()


def test_where_two_are_damaged_the_third_answers_and_where_all_are_none_does(data):
    for number in (3, 2):
        append_to(data / "generations" / f"{number:06d}" / "words.tsv")
    searcher = Searcher.open(data)
    assert searcher.generation == 1
    searcher.close()
    append_to(data / "generations" / "000001" / "words.tsv")
    with pytest.raises(IndexDamaged, match="000003/words.tsv is damaged"):
        Searcher.open(data)
