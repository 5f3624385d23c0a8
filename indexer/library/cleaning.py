"""Pages to articles in worker processes, so that no page can stop, stall or exhaust a reindex."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TypeAlias

import corpus
from corpus import Article, Page, PageError, limits
from corpus.sources.scan import PageFile, load
from indexer.workers.pool import Workers, batched

#: Pages sent to a worker at a time: enough to make the transfer cheap, few enough for a smooth progress bar.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """The result of one page: its article, or why it failed, or neither when it did not change."""

    path: str
    hash: str
    article: Article | None = None
    failure: str | None = None


_Job = tuple[PageFile, str | None]  # with the hash of the page when it was last cleaned
Cleaners: TypeAlias = Workers[_Job, list[CleanedPage]]


def cleaners(most: int) -> Cleaners:
    """At most so many processes for cleaning pages."""
    return Workers(_clean_batch, most)


def clean_pages(
    files: Sequence[PageFile], known: Mapping[str, str], workers: Cleaners
) -> Iterator[CleanedPage]:
    """The result of each page, in the order of the files; pages whose worker died come last.

    `known` are the hashes of pages cleaned before. A page that takes longer than its limit, or kills its
    process, fails alone. Raises `WorkerError`.
    """
    jobs: list[_Job] = [(file, known.get(file.path)) for file in files]
    lost: list[_Job] = []
    for batch, outcome in workers.run(batched(jobs, _BATCH)):
        if outcome is None:
            lost += batch
        else:
            yield from outcome
    with cleaners(1) as alone:  # to find the page that did it, and to give each all the memory
        for ((file, _),), outcome in alone.run([[job] for job in lost]):
            yield from outcome or [CleanedPage(file.path, "", failure=_KILLED)]


_KILLED = "Reading the page ended its process, most likely for lack of memory."


class _TooSlow(Exception):
    pass


def _on_alarm(signum: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _clean_batch(batch: Sequence[_Job]) -> list[CleanedPage]:
    from corpus import read_page  # imports BeautifulSoup, which only the workers need

    signal.signal(signal.SIGALRM, _on_alarm)
    return [_clean(file, known, read_page) for file, known in batch]


def _clean(file: PageFile, known: str | None, read_page: Callable[[Page], Article]) -> CleanedPage:
    hash_ = ""
    signal.setitimer(signal.ITIMER_REAL, limits.MAX_PAGE_SECONDS)
    try:
        page = load(file)
        circumstances = f"{FINGERPRINT}{page.url}\n{page.content_type}\n"  # the article depends on these, too
        hash_ = hashlib.sha256(circumstances.encode() + page.html).hexdigest()
        if hash_ == known:
            return CleanedPage(file.path, hash_)
        return CleanedPage(file.path, hash_, article=read_page(page))
    except PageError as error:
        reason = str(error)
    except _TooSlow:
        reason = f"Reading the page took longer than {limits.MAX_PAGE_SECONDS:g} seconds."
    except MemoryError:
        reason = f"Reading the page took more than {limits.MAX_WORKER_BYTES / 1e9:g} GB of memory."
    except Exception as error:  # a page must never stop a run, not even by a bug of this program
        reason = (
            f"Reading the page failed because of a bug in this program ({type(error).__name__}: {error})."
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return CleanedPage(file.path, hash_, failure=reason)


def code_fingerprint(package: Path) -> str:
    """The SHA-256 of every Python file at any depth below a folder, each with its path from there."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        code = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()}\n{len(code)}\n".encode() + code)
    return digest.hexdigest()


#: The fingerprint of the cleaner's own code: whenever it changes, every page is cleaned again.
FINGERPRINT = code_fingerprint(Path(corpus.__file__).parent)
