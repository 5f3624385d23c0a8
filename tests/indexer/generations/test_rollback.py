"""Back to an earlier generation: checked first, in one step, and not undone by the next reindex unasked."""

import json

import pytest

from indexer.errors import IndexDamaged, IndexStale, NothingToRollBackTo, ReindexBusy
from indexer.generations.generations import Generations
from indexer.generations.lock import writer_lock
from indexer.generations.rollback import active_rollback, release, roll_back, rollback_hold
from indexer.library.library import Library
from indexer.reindex import reindex
from indexer.search.searcher import Searcher


@pytest.fixture
def data(tmp_path, corpus_of, page):
    """Three generations, of an article that was about rest, then cold, then nonsense."""
    for text in ("Rest helps.", "Cold helps.", "Nonsense helps."):
        reindex([corpus_of({"a.html": page("Gout", Treatment=text)})], tmp_path / "data", workers=1)
    return tmp_path / "data"


def answers(data):
    searcher = Searcher.open(data)
    found = [word for word in ("rest", "cold", "nonsense", "sleep") if searcher.search(f"+{word}").articles]
    searcher.close()
    return found


def changed(corpus_of, page, text="Sleep helps."):
    return [corpus_of({"a.html": page("Gout", Treatment=text)})]


def damage(data, number):
    next((data / "generations" / f"{number:06d}").glob("*.seg")).write_bytes(b"nonsense")


def contents(data):
    with Library(data) as library:
        return library.contents()


def test_it_goes_back_one_at_a_time_and_forward_by_number(data):
    assert answers(data) == ["nonsense"]
    done = roll_back(data)
    assert (done.generation, done.before, done.was_live) == (2, 3, True)
    assert answers(data) == ["cold"]
    assert (roll_back(data).generation, answers(data)) == (1, ["rest"])
    with pytest.raises(NothingToRollBackTo, match="no generation before generation 1 that was ever live"):
        roll_back(data)
    assert (roll_back(data, 3).generation, answers(data)) == (3, ["nonsense"])


def test_an_open_searcher_switches_to_the_earlier_one_by_itself(data):
    searcher = Searcher.open(data)
    assert searcher.search("+nonsense").articles
    roll_back(data)
    assert searcher.search("+cold").articles and not searcher.search("+nonsense").articles
    searcher.close()


def test_the_next_reindex_leaves_it_live_as_long_as_the_corpus_is_the_same(data, tmp_path):
    roll_back(data)
    for full in (False, True, False):
        report = reindex([tmp_path / "pages"], data, workers=1, full=full)
        assert report.generation == 2 and "Generation 2 stays live" in report.notes[-1]
        assert answers(data) == ["cold"]


def test_a_fixed_corpus_is_published_and_can_be_rolled_back(data, corpus_of, page):
    roll_back(data)
    report = reindex(changed(corpus_of, page), data, workers=1)
    assert (report.generation, report.notes, answers(data)) == (4, (), ["sleep"])
    assert active_rollback(data) is None
    assert (roll_back(data).generation, answers(data)) == (2, ["cold"])  # the good one, not the number before


def test_what_was_rolled_back_further_ago_does_not_come_back_either(data, corpus_of, page):
    roll_back(data)
    roll_back(data)
    reindex(changed(corpus_of, page, "Nonsense helps."), data, workers=1)
    reindex(changed(corpus_of, page, "Cold helps."), data, workers=1)
    assert answers(data) == ["rest"]


def test_forward_again_lets_all_be_published(data, corpus_of, page):
    roll_back(data)
    roll_back(data, 3)
    assert active_rollback(data) is None
    reindex(changed(corpus_of, page, "Cold helps."), data, workers=1)
    assert answers(data) == ["cold"]


def test_a_held_one_stays_live_whatever_changes_until_it_is_released(data, corpus_of, page):
    roll_back(data, hold=True)
    report = reindex(changed(corpus_of, page), data, workers=1)
    (refusal,) = report.refusals
    assert (refusal.gate, refusal.override) == ("rollback", "--allow rollback")
    assert "Generation 2 is held since the rollback" in refusal.reason and answers(data) == ["cold"]
    assert rollback_hold(data, {}).held
    assert release(data) and not release(data)
    reindex([data.parent / "pages"], data, workers=1)
    assert answers(data) == ["sleep"]


