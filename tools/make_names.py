"""Writes the shipped file of names of diseases, symptoms and drugs.

python tools/make_names.py FOLDER    from the publishers' lists in a folder
python tools/make_names.py           from the shipped file itself, after a change of the analysis

FOLDER has each of `LISTS` as NAME.tsv, in UTF-8, with the columns `name`, `synonym`, `type` (exact,
abbreviation, lay, brand, related) and `source_id`. `docs/names.md` says where their publishers have them, and
how a name that misleads is removed. Two more files are used where they are there:
`ambiguous_abbreviations.tsv` (`abbreviation`, `concepts`: how many it stands for) and
`common_word_abbreviations.tsv` (`abbreviation`).
"""

from __future__ import annotations

import csv
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import NamesError
from indexer.lexicon.names.name_words import is_abbreviation, is_specific, letters, name_set, name_words
from indexer.lexicon.names.open_names import SHIPPED, ListedName, packed, read_entries
from indexer.lexicon.names.values import MAX_WORDS, TYPES
from indexer.rewriting.spelling.lookalikes import lookalikes

#: The lists, those first whose writing of a name is kept. Names of conditions and of drugs are joined apart.
LISTS = {
    "mondo": "m",
    "orphanet": "m",
    "uniprot_diseases": "m",
    "mesh_diseases": "m",
    "crosswalk_mondo": "m",
    "symptoms": "m",
    "drugs_rxnorm": "g",
    "drugs_fda": "g",
    "drugs_drugbank": "g",
}
_LETTER = {name: letter for letter, name in TYPES.items()}
#: Where two lists disagree about a name, the first of these is right.
_FIRST = "aelbr"
#: More abbreviations that are everyday words or words of prescriptions in small letters.
EVERYDAY = frozenset(
    """
    ahs asa bind cafs colon csf dcs din dis dvd fava gefs hcl helix hep hms iris loa mans mas meds mgs mst muh
    pots ppm run sacs scar sed sip tap taps tar toc traps
    """.split()  # noqa: SIM905
)
#: Abbreviations with fewer letters are many other things in small letters: "ms", "pa".
SHORTEST = 3


@dataclass(slots=True)
class Entry:
    """A name and its other names, by the words of each; of several spellings the first is kept."""

    heading: str
    names: dict[str, str] = field(default_factory=dict)  # text to the letter of its type
    folded: dict[str, str] = field(default_factory=dict)  # text in small letters to text

    def add(self, text: str, letter: str) -> None:
        """Give the entry another name."""
        known = self.folded.setdefault(text.casefold(), text)
        self.names[known] = min(self.names.get(known, letter), letter, key=_FIRST.index)


def main() -> None:
    """Write the shipped file."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    folder = parser.parse_args().folder
    try:
        SHIPPED.write_bytes(packed(from_lists(folder) if folder else read_entries()))
    except (OSError, KeyError, NamesError) as error:
        parser.exit(1, f"The names cannot be made: {error}\n")


def from_lists(folder: Path) -> list[list[ListedName]]:
    """The entries of the publishers' lists in a folder; those of one name are joined."""
    joined: dict[tuple[str, str], Entry] = {}
    for name, heading in LISTS.items():
        for row in rows(folder / f"{name}.tsv"):
            key = (heading, row["name"].casefold())
            joined.setdefault(key, Entry(row["name"])).add(row["synonym"], _LETTER[row["type"]])
    common = {row["abbreviation"] for row in rows(folder / "common_word_abbreviations.tsv", optional=True)}
    meanings = {
        row["abbreviation"]: row["concepts"]
        for row in rows(folder / "ambiguous_abbreviations.tsv", optional=True)
    }
    listed = (
        [
            ListedName(code(letter, text, common, meanings), text)
            for letter, text in useful_names(heading, entry)
        ]
        for (heading, _), entry in sorted(joined.items(), key=lambda item: item[0])
    )
    return [names for names in listed if len(names) > 1]


def rows(path: Path, *, optional: bool = False) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file by column."""
    if optional and not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def useful_names(letter: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """The names of an entry with their types: no two of the same words, none that could not be meant.

    Of drugs that look alike only the one that heads the entry is left, or none.
    """
    first = "a" if letter == "m" and is_abbreviation(entry.heading) else letter
    others = sorted(entry.names.items(), key=lambda name: (_FIRST.index(name[1]), name[0]))
    known: set[object] = set()
    texts: list[str] = []
    for text, type_letter in ((entry.heading, first), *((text, letter) for text, letter in others)):
        if type_letter == "r" and entry.heading not in texts:  # related to nothing that is left
            continue
        words = name_set(word.text for word in name_words(text))
        short = type_letter == "a"
        if len(words) == 1 and not short and len(text.split()) > 1:  # "My Way", "the runs", "type 1"
            continue
        key = letters(text) if short else words
        if key in known or not 0 < len(words) <= MAX_WORDS or not (short or is_specific(words)):
            continue
        if text.isprintable() and not alike(text, texts):
            known.add(key)
            texts.append(text)
            yield type_letter, text


def alike(text: str, others: Sequence[str]) -> bool:
    """Whether a name is mixed up with one of the others."""
    mixed_up = lookalikes().get(text.lower(), ())
    return any(other.lower() in mixed_up for other in others)


def code(letter: str, text: str, common: set[str], meanings: dict[str, str]) -> str:
    """The code of a name; see `open_names`."""
    if letter != "a":
        return letter
    short = text.casefold()
    everyday = short in common or short in EVERYDAY or len(letters(text)) < SHORTEST
    return ("A" if everyday else "a") + meanings.get(short, "")


if __name__ == "__main__":
    main()
