"""Definitions of abbreviations in running text, and those that only look like one."""

import pytest

from corpus import read_article
from indexer.analysis.abbreviation_definitions import Definition, definitions
from indexer.lexicon.abbreviations import FILE, AbbreviationTable

DEFINED = {
    "Many people with multifocal motor neuropathy (MMN) feel weak.": ("MMN", "multifocal motor neuropathy"),
    "a kind of Guillain-Barré syndrome (GBS).": ("GBS", "Guillain-Barré syndrome"),
    "given as intravenous immunoglobulin (IVIg)": ("IVIg", "intravenous immunoglobulin"),
    "or subcutaneous immunoglobulin (SCIg)": ("SCIg", "subcutaneous immunoglobulin"),
    "He has type 2 diabetes mellitus (T2DM)": ("T2DM", "type 2 diabetes mellitus"),
    "since coronavirus disease 2019 (COVID-19) came": ("COVID-19", "coronavirus disease 2019"),
    "Thrombotic thrombocytopenic purpura (TTP)": ("TTP", "Thrombotic thrombocytopenic purpura"),
    "or subacute sclerosing panencephalitis (SSPE)": ("SSPE", "subacute sclerosing panencephalitis"),
    "the immune thrombocytopenia (ITP)": ("ITP", "immune thrombocytopenia"),
    "an electromyography (EMG) shows": ("EMG", "electromyography"),
    "low mitochondrial DNA (mtDNA)": ("mtDNA", "mitochondrial DNA"),
    "raised immunoglobulin G (IgG)": ("IgG", "immunoglobulin G"),
    "transurethral resection of the prostate (TURP)": ("TURP", "transurethral resection of the prostate"),
    "has neurofibromatosis type 1 (NF1)": ("NF1", "neurofibromatosis type 1"),
    "Charcot-Marie-Tooth disease (CMT)": ("CMT", "Charcot-Marie-Tooth disease"),
    "dry age-related macular degeneration (AMD)": ("AMD", "age-related macular degeneration"),
    "non-small cell lung cancer (NSCLC)": ("NSCLC", "non-small cell lung cancer"),
    "two urinary tract infections (UTIs) a year": ("UTI", "urinary tract infections"),
    "Myasthenia gravis (also called MG) is": ("MG", "Myasthenia gravis"),
    "chronic kidney disease (CKD, stage 3)": ("CKD", "chronic kidney disease"),
    "deep vein thrombosis (or DVT)": ("DVT", "deep vein thrombosis"),
    "FMF (familial Mediterranean fever) runs in families": ("FMF", "familial Mediterranean fever"),
    "Chronic Inflammatory Demyelinating Polyneuropathy (CIDP): What to Expect": (
        "CIDP",
        "Chronic Inflammatory Demyelinating Polyneuropathy",
    ),
}

REMARKS = [
    "some foods (for example milk)",
    "as shown here (Figure 1) and there (see below)",
    "ibuprofen (200 mg), heparin (5,000 IU) or vitamin D (800 IU)",
    "it began in May (2019) and ended (May 2020)",
    "a soft tube (stent) and scars (cirrhosis)",
    "given into a vein (IVIG)",
    "Download the leaflet (PDF)",
    "a test (FIT) and another (EMA)",
    "made in the United States (US) or the United Kingdom (UK)",
    "the fibrosis (CF)",
    "small cell lung cancer (NSCLC)",
    "MMN (a rare disease) and MS (sclerosis)",
    "Sit still. Then stand (STS)",
    "multiple\nsclerosis (MS)",
    "multiple\tsclerosis (MS)",
    "the motor (TM) of life",
    "Sjögren (S) syndrome (s)",
    "() ( ) (-) (A) (AB) (()) (((MS",
    "multiple sclerosis [MS]",
]


@pytest.mark.parametrize("text", DEFINED)
def test_a_definition_gives_the_short_and_the_whole_long_form(text):
    assert list(definitions(text)) == [Definition(*DEFINED[text])]


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_in_brackets_defines_nothing(text):
    assert list(definitions(text)) == []


def test_every_definition_of_a_text_is_found_in_order():
    text = "Computed tomography (CT) or magnetic resonance imaging (MRI);\ntuberculosis (TB)\n(MS)"
    assert [found.short for found in definitions(text)] == ["CT", "MRI", "TB"]


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "a (AB) " * 20_000, "A" * 50_000 + " (AAAAAAAAAA)", "a-" * 99_999]
)
def test_hostile_text_takes_no_time(text):
    assert len(list(definitions(text))) < 5


def test_the_same_articles_give_the_same_bytes_whatever_was_added_and_removed(page, entries, tmp_path):
    titles = ("Multiple sclerosis (MS)", "Mitral stenosis (MS)", "Gout: gouty arthritis (GA)")
    articles = [
        read_article(page(title, Causes=f"{title}."), url=f"https://health.example/{len(title)}")
        for title in titles
    ]
    sections = [(article.id, one.definitions) for article in articles for one in entries(article)]
    once, changed = AbbreviationTable(), AbbreviationTable()
    for article_id, pairs in sections[:-2]:
        once.add(article_id, pairs)
    for article_id, pairs in reversed(sections):
        changed.add(article_id, pairs)
    for article_id, pairs in sections[-2:]:
        changed.discard(article_id, pairs)
    saved = []
    for table in (once, changed):
        table.save(tmp_path)
        saved.append((tmp_path / FILE).read_bytes())
    assert saved[0] == saved[1] and saved[0].count(b"\n") == 2
    assert [sense.articles for sense in AbbreviationTable.load(tmp_path).senses("MS")] == [1, 1]
