"""Words of health on a real index: the texts that searches find, and those that they must not find."""

import pytest

from corpus.model import Article, Block, Section
from indexer.documents.sections import indexed_sections
from indexer.engines import ENGINES, open_engine
from indexer.engines.base import SearchRequest
from indexer.query import parse

#: Texts of each line must not be found by one another's words.
APART = """
hepatitis A | hepatitis B | hepatitis C | hepatitis E
vitamin D | vitamin C | vitamin B12 | vitamin B6 | vitamin A | vitamin K
type 1 diabetes | type 2 diabetes
IL-6 | IL-2 | IL-17
CD4 | CD8
COVID-19 | COVID-2
p53 | p5
5-FU | FU
T-cell | cell
T cells | cells | B cells
B-cell | T-cell
organ | organization | organism
general | generic
universe | university
news | new
hypertension | hypotension
hyperthyroidism | hypothyroidism
10 mg | 100 mg | 10 mcg
0.5 mg | 5 mg | 0.05 mg
.5 mg | 5 mg
1,000 mg | 1 mg
factor V Leiden | factor VIII
stage 3 | stage 4
grade II | grade III
influenza A | influenza B
group A strep | group B strep
hemophilia A | hemophilia B
trisomy 13 | trisomy 18 | trisomy 21
glycogen storage disease type II | glycogen storage disease type III
CYP2D6 | CYP2C9
BRCA1 | BRCA2
HIV-1 | HIV-2
HPV 16 | HPV 18
x-ray | ray
protein C | protein S
omega-3 | omega-6
note | not
human | humane
morale | moral
even | evening
outing | out
poet | pet
does harm | doe
rate | rat
hop | hope
car | care
adrenaline | adrenal
ileum | ileus
diagnosis | prognosis
arthritis | arthrosis
hemolysis | hemostasis
urethra | ureter
planter | plantar
"""

#: Every text of a line must be found by each of the others.
TOGETHER = """
anaemia | anemia
oesophagus | esophagus
haemorrhage | hemorrhage | haemorrhages
paediatric | pediatric
tumour | tumor | tumours
diarrhoea | diarrhea
foetus | fetus | foetuses
orthopaedic | orthopedic
leukaemia | leukemia
oedema | edema | œdema
coeliac | celiac
hypoglycaemia | hypoglycemia
colour | color
fibre | fiber | fibres
centre | center | centres
behaviour | behavior
organise | organize | organised
hospitalisation | hospitalization
Sjögren | Sjogren | Sjögren’s
Guillain-Barré | Guillain Barre | Guillain Barré
Ménière | Meniere | MÉNIÈRE
naïve | naive
Sjo\u0308gren | Sjögren
β-blocker | beta-blocker | beta blocker | beta blockers
TNF-α | TNF alpha | TNF-alpha
5 µg | 5 mcg | 5 μg
IFN-γ | IFN gamma
Crohn's | Crohn’s | Crohns | Crohn
Alzheimer's | Alzheimer | Alzheimers
follow-up | followup | follow up
x-ray | x ray | xray | X-rays
non-Hodgkin | nonhodgkin | non Hodgkin | non-Hodgkin's
symptom | symptoms
artery | arteries
biopsy | biopsies
metastasis | metastases
diagnosis | diagnoses
vertebra | vertebrae
bacterium | bacteria
fungus | fungi
injection | injections
treat | treated | treating | treats
therapy | therapies
H. pylori | H pylori | h pylori
E. coli | E coli | E.coli | ecoli
St. John's wort | St Johns wort
T cells | T-cell | T cell | t-cells
hepatitis B | hepatitis-B | Hepatitis b
vitamin B12 | vitamin B-12 | Vitamin b12
type 2 | type II | type-2 | Type ii
COVID-19 | COVID 19 | covid19 | Covid‑19
10 mg | 10mg | 10-mg
0.5 mg | .5 mg | 0.5mg
1,000 mg | 1000 mg
stage IV | stage 4 | Stage iv
U.S. | US
ischaemic | ischemic
gastro-oesophageal | gastroesophageal
angio-oedema | angiooedema | angioedema
lymphoedema | lymphedema
omphalocoele | omphalocele
gonorrhoea | gonorrhea
gynaecological | gynecologic | gynecological
anaesthesia | anesthesia
haemophilia A | hemophilia A | haemophilia-A
oestrogen | estrogen
apnoea | apnea
amoebic | amebic
homoeopathy | homeopathy
caesarean | cesarean
faeces | feces
caeruloplasmin | ceruloplasmin
sulphate | sulfate
leucocyte | leukocyte | leucocytes
litre | liter | litres
odour | odor
analyse | analyze | analysis | analyzing | analysis | analyses
dialysed | dialyzed
catalogue | catalog
counselling | counseling
ageing | aging
programme | program
manoeuvre | maneuver
pre-eclampsia | preeclampsia | pre eclampsia
A-fib | AFib
septo-optic | septooptic
immuno-osseous | immunoosseous
branchio-oto-renal | branchiootorenal
appendix | appendices
larynx | larynges
thrombus | thrombi
diverticulum | diverticula
ovum | ova
ganglion | ganglia
carcinoma | carcinomas | carcinomata
arthritis | arthritides
pelvis | pelves | pelvises
testis | testes
bursa | bursae
crisis | crises
virus | viruses
disease | diseases
dose | doses | dosing | dosed
vomit | vomiting | vomited
swell | swelling | swollen
bleed | bleeding | bled
scar | scars | scarring
child | children
foot | feet
STDs | STD
size | sizes
headache | headaches | head ache
immunologic | immunological | immunologically
"""


def rows(table):
    """The texts of each line."""
    lines = (line.split(" | ") for line in table.strip().split("\n"))
    return [
        [part.encode().decode("unicode_escape") if "\\u" in part else part for part in line] for line in lines
    ]


