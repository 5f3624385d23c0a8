"""MeSH descriptor XML and OBO files to synonym lists."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import SynonymError
from indexer.rewriting.synonyms.list_file import load_list
from indexer.rewriting.synonyms.ontologies import import_ontology, list_lines, plain_name, read_ontology

MESH = """<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://example.org/nlmdescriptorrecordset.dtd">
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1">
  <DescriptorUI>D000001</DescriptorUI>
  <DescriptorName><String>Anemia, Sickle Cell</String></DescriptorName>
  <SeeRelatedList><SeeRelatedDescriptor><DescriptorReferredTo>
    <DescriptorName><String>Hemoglobins</String></DescriptorName>
  </DescriptorReferredTo></SeeRelatedDescriptor></SeeRelatedList>
  <ConceptList>
    <Concept PreferredConceptYN="Y">
      <ConceptName><String>Anemia, Sickle Cell</String></ConceptName>
      <TermList>
        <Term LexicalTag="NON"><String>Anemia, Sickle Cell</String></Term>
        <Term LexicalTag="NON"><String>Sickle Cell Anemia</String></Term>
        <Term LexicalTag="ABB"><String>SCA</String></Term>
        <Term LexicalTag="NON"><String>Drepanocytic &amp; Hemoglobin S Disease</String></Term>
      </TermList>
    </Concept>
    <Concept PreferredConceptYN="N">
      <TermList><Term LexicalTag="NON"><String>Sickling Disorder</String></Term></TermList>
    </Concept>
  </ConceptList>
</DescriptorRecord>
</DescriptorRecordSet>"""

OBO = """format-version: 1.2

[Term]
id: X:1
name: gout
synonym: "gouty arthritis" EXACT []
synonym: "arthritis, urate" EXACT [SRC:1]
synonym: "podagra" NARROW []
synonym: "joint disease" BROAD []
synonym: "GT" EXACT abbreviation []
synonym: "say \\"gout\\" NOS" EXACT []

[Term]
id: X:2
name: obsolete thing
is_obsolete: true
synonym: "another thing" EXACT []

[Typedef]
id: part_of
name: part of
synonym: "is part of" EXACT []
"""


LABELS = """id\tlabel\tsubClassOf
1\tporphyria type II\tx
2\tKaposi's sarcoma\tx
3\tred disease\tx
4\tblue disease\tx
"""
SYNONYMS = """id\tname\tsynonym\tscope\ttype\tsource
1\tporphyria type II\tSwedish porphyria\tEXACT\t\tx
1\tporphyria type II\tPORP2\tEXACT\tABBREV\tx
2\tKaposi's sarcoma\tlung Kaposi's sarcoma\tEXACT\t\tx
2\tKaposi's sarcoma\tmultiple hemorrhagic sarcoma\tEXACT\t\tx
2\tKaposi's sarcoma\tsarcoma\tBROAD\t\tx
2\tKaposi's sarcoma\tKS\tEXACT\tABBREV\tx
3\tred disease\tcolor disease\tEXACT\t\tx
4\tblue disease\tcolor disease\tEXACT\t\tx
"""
SCRIPT = Path(__file__).parents[4] / "tools" / "make_disease_names.py"


@pytest.fixture
def lines(tmp_path):
    """The lines of the list made from an ontology."""

    def read(content, name="ontology"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(list_lines(read_ontology(path)))

    return read


def test_a_mesh_descriptor_gives_its_terms_and_narrower_ones_one_way(lines):
    assert lines(MESH) == [
        "Sickle Cell Anemia = Drepanocytic & Hemoglobin S Disease",
        "Sickling Disorder => Sickle Cell Anemia",
    ]


def test_an_obo_term_gives_its_exact_names_and_narrower_ones_one_way(lines):
    assert lines(OBO) == ['gout = gouty arthritis, urate arthritis, say "gout"', "podagra => gout"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("anemia, sickle cell", "sickle cell anemia"),
        ("Asthma, NOS", "Asthma"),
        ("Gout (disorder)", "Gout"),
        ("Gout [D012345]", "Gout"),
        ("intellectual disorder, Snijders type", "intellectual disorder Snijders type"),
        ("ataxia, deafness, and blindness", "ataxia deafness and blindness"),
        ("1,4-dioxane poisoning", "1,4-dioxane poisoning"),
        ("obsolete gout", None),
        ("CA - bone cancer", None),
        ("a=b", None),
        ("of the", None),
        ("one two three four five six seven eight nine ten eleven", None),
    ],
)
def test_names_are_written_as_a_reader_would(name, plain):
    assert plain_name(name) == plain


def test_what_is_imported_is_a_list_that_loads(tmp_path):
    source, into = tmp_path / "x.obo", tmp_path / "x.txt"
    source.write_text(OBO)
    assert import_ontology(source, into) == 2
    assert [entry.term.text for entry in load_list(into)] == ["gout", "podagra"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.obo", "x.txt"]


def test_an_existing_list_is_never_overwritten(tmp_path):
    source, into = tmp_path / "x.obo", tmp_path / "x.txt"
    source.write_text(OBO)
    into.write_text("my = own\n")
    with pytest.raises(SynonymError, match="exists already"):
        import_ontology(source, into)
    assert into.read_text() == "my = own\n"


def test_a_truncated_ontology_leaves_nothing(tmp_path):
    source = tmp_path / "desc.xml"
    source.write_text(MESH[:-30])
    with pytest.raises(SynonymError, match="broken XML"):
        import_ontology(source, tmp_path / "mesh.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["desc.xml"]


BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB, "entities"),
        ('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>', "entities"),
        ("<a>" * 100_000, "deeper"),
        ("<html></html>", "no MeSH descriptors"),
        ("belly = abdomen", "neither"),
        (b"", "neither"),
        ("format-version: 1.2\n[Term]\nname: Ménière\n".encode("latin-1"), "line 3: this is not UTF-8"),
    ],
    ids=["bomb", "file", "deep", "html", "list", "empty", "latin"],
)
def test_a_file_that_is_no_ontology_is_rejected_with_an_error_message(lines, content, why):
    with pytest.raises(SynonymError, match=why):
        lines(content)


def test_an_endless_line_is_not_read_into_memory(lines):
    text = OBO.replace("gouty arthritis", "x" * 200_000)
    assert lines(text)[0].startswith("gout = urate arthritis")


def test_the_disease_names_are_exact_ones_with_narrower_and_short_ones_one_way(tmp_path):
    (tmp_path / "labels.tsv").write_text(LABELS)
    (tmp_path / "synonyms.tsv").write_text(SYNONYMS)
    made = subprocess.run(
        [sys.executable, SCRIPT, tmp_path / "labels.tsv", tmp_path / "synonyms.tsv"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert [line for line in made.stdout.splitlines() if not line.startswith("#")] == [
        "Kaposi's sarcoma = multiple hemorrhagic sarcoma",
        "lung Kaposi's sarcoma => Kaposi's sarcoma",
        "porphyria type II = Swedish porphyria, porphyria II, porphyria type 2, porphyria 2",
        "PORP2 => porphyria type II",
    ]
