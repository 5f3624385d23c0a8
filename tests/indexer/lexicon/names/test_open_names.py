"""The shipped file of names: whole, current, made by the tool; and what is said where it is not."""

import gzip
import os
import subprocess
import sys
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pytest

import corpus
from indexer.errors import NamesError
from indexer.lexicon.names.name_words import is_specific, name_set
from indexer.lexicon.names.open_names import (
    SHIPPED,
    ListedName,
    packed,
    read_entries,
    read_heading,
    read_names,
    words_of,
)
from indexer.lexicon.names.values import MAX_WORDS, TYPES
from indexer.rewriting.spelling.lookalikes import lookalikes

ROOT = Path(corpus.__file__).parent.parent
TOOL = ROOT / "tools" / "make_names.py"

#: Small lists in the layout of the publishers' files.
LISTS = {
    "mondo": ["tetanus\tlockjaw\texact\tMONDO:1", "tetanus\tTet\tabbreviation\tMONDO:1"],
    "orphanet": ["Tetanus\tLockjaw\trelated\tORPHA:1", "Tetanus\tClostridial tetanus\texact\tORPHA:1"],
    "uniprot_diseases": ["cold thing\tCLT\tabbreviation\tU:1", "disease\tdisorder\texact\tU:2"],
    "mesh_diseases": ["tetanus\ttetanus disorder\trelated\tMESH:1"],
    "crosswalk_mondo": [],
    "symptoms": ["fever\thigh temperature\tlay\tSYMP:1"],
    "drugs_rxnorm": ["celecoxib\tCelebrex\tbrand\tRXCUI:1", "celecoxib\tCelexa\tbrand\tRXCUI:1"],
    "drugs_fda": ["celecoxib\tMy Way\tbrand\tNDA:1"],
    "drugs_drugbank": [],
}


@pytest.fixture
def shipped():
    return read_entries()


@pytest.fixture
def lists(tmp_path):
    for name, rows in LISTS.items():
        text = "\n".join(["name\tsynonym\ttype\tsource_id", *rows, ""])
        (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
    (tmp_path / "common_word_abbreviations.tsv").write_text("abbreviation\nclt\n", encoding="utf-8")
    (tmp_path / "ambiguous_abbreviations.tsv").write_text(
        "abbreviation\tconcepts\nclt\t4\n", encoding="utf-8"
    )
    return tmp_path


def made_from(folder):
    """The entries that the tool makes of a folder."""
    sys.path.insert(0, str(TOOL.parent))
    try:
        from make_names import from_lists
    finally:
        sys.path.remove(str(TOOL.parent))
    return from_lists(folder)


def test_the_shipped_file_is_the_one_that_the_tool_makes(shipped):
    assert gzip.decompress(packed(shipped)) == gzip.decompress(SHIPPED.read_bytes()), "run `make lists`"


@pytest.mark.slow
def test_the_shipped_file_is_made_of_the_publishers_lists():
    folder = os.environ.get("HEALTHSEARCH_NAMES")
    if not folder:
        pytest.skip("set HEALTHSEARCH_NAMES to the folder of the publishers' lists")
    assert gzip.decompress(packed(made_from(Path(folder)))) == gzip.decompress(SHIPPED.read_bytes())


def test_the_same_entries_give_the_same_bytes(shipped):
    assert packed(shipped[:500]) == packed([list(entry) for entry in shipped[:500]])


def test_a_heading_has_the_words_of_all_names():
    names = read_names()
    assert (
        list(read_heading().words)
        == list(names.words)
        == sorted({word for words in names.named for word in words.split(" ")})
    )
    assert sum(names.sizes) == len(names.texts) > 100_000


def test_no_listed_name_is_generic_or_too_long(shipped):
    for entry in shipped:
        for code, text in entry:
            words = name_set(words_of(text).split(" "))
            assert code[0].lower() in TYPES and 0 < len(words) <= MAX_WORDS, text
            assert code[0] in "aA" or is_specific(words), text


def test_drugs_that_look_alike_are_no_names_of_one_another(shipped):
    mixed_up = lookalikes()
    for entry in shipped:
        for (_, one), (_, other) in combinations(entry, 2):
            assert other.lower() not in mixed_up.get(one.lower(), ()), f"{one}, {other}"


def test_entries_of_one_name_are_joined_across_lists(lists):
    *_, tetanus = made_from(lists)
    assert tetanus == [
        ListedName("m", "tetanus"),
        ListedName("a", "Tet"),
        ListedName("e", "Clostridial tetanus"),
        ListedName("e", "lockjaw"),  # exact in one list, related in another
        ListedName("r", "tetanus disorder"),
    ]


def test_everyday_words_meanings_and_lookalikes_are_seen_to(lists):
    celecoxib, cold, fever, _ = made_from(lists)
    assert cold == [ListedName("m", "cold thing"), ListedName("A4", "CLT")]
    assert fever == [ListedName("m", "fever"), ListedName("l", "high temperature")]
    assert celecoxib == [ListedName("g", "celecoxib"), ListedName("b", "Celebrex")]


def test_the_tool_describes_itself():
    said = subprocess.run(
        [sys.executable, TOOL, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert said.returncode == 0 and "FOLDER" in said.stdout


def test_a_folder_without_the_lists_is_one_message(tmp_path):
    said = subprocess.run(
        [sys.executable, TOOL, tmp_path], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert said.returncode == 1 and "mondo.tsv" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"", "cannot be read"),
        (b"no gzip", "cannot be read"),
        (gzip.compress(b"one line"), "cannot be read"),
        (gzip.compress(b"healthsearch names 1\told-1\tabc\nword\n"), "is damaged"),
        ("cut", "cannot be read"),
        ("changed", "is damaged"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_error(tmp_path, content, said):
    path = tmp_path / "names.tsv.gz"
    whole = SHIPPED.read_bytes()
    if content == "cut":
        content = whole[: len(whole) // 2]
    elif content == "changed":
        content = gzip.compress(gzip.decompress(whole) + b"e\tmore\tmore\n")
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NamesError, match=said) as error:
        read_names(path)
    assert str(path) in str(error.value) and "make lists" in str(error.value)


def test_names_of_another_analysis_are_analysed_anew(tmp_path):
    path = tmp_path / "names.tsv.gz"
    heading, _, content = gzip.decompress(packed(read_entries(SHIPPED)[:50])).partition(b"\n")
    form, _, _ = heading.decode().split("\t")
    content = content.replace(b"disease", b"diseased")  # as that analysis might have put it
    path.write_bytes(gzip.compress(f"{form}\told-1\t{sha256(content).hexdigest()}\n".encode() + content))
    assert read_names(path).named == [words_of(text) for text in read_names(path).texts]