PAIRS_APART = [(a, b) for row in rows(APART) for a in row for b in row if a != b]
PAIRS_TOGETHER = [(a, b) for row in rows(TOGETHER) for a in row for b in row]
NEGATIONS = ["no evidence of cancer", "do not drive", "without fever", "never smoke"]
ACRONYMS = [
    ("AIDS", "patients with AIDS", "two hearing aids"),
    ("AIDS", "AIDS-related illness", "two hearing aids"),
    ("US", "measles in the US", "tell us more"),
    ("US", "the U.S. rules", "tell us more"),
    ("IT", "given by the IT route", "take it daily"),
    ("WHO", "as the WHO advises", "those who ask"),
    ("ALL", "children with ALL", "after all this"),
    ("SAD", "light helps in SAD", "feeling sad today"),
    ("PET", "had a PET scan", "a pet at home"),
]
LISTS = [
    ("hepatitis B and C", ["hepatitis B", "hepatitis c"]),
    ("hepatitis A/B", ["hepatitis A", "hepatitis b"]),
    ("hepatitis A, B, and E", ["hepatitis A", "hepatitis B", "hepatitis E"]),
    ("vitamins B6 and B12", ["vitamin B6", "vitamin b12"]),
    ("types 1 and 2", ["type 1", "type 2", "type II"]),
    ("stages III and IV", ["stage 3", "stage IV"]),
]
SENTENCE = "This page tells what is known of {} today and where to ask for more help"
SPELLINGS = [
    ("Sjögren", "Sjogren"),
    ("anaemia", "anemia"),
    ("metastases", "metastasis"),
    ("Crohn’s", "Crohns"),
    ("diarrhoea", "diarrhea"),
    ("naïve", "naive"),
    ("diagnoses", "diagnosis"),
]
TEXTS = dict.fromkeys(
    [
        *(text for row in rows(APART) + rows(TOGETHER) for text in row),
        *NEGATIONS,
        *(text for text, _ in LISTS),
        *(SENTENCE.format(word) for pair in SPELLINGS for word in pair),
        *(text for row in ACRONYMS for text in row[1:]),
        "WHO SHOULD TAKE IT AND WHO SHOULD NOT TAKE IT AT ALL",
    ]
)


@pytest.fixture(scope="module", params=ENGINES)
def found(request, tmp_path_factory):
    """The texts that a search finds, of all that this file names, each an article of its own."""
    folder = tmp_path_factory.mktemp("clinical") / "index"
    with open_engine(request.param, folder).builder() as builder:
        for number, text in enumerate(TEXTS):
            section = Section(
                f"{number}/s", str(number), 0, 2, "", (), "s", "other", (Block("paragraph", text),)
            )
            article = Article(str(number), None, "", "", "en", None, None, (section,))
            for indexed in indexed_sections(article):
                builder.add(indexed)
    engine = open_engine(request.param, folder).open()
    texts = list(TEXTS)

    def search(text):
        hits = engine.search(SearchRequest(parse(text).query, limit=len(texts)))
        return [texts[int(article.article_id)] for article in hits.articles]

    yield search
    engine.close()


@pytest.mark.parametrize(("searched", "other"), PAIRS_APART)
def test_different_things_do_not_find_each_other(found, searched, other):
    assert searched in found(searched)
    assert other not in found(searched)


@pytest.mark.parametrize(("searched", "other"), PAIRS_TOGETHER)
def test_one_thing_is_found_in_any_spelling(found, searched, other):
    assert other in found(searched)


@pytest.mark.parametrize(("searched", "text"), [(name, text) for text, names in LISTS for name in names])
def test_every_member_of_a_list_is_found_by_its_name(found, searched, text):
    assert text in found(searched)


@pytest.mark.parametrize(("typed", "other"), SPELLINGS)
def test_the_spelling_that_was_typed_comes_first(found, typed, other):
    ranking = found(typed)
    assert ranking.index(SENTENCE.format(typed)) < ranking.index(SENTENCE.format(other))


@pytest.mark.parametrize(("acronym", "text", "word"), ACRONYMS)
def test_capitals_find_the_acronym_alone(found, acronym, text, word):
    assert text in found(acronym)
    assert word not in found(acronym)


@pytest.mark.parametrize(
    ("acronym", "text", "word"), [row for row in ACRONYMS if row[0] not in ("IT", "WHO")]
)
def test_small_letters_find_acronym_and_word(found, acronym, text, word):
    assert {text, word} <= set(found(acronym.lower()))


@pytest.mark.parametrize("acronym", ["WHO", "IT", "ALL"])
def test_a_line_in_capitals_has_no_acronyms(found, acronym):
    assert "WHO SHOULD TAKE IT AND WHO SHOULD NOT TAKE IT AT ALL" not in found(acronym)


@pytest.mark.parametrize("text", NEGATIONS)
def test_words_that_reverse_a_sentence_are_searched(found, text):
    assert text in found(text)
    negation = next(word for word in text.split() if word in ("no", "not", "without", "never"))
    assert text in found(negation)
    assert "patients with AIDS" not in found(f"AIDS {negation}")


@pytest.mark.parametrize(("phrase", "text"), [
    ('"hepatitis b"', "hepatitis B and C"), ('"non hodgkin"', "non-Hodgkin's"),
    ('"beta blockers"', "β-blocker"),
    ('"type 2 diabetes"', "type 2 diabetes"), ('"t cells"', "T-cell"), ('"10 mg"', "10-mg"),
    ('"hearing aid"', "two hearing aids"), ('"no evidence of cancer"', "no evidence of cancer"),
])  # fmt: skip
def test_a_phrase_distinguishes_the_same_forms(found, phrase, text):
    assert text in found(phrase)
