"""Engines are asked for by name; what is wrong with a name is said in a sentence."""

import sys

import pytest

from indexer.engines import ENGINES, open_engine, require_engine
from indexer.errors import EngineError


@pytest.mark.parametrize("name", ["lucene", "", "Whoosh", "whoosh ", "\ud800"])
def test_an_unknown_engine_is_refused_with_those_that_there_are(name, tmp_path):
    for ask in (
        lambda: open_engine(name, tmp_path).open(),
        lambda: open_engine(name, tmp_path / "new").builder(),
    ):
        with pytest.raises(EngineError, match="choose one of: " + ", ".join(ENGINES)):
            ask()


@pytest.mark.parametrize("name", ENGINES[1:])
def test_an_engine_that_is_not_installed_names_its_extra_and_the_command(name, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)
    asks = (
        lambda: open_engine(name, tmp_path).open(),
        lambda: open_engine(name, tmp_path / "new").builder(),
        lambda: require_engine(name),
    )
    for ask in asks:
        with pytest.raises(EngineError, match=rf"'{name}' is not installed.*\.\[{name}\]"):
            ask()
    assert not (tmp_path / "new").exists()


def test_every_engine_that_is_named_can_be_used(engine_name):
    require_engine(engine_name)
