"""Generations: only a sealed one goes live, and `CURRENT` never misleads."""

import os
import stat
import subprocess
import sys

import pytest

from indexer import limits
from indexer.engines import open_engine
from indexer.errors import DataNotWritable, IndexDamaged, IndexMissing, ReindexBusy
from indexer.generations import manifest
from indexer.generations.generations import Generations, prepare_data_dir
from indexer.generations.lock import writer, writer_lock
from indexer.library.contents import ArticleSize, ArticleState


@pytest.fixture
def generations(tmp_path):
    prepare_data_dir(tmp_path)
    return Generations(tmp_path)


def sealed(generations, number):
    folder = generations.folder(number)
    folder.mkdir()
    (folder / "words.tsv").write_text(f"word\t{number}\n")
    manifest.seal_generation(open_engine("whoosh", folder), {"a": ArticleState("", ArticleSize("", 1, 1))})


def published(generations, *numbers):
    for number in numbers:
        sealed(generations, number)
        generations.publish(number)


def test_without_a_published_generation_the_index_is_missing(generations, tmp_path):
    sealed(generations, 1)
    with pytest.raises(IndexMissing, match=f"healthsearch reindex --data {tmp_path}"):
        generations.current()
    with pytest.raises(IndexMissing):
        Generations(tmp_path / "never").current()


def test_the_last_published_generation_is_live(generations):
    published(generations, 1, 2)
    assert generations.current() == 2
    assert generations.numbers() == [1, 2]
    assert generations.next_number() == 3


def test_publishing_changes_the_stamp_and_asking_does_not(generations):
    stamps = [generations.stamp()]
    for number in (1, 2):
        published(generations, number)
        stamps.append(generations.stamp())
        assert generations.stamp() == stamps[-1]
    assert len(set(stamps)) == 3


@pytest.mark.parametrize(
    "text", ["", "7", "one", "../1", "-1", "1\n2", "\x00", "²", "9" * 300, "9" * 5_000, "1" + " " * 300 + "x"]
)
def test_a_current_that_names_no_generation_is_reported_as_damage(generations, tmp_path, text):
    published(generations, 1)
    (tmp_path / "CURRENT").write_text(text)
    with pytest.raises(IndexDamaged, match="which is not there. Run `healthsearch reindex`"):
        generations.current()


@pytest.mark.parametrize("make", [lambda p: p.write_bytes(b"\xff\xfe"), lambda p: p.mkdir()])
def test_a_current_that_cannot_be_read_is_reported_as_damage(generations, tmp_path, make):
    make(tmp_path / "CURRENT")
    with pytest.raises(IndexDamaged, match="cannot be read.*healthsearch reindex"):
        generations.current()


def test_pruning_keeps_the_live_generation_and_the_two_before_it(generations):
    published(generations, 1, 2, 3, 4, 5)
    generations.prune()
    assert generations.numbers() == [3, 4, 5]


def test_pruning_sweeps_away_what_a_crash_left_and_keeps_whole_generations_instead(generations):
    published(generations, 1, 2)
    for crashed in (3, 5):
        generations.folder(crashed).mkdir()
        (generations.folder(crashed) / "half.seg").write_text("half")
    published(generations, 4)
    generations.prune()
    assert generations.numbers() == [1, 2, 4]


def test_pruning_keeps_the_given_number(generations):
    published(generations, 1, 2, 3, 4)
    generations.prune(keep=2)
    assert generations.numbers() == [3, 4]
    generations.prune(keep=1)
    assert generations.numbers() == [4]


def test_after_a_rollback_pruning_keeps_the_one_that_was_good_and_the_one_that_was_left(generations):
    published(generations, 1, 2, 3, 4, 5)
    generations.publish(2)
    generations.prune()
    assert generations.numbers() == [2, 4, 5]  # the way forward again
    published(generations, 6)
    generations.prune()
    assert generations.numbers() == [2, 5, 6]
    assert generations.history() == [5, 2]


def test_a_refused_one_is_kept_until_another_goes_live_and_is_not_in_the_history(generations):
    published(generations, 1, 2)
    sealed(generations, 3)
    sealed(generations, 4)
    generations.prune()
    assert generations.numbers() == [1, 2, 4]
    published(generations, 5)
    assert generations.history() == [1, 2]
    generations.prune()
    assert generations.numbers() == [1, 2, 5]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"one\n\x00\n-1\n99999\n"])
def test_a_lost_or_damaged_history_counts_all_earlier_generations(generations, tmp_path, content):
    published(generations, 1, 2, 3)
    path = tmp_path / "HISTORY"
    path.unlink() if content is None else path.write_bytes(content)
    assert set(generations.history()) <= {1, 2}
    published(generations, 4)
    assert generations.current() == 4 and generations.history()[-1] == 3


def test_strange_things_beside_the_generations_are_left_alone(generations, tmp_path):
    root = tmp_path / "generations"
    (root / ".DS_Store").write_text("x")
    (root / "notes").mkdir()
    (root / "000009").write_text("a file")
    published(generations, 1, 2, 3, 4)
    generations.prune()
    assert generations.numbers() == [2, 3, 4]
    assert (root / "000009").exists() and (root / "notes").exists()


def test_a_new_number_is_never_one_that_is_taken(generations, tmp_path):
    published(generations, 1)
    (tmp_path / "generations" / "000002").write_text("a file")
    number = generations.next_number()
    assert not generations.folder(number).exists()


def test_the_data_folder_is_made_for_its_owner_only(tmp_path):
    prepare_data_dir(tmp_path / "deep" / "data")
    for folder in ("deep/data", "deep/data/generations"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_made_gives_an_error_message(tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "data", tmp_path / ("x" * 300)):
        with pytest.raises(DataNotWritable, match="cannot be written .*Choose another with --data"):
            prepare_data_dir(folder)


def test_a_second_writer_learns_who_holds_the_lock(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LOCK_SECONDS", 0.2)
    said = pytest.raises(ReindexBusy, match=r"process \d+ on .+ since \d{4}-")
    with writer_lock(tmp_path), said, writer_lock(tmp_path):
        pass
    with writer_lock(tmp_path):
        pass


def test_the_writer_is_named_and_a_killed_one_no_longer_counts(tmp_path):
    assert writer(tmp_path) is None
    with writer_lock(tmp_path):
        assert f"process {os.getpid()} on " in writer(tmp_path)
    assert writer(tmp_path) is None
    with pytest.raises(RuntimeError), writer_lock(tmp_path):
        raise RuntimeError
    assert writer(tmp_path) is None
    killed = "from pathlib import Path; from indexer.generations.lock import writer_lock; import os, sys\n"
    killed += "with writer_lock(Path(sys.argv[1])): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", killed, str(tmp_path)]).returncode == 9
    assert "pid" in (tmp_path / "reindex.lock").read_text() and writer(tmp_path) is None


def test_an_error_frees_the_lock(tmp_path):
    with pytest.raises(RuntimeError), writer_lock(tmp_path):
        raise RuntimeError
    with writer_lock(tmp_path):
        pass
