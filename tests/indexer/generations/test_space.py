"""The disk space that a reindex needs is estimated before it starts, and too little is an error."""

import subprocess

import pytest

from indexer.errors import NotEnoughSpace
from indexer.generations.space import DiskUsage, check_space, disk_usage, space_needed
from indexer.reindex import reindex

HELD = DiskUsage(articles=1_000, library=10_000_000, index=5_000_000)


def test_a_full_build_needs_the_live_indexs_size_and_a_fifth_more():
    need = space_needed(HELD, articles=1_000, new=1_000, anew=True, cleaned=0)
    assert (need.library, need.index) == (0, 6_000_000)


def test_an_incremental_one_needs_the_share_that_changed_and_the_lists():
    need = space_needed(HELD, articles=1_000, new=10, anew=False, cleaned=10)
    assert (need.library, need.index) == (200_000, 310_000)
    none = space_needed(HELD, articles=1_000, new=0, anew=False, cleaned=0)
    assert none.library == 0 and none.index < 0.06 * HELD.index


def test_the_first_one_goes_by_what_articles_need_elsewhere():
    need = space_needed(DiskUsage(0, 0, 0), articles=5_476, new=5_476, anew=True, cleaned=5_476)
    assert 220_000_000 < need.library < 260_000_000 and 110_000_000 < need.index < 140_000_000


def test_the_estimate_is_close_to_what_an_index_took(sample_data):
    has = disk_usage(sample_data)
    need = space_needed(has, articles=has.articles, new=has.articles, anew=True, cleaned=has.articles)
    assert has.articles == 28 and has.index < need.index < 1.3 * has.index
    assert has.library < need.library < 2.1 * has.library


def test_too_little_space_is_an_error_with_both_figures(sample_data):
    with pytest.raises(NotEnoughSpace, match=r"has 3 MB free, and this reindex needs about \d+ MB"):
        check_space(sample_data, articles=28, new=28, anew=True, cleaned=28, free=3_000_000)
    assert check_space(sample_data, articles=28, new=28, anew=True, cleaned=28, free=10**9).total < 10**9


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 9 MB, where the machine lets us mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_on_a_disk_that_is_too_small_nothing_is_begun_and_the_live_index_stays(small_disk, corpus_of, page):
    data = small_disk / "data"
    reindex([corpus_of({"a.html": page("Gout", Treatment="Rest.")})], data, workers=1)
    before = sorted(data.rglob("*"))
    pages = {f"{number}.html": page(f"Gout {number}", Treatment="Sleep.") for number in range(60)}
    with pytest.raises(NotEnoughSpace, match="Free some space"):
        reindex([corpus_of(pages)], data, workers=1, full=True)
    assert sorted(data.rglob("*")) == before
