"""Writes the shipped list of disease names from the Human Disease Ontology.

python tools/make_disease_names.py disease_ontology_labels.tsv disease_ontology_synonyms.tsv \
    > indexer/rewriting/synonyms/lists/diseases.txt && make lists
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterator
from pathlib import Path

from indexer.rewriting.synonyms.list_file import Key, entry_lines, key_of
from indexer.rewriting.synonyms.ontologies import plain_name, plain_names

HEAD = """\
# Diseases and their other names.
# From the Human Disease Ontology (disease-ontology.org), CC0 1.0: labels and exact synonyms.
# Written by tools/make_disease_names.py. Change that, or override a line in a list of your own.
"""

#: Exact synonyms in the ontology that mean something wider, narrower or different to articles and readers,
#: and those that are misspelled: a word of a name is never corrected.
WRONG = {
    tuple(line.split(" | "))
    for line in """
agammaglobulinemia | hypogammaglobulinemia
selective IgG deficiency disease | Immunoglobin G subclass deficiency
hypereosinophilic syndrome | eosinophilia
agnosia | Dyspraxia
agnosia | Dyspraxia syndrome
steatotic liver disease | alcoholic fatty liver
fatty liver disease | alcoholic fatty liver
Barrett's esophagus | ulcerative esophagitis
primary hyperaldosteronism | Cushing's syndrome
primary hyperaldosteronism | Cushing syndrome
syphilis | syphilitic chancre
syndactyly | symphalangism
syndactyly | symphalangy
sarcoidosis | lymphogranulomatosis
Lyme disease | neuroborreliosis
cysticercosis | neurocysticercosis
skin disease | Genodermatosis
red-green color blindness | Deuteranopia
agnathia-otocephaly complex | holoprosencephaly-agnathia
Sjogren's syndrome | xerodermosteosis
exostosis | osteophyte
osteochondrosis | osteochondritis
osteochondrosis | apophysitis
osteochondrosis | epiphysitis
Ollier disease | osteochondromatosis
Ollier disease | dyschondroplasia
papilloma | papillomatosis
porphyria | Porphyrinopathy
prothrombin deficiency | hypoprothrombinemia
extrinsic allergic alveolitis | alveolitis
Hirschsprung's disease | macrocolon
superficial mycosis | piedra
glycoproteinosis | sialidosis
silicosis | silicotuberculosis
supraglottis cancer | supraglottis
parasitic infectious disease | parasitemia
nonepidermolytic palmoplantar keratoderma | tylosis
leech infestation | Leeches
Ogden syndrome | N-alpha-acetyltransferase
Brugada syndrome | Bangungut
myofibroma | Lipoleiomyoma
melanoma | Naevocarcinoma
mast cell neoplasm | mastocytoma
clear cell adenocarcinoma | mesonephroma
yaws | thymosis
onchocerciasis | volvulosis
disease of cellular proliferation | neoplasm
lipid metabolism disorder | dyslipidemia
embryoma | Blastoma
adrenal gland hyperfunction | hypercortisolism
primary hyperaldosteronism | hyperaldosteronism
familial hypercholesterolemia | hyperbetalipoproteinemia
familial lipoprotein lipase deficiency | hyperchylomicronemia
familial hyperlipidemia | hyperlipemia
combined pituitary hormone deficiency | panhypopituitarism
hyperinsulinemic hypoglycemia | nesidioblastosis
spondyloarthropathy | spondylarthrosis
toxic encephalopathy | neurotoxicity
tooth agenesis | hypodontia
tooth agenesis | oligodontia
pre-eclampsia | preeclampsia/eclampsia
common cold | rhino-sinusitis
primary immunodeficiency disease | hypoimmunity
Legionnaires' disease | Legionella
phototoxic dermatitis | Photosensitiveness
hypoglycemia | hypoglycaemia
animal phobia | Zoophobia
muscular atrophy | Amyotrophia
cowpox | yaba
oral candidiasis | thrush
type 2 diabetes mellitus | insulin resistance
anus disease | anal fissure
anus disease | anal ulcer
anus disease | Solitary anal ulcer
anus disease | Ulcer of anus
anus disease | fissure in ano
anus disease | Nontraumatic tear of anus
anus disease | anal fissure and fistula
gonorrhea | chronic gonococcal infectious disease of lower genitourinary tract
gonorrhea | chronic gonococcal infectious disease of upper genitourinary tract
hepatitis | animal hepatitis
hepatitis | acute/subac. necrosis of liver
hepatitis | acute and subacute liver necrosis
esotropia | Convergence in manifest squint
binocular vision disease | simultaneous visual perception without fusion
Tourette syndrome | Psychogenic tics
Gilles de la Tourette syndrome | Psychogenic tics
sickle cell anemia | hemoglobin SC disease
retinitis pigmentosa | pericentral pigmentary retinopathy
Lyme disease | Bannwarth syndrome
Lyme disease | Bannworth's syndrome
Lyme disease | lyme neuroborreliosis
sickle cell anemia | Hb SC disease
sickle cell anemia | Hb-S/Hb-C disease
sickle cell anemia | Hemoglobin S disease without crisis
sickle cell anemia | Sickle-cell/Hb-C disease without crisis
sickle cell anemia | haemoglobin SC disease
sickle cell anemia | Hb-SS disease without crisis
asthma | bronchial hyperreactivity
gastritis | Erosive gastropathy
gastritis | acute gastric mucosal erosion
abetalipoproteinemia | familial hypobetalipoproteinemia
adrenoleukodystrophy | diffuse sclerosis
Noonan syndrome | karyotype normal Turner's phenotype
lateral sclerosis | adult-onset primary lateral sclerosis
peripheral neuropathy | neuropathy
giardiasis | beaver feaver
acute contagious conjunctivitis | Contagious opthalmia
hyperuricemia | Blood urate raized
myositis ossificans | Myisitis ossificans
Cogan syndrome | diffuse interstitual keratitis
postural orthostatic tachycardia syndrome | orhtostatic intolerance
glycogen storage disease IXd | X-linked muscke glycogenosis
gastroesophageal reflux disease | Gastresophageal reflux
nonepidermolytic palmoplantar keratoderma | diffuse nonepidermolytic palmomplantar keratoderma
Charcot-Marie-Tooth disease type 2B | hereditary motor and sensory nueropathy IIB
acute myeloid leukemia with BCR-ABL1 | Acute myeleoid leukemia with BCR-ABL1
""".strip().split("\n")
}

#: Abbreviations that are listed: of four capitals, or with a digit. Shorter ones have other meanings ("BMD",
#: "CHD", "RA"); an abbreviation that articles define needs no list.
_ABBREVIATION = re.compile(r"[A-Z]{4,}|(?=.*\d)(?:[A-Z]{3,}\d+[A-Z]?)")
_NUMBERED = re.compile(r"(.*[a-z])(?: type) (\d+|[IVX]+)")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}

#: Abbreviations with the letters of a word, a name or a better known abbreviation.
_OTHER_MEANING = frozenset(
    """
    AAAS ACLS AIDS ALPS ARTHS ARTS BANF BRIC CANDLE CANVAS CASTLE CIPA COLD DASS DIDA DILE DISH DOORS FACU
    FADS FAME FICUS FLAIR GALE HOPS LAMB LORD MADD MOBA ORAS PLAID PLAT SANDO SARCOS SAVI SCRA SEGA SENS
    SETTLE THES TRAPS WABS
    """.split()  # noqa: SIM905  a list of quoted words hides the words
)


def main() -> None:
    """Print the list."""
    labels, synonyms = map(Path, sys.argv[1:3])
    sys.stdout.write(HEAD)
    names, abbreviations = read(labels, synonyms)
    lines = sorted(both_ways(names), key=str.casefold) + sorted(one_way(abbreviations), key=str.casefold)
    sys.stdout.writelines(f"{line}\n" for line in lines)


def read(labels: Path, synonyms: Path) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """Every label with its exact names, and every abbreviation with its labels."""
    names = {row["label"]: [row["label"]] for row in rows(labels)}
    abbreviations: dict[str, set[str]] = defaultdict(set)
    wrong = {(label.casefold(), name.casefold()) for label, name in WRONG}
    for row in rows(synonyms):
        label, synonym = row["name"], row["synonym"]
        if row["scope"] != "EXACT" or (label.casefold(), synonym.casefold()) in wrong:
            continue
        if row["type"]:
            abbreviations[synonym].add(label)
        else:
            names.setdefault(label, [label]).append(synonym)
    return names, abbreviations


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file by column."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def both_ways(names: dict[str, list[str]]) -> Iterator[str]:
    """A line for each disease that has an unambiguous name beside its label."""
    of: dict[tuple[str, ...], set[str]] = defaultdict(set)
    plain = {label: plain_names(all_names) for label, all_names in names.items()}
    for label, found in plain.items():
        for name in found:
            of[key_of(name)].add(label)
    for found in plain.values():
        own = [name for name in found if len(of[key_of(name)]) == 1 and not is_short(name)]
        if len(own) > 1:
            yield from lines_of(own, of)


def lines_of(own: list[str], taken: Container[Key]) -> Iterator[str]:
    """The lines of a disease. Names that contain the label ("lung X") are narrower and go one way."""
    label, *others = own
    wider = [name for name in others if not contains(name, label)]
    more = {key_of(name): name for of_name in own for name in other_numerals(of_name)}
    # Short names first: a search leaves out longer ones that contain them.
    shortest_first = sorted(wider, key=lambda name: len(name.split()))
    yield from entry_lines(label, shortest_first + [name for key, name in more.items() if key not in taken])
    for name in others:
        if contains(name, label):
            yield from entry_lines(name, [label], both_ways=False)


def contains(name: str, label: str) -> bool:
    """Whether a name contains the words of the label, side by side."""
    return f" {' '.join(key_of(label))} " in f" {' '.join(key_of(name))} "


def other_numerals(name: str) -> Iterator[str]:
    """The variants of a name that ends in "type II" or "type 2": each numeral with and without "type"."""
    if found := _NUMBERED.fullmatch(name):
        disease, number = found.groups()
        other = _ROMAN.get(number) or next((roman for roman, n in _ROMAN.items() if n == number), number)
        for numeral in (number, other):
            yield f"{disease} type {numeral}"
            yield f"{disease} {numeral}"


def one_way(abbreviations: dict[str, set[str]]) -> Iterator[str]:
    """A line for each abbreviation of one disease only."""
    for short, labels in abbreviations.items():
        (label, *others) = map(plain_name, labels)
        if label and not others and _ABBREVIATION.fullmatch(short) and short not in _OTHER_MEANING:
            yield from entry_lines(short, [label], both_ways=False)


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation that the ontology does not mark as one."""
    return len(name) < 5 and (name.isupper() or not name.isalpha()) or not re.search("[a-z]{3}", name)


if __name__ == "__main__":
    main()
