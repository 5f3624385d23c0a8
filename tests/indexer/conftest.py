"""Small corpora on disk, articles that were read from them, and lexicons made of articles."""

import pytest

from corpus import read_article
from indexer.documents.sections import indexed_sections
from indexer.documents.stored_fields import load_entries
from indexer.lexicon.lexicon import Lexicon, LexiconBuilder

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>
<body><main><article><h1>{title}</h1><p>{intro}</p>{sections}</article></main></body></html>"""


@pytest.fixture(scope="session")
def page():
    """The HTML of a page: a title, an introduction, and sections by heading."""

    def html(title, intro="", url="", **sections):
        head = f'<link rel="canonical" href="{url}">' if url else ""
        parts = "".join(f"<h2>{heading.replace('_', ' ')}</h2><p>{t}</p>" for heading, t in sections.items())
        intro = intro or f"This page tells what is known of {title} and what helps."
        return PAGE.format(title=title, head=head, intro=intro, sections=parts)

    return html


@pytest.fixture
def corpus_of(tmp_path):
    """Writes a folder of files (name to text or bytes) and gives it; names left out are deleted."""

    def write(files, name="pages"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            if old.name not in files:
                old.unlink()
        for file, content in files.items():
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture(scope="session")
def gout(page):
    """An article as it was read from a page, with text that its page dropped."""
    html = page("Gout", url="https://health.example/gout", Causes="Uric acid.", Treatment="Rest and cold.")
    html = html.replace("<main>", '<nav><a href="/">Home</a> <a href="/az">All topics</a></nav><main>')
    return read_article(html.encode())


@pytest.fixture(scope="session")
def entries():
    """What each section of an article contributes to a lexicon."""
    return lambda article: [load_entries(section.stored) for section in indexed_sections(article)]


@pytest.fixture
def build_lexicon(entries, tmp_path):
    """The lexicon of these articles, saved and loaded."""

    def make(*articles):
        builder = LexiconBuilder()
        for article in articles:
            for one in entries(article):
                builder.add(article.id, one)
        folder = tmp_path / f"lexicon{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        builder.save(folder)
        return Lexicon.load(folder)

    return make


@pytest.fixture
def lexicon(build_lexicon, article):
    """The lexicon of a few articles that define abbreviations."""
    return build_lexicon(
        article("a", "It is multifocal motor neuropathy (MMN).", "Multifocal Motor Neuropathies (MMN) last."),
        article("b", "multifocal-motor neuropathy (MMN)", title="Multiple sclerosis (MS) and you"),
        article("c", ("Multiple sclerosis (MS)", "an attack"), ("Mitral stenosis (MS)", "a valve")),
        article("d", "Acute lymphoblastic leukemia (ALL).", "this is all we know of hearing aids"),
        article("e", "acquired immunodeficiency syndrome (AIDS)", "all aids help", "all of them"),
        article(
            "f", "Guillain-Barré syndrome (GBS) and tuberculosis (TB), intravenous immunoglobulin (IVIg)"
        ),
        article("g", "intravenous immunoglobulin (IVIG) or intravenous immunoglobulins (IVIG)"),
    )
