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
from indexer.engines.tantivy_reading import Key, key, matching, values

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
        """The score, of 0 to 1, of a word or phrase in the sections of `among`; see `frequency`."""
        scale = self._scales[field]
        if scale is None:
            return {}
        gain = sum(self._idf(field, term, scale) for term in terms) * (1 + _K1)
        if len(terms) == 1:
            query = tantivy.Query.term_query(self._schema, field, terms[0])
        else:
            query = tantivy.Query.phrase_query(self._schema, field, list(zip(offsets, terms, strict=True)))
        hits = matching(self._searcher, both(among, query), most)
        return {key(address): score / gain for score, address in hits}

    def _idf(self, field: str, term: str, scale: _Scale) -> float:
        holding = self._searcher.doc_freq(field, term)
        return math.log(1 + (scale.documents - holding + 0.5) / (holding + 0.5))

    def _scale(self, field: str) -> _Scale | None:
        """Read from the explanation of any score; None where the field is empty."""
        for term, _ in self._searcher.terms_with_prefix(field, "", limit=20):
            query = tantivy.Query.term_query(self._schema, field, term)
            for _, address in matching(self._searcher, query, 1):
                explained = dict(_values(json.loads(query.explain(self._searcher, address).to_json())))
                return _Scale(
                    explained["N, total number of docs"], explained["avgdl, average length of field"]
                )
        return None


def frequency(score: float, norm: float) -> int:
    """The frequency that gives a score, with what the section's length adds to it."""
    return max(1, round(norm * score / (1 - score))) if score < 1 else 1_000


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
