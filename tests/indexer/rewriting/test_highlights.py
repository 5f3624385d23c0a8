"""Highlights of a rewritten query: words with their other names."""

import pytest

from indexer.query.parser import parse
from indexer.query.tree import Phrase
from indexer.rewriting.composition import Composer, OtherName
from indexer.rewriting.expansion import name_clause
from indexer.rewriting.gaps import NameTest
from indexer.rewriting.intent.intent import intent_of
from indexer.rewriting.phrase_lookup import PhraseLookup
from indexer.rewriting.synonyms.synonyms import Synonyms
from indexer.snippets.snippets import snippet, spans


class Everywhere(PhraseLookup):
    """Every phrase occurs."""

    def __init__(self):
        super().__init__(None)

    def occurs(self, query):
        return True


@pytest.fixture
def rewritten(lexicon):
    """A query in which `names` gives the number of a word its other names."""

    def make(text, **names):
        parsed = parse(text)
        others = [
            OtherName(at, at, name, name_clause(name), 0.2, 1.0)
            for number, found in names.items()
            for at in [int(number.removeprefix("word"))]
            for name in found
        ]
        intent = intent_of(text, parsed.words)
        names_of = NameTest(Synonyms(()), frozenset())
        return Composer(parsed, others, intent, lexicon, Everywhere(), names_of).composed(text, ())

    return make


def marked(text, query):
    return [text[start:end] for start, end, _ in spans(text, query.highlights)]


def test_another_name_is_marked_as_a_whole_and_not_beside_a_word_of_it(rewritten):
    query = rewritten("belly pain", word0=["upper abdomen", "pain zone"])
    assert marked("The upper abdomen hurts.", query) == ["upper abdomen"]
    assert marked("The abdomen hurts.", query) == []
    assert marked("The pain zone hurts.", query) == ["pain"]


def test_a_word_and_its_other_names_are_one_thing_beside_other_words(rewritten):
    query = rewritten("belly rash", word0=["abdomen"])
    text = "belly, abdomen, rash"
    found = {text[start:end]: number for start, end, number in spans(text, query.highlights)}
    assert found["belly"] == found["abdomen"] != found["rash"]


def test_a_word_alone_and_its_other_names_are_one_thing_too(rewritten):
    query = rewritten("belly", word0=["abdomen"])
    assert len({number for _, _, number in spans("belly, abdomen", query.highlights)}) == 1


def test_words_that_only_carry_the_question_are_marked(rewritten):
    assert marked("The symptoms of gout", rewritten("symptoms of gout")) == ["symptoms", "gout"]


@pytest.mark.parametrize(
    "text", ["gout -fever", "gout cough -fever", '"dry cough" rash title:fever in:causes']
)
def test_what_is_excluded_filtered_or_in_another_field_is_not_marked(rewritten, text):
    assert "fever" not in marked("gout, fever, dry cough, rash", rewritten(text))


def test_neighbours_that_only_rank_are_not_highlighted_as_a_phrase(rewritten):
    leaves = [leaf for one in rewritten("dry cough").highlights for leaf, *_ in one.leaves]
    assert leaves and not any(isinstance(leaf, Phrase) for leaf in leaves)


def test_an_exclusion_leaves_the_words_of_a_query_apart(rewritten):
    far = "A rash may come. " + "The clinic is open on weekdays for families. " * 8 + "A cough may follow. "
    query = rewritten("rash cough measles -fever")
    shown = snippet(far + far, query.highlights).html
    assert "<mark>rash</mark>" in shown and "<mark>cough</mark>" in shown
