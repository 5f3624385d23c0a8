"""One contract, every engine: `build` makes an index of a few articles and opens it."""

from datetime import date

import pytest

from corpus.model import Article, Block, Section
from indexer.documents.sections import indexed_sections
from indexer.engines import ENGINES, open_engine
from indexer.engines.base import SearchRequest


@pytest.fixture(params=ENGINES, scope="session")
def engine_name(request):
    return request.param


@pytest.fixture(scope="session")
def article():
    """Makes an article of (heading, text) or (heading, text, kind) sections; a bare text has no heading."""

    def make(identity, *sections, title="", source="", reviewed=None, published=None):
        def section(position, heading, text, kind="other"):
            anchor = f"s{position}"
            blocks = tuple(Block("paragraph", line) for line in text.split("\n"))
            path = (heading,) if heading else ()
            return Section(
                f"{identity}/{anchor}", identity, position, 2, heading or title, path, anchor, kind, blocks
            )

        parts = [("", part) if isinstance(part, str) else part for part in sections]
        return Article(
            id=identity,
            url=f"https://health.example/{identity}",
            title=title,
            source=source,
            language="en",
            published=date.fromisoformat(published) if published else None,
            reviewed=date.fromisoformat(reviewed) if reviewed else None,
            sections=tuple(section(position, *part) for position, part in enumerate(parts)),
        )

    return make


@pytest.fixture(scope="session")
def add():
    """Puts all sections of some articles into a builder."""

    def put(builder, *articles):
        for one in articles:
            for section in indexed_sections(one):
                builder.add(section)

    return put


@pytest.fixture
def opened(engine_name):
    """Opens an index folder and closes it when the test ends."""
    engines = []

    def open_folder(folder):
        engines.append(open_engine(engine_name, folder).open())
        return engines[-1]

    yield open_folder
    for engine in engines:
        engine.close()


@pytest.fixture
def build(engine_name, add, opened, tmp_path):
    """An engine over a new index of these articles."""
    made = []

    def index(*articles):
        made.append(tmp_path / f"index{len(made)}")
        with open_engine(engine_name, made[-1]).builder() as builder:
            add(builder, *articles)
        return opened(made[-1])

    return index


@pytest.fixture(scope="session")
def matches():
    """The ids of all sections that an engine finds for a query."""

    def search(engine, query, **options):
        hits = engine.search(SearchRequest(query, limit=10_000, sections_per_article=10_000, **options))
        found = [section.section_id for one in hits.articles for section in one.sections]
        assert len(found) == len(set(found)) == hits.total_sections
        return set(found)

    return search
