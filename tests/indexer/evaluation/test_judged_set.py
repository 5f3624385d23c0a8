"""Judged sets in BEIR layout, valid and broken."""

import gzip
import json

import pytest

from indexer.errors import JudgedSetError
from indexer.evaluation.judged_set import read_judged_set

CORPUS = [
    {"_id": "d1", "title": "Gout", "text": "Rest helps.", "section": "Treatment", "metadata": {}},
    {"_id": "d2", "title": "Fever", "text": "Warm.\nAnd sweaty."},
]
QUERIES = [{"_id": "q1", "text": "gout rest"}, {"_id": "q2", "text": "fever"}, {"_id": "q3", "text": "x"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq2\td2\t1\nq2\td1\t0\n"


def lines(records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(lines(CORPUS))
    (tmp_path / "queries.jsonl").write_text(lines(QUERIES))
    (tmp_path / "qrels" / "test.tsv").write_text(QRELS)
    return tmp_path


def test_only_the_queries_of_the_split_are_run(folder):
    judged = read_judged_set(folder, "test")
    assert judged.queries == {"q1": "gout rest", "q2": "fever"}
    assert judged.relevance == {"q1": {"d1": 2}, "q2": {"d2": 1, "d1": 0}}


def test_a_document_is_an_article_of_one_section(folder):
    first, second = read_judged_set(folder, "test").articles()
    assert (first.id, first.title, first.sections[0].heading) == ("d1", "Gout", "Treatment")
    assert (first.sections[0].path, first.sections[0].kind) == (("Treatment",), "treatment")
    assert (second.sections[0].heading, second.sections[0].path) == ("Fever", ())
    assert second.sections[0].text == "Warm.\nAnd sweaty."


def test_packed_files_are_read_as_well(folder):
    expected = list(read_judged_set(folder, "test").articles())
    for name in ("corpus.jsonl", "queries.jsonl"):
        with gzip.open(folder / f"{name}.gz", "wt", encoding="utf-8") as packed:
            packed.write((folder / name).read_text())
        (folder / name).unlink()
    assert list(read_judged_set(folder, "test").articles()) == expected


def test_qrels_without_a_header_and_with_windows_line_ends_are_read(folder):
    (folder / "qrels" / "test.tsv").write_bytes(b"q1\td1\t1\r\nq2\td2\t1\r\n")
    assert read_judged_set(folder, "test").relevance == {"q1": {"d1": 1}, "q2": {"d2": 1}}


def test_the_fingerprint_follows_the_documents(folder):
    before = read_judged_set(folder, "test").fingerprint()
    (folder / "queries.jsonl").write_text(lines(QUERIES[::-1]))
    assert read_judged_set(folder, "test").fingerprint() == before
    (folder / "corpus.jsonl").write_text(lines(CORPUS[::-1]))
    assert read_judged_set(folder, "test").fingerprint() != before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("qrels/test.tsv", "q1 d1 1\n", "line 1: expected query, document"),
        ("qrels/test.tsv", "q1\td1\t1.5\n", "line 1: expected query, document"),
        ("qrels/test.tsv", "q1\t0\td1\t1\n", "line 1: expected query, document"),
        ("qrels/test.tsv", "q9\td1\t1\n", "judges query 'q9', which queries.jsonl lacks"),
        ("qrels/test.tsv", b"\xff\xfe\x00", "test.tsv cannot be read"),
        ("qrels/test.tsv", "", "judges no query"),
        ("queries.jsonl", "{", "queries.jsonl cannot be read"),
        ("queries.jsonl", '{"_id": "q1"}\n', "line 1: there is no _id or no text"),
        ("queries.jsonl", "[]\n", "line 1: there is no _id or no text"),
        ("queries.jsonl", "5\n", "queries.jsonl"),
        ("queries.jsonl", b"\xff\xfe", "queries.jsonl cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(folder, name, content, said):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(JudgedSetError, match=said):
        read_judged_set(folder, "test")


@pytest.mark.parametrize(
    "content",
    [
        b"not gzip",
        gzip.compress(lines(CORPUS).encode())[:-12],
        gzip.compress(lines(CORPUS).encode())[:10] + b"\xff" * 60,
    ],
    ids=["not gzip", "cut short", "damaged"],
)
def test_a_damaged_packed_file_is_named(folder, content):
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(content)
    with pytest.raises(JudgedSetError, match="corpus.jsonl.gz cannot be read"):
        list(read_judged_set(folder, "test").articles())


@pytest.mark.parametrize("change", [{"section": ["a"]}, {"section": 5}, {"title": None}, {"text": None}])
def test_odd_values_in_a_document_are_no_crash(folder, change):
    (folder / "corpus.jsonl").write_text(lines([CORPUS[0] | change]))
    assert len(list(read_judged_set(folder, "test").articles())) == 1


def test_missing_files_and_splits_are_named(folder, tmp_path):
    with pytest.raises(JudgedSetError, match="dev.tsv cannot be read .*Name another with --split"):
        read_judged_set(folder, "dev")
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(JudgedSetError, match="neither corpus.jsonl nor corpus.jsonl.gz"):
        read_judged_set(folder, "test")
    with pytest.raises(JudgedSetError):
        read_judged_set(tmp_path / "nowhere", "test")
