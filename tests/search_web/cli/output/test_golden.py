"""Golden queries that regressed or were fixed, as text and as JSON."""

from indexer.golden.golden_queries import GoldenChanges, GoldenQuery, GoldenResult
from search_web.cli.output.golden import golden_changes_document, golden_changes_text


def test_golden_changes_show_the_query_its_line_and_the_reasons():
    golden = GoldenQuery(7, "gout diet", ("Gout # Diet",), (), 3)
    failed = GoldenResult(golden, ("“Gout # Diet” is at rank 4, wanted within 3.",), (), ())
    passed = GoldenResult(golden, (), (), ())
    changes = GoldenChanges((failed,), (passed,), (failed,))
    assert golden_changes_text(changes).plain.splitlines() == [
        "regressed: “gout diet” (line 7)",
        "   “Gout # Diet” is at rank 4, wanted within 3.",
        "fixed: “gout diet” (line 7)",
        "still failing: “gout diet” (line 7)",
        "   “Gout # Diet” is at rank 4, wanted within 3.",
    ]
    assert golden_changes_document(changes)["regressed"][0]["line"] == 7
