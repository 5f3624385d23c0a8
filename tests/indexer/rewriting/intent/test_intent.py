"""The intent of a question, and the words that only carry it."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.kinds import KINDS
from indexer.query.parser import parse
from indexer.rewriting.intent.intent import Intent, intent_of


def _read(text: str) -> tuple[Intent | None, list[str]]:
    """The intent, and the carriers as words."""
    parsed = parse(text)
    intent = intent_of(parsed.text, parsed.words)
    return intent, [parsed.words[number].text for number in intent.carriers] if intent else []


ASKED = """
symptoms: symptoms of gout | gout symptoms | What are the symptoms of gout? | signs of a heart attack
symptoms: early signs of dementia in women | how do I know if I have diabetes | do i have lupus
symptoms: what does a heart attack feel like | what does shingles look like | symptoms gout
symptoms: heat rash: what are the symptoms | Diabetes: symptoms | does gout hurt
symptoms: is back pain a symptom of kidney stones | asthma symptoms in toddlers
symptoms: please can you tell me what the symptoms of gout are | how can you tell if someone has sepsis
diagnosis: how is coeliac disease diagnosed? | test for coeliac disease | blood tests for lupus
diagnosis: how do doctors diagnose ms | How to diagnose Dwarfism? | dwarfism diagnosis
diagnosis: can a blood test detect cancer | where can i get genetic testing for cystic fibrosis
treatment: how do you treat gout | how to treat a burn | gout treatment | treatment for gout in the elderly
treatment: can gout be cured? | is there a cure for gout | is eczema curable | home remedies for eczema
treatment: medicine for gout | what can I do about numb hands? | what can i do for my knee pain
treatment: what helps with period pain | what should i take for a cold | gallstone surgery
treatment: how is multifocal motor neuropathy treated | how to get rid of warts | how to stop snoring
treatment: What are the treatments for gout? | best treatment for plantar fasciitis | asthma attack what to do
treatment: my mum has dementia what can i do | what vitamins help with hair loss | numb hands - what can I do
treatment: where can I find information on treatment and resources for gender dysphoria
treatment: information about the treatment of gout | what is the treatment for ALL
treatment: asthma: how is it treated | do i need antibiotics for a cold
treatment: does acupuncture help migraine | I have numb hands. What can I do?
causes: what causes gout | why do I get migraines | why do my feet hurt at night | gout causes
causes: why am i always tired | causes of low iron | how did i get chlamydia | what's causing my cough
causes: is impetigo contagious? | how does ringworm spread | can you catch shingles | how is MRSA spread
genetics: is haemophilia hereditary? | is gout genetic | does breast cancer run in families
genetics: is huntington's disease inherited | breast cancer runs in the family | ichthyosis inheritance
genetics: What are the genetic changes related to progeria? | can ms be inherited from father
risk-factors: risk factors for stroke | who gets gout | am I at risk of diabetes | risk of stroke
risk-factors: Who is at risk for gout? | chances of getting breast cancer | gout susceptibility
side-effects: tell me about the side effects of methotrexate
side-effects: side effects of methotrexate | methotrexate side-effects | is aspirin safe in pregnancy
side-effects: can i take ibuprofen with aspirin | breast cancer treatment side effects
side-effects: are there drug interactions between prednisone and warfarin
complications: complications of diabetes | measles complications | long-term effects of meningitis
prognosis: cystic fibrosis life expectancy | prognosis of als | will I die from sepsis
prognosis: 5 year survival rate pancreatic cancer | how long can you live with heart failure
prognosis: how long does shingles last | do warts go away | what is the outlook for progeria | is als fatal
prognosis: is lupus serious | knee replacement recovery time
prevention: how to prevent stroke | how can I avoid getting flu | stroke prevention | ways to prevent falls
prevention: how to reduce the risk of stroke | can osteoporosis be prevented
frequency: how common is lupus | how many people have ms | How many people are affected by progeria?
frequency: prevalence of autism | lupus statistics
living-with: living with epilepsy | diet for gout | what foods should I avoid with gout | coping with grief
living-with: can i drive with epilepsy | how to manage diabetes
support: support groups for lupus | where can i get help with grief
support: how can i find physician(s) who specialize in gout
urgent-help: when should I see a doctor about a headache | when to see a doctor for back pain
urgent-help: is appendicitis an emergency | headache when to worry
urgent-help: my child has a fever when should i worry
research: clinical trials for als | research into motor neurone disease
research: What research (or clinical trials) is being done for als?
overview: what is lupus | What is (are) Familial Mediterranean Fever ? | more information about lupus
overview: Do you have information about gout | what does idiopathic mean | types of diabetes
"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (row.split(": ", 1)[0], text)
        for row in ASKED.strip().splitlines()
        for text in row.split(": ", 1)[1].split(" | ")
    ],
)
def test_a_question_has_its_kind_of_section_as_intent(kind, text):
    intent, _ = _read(text)
    assert intent and intent.kinds[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "gout",
        "heart failure",
        "treatment resistant depression",
        "sleep test anxiety",
        "test anxiety",
        "urinary frequency",
        "immunoglobulin therapy",
        "gene therapy",
        "antibody infusions for weak hands",
        "raised white cell count no symptoms of infection",
        "what is the dose of lactulose",
        "what is the difference between cold and flu",
        "how to stop taking bisoprolol",
        "why did my doctor give me statins",
        "can stress cause hives",
        "can i get it",
        "gout -treatment",
        'gout -"side effects"',
        "gout in:treatment",
        "symptoms OR causes",
        '"what causes gout"',
        "the",
        "",
        "?",
    ],
)
def test_a_query_without_a_question_has_no_intent(text):
    assert _read(text)[0] is None


