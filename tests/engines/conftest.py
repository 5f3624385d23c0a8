"""One contract, every engine: `build` makes an index of a few articles and opens it."""

import pytest

from indexer.documents.sections import indexed_sections
from indexer.engines import ENGINES, open_engine
from indexer.engines.base import SearchRequest


@pytest.fixture(params=ENGINES, scope="session")
def engine_name(request):
    return request.param


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
