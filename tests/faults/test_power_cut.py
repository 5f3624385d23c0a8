"""After a power cut at any moment the old index or the new one is intact: guarantee G3.

What a disk may hold then is in `power.py`. SQLite's own promise for the library is taken as given: its files
are left as they stand, or, as if its last transaction were lost, as they were.
"""

import pytest

pytestmark = pytest.mark.slow


def test_after_a_power_cut_at_any_moment_the_old_index_or_the_new_one_is_intact(trials, record_property):
    ways = ("incremental", "full", "first")
    for outcomes in trials(*((way, "power cut") for way in ways)):
        for outcome in outcomes:
            assert outcome["found"] in ("old", "new"), outcome
            assert outcome["wrong"] == [], outcome
        record_property("power cuts", len(outcomes))
        named = [outcome["at"].rpartition(" (")[0] for outcome in outcomes]
        flushed = max(number for number, at in enumerate(named) if at == "fsync disk/data") + 1
        assert {outcome["found"] for outcome in outcomes[:flushed]} == {"old", "new"}
        assert {outcome["found"] for outcome in outcomes[flushed:]} == {"new"}, "what was published is gone"
