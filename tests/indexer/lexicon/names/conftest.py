"""The names of small corpora, resolved from the shipped lists."""

import pytest

from indexer.analysis.analyzer import tokens
from indexer.analysis.name_tokens import title_names
from indexer.lexicon.names.name_table import NameTable, save_names


@pytest.fixture
def corpus_names(tmp_path):
    """The names of a corpus with these titles and this text, saved and loaded; and what is a title of it."""

    def resolve(*titles, text="", folder="names"):
        found = tmp_path / folder
        found.mkdir(exist_ok=True)
        occurring = {token.text for part in (*titles, text) for token in tokens(part)}
        save_names(found, [name for title in titles for name in title_names(title)], occurring)
        return NameTable.load(found)

    return resolve


@pytest.fixture
def others():
    """The other names that a query gets, by the words of the query that each is for."""

    def find(names, query, is_title=None):
        words = query.split()
        return {
            " ".join(words[match.first : match.last + 1]): [name.text for name in match.names]
            for match in names.find(words, is_title)
        }

    return find
