"""SurfaceForm: corrections of misspelled words by the words that a corpus has."""

import time

import pytest

from corpus import read_article
from indexer.analysis.phonetic_key import phonetic_key, phonetic_spelling
from indexer.documents.sections import indexed_sections
from indexer.engines import open_engine
from indexer.engines.base import SearchRequest
from indexer.generations.generations import Generations
from indexer.query.parser import parse
from indexer.rewriting.spelling.corrections import MAX_CORRECTIONS, Correction, correct
from indexer.rewriting.spelling.lookalikes import is_drug_like, lookalikes

TEXT = """
People with diabetes and people with diabetic neuropathy need treatment. Symptoms of pneumonia are fever and
cough. In rheumatoid arthritis the joints hurt; immunoglobulin helps some. Hemorrhoids, psoriasis, eczema,
asthma, schizophrenia and Alzheimer's disease are other conditions, and so is Guillain-Barré syndrome. High
blood pressure and a headache, or several headaches, may follow. The doctor may give hydroxyzine, hydralazine,
or celecoxib. A diagnosis of cellulitis needs care. Cellular changes and lacunae were seen in the colon. High
cholesterol, an inflamed appendix, and sciatica. Perhaps Sjögren disease. Anemia and edema are treated. Core
and vitamin, dysphonia, heart, breast, kidney; pneumothorax and hypoglycemia. Celexa and Celebrex are drugs.
Epilepsy with seizures. Chest pain. Diarrhea. Tumors. MELAS is a syndrome. An eyelid and the eyelids. Nature.
"""


@pytest.fixture(scope="module")
def engine(page, tmp_path_factory):
    paragraphs = "</p><p>".join(TEXT.strip().split(". "))
    article = read_article(page("An overview", intro=paragraphs).encode())
    folder = tmp_path_factory.mktemp("spelling") / "index"
    with open_engine("whoosh", folder).builder() as builder:
        for section in indexed_sections(article):
            builder.add(section)
    opened = open_engine("whoosh", folder).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def occurs(engine):
    """Whether a phrase occurs in the corpus."""
    return lambda phrase: engine.search(SearchRequest(phrase)).total_sections > 0


@pytest.fixture(scope="module")
def corrections(engine, occurs):
    """The corrections of a query, of which a list knows some words."""

    def read(text, *known):
        return correct(parse(text).words, engine.lexicon(), lambda word: word in known, occurs)

    return read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diabetis", "diabetes"),
        ("alzhiemers", "Alzheimer's"),
        ("neumonia", "pneumonia"),
        ("rheumatiod", "rheumatoid"),
        ("immunoglobin", "immunoglobulin"),
        ("neuropothy", "neuropathy"),
        ("treatmant", "treatment"),
        ("symtoms", "symptoms"),
        ("soriasis", "psoriasis"),
        ("diahreea", "diarrhea"),
        ("scizophrenia", "schizophrenia"),
        ("cholestrol", "cholesterol"),
        ("siezures", "seizures"),
        ("hedache", "headache"),
        ("Sjögrn", "Sjögren"),
        ("guilain-barré", "Guillain-Barré"),
    ],
)
def test_a_clear_misspelling_is_corrected_as_the_corpus_writes_the_word(corrections, typed, meant):
    (found,) = corrections(f"fever {typed}")
    assert (found.before, found.after, found.confident) == (typed, meant, True)
    assert found.word == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diareah", "diarrhea"),  # three edits, the same to the ear
        ("alzimers", "Alzheimer's"),
        ("astma", "asthma"),
        ("kidnee", "kidney"),
        ("rumatoid", "rheumatoid"),
    ],
)
def test_more_is_sure_where_the_word_meant_is_part_of_a_name_in_a_list(corrections, typed, meant):
    (found,) = corrections(typed, meant.lower())
    assert (found.after, found.confident) == (meant, True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exema", "eczema"),
        ("azma", "asthma"),
        ("siatica", "sciatica"),
        ("hemroids", "hemorrhoids"),
        ("newmonia", "pneumonia"),
        ("skitzofrenia", "schizophrenia"),
        ("diarea", "diarrhea"),
        ("kidny", "kidney"),
    ],
)
def test_a_word_spelled_by_ear_is_corrected(corrections, typed, meant):
    (found,) = corrections(typed)
    assert found.after == meant


@pytest.mark.parametrize(
    "query",
    [
        "diabetes",
        "DIABETES",
        "seizure symptom treatments",  # other inflections of what the corpus has
        "sjogren guillain barre",  # without its accents
        "anaemia oedema tumour diarrhoea",  # as Britain writes it
        "Guillain-Barré",
        "diabetees2 pneumoni4 0.5mgg 100mgs",  # numbers
        "mmol kcal",
        '"diabetis pneumona"',
        "MELS CELX",
        "SNPs",
        "lmn",
        "qqqqqqqq wwwwwwwwww",
        "糖尿病 диабет",
        "",
    ],
)
def test_words_that_must_not_be_touched_are_not(corrections, query):
    assert corrections(query) == ()


def test_a_word_that_a_list_knows_is_not_corrected(corrections):
    assert corrections("diabetis")
    assert corrections("diabetis", "diabetis") == ()


def test_acronyms_are_left_alone_but_not_in_a_query_all_in_capitals(corrections):
    assert corrections("DIABETIS and fever") == ()
    (found,) = corrections("DIABETIS FEVER")
    assert found.after == "diabetes"


@pytest.mark.parametrize(
    "real", ["cellulite", "acellular", "lacunar", "natura", "colon", "cored", "dysphoria"]
)
def test_a_word_with_another_ending_or_a_prefix_is_never_corrected_for_sure(corrections, real):
    assert not any(found.confident for found in corrections(real))


