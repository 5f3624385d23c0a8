"""Verification of a data folder: the files of every generation, test searches, the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis.analyzer import tokens
from indexer.engines import open_engine
from indexer.engines.base import SearchEngine, SearchRequest
from indexer.errors import IndexerError
from indexer.generations.contents import read_contents
from indexer.generations.generations import Generations
from indexer.generations.listing import Generation, Listing, list_generations
from indexer.generations.manifest import Manifest, check_generation
from indexer.library.check import LibraryCheck, check_library
from indexer.query.tree import Everything, Term

#: The newest articles of the live index, each of which is read and searched for.
_SAMPLED = 20


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found, in sentences. `problems` concern the live index or the library, and are failures."""

    listing: Listing
    library: LibraryCheck | None
    questions: int  # test questions to the live index
    problems: tuple[str, ...]
    notes: tuple[str, ...]  # on earlier generations, and on a reindex that is due

    @property
    def whole(self) -> bool:
        """Whether there is no problem for readers or the next reindex."""
        return not self.problems


def verify(data_dir: Path) -> Verification:
    """Read everything in a data folder and compare it with what was written; problems are never raised.

    Some seconds for 5,000 articles. A generation is opened only after its files were verified.
    """
    listing = list_generations(data_dir)
    problems = [listing.problem] if listing.problem else []
    notes, questions = [], 0
    for generation in listing.generations:
        if generation.live:
            found = _live_problems(generation, Generations(data_dir).folder(generation.number))
            questions, problems = found[0], [*problems, *found[1]]
        elif generation.problem or generation.stale:
            notes.append(f"Generation {generation.number} cannot be rolled back to. {_why(generation)}")
    library = check_library(data_dir)
    problems += library.problems if library else ()
    notes += _due(data_dir, listing, library)
    return Verification(listing, library, questions, tuple(problems), tuple(notes))


def questions_failed(engine: SearchEngine, manifest: Manifest) -> Iterator[str | None]:
    """The problem that each test question found in an open index, or None: counts, articles, their words."""
    facts = engine.describe()
    counts, expected = (facts.articles, facts.sections), (manifest.articles, manifest.sections)
    yield (
        None
        if counts == expected
        else f"It has {counts} articles and sections, its manifest says {expected}."
    )
    found = engine.search(SearchRequest(Everything(), seconds=60)).total_sections
    yield None if found == manifest.sections else f"A search for everything finds {found:,} sections."
    for newest in engine.articles(_SAMPLED):
        article = engine.article(newest.id)
        sections = article.sections if article else ()
        stored = engine.sections([section.id for section in sections])
        yield (
            None if sections and len(stored) == len(sections) else f"{newest.title!r} has lost its sections."
        )
        for section in sections[:1]:
            words = tokens(section.heading)[:1]
            missed = [
                w.text for w in words if section.id not in engine.explain([Term(w.text)], [section.id])[0]
            ]
            yield f"{section.id} is not found by {missed[0]!r}, which it contains." if missed else None


def _live_problems(generation: Generation, folder: Path) -> tuple[int, list[str]]:
    """The number of test questions to the live generation, and its problems."""
    if generation.problem or generation.stale or not generation.manifest:
        return 0, [_why(generation)]
    try:
        engine = open_engine(generation.manifest.engine, folder).open()
    except (IndexerError, OSError) as error:
        return 0, [f"Generation {generation.number} cannot be opened ({error})."]
    try:
        answers = list(questions_failed(engine, generation.manifest))
    finally:
        engine.close()
    where = f"Generation {generation.number} gives wrong results, so run `healthsearch reindex --full`."
    return len(answers), [f"{where} {answer}" for answer in answers if answer]


def _why(generation: Generation) -> str:
    if generation.problem:
        return generation.problem
    return "It was built by another version of this program. Run `healthsearch reindex` to build it anew."


def _due(data_dir: Path, listing: Listing, library: LibraryCheck | None) -> Iterator[str]:
    live = next((one.number for one in listing.generations if one.live and not one.problem), None)
    if live is None:
        return
    try:
        folder = Generations(data_dir).folder(live)
        check_generation(folder)
        indexed = read_contents(folder)
    except (IndexerError, OSError):
        return
    if library is None:
        yield "There is no library: the next reindex reads every page again."
    elif not library.problems and library.contents != indexed:
        yield f"The library has other articles than generation {live}: a reindex would change what is live."
