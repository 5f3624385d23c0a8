"""Capitals without a meaning in the corpus: where no article has the acronym SHOCK, it is the word shock."""

from __future__ import annotations

from indexer.analysis.analyzer import tokens
from indexer.lexicon.lexicon import Lexicon
from indexer.query.parser import Parsed, parse
from indexer.query.tree import Term
from indexer.rewriting.synonyms.synonyms import Synonyms


def lower_unknown_acronyms(parsed: Parsed, lexicon: Lexicon, synonyms: Synonyms) -> Parsed:
    """The query with acronyms in small letters that neither the corpus nor a list has, and that are words."""
    acronyms = {
        word: word.clause.text
        for word in parsed.words
        if isinstance(word.clause, Term) and word.clause.text.isupper()
    }
    if not acronyms:
        return parsed
    doc_freqs = lexicon.doc_freqs(acronyms.values())
    text = parsed.text
    for word, token in acronyms.items():
        small = word.text.lower()
        known = token in doc_freqs or lexicon.senses(word.text) or synonyms.find([word])
        if not known and tokens(small):  # "us" is a stop word and could not be searched
            text = text[: word.start] + small + text[word.end :]
    return parse(text) if text != parsed.text else parsed
