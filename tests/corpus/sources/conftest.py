"""What a scan finds, and archives that are damaged at random."""

from types import SimpleNamespace

import pytest

from corpus.errors import CorpusNotFound, PageError
from corpus.sources.scan import load, scan

PAGE = b"<h1>Kidney stones</h1><p>Text.</p>"


def write_page(file, content=PAGE):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def below_root(path):
    return path.partition("/")[2]


def damage(content, dice):
    """The content with one to four random bytes, half of the time cut off at a random place."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return data[: dice.choice((len(data), dice.randrange(len(data))))]


def load_all(archive):
    """The pages of an archive that may be damaged; each problem has to give an error message."""
    try:
        scanned = scan([archive])
    except CorpusNotFound as error:
        assert str(error).endswith(".")
        return []
    assert all(skip.reason.endswith(".") for skip in scanned.skipped)
    pages = []
    for file in scanned.files:
        try:
            pages.append(load(file))
        except PageError as error:
            assert str(error).endswith(".")
    return pages


@pytest.fixture(scope="session")
def paths():
    """Gives the paths of the pages in files or folders."""
    return lambda *roots: [file.path for file in scan(roots).files]


@pytest.fixture(scope="session")
def reasons():
    """Gives the reason of everything that is skipped, by its path."""
    return lambda *roots: {skip.path: skip.reason for skip in scan(roots).skipped}


@pytest.fixture(scope="session")
def found(paths):
    """Gives the paths of the pages without the root's name."""
    return lambda *roots: [below_root(path) for path in paths(*roots)]


@pytest.fixture(scope="session")
def skipped(reasons):
    """Gives the reason of everything that is skipped, by its path without the root's name."""
    return lambda *roots: {below_root(path): reason for path, reason in reasons(*roots).items()}


@pytest.fixture(scope="session")
def damaged():
    """Makes and reads damaged archives."""
    return SimpleNamespace(damage=damage, load_all=load_all)


@pytest.fixture(scope="session")
def put():
    """Writes a page, and the folders that it is in."""
    return write_page
