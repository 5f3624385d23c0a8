"""Every limit on what one search may cost, each with its reason. Over one is a sentence, never a crash."""

from __future__ import annotations

#: Characters of a query. The longest of 1,369 real health queries has 165; a pasted page is no query.
MAX_QUERY_CHARS = 512

#: Words, prefixes and filters that are searched; each one costs every engine a walk through its postings.
#: One of 1,369 real health queries has more. Words beyond it are left out and the reader is told which.
MAX_TERMS = 16

#: Groups within groups. The parser descends once for each; 2,000 of them would end in a RecursionError.
MAX_NESTING = 8

#: Letters and digits before a `*`. With fewer a prefix begins too many words to rank, or to wait for.
MIN_PREFIX_LETTERS = 3

#: Prefixes of one query. Eight one-letter ones held a worker for 24 s, and no deadline stops an expansion.
MAX_PREFIXES = 3

#: Tokens that one prefix may stand for; engines stop expanding there.
MAX_EXPANSIONS = 200

#: Seconds of one search, after which what was found so far is shown as partial.
DEADLINE_SECONDS = 1.5

#: Sections deep that paging goes. Ranking further down costs more with every page, and nobody reads there.
MAX_DEPTH = 1_000

#: Articles on a page of results.
PAGE_SIZE = 10

#: Sections shown of one article, the best first.
SECTIONS_PER_ARTICLE = 3

#: Characters of a section that a snippet is chosen from: some 16,000 words, analysed in about 10 ms.
MAX_SNIPPET_SOURCE = 100_000

#: Bytes of a file of golden queries, so that a wrong file is refused before it is in memory.
MAX_GOLDEN_BYTES = 1_000_000

#: Golden queries. Each publish asks all of them twice, at some 10 ms each: a minute's wait at the most.
MAX_GOLDEN_QUERIES = 2_000

#: Articles deep that the place of what a golden query wants is looked for.
MAX_GOLDEN_PLACE = 100

#: Bytes of a file of queries to compare indexes by, so that a wrong file is refused before it is in memory.
MAX_QUERY_FILE_BYTES = 5_000_000

#: Queries that two indexes are compared by, at some 40 ms each: a few minutes' wait at the most.
MAX_COMPARED_QUERIES = 5_000

#: Seconds that a reindex waits for another to end, so that two timers that meet do not fail: most reindexes
#: change little and take less. Somebody at a terminal is told who it is soon enough.
LOCK_SECONDS = 5.0
