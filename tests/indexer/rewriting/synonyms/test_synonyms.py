"""Synonyms: words of a query that are expanded, their names, and words that never are."""

import time

import pytest

from indexer.query.parser import parse
from indexer.rewriting.synonyms.list_file import load_list, parse_list, read_list
from indexer.rewriting.synonyms.synonyms import MAX_MATCHES, MAX_NAMES, SHIPPED, Synonyms

LISTS = SHIPPED[0].parent


def words(text):
    """The plain words of a query."""
    return parse(text).words


def expanded(lists, text):
    """The words that are expanded, as typed, with their names."""
    of = words(text)
    return {" ".join(word.text for word in of[w.first : w.last + 1]): list(w.names) for w in lists.find(of)}


def listed(*texts):
    return Synonyms(parse_list(text, "list").entries for text in texts)


@pytest.fixture(scope="module")
def shipped():
    return Synonyms.load()


def test_a_term_is_expanded_both_ways_or_one_way_as_its_line_says():
    lists = listed("heart attack = myocardial infarction\nskin cancer => melanoma")
    assert expanded(lists, "heart attack pain") == {"heart attack": ["myocardial infarction"]}
    assert expanded(lists, "myocardial infarction") == {"myocardial infarction": ["heart attack"]}
    assert expanded(lists, "skin cancer") == {"skin cancer": ["melanoma"]}
    assert expanded(lists, "melanoma") == {}


def test_the_longest_term_wins():
    lists = listed("heart = cardiac\nheart attack = myocardial infarction\nattack = assault")
    assert expanded(lists, "heart attack") == {"heart attack": ["myocardial infarction"]}
    assert expanded(lists, "heart pain") == {"heart": ["cardiac"]}


def test_terms_never_overlap():
    lists = listed("kidney failure = renal failure\nheart kidney = x1\nfailure of growth = stunting")
    assert expanded(lists, "heart kidney failure growth") == {
        "heart kidney": ["x1"],
        "failure growth": ["stunting"],
    }


@pytest.mark.parametrize("text", ["cancer of the breast", "cancers of breast", "Cancer breast"])
def test_stop_words_and_endings_make_no_difference(text):
    (names,) = expanded(listed("cancer of the breast = breast carcinoma"), text).values()
    assert names == ["breast carcinoma"]


def test_accents_make_no_difference():
    assert expanded(listed("Ménière disease = endolymphatic hydrops"), "meniere disease")


def test_an_acronym_alone_counts_in_capitals_and_beside_a_word_in_any_letters():
    lists = listed("GIST => gastrointestinal stromal tumor\nCAT scan = computed tomography")
    assert expanded(lists, "GIST treatment") == {"GIST": ["gastrointestinal stromal tumor"]}
    assert expanded(lists, "the gist") == {}
    assert expanded(lists, "cat scan") == {"cat scan": ["computed tomography"]}
    assert expanded(lists, "CAT scans") == {"CAT scans": ["computed tomography"]}


def test_letters_and_numbers_distinguish_terms():
    lists = listed("vitamin A = retinol\nhepatitis B = HBV infection\ntype 2 diabetes = adult-onset diabetes")
    assert expanded(lists, "vitamin a") == {"vitamin a": ["retinol"]}
    for other in ("vitamin", "vitamin d", "hepatitis", "hepatitis c", "type 1 diabetes", "diabetes type"):
        assert expanded(lists, other) == {}


