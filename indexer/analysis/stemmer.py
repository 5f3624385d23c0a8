"""A light stemmer: takes off inflections, plural, -ed and -ing, with the plurals of Latin and Greek.

No suffix that makes another word is taken off: organ, organism and organization stay three words, immune
and immunity two. A stem is a key and not always a word: a final "e" is removed ("diseas"), since "increasing"
does not show whether there was one.
"""

from __future__ import annotations

import re

_SYLLABLE = re.compile(r"[aeiouy]+[^aeiouy]+")
#: One short vowel and one consonant: "dos" of dosing and "us" of using, which had an "e"; not "treat".
_SHORT = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")  # verbs double no others but l
#: Plurals in -us-es; after a vowel, or one of these letters, the word ends in -use: causes, abuses, excuses.
_USES = re.compile(r"[^aeioubfx]uses$(?<!ccuses)(?<!muses)")

#: Words that only look inflected, or that would become another word without their last letter.
_UNCHANGED = frozenset(
    """news evening herring outing inning lens pancreas bias gas atlas always perhaps whereas
    humane morale rationale locale envelope urbane""".split()  # noqa: SIM905
)

_IRREGULAR = {
    form: word
    for word, forms in {
        "appendix": "appendices", "axis": "axes", "cervix": "cervices", "cortex": "cortices",
        "helix": "helices", "index": "indices", "matrix": "matrices", "thorax": "thoraces",
        "calyx": "calyces", "larynx": "larynges", "pharynx": "pharynges", "phalanx": "phalanges",
        "testis": "testes", "pelvis": "pelves", "ganglia": "ganglion", "mitochondria": "mitochondrion",
        "criteria": "criterion",
        "phenomena": "phenomenon", "ova": "ovum", "corpora": "corpus", "genera": "genus", "viscera": "viscus",
        "foramina": "foramen", "lumina": "lumen", "lens": "lenses", "gas": "gases gasses", "bias": "biases",
        "pancreas": "pancreases", "femora": "femur", "quiz": "quizzes", "go": "goes went gone going",
        "child": "children", "woman": "women", "man": "men", "foot": "feet", "tooth": "teeth",
        "mouse": "mice", "louse": "lice", "half": "halves", "calf": "calves", "knife": "knives",
        "wife": "wives",
        "die": "dying", "lie": "lying", "tie": "tying", "swell": "swollen", "break": "broke broken",
        "bleed": "bled", "feed": "fed", "feel": "felt", "sleep": "slept", "take": "took taken",
        "give": "gave given", "grow": "grew grown", "eat": "ate eaten", "bite": "bitten", "burn": "burnt",
        "lose": "lost", "get": "got gotten", "catch": "caught", "keep": "kept", "make": "made",
        "begin": "began begun", "become": "became", "fall": "fell fallen", "choose": "chose chosen",
    }.items()
    for form in forms.split()
}  # fmt: skip


def stem(word: str) -> str:
    """The stem that all inflections of a folded, respelled word share."""
    if word in _UNCHANGED:
        return word
    known = _IRREGULAR.get(word)
    if known is None:
        known = _latin(_verb(_singular(word)))
    return known if known in _UNCHANGED else _without_ending(known)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word[:-2] + "e" if word.endswith("sis") and len(word) > 4 else word
    if word.endswith("itides"):
        return word[:-4] + "is"
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes")) or (word.endswith("oes") and len(word) > 5):
        return word[:-2]
    if _USES.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _latin(word: str) -> str:
    """One form for singular and plural: the plural, as the singular is not always known (no "anemium")."""
    if len(word) < 5:
        return word
    if word.endswith("um"):
        return word[:-2] + "a"
    if word.endswith("us") and not word.endswith("ous"):
        return word[:-2] + "i"
    if word.endswith("ae"):
        return word[:-1]
    return word[:-2] if word.endswith("mata") and len(word) > 6 else word


def _verb(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith("eed"):
        return word[:-1] if _SYLLABLE.search(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 1 and _VOWEL.search(rest):
            return _restored(rest)
    return word


def _restored(rest: str) -> str:
    """A verb without its ending: "stopp" without its doubled letter, "dos" with its "e"."""
    if len(rest) > 3 and rest.endswith(_DOUBLED):
        return rest[:-1]
    return rest + "e" if _SHORT.fullmatch(rest) else rest


def _without_ending(word: str) -> str:
    if word.endswith("ie") and len(word) > 4:
        return word[:-2] + "y"
    shorter = word[:-1]
    if word.endswith("e") and _SYLLABLE.search(shorter) and not _SHORT.fullmatch(shorter):
        return shorter
    return shorter if word.endswith("ll") and len(_SYLLABLE.findall(word)) > 1 else word
