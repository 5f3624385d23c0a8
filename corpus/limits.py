"""Every limit on what a page or an archive may cost, with its reason; over a limit is an error, no crash."""

from __future__ import annotations

#: Bytes of one page. The largest of 669 real article pages measured is 2.4 MB; beyond 5 MB it is a data dump.
MAX_PAGE_BYTES = 5_000_000

#: Elements and texts of one page, counted on the parser's events before a tree is built (a tree of
#: 50,000 nodes costs BeautifulSoup about a second and 100 MB).
MAX_NODES = 50_000

#: Open elements at once. Walking and copying a tree is at least linear in its depth, and 512 is far
#: beyond any page a person wrote.
MAX_DEPTH = 512

#: Characters of article text, some 300,000 words: a book, not an article.
MAX_TEXT_CHARS = 2_000_000

#: Sections of one article; a page with more is a listing, and would fill every result page.
MAX_SECTIONS = 500

#: Seconds of work on one page, enforced by the worker process that reads it.
MAX_PAGE_SECONDS = 10.0

#: Bytes of address space of a process that cleans pages.
MAX_WORKER_BYTES = 2_000_000_000

#: Times its packed size that something may unpack to. The most of 5,476 packed article pages is 9.
MAX_RATIO = 100

#: Unpacked bytes from which on the ratio is checked: a short page that repeats itself is no bomb.
RATIO_CHECKED_FROM = 200_000

#: Bytes of a zip file's central directory. It is read as a whole and becomes objects of ten times its size.
MAX_ZIP_DIRECTORY_BYTES = 16_000_000

#: Members of one zip file. Opening one with this many takes a second, in every worker process.
MAX_ZIP_MEMBERS = 100_000

#: Unpacked bytes of one gzip stream. To reach a page in the middle of a stream, all before it is unpacked:
#: about 3 seconds at this length, and a page's time is limited. WARC files have a stream for each record.
MAX_STREAM_BYTES = 1_000_000_000

#: Bytes of the headers of a WARC record, and of those of the response in it; web servers stop at 8 to 64 KB.
MAX_HEADER_BYTES = 100_000

#: Bytes of a line of JSON. Escaping makes HTML less than three times as long, unless all of it is "\u....".
MAX_LINE_BYTES = 3 * MAX_PAGE_BYTES

#: Characters of an address, which becomes the page's path. Browsers and servers stop at 2,000 to 8,000.
MAX_URL_CHARS = 4_000

#: How often reading one gzip file resumes after damage. Each time costs a search for the next stream, and a
#: file made of damage would take minutes.
MAX_RESUMES = 1_000

#: Problems of one archive that are reported; further ones are only counted.
MAX_REPORTED = 50
