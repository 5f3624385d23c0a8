"""Every limit on the cost of a search, with its reason. Exceeding one gives an error message, no crash."""

from __future__ import annotations

#: Characters of a query. Two of 103 messages that people wrote to a health library have more than 512, none
#: more than 2,000; a pasted page is no query.
MAX_QUERY_CHARS = 2_000

#: Words that a search scores, and words in quotes, prefixes and filters of a query; each one costs every
#: engine a pass through its postings. Of a longer message the words that it is about are taken: with 32 of
#: them the answers to long messages lose 0.01 nDCG@10. Further filters are left out, and the page says which.
MAX_TERMS = 16

#: Nested groups. The parser recurses for each; 2,000 would end in a RecursionError.
MAX_NESTING = 8

#: Letters and digits before a `*`. A shorter prefix has too many expansions to rank or to wait for.
MIN_PREFIX_LETTERS = 3

#: Prefixes of one query. Eight one-letter ones took a worker 24 s, and no deadline stops an expansion.
MAX_PREFIXES = 3

#: Tokens that one prefix expands to; engines stop there.
MAX_EXPANSIONS = 200

#: Seconds of one search, after which the results so far are shown as partial.
DEADLINE_SECONDS = 1.5

#: The deepest result that paging reaches. Ranking deeper costs more with every page, and nobody reads there.
MAX_DEPTH = 1_000

#: Articles on a page of results.
PAGE_SIZE = 10

#: Sections shown of one article, the best ones.
SECTIONS_PER_ARTICLE = 3

#: Characters of a section that a snippet is chosen from: some 16,000 words, analysed in about 10 ms.
MAX_SNIPPET_SOURCE = 100_000

#: Bytes of a file of golden queries, so that a wrong file is rejected before it is read.
MAX_GOLDEN_BYTES = 1_000_000

#: Golden queries. Each publish runs all of them twice, at some 10 ms each: a minute at most.
MAX_GOLDEN_QUERIES = 2_000

#: The deepest rank that a golden query's target is looked for.
MAX_GOLDEN_PLACE = 100

#: Bytes of a file of comparison queries, so that a wrong file is rejected before it is read.
MAX_QUERY_FILE_BYTES = 5_000_000

#: Queries for comparing two indexes, at some 40 ms each: a few minutes at most.
MAX_COMPARED_QUERIES = 5_000

#: Seconds that a reindex waits for another to end, so that two timers at once do not fail: most reindexes
#: change little and take less. A person at a terminal still learns soon enough which process it is.
LOCK_SECONDS = 5.0