def test_every_word_of_the_lists_is_known():
    lists = listed("Guinon's disease = motor-verbal tic disorder\nGIST => gastric tumor")
    assert all(map(lists.knows, ("guinon", "motor", "tics", "disorders", "gist")))
    assert not lists.knows("guinan")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("webbing of fingers = syndactyly", "webbed fingers"),
        ("the bends = decompression sickness", "bends"),
        ("x ray = radiograph", "x-ray"),
        ("T-cell cancer = lymphoma", "t cell cancer"),
        ("feet pain = podalgia", "foot pain"),
        ("lice = pediculosis", "louse"),
        ("oesophagus cancer = gullet cancer", "esophagus cancer"),
        ("sulphur allergy = thioallergy", "sulfur allergies"),
        ("β-blocker = propranolol", "beta blockers"),
        ("Ménière disease = hydrops", "meniere's disease"),
        ("eyes = oculi", "eye"),
        ("corpora lutea = yellow body", "corpus luteum"),
        ("1,4-dioxane = diethylene oxide", "1,4-dioxane"),
    ],
)
def test_a_term_is_found_however_its_words_are_inflected_or_spelled(line, text):
    assert expanded(listed(line), text)


def test_the_names_of_a_name_are_not_followed():
    assert expanded(listed("a1 = b1\nb1 = c1"), "a1") == {"a1": ["b1"]}


def test_cycles_of_names_end():
    lists = listed("a1 => b1\nb1 => c1\nc1 => a1")
    assert [expanded(lists, text) for text in ("a1", "b1", "c1")] == [
        {"a1": ["b1"]},
        {"b1": ["c1"]},
        {"c1": ["a1"]},
    ]


def test_duplicates_are_merged_in_the_order_of_the_lists():
    lists = listed("belly => tummy", "belly = abdomen, tummy\nbelly = Abdomens")
    assert expanded(lists, "belly") == {"belly": ["tummy", "abdomen"]}


def test_a_name_that_contains_the_term_is_left_out():
    lists = listed("seizure = seizure disorder, convulsion")
    assert expanded(lists, "seizure") == {"seizure": ["convulsion"]}
    assert expanded(lists, "seizure disorder") == {"seizure disorder": ["seizure", "convulsion"]}


def test_the_names_of_one_query_are_limited():
    many = "\n".join(f"term{n} = " + ", ".join(f"name{n}x{i}" for i in range(30)) for n in range(10))
    found = listed(many).find(words(" ".join(f"term{n}" for n in range(10))))
    assert len(found) == MAX_MATCHES
    assert {len(match.names) for match in found} == {MAX_NAMES}


def test_a_part_of_a_word_is_left_alone():
    lists = listed("heart = cardiac\nvitamin = micronutrient")
    assert expanded(lists, "heart-attack") == {}
    assert expanded(lists, "vitamin a") == {}


def test_a_prefix_is_not_expanded():
    lists = listed("heart attack = myocardial infarction\nheart = cardiac")
    assert expanded(lists, "heart* attack") == {}


def test_the_words_of_a_parsed_query_are_expanded(shipped):
    parsed = parse('cancer of the breast "heart attack" -stroke')
    found = shipped.find(parsed.words)
    assert [[word.text for word in parsed.words[w.first : w.last + 1]] for w in found] == [
        ["cancer", "breast"]
    ]


