"""Whatever operation fails or kills a reindex, an intact index stays live, and the next reindex repairs all.

Guarantee G2. A trial fails each change to the data folder in turn and then reindexes once more (`trials.py`);
SQLite's own writes are refused by the system, at sizes that lie all over its files.
"""

import pytest

pytestmark = pytest.mark.slow


def assert_survived(outcomes):
    """The old index or the new one, the new one if no error was raised; another reindex repairs all."""
    for outcome in outcomes:
        assert outcome["found"] == "new" or (outcome["found"] == "old" and outcome["said"]), outcome
        assert outcome["wrong"] == [], outcome


def test_a_reindex_fails_at_any_file_operation_without_harm_and_reports_it(trials, record_property):
    ways = ("incremental", "full disk"), ("incremental", "input/output error"), ("full", "full disk")
    for (way, _), outcomes in zip(ways, trials(*ways), strict=True):
        assert_survived(outcomes)
        kinds = {outcome["at"].split()[0] for outcome in outcomes}
        wanted = {"open", "write", "fsync", "truncate", "rename", "unlink", "mkdir", "rmdir"}
        assert wanted <= kinds and ("link" in kinds) is (way == "incremental")
        assert all(outcome["said"] is None or "Error: " in outcome["said"] for outcome in outcomes)
        record_property("operations failed", len(outcomes))


def test_a_reindex_killed_at_any_file_operation_leaves_a_whole_index(trials, record_property):
    for outcomes in trials(("incremental", "kill"), ("full", "kill")):
        assert_survived(outcomes)
        assert len(outcomes) > 60
        assert {outcome["found"] for outcome in outcomes} == {"old", "new"}
        record_property("kills", len(outcomes))


def test_files_that_the_system_does_not_let_grow_do_no_harm(trials, record_property):
    refused, killed = trials(("incremental", "file size"), ("incremental", "kill in a write"))
    assert_survived([*refused, *killed])
    said = [outcome["said"] for outcome in refused if outcome["said"]]
    assert any("library" in one for one in said) and any("File too large" in one for one in said)
    died = [outcome for outcome in killed if outcome["said"]]
    assert len(died) > 10
    record_property("operations failed", len(said))
    record_property("kills", len(died))


def test_a_full_library_and_a_disk_without_hard_links_do_no_harm(trials, record_property):
    (*full, fits), (copied,) = trials(("incremental", "full library"), ("incremental", "no links"))
    assert_survived([*full, fits, copied])
    assert len(full) > 10 and all("is full" in outcome["said"] for outcome in full)
    assert fits["said"] is None and copied["said"] is None
    record_property("operations failed", len(full))
