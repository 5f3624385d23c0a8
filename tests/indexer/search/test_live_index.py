"""What is published or written while searches go on: nobody waits for it, and what is broken is left."""

import shutil
import time
from threading import Event

import pytest

import indexer.search.live_index as live_module
from indexer.errors import SynonymError
from indexer.search.searcher import Searcher


@pytest.fixture
def copied(sample_data, tmp_path):
    shutil.copytree(sample_data, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("gout = toe fire\n")
    return path


@pytest.fixture
def opened(copied):
    """Opens searchers over the copy, and closes them."""
    found = []

    def call(**options):
        found.append(Searcher.open(copied, **options))
        return found[-1]

    yield call
    for searcher in found:
        searcher.close()


def publish(data, number):
    """Makes a copy of the first generation the live one."""
    shutil.copytree(data / "generations" / "000001", data / "generations" / f"{number:06d}")
    (data / "CURRENT").write_text(f"{number}\n")


def until(reached, seconds=30):
    """Waits for what another thread does."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def names(searcher, text="gout"):
    return [step.after for step in searcher.search(text).steps if step.step == "synonym"]


def test_a_searcher_for_one_search_takes_up_a_new_generation_at_once(copied, opened):
    searcher = opened()
    publish(copied, 2)
    searcher.search("gout")
    assert searcher.generation == 2


def test_no_reader_waits_for_a_new_generation_to_be_opened(copied, opened, monkeypatch):
    """The opening is held up; searches before, meanwhile and after are answered all the same."""
    searcher = opened(in_background=True)
    before = searcher.search("gout treatment").articles
    go_on = Event()
    real = live_module.open_engine

    def slowly(name, folder):
        assert go_on.wait(30)
        return real(name, folder)

    monkeypatch.setattr(live_module, "open_engine", slowly)
    publish(copied, 2)
    for _ in range(3):
        assert searcher.search("gout treatment").articles == before
        assert searcher.generation == 1
    go_on.set()
    until(lambda: searcher.generation == 2)
    assert searcher.search("gout treatment").articles == before


def test_a_new_generation_is_warm_before_it_answers(copied, opened):
    searcher = opened(in_background=True)
    publish(copied, 2)
    until(lambda: searcher.generation == 2)
    engine = searcher._now().engine
    for ask in (
        lambda: engine.lexicon().spelling_candidates("neuropthy", 5),
        lambda: engine.lexicon().senses("MMN"),
        lambda: engine.lexicon().surface_forms(["gout"]),
        lambda: engine.lexicon().complete("neur", 5),
    ):
        started = time.thread_time()
        ask()
        first = time.thread_time() - started
        assert first < 0.02  # cold: 0.1 to 0.3 s over 5,000 articles


def test_a_new_generation_that_is_damaged_leaves_the_former_one_answering_in_the_background(copied, opened):
    searcher = opened(in_background=True)
    publish(copied, 2)
    (copied / "generations" / "000002" / "words.tsv").write_text("damaged")
    until(lambda: searcher.problem)
    assert "words.tsv is damaged" in searcher.problem
    assert searcher.generation == 1 and searcher.search("gout").articles


@pytest.mark.parametrize("in_background", [False, True])
def test_a_changed_list_is_in_force_without_a_restart(opened, own, in_background):
    searcher = opened(synonyms=own, in_background=in_background)
    assert "toe fire" in names(searcher)[0]
    own.write_text("gout = podagra of kings\n")
    until(lambda: "podagra of kings" in names(searcher)[0])
    assert "toe fire" not in names(searcher)[0]


@pytest.mark.parametrize("in_background", [False, True])
@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b"gout = podagra\nbelly\n", "own.txt, line 2: "),
        (b"gout = \xff\xfe\n", "own.txt, line 1: this is not UTF-8"),
        (None, "own.txt cannot be read"),
    ],
    ids=["a wrong line", "no UTF-8", "gone"],
)
def test_a_list_that_is_broken_later_leaves_the_last_good_one_in_force(
    opened, own, in_background, broken, said
):
    searcher = opened(synonyms=own, in_background=in_background)
    if broken is None:
        own.unlink()
    else:
        own.write_bytes(broken)
    until(lambda: searcher.list_problem)
    assert said in searcher.list_problem and str(own.parent) not in searcher.list_problem
    assert "toe fire" in names(searcher)[0]
    own.write_text("gout = mended fire\n")
    until(lambda: "mended fire" in names(searcher)[0])
    assert searcher.list_problem is None


def test_a_broken_list_stays_a_problem_when_a_generation_is_published(copied, opened, own):
    searcher = opened(synonyms=own)
    own.write_text("belly\n")
    assert searcher.list_problem
    publish(copied, 2)
    assert "toe fire" in names(searcher)[0]
    assert searcher.generation == 2 and searcher.list_problem


def test_a_searcher_that_starts_with_a_broken_list_says_so(opened, own):
    own.write_text("belly\n")
    with pytest.raises(SynonymError, match=r"own\.txt, line 1: "):
        opened(synonyms=own)
