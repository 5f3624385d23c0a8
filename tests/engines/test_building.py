"""Building an index, and taking one further in a folder of its own."""

import hashlib
import os
import random
import shutil

import pytest

from indexer.engines import open_engine
from indexer.engines.base import SearchRequest
from indexer.query.tree import Everything, Or, Phrase, Term


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture
def base(engine_name, article, add, tmp_path):
    """A sealed index of two articles."""
    with open_engine(engine_name, tmp_path / "base").builder() as builder:
        add(builder, article("a", "gout", "fever"), article("b", "gout cough"))
    return tmp_path / "base"


@pytest.fixture(params=["copied", "linked"])
def further(request, engine_name, base, tmp_path):
    """A builder over the index in a new folder, its files copied or hard-linked."""
    folder = tmp_path / "further"
    shutil.copytree(base, folder, copy_function=os.link if request.param == "linked" else shutil.copy2)
    return lambda: open_engine(engine_name, folder).builder()


def test_leaving_by_an_exception_leaves_nothing_behind(engine_name, article, add, tmp_path):
    with pytest.raises(KeyboardInterrupt), open_engine(engine_name, tmp_path / "index").builder() as builder:
        add(builder, article("a", "gout"))
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_sealed_index_holds_no_locks_or_temporary_files(engine_name, base, opened):
    before = digests(base)
    opened(base).search(SearchRequest(Everything()))
    assert digests(base) == before
    assert not [name for name in before if "lock" in name.lower() or "tmp" in name.lower()]


def test_an_open_index_answers_on_while_its_folder_is_deleted(build, article, matches, tmp_path):
    """A reindex prunes old generations while a search may still be reading one."""
    engine = build(article("a", "gout", "fever"), article("b", "gout cough"))
    shutil.rmtree(tmp_path / "index0")
    assert matches(engine, Or((Term("gout"), Phrase(("gout", "cough"), (0, 1))))) == {"a/s0", "b/s0"}
    assert [section.text for section in engine.article("a").sections] == ["gout", "fever"]
    assert list(engine.lexicon().complete("gou", 5)) == ["gout"]


def test_an_index_is_taken_further_and_the_former_stays_as_it_was(
    further, article, add, base, opened, matches, tmp_path
):
    before = digests(base)
    with further() as builder:
        builder.remove("a")
        add(builder, article("c", "gout rash"))
    engine = opened(tmp_path / "further")
    assert matches(engine, Everything()) == {"b/s0", "c/s0"}
    assert matches(engine, Term("gout")) == {"b/s0", "c/s0"}
    assert engine.article("a") is None and engine.sections(["a/s0"]) == {}
    assert [one.id for one in engine.articles(9)] == ["b", "c"]
    facts = engine.describe()
    assert (facts.articles, facts.sections) == (2, 2)
    assert digests(base) == before
    assert matches(opened(base), Everything()) == {"a/s0", "a/s1", "b/s0"}


def test_failing_to_take_an_index_further_leaves_the_former_alone(further, article, add, base, tmp_path):
    before = digests(base)
    with pytest.raises(RuntimeError), further() as builder:
        builder.remove("a")
        add(builder, article("c", "gout"))
        raise RuntimeError
    assert digests(base) == before
    assert not (tmp_path / "further").exists()


def test_words_of_removed_articles_are_not_suggested_any_more(further, article, add, opened, tmp_path):
    with further() as builder:
        builder.remove("b")
        add(builder, article("c", "coughing"))
    engine = opened(tmp_path / "further")
    assert list(engine.lexicon().complete("co", 5)) == ["coughing"]
    assert list(engine.lexicon().complete("go", 5)) == ["gout"]


def test_removing_what_is_not_there_is_no_error(further, opened, matches, tmp_path):
    with further() as builder:
        for unknown in ("nobody", "", "\ud800", "a/s0"):
            builder.remove(unknown)
    assert matches(opened(tmp_path / "further"), Everything()) == {"a/s0", "a/s1", "b/s0"}


