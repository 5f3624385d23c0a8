"""The life of an index: it is built, sealed, verified, cloned, extended and dropped."""

import hashlib
import sys

import pytest

from indexer.engines import open_engine
from indexer.errors import EngineError, IndexDamaged
from indexer.query.tree import Everything


@pytest.fixture
def index(engine_name, article, add, tmp_path):
    """A closed index of two articles, not sealed yet."""
    made = open_engine(engine_name, tmp_path / "first")
    with made.builder() as builder:
        add(builder, article("a", "gout", "fever"), article("b", "gout cough"))
    return made


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_index_knows_its_engine_its_location_and_whether_it_exists(engine_name, index, tmp_path):
    assert (index.engine, index.location) == (engine_name, tmp_path / "first")
    assert index.exists()
    assert not open_engine(engine_name, tmp_path / "nowhere").exists()
    assert not (tmp_path / "nowhere").exists()


def test_sealing_gives_the_digest_of_every_file_and_verifying_takes_them(index):
    (index.location / "of-the-owner.txt").write_text("sealed with the index")
    digests = index.seal()
    assert digests == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents(index.location).items()
    }
    (index.location / "written-since.txt").write_text("of the owner")
    index.verify(digests, beside=("written-since.txt", "not-there.txt"))
    with pytest.raises(IndexDamaged, match="written-since.txt is not in its manifest"):
        index.verify(digests)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-1] or b"more"),
        lambda path: path.write_bytes(bytes(b ^ 1 for b in path.read_bytes()) or b"more"),
    ],
    ids=["deleted", "cut off", "flipped"],
)
def test_verifying_finds_damage_to_any_file(index, damage):
    digests = index.seal()
    for name, content in contents(index.location).items():
        path = index.location / name
        damage(path)
        with pytest.raises(IndexDamaged, match=f"{name}.* nothing of this index was opened"):
            index.verify(digests)
        path.write_bytes(content)
    index.verify(digests)


def test_verifying_and_dropping_need_no_client(engine_name, index, monkeypatch):
    digests = index.seal()
    monkeypatch.setitem(sys.modules, engine_name, None)
    index.verify(digests)
    for ask in (index.open, index.builder):
        with pytest.raises(EngineError, match="is not installed"):
            ask()
    index.drop()


def test_a_clone_is_extended_and_its_base_stays_as_it_was(index, article, add, matches, opened, tmp_path):
    digests, before = index.seal(), contents(index.location)
    clone = index.clone(tmp_path / "second", digests)
    with clone.builder() as builder:
        builder.remove("b")
        add(builder, article("c", "rash"))
    clone.verify(clone.seal())
    assert matches(opened(tmp_path / "second"), Everything()) == {"a/s0", "a/s1", "c/s0"}
    assert contents(index.location) == before
    index.verify(digests)


def test_a_clone_takes_only_what_the_digests_name(index, tmp_path):
    digests = index.seal()
    (index.location / "written-since.txt").write_text("of the owner")
    assert set(contents(index.clone(tmp_path / "second", digests).location)) == set(digests)


def test_only_what_a_clone_has_for_itself_is_hashed_again(index, article, add, tmp_path):
    """A digest that is not true shows which of the base's were taken over."""
    digests = dict.fromkeys(index.seal(), "of the base")
    clone = index.clone(tmp_path / "second", digests)
    with clone.builder() as builder:
        add(builder, article("c", "rash"))
    sealed = clone.seal()
    own = {name for name in sealed if sealed[name] != "of the base"}
    assert own and own != set(sealed)
    for name in sealed:
        shared = (tmp_path / "second" / name).stat().st_nlink > 1
        assert shared is (name not in own)


def test_the_size_tells_what_dropping_would_free(index, tmp_path):
    digests = index.seal()
    total = sum(map(len, contents(index.location).values()))
    assert (index.size().total, index.size().shared) == (total, 0)
    clone = index.clone(tmp_path / "second", digests)
    assert (clone.size().total, clone.size().shared) == (total, total)
    clone.drop()
    assert index.size().shared == 0


def test_dropping_leaves_nothing_and_may_be_done_twice(index, tmp_path):
    index.drop()
    index.drop()
    assert not index.exists() and list(tmp_path.iterdir()) == []


def test_an_index_can_be_extended_until_too_much_of_it_is_dead_weight_or_too_often(index):
    assert index.can_extend(steps=0, stored=1_000, deleted=0, added=0)
    assert index.can_extend(steps=0, stored=1_000, deleted=10, added=10)
    assert not index.can_extend(steps=0, stored=1_000, deleted=600, added=0)
    assert not index.can_extend(steps=0, stored=1_000, deleted=0, added=600)
    assert not index.can_extend(steps=1_000, stored=1_000, deleted=0, added=1)
