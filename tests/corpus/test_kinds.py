"""Headings as people write them, and the kinds they mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kinds import KIND_LABELS, KINDS, kind_of

TITLE = "Multifocal Motor Neuropathy: A Comprehensive Overview"

HEADINGS = {
    "overview": """What is multifocal motor neuropathy? | Introduction | Overview | About MMN | Key points
        Definition | Summary | Types | What are the different types of multifocal motor neuropathy?
        What is (are) Multifocal Motor Neuropathy ?
        Multifocal Motor Neuropathy: A Comprehensive Overview""",
    "causes": """What's behind it? | Why has this happened to me? | How it spreads
        Causes | What causes it? | Aetiology | Etiology | Pathophysiology | Causes and risk factors
        Causes, incidence, and risk factors | How is it spread? | Is it contagious? | Why does it happen?
        What are common triggers? | How do you get it?""",
    "risk-factors": """Risk factors | Who is at risk? | Who gets it?
        Who is at risk for multifocal motor neuropathy?
        Am I at higher risk? | Who is more likely to get it?""",
    "symptoms": """Signs to look for | What do they look like? | BE FAST: know the signs
        Symptoms | Signs and symptoms | Symptoms and causes | Clinical presentation
        Warning signs
        What are the symptoms of MMN? | What are the early signs? | What does it feel like?
        1. Symptoms""",
    "diagnosis": """What else could it be? | Do I need an X-ray? | How will I be assessed?
        Diagnosis | Diagnosis and treatment | How is it diagnosed? | Exams and Tests
        Screening | Tests
        Differential diagnosis | How do I know if I have multifocal motor neuropathy?""",
    "treatment": """Treatment | How is multifocal motor neuropathy treated? | Medication | Surgery
        Management
        Immunoglobulin therapy | Treatments and drugs | Can it be cured? | Home remedies | Treatment options
        What types of medicines treat MMN?""",
    "side-effects": "Side effects | Adverse effects | Contraindications | Side effects of treatment",
    "complications": """Complications | Possible complications | What can happen if it is not treated?
        What other health problems are linked to MMN? | How does MMN affect pregnancy?""",
    "prognosis": """Will I get better? | Will it come back? | Recovery
        Prognosis | Outlook | Outlook (Prognosis) | What to expect | Life expectancy
        How long does it last?
        What is the outlook for multifocal motor neuropathy?""",
    "prevention": """Prevention | Can MMN be prevented? | How to prevent it | Lowering your risk
        Vaccination""",
    "living-with": """Living with MMN | Lifestyle Modifications | Self-care | Coping | Managing MMN
        What you can do
        Diet and nutrition | Daily life""",
    "support": """Support groups | Where can I find more information? | Support
        Additional resources | Learn more
        Counseling and support groups | Help and support""",
    "urgent-help": """When is it urgent? | See a doctor promptly | If you are thinking of ending your life
        When to call a doctor | When to see your doctor | When to get help | Red flags
        Emergency
        When to contact a medical professional | Call 999 if | When should I seek medical advice?""",
    "genetics": """Genetics | Is multifocal motor neuropathy inherited? | Inheritance pattern
        What are the genetic changes related to multifocal motor neuropathy?""",
    "frequency": """Frequency | How common is it? | How many people are affected by MMN?
        Epidemiology | Statistics""",
    "research": "Research | What research is being done? | Clinical trials | Latest research",
    "references": "References | Sources | Further reading | Bibliography | References and further reading",
    "other": """Conclusion | FAQ | Pregnancy | Sources of vitamin D | Weight management | Drug abuse
        Test your knowledge
        How often should I floss? | General Hospital | Comments | 2023 | ?!
        Signs you may like our shop""",
}


CASES = [
    (kind, heading.strip())
    for kind, headings in HEADINGS.items()
    for heading in headings.replace("\n", "|").split("|")
]


@pytest.mark.parametrize(("kind", "heading"), CASES)
def test_a_heading_has_its_kind(kind, heading):
    assert kind_of(heading, TITLE) == kind


@pytest.mark.parametrize(
    ("heading", "title", "kind"),
    [
        ("Pain relief options", "Pain relief", "other"),
        ("Preventive visits for children", "Preventive visits", "other"),
        ("How is pain relief given?", "Pain relief in labour", "other"),
        ("Who needs hormone therapy?", "Hormone therapy", "other"),
        ("What are the side effects of hormone therapy?", "Hormone therapy", "side-effects"),
        ("Is inherited deafness inherited?", "Inherited deafness", "genetics"),
        ("Side effects", "Chemotherapy side effects", "side-effects"),
        ("Prevention", "Prevention of falls", "prevention"),
        ("Treatment", "Asthma: symptoms, causes and treatment", "treatment"),
    ],
)
def test_words_of_the_title_do_not_decide_the_kind(heading, title, kind):
    assert kind_of(heading, title) == kind


def test_the_heading_that_is_the_title_is_an_overview():
    assert kind_of("Cancer treatment", "Cancer treatment") == "overview"


def test_a_kind_is_found_without_a_title():
    assert kind_of("What is lupus?") == "overview"
    assert kind_of("How is lupus treated?") == "treatment"


@pytest.mark.parametrize(
    "heading", ["SYMPTOMS", "symptoms:", "Q: What are the symptoms?", "Symptoms ¶", "3) Symptoms"]
)
def test_case_numbers_and_punctuation_of_a_heading_do_not_matter(heading):
    assert kind_of(heading) == "symptoms"


def test_a_heading_as_long_as_a_story_is_other():
    story = (
        "My period is really painful and the medicines from the shop do not help at all any more, what now?"
    )
    assert kind_of(story) == "other"


@pytest.mark.parametrize(
    "heading", ["", " ", "\x00", "((((", "~", "(" * 5000, "what is " * 5000, "a" * 100_000]
)
def test_any_text_has_a_kind(heading):
    assert kind_of(heading, heading) in KINDS


def test_every_kind_has_a_label_and_a_name_that_fits_in_a_url():
    assert tuple(KIND_LABELS) == KINDS
    assert KIND_LABELS["risk-factors"] == "Risk factors"
    assert all(kind.replace("-", "").isalpha() and kind.islower() for kind in KINDS)
    assert set(HEADINGS) == set(KINDS)


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_heading_under_any_title_has_a_kind(heading, title):
    assert kind_of(heading, title) in KINDS