def test_a_section_added_again_replaces_the_former(engine_name, article, add, opened, matches, tmp_path):
    with open_engine(engine_name, tmp_path / "index").builder() as builder:
        add(builder, article("a", "gout", "fever"), article("b", "x"), article("a", "cough"))
    engine = opened(tmp_path / "index")
    assert matches(engine, Everything()) == {"a/s0", "a/s1", "b/s0"}
    assert matches(engine, Term("gout")) == set()
    assert matches(engine, Term("cough")) == {"a/s0"}
    assert [section.text for section in engine.article("a").sections] == ["cough", "fever"]
    assert list(engine.lexicon().complete("gou", 5)) == []


def test_a_section_added_to_an_existing_index_replaces_the_former(
    further, article, add, opened, matches, tmp_path
):
    with further() as builder:
        add(builder, article("a", "rash"))
    engine = opened(tmp_path / "further")
    assert matches(engine, Term("gout")) == {"b/s0"}
    assert matches(engine, Term("rash")) == {"a/s0"}
    assert engine.describe().sections == 3


def test_an_article_added_and_removed_at_once_is_gone(engine_name, article, add, opened, matches, tmp_path):
    with open_engine(engine_name, tmp_path / "index").builder() as builder:
        add(builder, article("a", "gout"), article("b", "fever"))
        builder.remove("a")
        add(builder, article("c", "gout"))
        builder.remove("c")
        add(builder, article("c", "cough"))
    engine = opened(tmp_path / "index")
    assert matches(engine, Everything()) == {"b/s0", "c/s0"}
    assert matches(engine, Term("gout")) == set()


def test_an_index_of_nothing_answers_everything_with_nothing(build):
    engine = build()
    hits = engine.search(SearchRequest(Or((Everything(), Term("gout")))))
    assert (hits.articles, hits.total_articles, hits.partial) == ((), 0, False)
    assert engine.article("a") is None and list(engine.articles(5)) == []
    assert (
        list(engine.lexicon().complete("go", 5))
        == list(engine.lexicon().spelling_candidates("gout", 5))
        == []
    )
    assert engine.describe().sections == 0


def test_an_index_can_be_emptied_and_filled_again(further, article, add, opened, matches, tmp_path):
    with further() as builder:
        builder.remove("a")
        builder.remove("b")
    assert matches(opened(tmp_path / "further"), Everything()) == set()
    with further() as builder:
        add(builder, article("z", "gout"))
    assert matches(opened(tmp_path / "further"), Term("gout")) == {"z/s0"}


def test_any_sequence_of_changes_ranks_as_an_index_made_at_once(
    engine_name, article, add, opened, build, tmp_path
):
    choose = random.Random(11)
    words = ["gout", "fever", "cough", "rash", "pain"]
    articles = {}
    folder = tmp_path / "0"
    for step in range(6):
        with open_engine(engine_name, folder).builder() as builder:
            for name in choose.sample("abcdefghij", 4):
                builder.remove(name)
                articles.pop(name, None)
                if choose.random() < 0.7:
                    texts = [" ".join(choose.choices(words, k=6)) for _ in range(choose.randint(1, 3))]
                    articles[name] = article(name, *texts, title=choose.choice(words))
                    add(builder, articles[name])
        following = tmp_path / str(step + 1)
        shutil.copytree(folder, following)
        folder = following
    request = SearchRequest(Or(tuple(map(Term, words))), limit=50)
    changed, fresh = opened(folder), build(*articles.values())
    one, other = changed.search(request), fresh.search(request)
    assert [hit.article_id for hit in one.articles] == [hit.article_id for hit in other.articles]
    assert [hit.score for hit in one.articles] == pytest.approx([hit.score for hit in other.articles])
    assert (one.total_sections, one.facets) == (other.total_sections, other.facets)
    ours, theirs = changed.lexicon(), fresh.lexicon()
    for word in words:
        assert list(ours.complete(word[:2], 9)) == list(theirs.complete(word[:2], 9))
        assert list(ours.expand_prefix(word[:2])) == list(theirs.expand_prefix(word[:2]))
        assert ours.doc_freqs([word]) == theirs.doc_freqs([word])
