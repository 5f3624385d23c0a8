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

#: Pages handed to a worker at a time: enough to make the hand-over cheap, few enough for a smooth bar.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """One page's outcome: its article, or a reason why there is none, or neither when it did not change."""

    path: str
    hash: str
    article: Article | None = None
    failure: str | None = None


_Job = tuple[PageFile, str | None]  # with the hash of the page as it was cleaned before
Cleaners: TypeAlias = Workers[_Job, list[CleanedPage]]


def cleaners(most: int) -> Cleaners:
    """Processes to clean pages with, at most so many."""
    return Workers(_clean_batch, most)


def clean_pages(
    files: Sequence[PageFile], known: Mapping[str, str], workers: Cleaners
) -> Iterator[CleanedPage]:
    """Each page's outcome, in the order of the files but for pages that were lost at first.

    `known` holds the hashes of pages cleaned before.

    A page that takes longer than its limit, or takes its process down, is a failure of that page alone.
    Raises `WorkerError`.
    """
    jobs: list[_Job] = [(file, known.get(file.path)) for file in files]
    lost: list[_Job] = []
    for batch, outcome in workers.run(batched(jobs, _BATCH)):
        if outcome is None:
            lost += batch
        else:
            yield from outcome
    with cleaners(1) as alone:  # to know which page it was, and to give each all the memory there is
        for ((file, _),), outcome in alone.run([[job] for job in lost]):
            yield from outcome or [CleanedPage(file.path, "", failure=_KILLED)]


_KILLED = "Reading the page took its process down, most likely for want of memory."


class _TooSlow(Exception):
    pass


def _on_alarm(signum: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _clean_batch(batch: Sequence[_Job]) -> list[CleanedPage]:
    from corpus import read_page  # imports BeautifulSoup, which nobody needs but the workers

    signal.signal(signal.SIGALRM, _on_alarm)
    return [_clean(file, known, read_page) for file, known in batch]


def _clean(file: PageFile, known: str | None, read_page: Callable[[Page], Article]) -> CleanedPage:
    hash_ = ""
    signal.setitimer(signal.ITIMER_REAL, limits.MAX_PAGE_SECONDS)
    try:
        page = load(file)
        known_of_it = f"{FINGERPRINT}{page.url}\n{page.content_type}\n"  # they decide on the article, too
        hash_ = hashlib.sha256(known_of_it.encode() + page.html).hexdigest()
        if hash_ == known:
            return CleanedPage(file.path, hash_)
        return CleanedPage(file.path, hash_, article=read_page(page))
    except PageError as error:
        reason = str(error)
    except _TooSlow:
        reason = f"Reading the page took longer than {limits.MAX_PAGE_SECONDS:g} seconds."
    except MemoryError:
        reason = f"Reading the page took more than {limits.MAX_WORKER_BYTES / 1e9:g} GB of memory."
    except Exception as error:  # a page must never stop a run, not even by a fault of ours
        reason = f"Reading the page failed by a fault of this program ({type(error).__name__}: {error})."
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