@pytest.mark.parametrize("right", ["heat", "nurture", "beast", "colour", "prostate", "reindeer", "please"])
def test_an_english_word_that_the_corpus_does_not_have_is_left_alone(corrections, right):
    assert corrections(f"{right} treatment") == ()


@pytest.mark.parametrize("right", ["hyperglycemia", "hypocalcemia"])
def test_the_opposite_condition_is_never_searched(corrections, right):
    assert not any(found.confident for found in corrections(right))


def test_in_a_long_message_only_near_spellings_are_sure(corrections):
    message = "doctor said fever cough headaches treatment kidney symptoms "
    (far,) = corrections(message + "numonia", "pneumonia")
    (near,) = corrections(message + "diarrea", "diarrhea")
    assert not far.confident
    assert (near.after, near.confident) == ("diarrhea", True)


def test_a_stop_word_with_a_slip_is_not_corrected_to_another_word(corrections):
    assert not any(found.confident for found in corrections("whar causes fever"))


def test_look_alike_drugs_are_offered_and_never_applied(corrections):
    (found,) = corrections("hydroxizine dose")
    assert found.after == "hydroxyzine"
    assert not found.confident
    assert "hydralazine" in found.others


def test_the_name_of_a_drug_is_never_taken_for_another(corrections):
    for name in ("hydroxyurea", "celexa", "cerebyx", "losartan", "lamisil"):
        assert corrections(name) == ()
    assert corrections("celecoxip") == () or not corrections("celecoxip")[0].confident


def test_words_run_together_are_split_where_the_corpus_has_them_side_by_side(corrections):
    (found,) = corrections("bloodpressure")
    assert found == Correction(0, "bloodpressure", "blood pressure", confident=True)
    assert corrections("coughcore") == ()


def test_three_words_run_together_are_split(corrections):
    (found,) = corrections("highbloodpressure")
    assert found == Correction(0, "highbloodpressure", "high blood pressure", confident=True)


def test_one_word_run_together_is_looked_up_for_a_query(corrections):
    (found,) = corrections("bloodpressure chestpain")
    assert found.before == "bloodpressure"
    assert len(corrections("bloodpressure or bloodpressure")) == 2  # one look-up for both


def test_a_word_written_as_two_is_joined(corrections):
    (found,) = corrections("causes of pneumo thorax")
    assert (found.before, found.after, found.confident) == ("pneumo thorax", "pneumothorax", True)


def test_at_most_three_words_of_a_query_are_corrected(corrections):
    found = corrections("diabetis neumonia rheumatiod artritis immunoglobin soriasis " * 2)
    assert len(found) == MAX_CORRECTIONS
    assert [one.word for one in found] == [0, 1, 2]


def test_others_are_no_inflections_of_the_first(corrections):
    (found,) = corrections("headahce")
    assert found.after == "headache"
    assert "headaches" not in found.others


def test_a_name_with_a_hyphen_is_corrected_in_its_wrong_part_only(corrections):
    (found,) = corrections("guilain-barre syndrome", "syndrome")
    assert (found.before, found.after.lower()) == ("guilain-barre", "guillain-barre")


def test_the_name_of_a_drug_that_the_corpus_does_not_have_is_left_alone(corrections):
    for name in ("betadine", "linzess", "cervidil", "norvasc"):
        assert corrections(name) == ()


def test_a_query_of_sixteen_unknown_words_is_corrected_fast(corrections):
    words = " ".join(f"{'abcdefghijklmnop'[at]}iabetsi" for at in range(16))
    corrections(words)
    began = time.perf_counter()
    corrections(words)
    assert time.perf_counter() - began < 0.2


@pytest.mark.parametrize(
    "word", ["a" * 500, "é" * 39, "'" * 9, "a'a'a'a", "ſſſſ", "ﬁﬁﬁﬁ", "ªªªª", "İİİİ", "x‐" * 9]
)
def test_odd_words_are_no_error(corrections, word):
    for found in corrections(f"fever {word}"):
        assert not found.confident


def test_the_sample_corpus_corrects_its_own_subjects(sample_data):
    generations = Generations(sample_data)
    engine = open_engine("whoosh", generations.folder(generations.current())).open()
    for typed, meant in [
        ("immunoglobin therapy", "immunoglobulin"),
        ("multifocal motor neuropothy", "neuropathy"),
    ]:
        (found,) = correct(parse(typed).words, engine.lexicon(), lambda word: False, lambda phrase: False)
        assert (found.after, found.confident) == (meant, True)
    engine.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("newmonia", "pneumonia"),
        ("sykosis", "psychosis"),
        ("exema", "eczema"),
        ("azma", "asthma"),
        ("siroses", "cirrhosis"),
        ("rumatoid", "rheumatoid"),
        ("fisical", "physical"),
        ("zerostomia", "xerostomia"),
        ("alzimers", "Alzheimer's"),
        ("menière", "meniere"),
    ],
)
def test_words_that_sound_the_same_have_the_same_phonetic_key(one, other):
    assert phonetic_key(one) == phonetic_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypertension", "hypotension"), ("fever", "favor"), ("ileum", "ulem"), ("gout", "goat")],
)
def test_words_that_sound_different_have_different_phonetic_spellings(one, other):
    assert phonetic_spelling(one) != phonetic_spelling(other)


def test_each_look_alike_names_the_others_of_its_groups():
    pairs = lookalikes()
    assert len(pairs) > 200
    assert "hydralazine" in pairs["hydroxyzine"]
    assert "hydroxyzine" in pairs["hydralazine"]
    assert all(name == name.strip().lower() and name not in others for name, others in pairs.items())
    assert is_drug_like("nosuchapril")
    assert not is_drug_like("cholesterol")
