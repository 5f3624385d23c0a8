"""Small corpora on disk, and articles that were read from them."""

import pytest

from corpus import read_article

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