@pytest.mark.parametrize(
    ("text", "carriers"),
    [
        ("symptoms of gout", ["symptoms"]),
        ("how do you treat gout", ["treat"]),
        ("can gout be cured", ["cured"]),
        ("cystic fibrosis life expectancy", ["life", "expectancy"]),
        ("when to see a doctor for back pain", ["see", "doctor"]),
        ("how is lupus diagnosed", ["diagnosed"]),
        ("is haemophilia hereditary", ["hereditary"]),
        ("methotrexate side effects", ["side", "effects"]),
        ("please tell me what causes gout, thanks", ["please", "tell", "causes", "thanks"]),
        ("what are the symptoms of heart failure", ["symptoms"]),
        ("urinary frequency causes", ["causes"]),
        ("treatment resistant depression symptoms", ["symptoms"]),
        ("cancer treatment side effects", ["side", "effects"]),
        ("what can i do about numb hands", []),
    ],
)
def test_only_the_words_of_the_question_carry_it(text, carriers):
    assert _read(text)[1] == carriers


@pytest.mark.parametrize("text", ["diet for gout", "gallstone surgery", "is gout genetic", "stroke recovery"])
def test_a_word_that_sections_of_the_kind_have_in_their_text_is_no_carrier(text):
    intent, carriers = _read(text)
    assert intent and not carriers


@pytest.mark.parametrize("text", ["side effects", "symptoms", "life expectancy", "is it hereditary?"])
def test_a_query_of_nothing_but_the_question_keeps_its_words(text):
    intent, carriers = _read(text)
    assert intent and not carriers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("what causes gout and how is it treated", ("causes", "treatment", "risk-factors")),
        ("gout, causes and treatment", ("causes", "treatment", "risk-factors")),
        ("What are the diagnosis and treatments for shingles?", ("diagnosis", "treatment")),
        ("is MRSA contagious, and how can it be prevented?", ("causes", "prevention")),
        ("information on heat rash, including symptoms and treatment", ("symptoms", "treatment", "overview")),
        ("What is gout and how is it diagnosed?", ("diagnosis", "overview")),
    ],
)
def test_an_intent_may_have_several_kinds(text, kinds):
    assert _read(text)[0].kinds == kinds


def test_the_question_is_reported_in_the_readers_own_words():
    assert _read("How do you TREAT gout?")[0].written == "How do you TREAT"
    assert _read("Can gout be cured?")[0].written == "Can … be cured"


def test_a_quoted_word_is_no_carrier():
    expected = Intent(("symptoms",), (0,), (0,), "symptoms of")
    assert _read('symptoms of "heart failure"') == (expected, ["symptoms"])
    assert _read('"side effects" of statins')[0] is None


def test_words_that_ask_and_are_searched_too_are_told_from_the_subject():
    """A section is to have "diet", but what the question is about is gout."""
    words = parse("diet for gout").words
    intent = intent_of("diet for gout", words)
    assert [words[number].text for number in intent.asking] == ["diet"]
    assert intent.carriers == ()
    words = parse("side effects").words
    intent = intent_of("side effects", words)
    assert (intent.carriers, len(intent.asking)) == ((), len(words))


@given(st.text(max_size=200))
def test_any_text_may_have_an_intent(text):
    parsed = parse(text)
    intent = intent_of(parsed.text, parsed.words)
    if intent is not None:
        assert set(intent.kinds) <= set(KINDS)
        assert set(intent.carriers) <= set(intent.asking) <= set(range(len(parsed.words)))
        assert intent.written.split(" … ")[0] in parsed.text


def test_many_questions_in_one_query_take_no_time():
    pieces = [
        "what causes",
        "symptoms",
        "of",
        "treatment",
        "the",
        "a",
        "is",
        "how",
        "long",
        "do",
        "you",
        "for",
    ]
    chosen = random.Random(7)
    texts = [" ".join(chosen.choices(pieces, k=chosen.randint(20, 90)))[:510] for _ in range(200)]
    texts += [piece * 60 for piece in ("how ", "the ", "symptoms ", "is a ", "what causes a ", "to ")]
    began = time.process_time()
    for text in texts:
        intent_of(text, ())
    assert (time.process_time() - began) / len(texts) < 0.005
