"""The manifest: an index that differs from it is never opened."""

import json
import random

import pytest

from indexer.documents.sections import indexed_sections
from indexer.errors import IndexDamaged, IndexStale
from indexer.generations import manifest
from indexer.library.contents import ArticleState, article_size
from indexer.publish.build import build_index
from indexer.publish.plan import plan_build


@pytest.fixture
def index(tmp_path, gout):
    folder = tmp_path / "000001"
    contents = {gout.id: ArticleState("", article_size(gout))}
    build_index(folder, "whoosh", plan_build(contents, None), contents, [list(indexed_sections(gout))])
    return folder


def edit(folder, **changes):
    path = folder / manifest.MANIFEST_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_an_index_as_it_was_built_is_whole_and_counted(index, gout):
    found = manifest.check_generation(index)
    assert (found.engine, found.articles, found.sections) == ("whoosh", 1, len(gout.sections))
    assert set(found.files) == {path.name for path in index.iterdir()} - {manifest.MANIFEST_FILE}


def test_any_flipped_byte_of_any_file_is_found(index):
    choose = random.Random(2)
    for path in sorted(index.iterdir()):
        if path.name == manifest.MANIFEST_FILE:
            continue
        content = path.read_bytes()
        for _ in range(5 if content else 0):
            damaged = bytearray(content)
            damaged[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
            path.write_bytes(damaged)
            with pytest.raises(
                IndexDamaged, match=f"{path.name} is damaged; nothing of this index was opened"
            ):
                manifest.check_generation(index)
        path.write_bytes(content[:-1] or b"more")
        with pytest.raises(IndexDamaged, match="is damaged"):
            manifest.check_generation(index)
        path.write_bytes(content)
    manifest.check_generation(index)


def test_a_missing_file_and_a_foreign_one_are_found(index):
    foreign = index / "_MAIN_99.toc"
    foreign.write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(IndexDamaged, match="_MAIN_99.toc is not in its manifest"):
        manifest.check_generation(index)
    foreign.unlink()
    (index / "words.tsv").unlink()
    with pytest.raises(IndexDamaged, match="words.tsv is missing"):
        manifest.check_generation(index)


def test_a_folder_in_a_files_place_or_beside_the_files_is_found(index):
    (index / "folder").mkdir()
    with pytest.raises(IndexDamaged, match="folder"):
        manifest.check_generation(index)
    (index / "folder").rmdir()
    (index / "words.tsv").unlink()
    (index / "words.tsv").mkdir()
    with pytest.raises(IndexDamaged, match="words.tsv"):
        manifest.check_generation(index)


@pytest.mark.parametrize("fingerprint", ["0/older", "", manifest.FINGERPRINT + "x"])
def test_an_index_of_another_version_is_stale_and_not_damaged(index, fingerprint):
    edit(index, fingerprint=fingerprint, sha256=None)  # as older ones are
    with pytest.raises(IndexStale, match="another version.*Run `healthsearch reindex`"):
        manifest.check_generation(index)


def test_a_manifest_of_another_version_that_is_damaged_is_damage(index, monkeypatch):
    monkeypatch.setattr(manifest, "FINGERPRINT", "newer")
    with pytest.raises(IndexStale):
        manifest.check_generation(index)
    edit(index, articles=7)
    with pytest.raises(IndexDamaged, match="not as it was written"):
        manifest.check_generation(index)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '"x"', "{", "\x00", '{"engine": "whoosh"}', "[" * 100_000],
)
def test_an_invalid_manifest_is_reported_as_damage(index, text):
    (index / manifest.MANIFEST_FILE).write_text(text)
    with pytest.raises(IndexDamaged, match="manifest.*cannot be read.*healthsearch reindex"):
        manifest.check_generation(index)


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": {"a": 1}},
        {"files": None},
        {"articles": "many"},
        {"sections": None},
        {"engine": 5},
        {"built": []},
        {"fingerprint": {}},
        {"more": 1},
    ],
)
def test_a_manifest_with_values_of_the_wrong_type_is_damage(index, change):
    edit(index, **change)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        manifest.check_generation(index)


def test_a_folder_without_a_manifest_is_damage(tmp_path):
    with pytest.raises(IndexDamaged, match="manifest"):
        manifest.check_generation(tmp_path)
    with pytest.raises(IndexDamaged, match="manifest"):
        manifest.check_generation(tmp_path / "nowhere")


def test_an_article_that_cannot_be_indexed_leaves_no_folder_behind(tmp_path, gout):
    def articles():
        yield list(indexed_sections(gout))
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        build_index(tmp_path / "000001", "whoosh", plan_build({}, None), {}, articles())
    assert list(tmp_path.iterdir()) == []