def test_an_own_list_adds_to_the_shipped_ones_and_comes_first(shipped, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("heart attack = coronary\n")
    names = expanded(Synonyms.load(own), "heart attack")["heart attack"]
    assert names == ["coronary", *expanded(shipped, "heart attack")["heart attack"]]


def test_an_own_list_removes_a_term_or_a_pair_of_the_shipped_ones(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("! heart attack\nheart attack = coronary\n! stroke = brain attack\n")
    lists = Synonyms.load(own)
    assert expanded(lists, "heart attack") == {"heart attack": ["coronary"]}
    assert "heart attack" not in expanded(lists, "myocardial infarction").get("myocardial infarction", [])
    assert "cerebrovascular accident" in expanded(lists, "stroke")["stroke"]
    assert "brain attack" not in expanded(lists, "stroke")["stroke"]
    assert "stroke" not in expanded(lists, "brain attack").get("brain attack", [])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_lists_have_no_problem_and_name_their_source(path):
    assert read_list(path).problems == ()
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_the_disease_names_have_their_source_and_licence():
    head = (LISTS / "diseases.txt").read_text(encoding="utf-8")[:400]
    assert "Human Disease Ontology" in head
    assert "CC0" in head


@pytest.mark.parametrize(
    ("text", "term", "name"),
    [
        ("heart attack", "heart attack", "myocardial infarction"),
        ("myocardial infarction", "myocardial infarction", "heart attack"),
        ("high blood pressure medicine", "high blood pressure", "hypertension"),
        ("stroke", "stroke", "cerebrovascular accident"),
        ("spontaneous abortion", "spontaneous abortion", "miscarriage"),
        ("kidney transplant", "kidney transplant", "renal transplant"),
        ("womb", "womb", "uterus"),
        ("belly pain", "belly pain", "abdominal pain"),
        ("painkillers", "painkillers", "analgesic"),
        ("antibody infusions for weak hands", "antibody infusions", "immunoglobulin therapy"),
        ("antibody infusions for weak hands", "weak hands", "hand weakness"),
        ("ivig", "ivig", "intravenous immunoglobulin"),
        ("immunoglobulin therapy", "immunoglobulin therapy", "intravenous immunoglobulin"),
        ("tylenol overdose", "tylenol", "acetaminophen"),
        ("acetaminophen", "acetaminophen", "paracetamol"),
        ("EKG", "EKG", "electrocardiogram"),
        ("CT scan results", "CT scan", "computed tomography"),
        ("mucoviscidosis", "mucoviscidosis", "cystic fibrosis"),
        ("lou gehrig's disease", "lou gehrig's disease", "amyotrophic lateral sclerosis"),
    ],
)
def test_readers_words_are_expanded_to_the_words_of_articles(shipped, text, term, name):
    assert name in expanded(shipped, text)[term]


@pytest.mark.parametrize(
    "text", ["MI", "MS", "PE", "RA", "CF", "US", "IT", "ALL", "who", "cold", "aids", "sad"]
)
def test_short_abbreviations_and_words_like_them_are_left_to_the_corpus(shipped, text):
    assert expanded(shipped, text) == {}


@pytest.mark.parametrize(
    "text",
    ["test", "change", "red meat", "water", "running", "knee brace", "growth hormone", "period", "gist"],
)
def test_everyday_words_with_other_meanings_are_left_alone(shipped, text):
    assert expanded(shipped, text) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hydroxyzine", "hydralazine"),
        ("celecoxib", "citalopram"),
        ("clonidine", "clonazepam"),
        ("prednisone", "prednisolone"),
        ("bupropion", "buspirone"),
        ("metformin", "metronidazole"),
        ("tramadol", "trazodone"),
        ("vinblastine", "vincristine"),
        ("lamotrigine", "lamivudine"),
        ("epinephrine", "ephedrine"),
    ],
)
def test_drugs_that_look_alike_are_never_equated(shipped, first, second):
    for one, other in ((first, second), (second, first)):
        assert other not in [name.lower() for name in sum(expanded(shipped, one).values(), [])]


def test_a_drug_name_stands_for_one_substance_only():
    """A brand name on the lines of two generics would equate them."""
    owners = {}
    for entry in load_list(LISTS / "drugs.txt"):
        if entry.both_ways:
            for name in entry.names:
                owners.setdefault(name.text.lower(), []).append(entry.term.text)
    allowed = {"botox"}  # botulinum toxin and its full name
    assert {name: of for name, of in owners.items() if len(of) > 1 and name not in allowed} == {}


def test_matching_takes_almost_no_time(shipped):
    query = words(
        "can high blood pressure medicine cause kidney failure heart attack stroke cancer of the breast"
    )
    shipped.find(query)
    started = time.perf_counter()
    for _ in range(100):
        shipped.find(query)
    assert (time.perf_counter() - started) / 100 < 0.003  # measured: 0.03 ms
