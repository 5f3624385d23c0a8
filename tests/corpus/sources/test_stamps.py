"""The stamps of a corpus change when a page may have changed, and only then."""

from corpus.sources.folders import stamps


def test_new_changed_replaced_and_deleted_pages_change_the_stamps_and_other_files_do_not(tmp_path):
    folder = tmp_path / "pages" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text("a")
    seen = [stamps([tmp_path / "pages"])]

    def is_seen():
        seen.append(stamps([tmp_path / "pages"]))
        return seen[-1] != seen[-2]

    assert not is_seen()
    (folder / "notes.txt").write_text("x")
    (folder / ".hidden.html").write_text("x")
    assert not is_seen()
    (folder / "b.zip").write_bytes(b"x")
    assert is_seen()
    (folder / "a.html").write_text("b")
    assert is_seen()
    (folder / "c.html").write_text("b")
    assert is_seen()
    (folder / "c.html").replace(folder / "a.html")
    assert is_seen()
    (folder / "a.html").unlink()
    assert is_seen()


def test_a_root_that_vanishes_and_comes_back_changes_the_stamps(tmp_path):
    (tmp_path / "a.html").write_text("a")
    before = stamps([tmp_path / "a.html"])
    (tmp_path / "a.html").rename(tmp_path / "b.html")
    gone = stamps([tmp_path / "a.html"])
    assert gone != before
    (tmp_path / "b.html").rename(tmp_path / "a.html")
    assert stamps([tmp_path / "a.html"]) != gone