@pytest.mark.parametrize("hold", [False, True])
def test_what_was_rolled_back_is_published_when_it_is_allowed(data, tmp_path, hold):
    roll_back(data, hold=hold)
    reindex([tmp_path / "pages"], data, workers=1, allowed=["rollback"])
    assert answers(data) == ["nonsense"] and active_rollback(data) is None


def test_nights_of_refusals_do_not_fill_the_disk(data, corpus_of, page):
    roll_back(data, hold=True)
    for text in ("Sleep helps.", "Walks help.", "Tea helps."):
        assert reindex(changed(corpus_of, page, text), data, workers=1).refusals
    assert len(Generations(data).numbers()) == 4 and Generations(data).history() == [1, 3]


def test_a_damaged_generation_is_passed_over_and_named(data):
    damage(data, 2)
    done = roll_back(data)
    assert done.generation == 1 and answers(data) == ["rest"]
    [(number, problem)] = done.passed_over
    assert number == 2 and "is damaged" in problem


def test_a_damaged_one_given_by_number_is_an_error_and_nothing_changes(data):
    damage(data, 1)
    with pytest.raises(IndexDamaged, match="is damaged; nothing of this index was opened"):
        roll_back(data, 1)
    assert answers(data) == ["nonsense"] and active_rollback(data) is None


def test_one_of_another_version_is_an_error(data):
    path = data / "generations" / "000001" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"fingerprint": "0/plain-0", "sha256": None}))
    with pytest.raises(IndexStale, match="another version"):
        roll_back(data, 1)


def test_away_from_a_damaged_one_the_next_reindex_brings_its_articles_back(data, tmp_path):
    damage(data, 3)
    assert roll_back(data).note.taken_back == ()
    reindex([tmp_path / "pages"], data, workers=1)
    assert answers(data) == ["nonsense"]


@pytest.mark.parametrize("name", ["9", "", "nonsense"])
def test_a_current_that_points_nowhere_is_repaired_by_a_rollback(data, name):
    (data / "CURRENT").write_text(name)
    done = roll_back(data)
    assert (done.before, done.generation) == (None, 3)  # the one that was live
    assert answers(data) == ["nonsense"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(3, "Generation 3 is live already."), (7, "no generation 7 to roll back to; there are: 1, 2.")],
)
def test_a_number_that_cannot_be_rolled_back_to_is_an_error_that_lists_those_that_can(data, number, said):
    with pytest.raises(NothingToRollBackTo, match=said):
        roll_back(data, number)


def test_without_any_generation_it_is_an_error(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NothingToRollBackTo, match="Run `healthsearch reindex`"):
            roll_back(folder)
    assert not (tmp_path / "nowhere").exists()


def test_while_a_reindex_is_under_way_it_waits_its_turn(data):
    with writer_lock(data), pytest.raises(ReindexBusy):
        roll_back(data)
    assert answers(data) == ["nonsense"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"live": "x"}', b'{"live": 3}'])
def test_a_note_that_makes_no_sense_holds_nothing_back(data, content):
    (data / "ROLLBACK").write_bytes(content)
    assert active_rollback(data) is None and rollback_hold(data, contents(data)) is None


def test_a_live_one_that_a_rollback_left_damaged_does_not_keep_readers_without_an_index(data, tmp_path):
    roll_back(data)
    damage(data, 2)
    reindex([tmp_path / "pages"], data, workers=1)
    assert answers(data) == ["nonsense"]


def test_one_that_never_was_live_is_gone_back_to_by_number_alone(data):
    generations = Generations(data)
    reindex([data.parent / "pages"], data, workers=1, full=True)
    (data / "CURRENT").write_text("3")
    (data / "HISTORY").write_text("1\n2\n")
    assert generations.sealed() == [2, 3, 4]
    assert roll_back(data).generation == 2
    assert not roll_back(data, 4).was_live
