"""Refusals of the gates as text and as JSON."""

from indexer.publish.gates import Refusal
from search_web.cli.output.reindex import refusal_documents, refusals_text

GOLDEN = Refusal("golden", "The golden query “gout” (line 2) passed and would fail.", "--allow golden")
ARTICLES = Refusal("articles", "11 of 100 articles would be gone.\x1b[2J", "--allow articles")
VERIFY = Refusal("verify", "The index that was built is not whole.", None)


def test_each_reason_is_a_line_and_each_override_is_listed_once():
    assert refusals_text([GOLDEN, GOLDEN, ARTICLES]).plain.splitlines() == [
        "refused (golden): The golden query “gout” (line 2) passed and would fail.",
        "refused (golden): The golden query “gout” (line 2) passed and would fail.",
        "refused (articles): 11 of 100 articles would be gone.\ufffd[2J",
        "If this is what you want, publish with --allow golden --allow articles, or --force.",
    ]


def test_no_option_is_offered_where_none_helps():
    assert refusals_text([GOLDEN, VERIFY]).plain.splitlines()[-1] == (
        "No option publishes an index that is not whole. Run the reindex again."
    )
    assert refusals_text([]).plain == ""


def test_the_json_document_has_gate_reason_and_override():
    assert [document["override"] for document in refusal_documents([GOLDEN, VERIFY])] == [
        "--allow golden",
        None,
    ]
