"""`healthsearch verify`, `generations` and `rollback`."""

import json
import re

import pytest


@pytest.fixture
def data(run, page, tmp_path):
    """A corpus that was published twice, the second time with nonsense in it."""
    for text in ("Rest and cold help.", "Nonsense helps."):
        run("reindex", page("a.html", text=text), "--data", tmp_path / "data")
    return tmp_path / "data"


def damage(data, number):
    (data / "generations" / f"{number:06d}" / "words.tsv").write_text("x")


def test_verify_lists_what_is_whole(run, data):
    output = run("verify", "--data", data).stdout
    assert "Generation 1 is whole: 1 articles, 2 sections" in output
    assert re.search(r"Generation 2 is live, whole and answers \d+ queries: 1 articles", output)
    assert "The library is whole: 1 articles" in output


def test_verify_has_exit_code_1_only_if_the_live_generation_is_damaged(run, data):
    damage(data, 1)
    assert "note: Generation 1 cannot be rolled back to." in run("verify", "--data", data).stdout
    damage(data, 2)
    result = run("verify", "--data", data, "--json", code=1)
    document = json.loads(result.stdout)
    assert not document["whole"] and "words.tsv is damaged" in document["problems"][0]
    assert [(one["generation"], one["live"], one["whole"]) for one in document["generations"]] == [
        (1, False, False),
        (2, True, False),
    ]


def test_generations_lists_each_with_its_counts_the_newest_first(run, data):
    newest, oldest = run("generations", "--data", data).stdout.splitlines()
    assert newest.split()[:2] == ["2", "live"] and oldest.split()[:3] == ["1", "was", "live"]
    assert "1 articles, 2 sections (whoosh" in newest and " MB" in newest
    document = json.loads(run("generations", "--data", data, "--json").stdout)
    assert document["problem"] is None
    first, second = document["generations"]
    assert set(first) == {
        *("generation", "live", "was_live", "whole", "stale", "problem", "built", "engine"),
        *("articles", "sections", "steps", "bytes", "shared_bytes"),
    }
    assert (first["steps"], first["live"], second["live"], second["articles"]) == (0, False, True, 1)
    assert 0 <= first["shared_bytes"] <= first["bytes"]


@pytest.mark.parametrize("name", ["verify", "generations", "status", "rollback"])
def test_without_an_index_each_command_says_so_with_exit_code_1(run, tmp_path, name):
    result = run(name, "--data", tmp_path / "nowhere", code=1)
    assert "Run `healthsearch reindex" in result.output and not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["verify", "generations", "status"])
def test_a_current_without_its_generation_is_reported_with_the_others(run, data, name):
    (data / "CURRENT").write_text("9")
    output = run(name, "--data", data, code=1).output
    assert "names generation '9', which is not there" in output and "1" in output


def test_a_rollback_restores_the_old_text_until_the_article_is_fixed(run, page, data, tmp_path):
    assert "Nonsense" in run("search", "gout treatment", "--data", data).stdout
    output = run("rollback", "--data", data).stdout
    assert "Generation 1 is live instead of 2: 1 articles, 2 sections" in output
    assert "It stays live until something in the corpus changes; then a reindex publishes all" in output
    assert "Rest and cold" in run("search", "gout treatment", "--data", data).stdout
    assert "Generation 1 was rolled back to and stays live" in run("status", "--data", data).stdout
    assert "note: Generation 1 stays live" in run("reindex", tmp_path / "pages", "--data", data).stdout
    assert "Rest and cold" in run("search", "gout treatment", "--data", data).stdout
    run("reindex", page("a.html", text="Rest helps."), "--data", data)
    assert "Rest helps" in run("search", "gout treatment", "--data", data).stdout


def test_a_held_rollback_lasts_until_it_is_released(run, page, data):
    document = json.loads(run("rollback", "--hold", "--json", "--data", data).stdout)
    assert (document["generation"], document["before"], document["held"]) == (1, 2, True)
    refused = run("reindex", page("a.html", text="Sleep helps."), "--data", data, code=3).stdout
    assert "refused (rollback): Generation 1 is held" in refused and "--allow rollback" in refused
    assert "Rest and cold" in run("search", "gout treatment", "--data", data).stdout
    assert "The next reindex publishes" in run("rollback", "--release", "--data", data).stdout
    run("reindex", page("a.html", text="Sleep helps."), "--data", data)
    assert "Sleep helps" in run("search", "gout treatment", "--data", data).stdout
    assert json.loads(run("rollback", "--release", "--json", "--data", data).stdout) == {"released": False}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["2"], 1, "Generation 2 is live already."),
        (["7"], 1, "There is no generation 7 to roll back to; there are: 1."),
        (["0"], 2, "0 is not in the range"),
        (["one"], 2, "is not a valid integer"),
        (["1", "--release"], 2, "--release goes alone"),
    ],
)
def test_an_impossible_rollback_is_an_error_message(run, data, arguments, code, message):
    assert message in run("rollback", *arguments, "--data", data, code=code).stderr


def test_a_rollback_skips_damaged_generations_and_names_them(run, page, data):
    run("reindex", page("a.html", text="More nonsense."), "--data", data)
    damage(data, 2)
    output = run("rollback", "--data", data).stdout
    assert "Generation 1 is live instead of 3" in output and "Skipped generation 2: " in output


def test_keep_sets_the_number_of_generations(run, page, data):
    for number in range(3):
        run("reindex", page("a.html", text=f"Help {number}."), "--data", data, "--keep", "2")
    listed = json.loads(run("generations", "--data", data, "--json").stdout)["generations"]
    assert [one["generation"] for one in listed] == [4, 5]


def test_status_lists_what_a_killed_reindex_left_and_the_next_one_deletes_it(run, page, data):
    (data / "generations" / "000009").mkdir()
    (data / "generations" / "000009" / "half.seg").write_bytes(b"x" * 2_000_000)
    output = run("status", "--data", data).stdout
    assert "Left by a reindex that was killed, deleted by the next one: 000009 (2.0 MB)" in output
    assert json.loads(run("status", "--data", data, "--json").stdout)["leftovers"][0]["bytes"] == 2_000_000
    again = run("reindex", page("a.html", text="Nonsense helps."), "--data", data).stdout
    assert "note: Deleted what a killed reindex had left: 000009 (2.0 MB)." in again
    assert not (data / "generations" / "000009").exists()


def test_a_damaged_library_is_rebuilt_on_request(run, page, data):
    (data / "library.sqlite").write_bytes(b"nonsense" * 999)
    folder = page("b.html", title="Fever")
    for name in ("verify", "status"):
        assert "It is damaged. Run `healthsearch reindex --full`" in run(name, "--data", data, code=1).stdout
    assert "reindex --full" in run("reindex", folder, "--data", data, code=1).stderr
    assert "note: The library was damaged" in run("reindex", folder, "--data", data, "--full").stdout
    assert "A damaged library was kept: " in run("status", "--data", data).stdout
    run("verify", "--data", data)
