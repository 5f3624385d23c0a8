"""How often sections hold a token, read back from Tantivy's scores.

Tantivy gives out no frequencies, but its score of one word is an increasing function of the frequency
and of the section's length, both of which are known here: idf * (k1 + 1) * f / (f + norm), with
k1 = 1.2, b = 0.75 and lengths rounded down to one byte (as Lucene's SmallFloat does). Solved for f it
gives whole numbers back; single precision is off by less than a tenth up to frequencies of a thousand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import DocAddress, Schema, Searcher

from indexer.engines.tantivy_fields import FIELDS, WORDS, tokens_in
from indexer.engines.tantivy_query import both
from indexer.engines.tantivy_reading import Key, matching, scored, values

_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a field's scores are reckoned with."""

    documents: float
    mean: float


class Frequencies:
    """Reads frequencies of one open index."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._scales = {field: self._scale(field) for field in (WORDS, *FIELDS)}

    def norms(self, field: str, addresses: Sequence[DocAddress]) -> Sequence[float]:
        """For each section what its length adds to a frequency in this field."""
        scale = self._scales[field]
        if scale is None:
            return [0.0] * len(addresses)
        lengths = values(self._searcher, tokens_in(field), addresses)
        flat, steep = _K1 * (1 - _B), _K1 * _B / scale.mean
        return [flat + steep * _rounded(length) for length in lengths]

    def found(
        self, field: str, terms: Sequence[str], offsets: Sequence[int], among: tantivy.Query, most: int
    ) -> Mapping[Key, float]:
        """What the sections of `among` score for a word or phrase: f / (f + norm) for a frequency f."""
        scale = self._scales[field]
        holding = [self._searcher.doc_freq(field, term) for term in terms]
        if scale is None or not all(holding):
            return {}
        if len(terms) == 1:
            query = tantivy.Query.term_query(self._schema, field, terms[0])
        else:
            query = tantivy.Query.phrase_query(self._schema, field, list(zip(offsets, terms, strict=True)))
        gain = sum(math.log(1 + (scale.documents - n + 0.5) / (n + 0.5)) for n in holding) * (1 + _K1)
        found = scored(self._searcher, both(among, query), most)
        return {at: score / gain for at, score in found.items()}

    def _scale(self, field: str) -> _Scale | None:
        """Read from the explanation of any score; None where the field is empty."""
        for term, _ in self._searcher.terms_with_prefix(field, "", limit=20):
            query = tantivy.Query.term_query(self._schema, field, term)
            for address in matching(self._searcher, query, 1):
                explained = dict(_values(json.loads(query.explain(self._searcher, address).to_json())))
                return _Scale(
                    explained["N, total number of docs"], explained["avgdl, average length of field"]
                )
        return None


def _values(explanation: Mapping[str, Any]) -> Sequence[tuple[str, float]]:
    rows = [(explanation["description"], float(explanation["value"]))]
    for detail in explanation.get("details", ()):
        rows += _values(detail)
    return rows


def _rounded(length: int) -> int:
    """A length as one byte keeps it: exact up to 40, then eight steps to each doubling from 24 on."""
    if length < 40:
        return length
    shift = max((length - 24).bit_length() - 4, 0)
    return 24 + ((length - 24) >> shift << shift)
