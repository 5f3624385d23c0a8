"""`healthsearch show`."""

import json

import pytest

from indexer.library.library import Library


@pytest.fixture
def stored(sample_data):
    """An article of the sample library."""
    with Library(sample_data) as library:
        return next(library.articles())


def test_the_json_document_is_as_documented(process, page):
    file = page("a.html", text="Rest &amp; cold.") / "a.html"
    file.write_text(
        file.read_text().replace("<main>", "<nav><a href='/'>Home</a> <a href='/a'>Topics</a></nav><main>")
    )
    result = process("show", file, "--json")
    assert result.returncode == 0 and result.stderr == ""
    document = json.loads(result.stdout)
    dropped = document.pop("dropped")
    assert dropped and all(set(piece) == {"rule", "text"} for piece in dropped)
    assert document == {
        "title": "Gout",
        "url": None,
        "source": "",
        "language": "",
        "published": None,
        "reviewed": None,
        "sections": [
            {
                "heading": "Gout",
                "level": 1,
                "path": document["sections"][0]["path"],
                "anchor": "gout",
                "kind": document["sections"][0]["kind"],
                "text": "About Gout.",
            },
            {
                "heading": "Treatment",
                "level": 2,
                "path": ["Treatment"],
                "anchor": "treatment",
                "kind": "treatment",
                "text": "Rest & cold.",
            },
        ],
    }


def test_an_article_of_the_library_is_shown_as_it_was_read(run, stored, sample_data):
    article = json.loads(run("show", stored.id, "--data", sample_data, "--json").stdout)
    assert article["title"] == stored.title
    assert [section["heading"] for section in article["sections"]] == [s.heading for s in stored.sections]
    assert article["dropped"] == [{"rule": piece.rule, "text": piece.text} for piece in stored.dropped]


def test_dropped_text_is_shown_only_on_request(run, stored, sample_data):
    plain = run("show", stored.id, "--data", sample_data).stdout
    assert plain.startswith(stored.title) and f"#{stored.sections[0].anchor}" in plain
    assert "Dropped (" not in plain
    assert (
        f"Dropped ({len(stored.dropped)}):"
        in run("show", stored.id, "--data", sample_data, "--dropped").stdout
    )


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\xff\xd8\xff\xe0JFIF",
        bytes(range(256)) * 40,
        b"",
        b"PK\x03\x04",
    ],
    ids=["pdf", "png", "jpeg", "random bytes", "empty", "zip"],
)
def test_a_file_that_is_no_article_is_an_error_message(run, tmp_path, content):
    (tmp_path / "file.html").write_bytes(content)
    result = run("show", tmp_path / "file.html", code=1)
    (line,) = result.stderr.splitlines()
    assert line.startswith("healthsearch: ") and line.endswith(".") and result.stdout == ""


@pytest.mark.parametrize("name", ["nobody", "../../etc/nothing", "x" * 300, "", "a/b", "/", "é\u202e"])
def test_an_argument_that_is_neither_a_file_nor_an_article_is_an_error_message(run, sample_data, name):
    line = run("show", name, "--data", sample_data, code=1).stderr
    assert "is neither a file nor the id of an article" in line


def test_a_page_in_an_archive_is_shown_by_its_path(run, tmp_path):
    archive = tmp_path / "pages.jsonl"
    lines = [
        {"url": f"https://a.example.com/{name}", "html": f"<h1>{name}</h1><p>About it, in brief.</p>"}
        for name in ("gout", "flu")
    ]
    archive.write_text("\n".join(map(json.dumps, lines[:1])))
    assert run("show", archive).stdout.startswith("gout")
    archive.write_text("\n".join(map(json.dumps, lines)))
    output = run("show", archive, code=1).stderr
    assert (
        "has 2 pages. Name one of them, as in" in output and "pages.jsonl/https://a.example.com/flu" in output
    )
    assert run("show", f"{archive}/https://a.example.com/gout").stdout.startswith("gout")
    assert "has no page 'x'" in run("show", f"{archive}/x", code=1).stderr
    archive.write_text("")
    assert run("show", archive, code=1).stderr.startswith("healthsearch: There is no page")


def test_showing_an_id_does_not_create_a_library(run, tmp_path):
    run("show", "nobody", "--data", tmp_path / "data", code=1)
    assert not (tmp_path / "data").exists()


HOSTILE = (
    '<html><head><title>Gout</title><script type="application/ld+json">'
    '{"@type": "Article", "headline": "Gout \\ud800", "publisher": {"name": "Clinic \\u001b[2J"}}</script>'
    "</head><body><main><h1>Gout</h1><p>Rest &#27;]0;owned&#7; and cold help.</p></main></body></html>"
)


def test_a_page_cannot_send_commands_to_the_terminal_or_break_the_output(process, run, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "gout.html").write_text(HOSTILE)
    file, data = tmp_path / "pages" / "gout.html", tmp_path / "data"
    run("reindex", file.parent, "--data", data)
    for command in (("show", file), ("search", "rest", "--data", data)):
        result = process(*command)
        assert result.returncode == 0 and "Rest" in result.stdout
        assert not [c for c in result.stdout if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")]
        assert "Gout" in process(*command, "--json").stdout
