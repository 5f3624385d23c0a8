"""Every weight of the ranking, in one place.

BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"): a
word's frequency is the weighted sum over the fields, and saturates once. An index holds the weighted
sums, so a change here changes `FINGERPRINT` and makes indexes stale.
"""

from __future__ import annotations

TITLE = 6.0
HEADING = 8.0  # of the whole heading path
BODY = 1.0

#: Saturation and length normalisation of BM25.
K1 = 1.5
B = 0.5

#: The length that the shortest sections count as having, as a sum of weights (a third of the mean over real
#: articles), and how many times longer a list of references counts: neither answers, though both name much.
SHORTEST = 55.0
REFERENCES = 8.0

#: What a match of another name is worth beside one of the reader's own words.
ABBREVIATION = 0.2
SYNONYM = 0.2
OPEN_NAME = 0.3  # times what a name of its type is worth

#: On top of a section's score: for being an overview where only a subject was named, for each word that only
#: carries the question ("symptoms of …"), and for two words that stand side by side as the reader wrote them.
OVERVIEW = 1.0
CARRIER = 1.0
PHRASE = 0.2

#: The power of the share of the words that a section covers, and what being of the kind that was asked for
#: adds, in proportion.
COVERAGE = 0.25
KIND = 0.5

#: The share of the words' weight with which a section counts as a match. In its article it is also shown for
#: this share of the best section's score.
MATCH = 0.5

#: In proportion to the weight of all words: for a title that covers the subject, for one that is the subject,
#: and what that adds, in proportion, to a section of the kind that was asked for.
TITLE_COVER = 2.0
TITLE_EXACT = 1.0
TITLE_KIND = 0.3

#: The part of what other sections of an article have of the words that counts for its best section.
ELSEWHERE = 0.5

FINGERPRINT = f"bm25f-{TITLE:g}-{HEADING:g}-{BODY:g}-{SHORTEST:g}-{REFERENCES:g}"
