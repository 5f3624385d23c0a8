"""Judged sets through the very search that readers use."""

import json

import pytest

from indexer.errors import EngineError, JudgedSetError
from indexer.evaluate import evaluate
from indexer.generations.lock import writer_lock

pytest.importorskip("ir_measures", reason="needs the extra `evaluate`")


@pytest.fixture
def judged(tmp_path):
    """Writes a judged set: documents by id to text, queries by id to text, and what answers which."""

    def write(documents, queries, qrels, name="set"):
        folder = tmp_path / name
        (folder / "qrels").mkdir(parents=True, exist_ok=True)
        records = [{"_id": key, "title": "", "text": text} for key, text in documents.items()]
        (folder / "corpus.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        asked = [{"_id": key, "text": text} for key, text in queries.items()]
        (folder / "queries.jsonl").write_text("".join(json.dumps(record) + "\n" for record in asked))
        rows = [f"{query}\t{document}\t{grade}\n" for query, document, grade in qrels]
        (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows))
        return folder

    return write


DOCUMENTS = {"g": "gout hurts the toe", "f": "fever and cough", "r": "a rash itches"}


def test_a_perfect_ranking_measures_one(judged, tmp_path):
    folder = judged(DOCUMENTS, {"1": "gout", "2": "fever"}, [("1", "g", 1), ("2", "f", 1)])
    found = evaluate(folder, cache=tmp_path / "cache")
    assert found.measures == {"nDCG@10": 1.0, "R@100": 1.0, "RR@10": 1.0, "P@5": 0.2}
    assert (found.queries, found.documents, found.engine, found.refused) == (2, 3, "whoosh", ())
    assert 0 < found.p50_ms <= found.p95_ms


def test_queries_without_an_answer_count_as_nothing(judged, tmp_path):
    queries = {"1": "gout", "2": "nothing matches", "3": "x" * 2_001, "4": "the of"}
    folder = judged(DOCUMENTS, queries, [(query, "g", 1) for query in queries])
    found = evaluate(folder, cache=tmp_path / "cache")
    assert found.measures["nDCG@10"] == pytest.approx(0.25)
    assert found.refused == ("3",)


def test_when_no_query_is_answered_all_measures_are_nothing(judged, tmp_path):
    found = evaluate(judged(DOCUMENTS, {"1": "xyzzy"}, [("1", "g", 1)]), cache=tmp_path / "cache")
    assert set(found.measures.values()) == {0.0}


def test_the_index_is_cached_until_the_documents_change(judged, tmp_path):
    cache = tmp_path / "cache"
    folder = judged(DOCUMENTS, {"1": "gout"}, [("1", "g", 1)])
    evaluate(folder, cache=cache)
    (kept,) = cache.iterdir()
    built = (kept / "CURRENT").stat().st_mtime_ns
    evaluate(folder, cache=cache)
    assert [path.name for path in cache.iterdir()] == [kept.name]
    assert (kept / "CURRENT").stat().st_mtime_ns == built
    judged(DOCUMENTS | {"n": "new"}, {"1": "gout"}, [("1", "g", 1)])
    assert evaluate(folder, cache=cache).documents == 4


def test_a_damaged_cached_index_is_built_anew(judged, tmp_path):
    folder = judged(DOCUMENTS, {"1": "gout"}, [("1", "g", 1)])
    evaluate(folder, cache=tmp_path / "cache")
    (words,) = (tmp_path / "cache").glob("*/generations/*/words.tsv")
    words.write_text("damaged")
    assert evaluate(folder, cache=tmp_path / "cache").measures["nDCG@10"] == 1.0


def test_a_document_given_twice_is_one_document(judged, tmp_path):
    folder = judged(DOCUMENTS, {"1": "gout"}, [("1", "g", 1)])
    text = (folder / "corpus.jsonl").read_text()
    (folder / "corpus.jsonl").write_text(text + text)
    assert evaluate(folder, cache=tmp_path / "cache").documents == 3


def test_a_set_without_documents_gives_an_error_message_or_no_results(judged, tmp_path):
    folder = judged({}, {"1": "gout"}, [("1", "g", 1)])
    try:
        assert evaluate(folder, cache=tmp_path / "cache").documents == 0
    except JudgedSetError as error:
        assert str(error).endswith(".")


def test_an_unknown_engine_is_named_with_those_there_are(judged, tmp_path):
    folder = judged(DOCUMENTS, {"1": "gout"}, [("1", "g", 1)])
    with pytest.raises(EngineError, match="no engine 'lucene'; choose one of: whoosh"):
        evaluate(folder, engine="lucene", cache=tmp_path / "cache")


def test_a_cached_index_is_searched_while_another_evaluation_writes(judged, tmp_path):
    folder = judged(DOCUMENTS, {"1": "gout"}, [("1", "g", 1)])
    evaluate(folder, cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    with writer_lock(kept):
        assert evaluate(folder, cache=tmp_path / "cache").measures["nDCG@10"] == 1.0
