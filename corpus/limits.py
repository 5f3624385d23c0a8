"""Every limit on what one page may cost, each with its reason. Over one is a `PageTooLarge`, no crash."""

from __future__ import annotations

#: Bytes of one page. The largest of 669 real article pages measured is 2.4 MB; beyond 5 MB it is a data dump.
MAX_PAGE_BYTES = 5_000_000

#: Elements and texts of one page, counted on the event stream before a tree is built (a tree of
#: 50,000 nodes costs BeautifulSoup about a second and 100 MB).
MAX_NODES = 50_000

#: Open elements at once. Walking and copying a tree is at least linear in its depth, and 512 is far
#: beyond any page a person wrote.
MAX_DEPTH = 512

#: Characters of article text, some 300,000 words: a book, not an article.
MAX_TEXT_CHARS = 2_000_000

#: Sections of one article; a page with more is a listing, and would fill every result page.
MAX_SECTIONS = 500

#: Seconds of work on one page, enforced by the worker process that does it.
MAX_PAGE_SECONDS = 10.0

#: Bytes of address space of a process that cleans pages.
MAX_WORKER_BYTES = 2_000_000_000
