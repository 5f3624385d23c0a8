"""The house rules that a reader of the code relies on: who imports whom, and how long things are."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import corpus

ROOT = Path(corpus.__file__).parent.parent
PACKAGES = ("corpus", "indexer", "search_web")
BELOW = {"corpus": set(), "indexer": {"corpus"}, "search_web": {"corpus", "indexer"}}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CLIENTS = {"whoosh", "tantivy", "opensearchpy"}

#: The rooms of `indexer` from the top: a module imports from its own room and from rooms further down.
ORDER = (
    *("indexer.reindex", "indexer.migrate", "indexer.evaluate", "indexer.watch", "indexer.status"),
    "indexer.publish",
    "indexer.evaluation",
    "indexer.golden",
    "indexer.changes",
    "indexer.search",
    "indexer.generations",
    "indexer.library",
    "indexer.workers",
    "indexer.answers",
    "indexer.snippets",
    "indexer.urgent",
    "indexer.rewriting",
    "indexer.rewriting.spelling",
    "indexer.rewriting.synonyms",
    "indexer.rewriting.intent",
    "indexer.engines",
    "indexer.engines.tantivy",
    "indexer.engines.whoosh",
    "indexer.engines.local",
    *("indexer.engines.engine_index", "indexer.engines.base"),
    "indexer.lexicon",
    "indexer.lexicon.names",
    "indexer.query",
    "indexer.documents",
    "indexer.passages",
    "indexer.analysis",
    *("indexer.files", "indexer.arrays", "indexer.progress", "indexer.weights", "indexer.limits"),
    "indexer.errors",
)

#: The most modules of a room, `__init__.py` not counted, and of the rooms that differ from it.
MOST_MODULES = 16
MOST_MODULES_OF = {"corpus": 20, "search_web": 4}


def name(path):
    return str(path.relative_to(ROOT))


def imports(path):
    """Every import of a module, as (module, name or None); also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}, line {node.lineno}: a relative import hides its package"
            yield from ((node.module, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    imported = {module.split(".")[0] for module, _ in imports(path)}
    assert imported & set(PACKAGES) <= BELOW[package] | {package}
    assert not imported & {"tests", "benchmarks"}


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_of(path) for path in MODULES}


def room_of(module):
    """The most special room of the order that a module of `indexer` is in."""
    rooms = [room for room in ORDER if module == room or module.startswith(f"{room}.")]
    assert rooms, f"{module} is in no room of the declared order"
    return max(rooms, key=len)


def imported_modules(path):
    for module, imported in imports(path):
        yield f"{module}.{imported}" if f"{module}.{imported}" in NAMES else module


@pytest.mark.parametrize("module", sorted(name for name in NAMES if name.startswith("indexer.")))
def test_rooms_import_downwards_only(module):
    path = next(path for path in MODULES if module_of(path) == module)
    rank = ORDER.index(room_of(module))
    wanted = [other for other in imported_modules(path) if other.startswith("indexer.")]
    assert [other for other in wanted if ORDER.index(room_of(other)) < rank] == []


#: The modules at the root of `corpus` that its rooms may import; besides them it has only `corpus.article`.
CORPUS_NOUNS = {f"corpus.{noun}" for noun in ("errors", "heading_forms", "kinds", "limits", "model")}


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").rglob("*.py")), ids=name)
def test_rooms_of_corpus_import_only_themselves_and_the_shared_nouns(path):
    imported = {module for module in imported_modules(path) if module.split(".")[0] == "corpus"}
    room = ".".join(path.parent.relative_to(ROOT).parts)
    if room != "corpus":
        assert {module for module in imported if not module.startswith(f"{room}.")} <= CORPUS_NOUNS
    elif path.name not in ("__init__.py", "article.py"):
        assert module_of(path) in CORPUS_NOUNS and imported <= CORPUS_NOUNS


def rooms():
    return sorted({path.parent for path in MODULES})


@pytest.mark.parametrize("folder", rooms(), ids=name)
def test_rooms_stay_small(folder):
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES_OF.get(name(folder), MOST_MODULES)


def test_the_root_of_the_indexer_has_only_jobs_and_shared_nouns():
    at_the_root = {f"indexer.{path.stem}" for path in (ROOT / "indexer").glob("*.py")} - {"indexer.__init__"}
    assert at_the_root <= set(ORDER)


@pytest.mark.parametrize("folder", rooms(), ids=name)
def test_every_room_says_what_comes_in_what_goes_out_and_what_it_may_use(folder):
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    said = " ".join((ast.get_docstring(tree) or "").split())
    if len(folder.relative_to(ROOT).parts) > 1:
        assert all(part in said for part in ("In: ", "Out: ", "May use "))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_engines_import_an_engines_client(path):
    imported = {module.split(".")[0] for module, _ in imports(path)}
    if ROOT / "indexer" / "engines" not in path.parents:
        assert not imported & CLIENTS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_takes_the_private_names_of_another(path):
    for module, imported in imports(path):
        if module.split(".")[0] in PACKAGES:
            parts = [*module.split("."), imported or ""]
            assert not [part for part in parts if part.startswith("_")], f"{module}: {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_and_functions_stay_short(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 250
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{name(path)}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_gives(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_package_is_one_that_python_finds():
    folders = {path.parent for path in MODULES}
    assert all((folder / "__init__.py").exists() for folder in folders)


def test_the_tests_have_no_packages():
    assert not list((ROOT / "tests").rglob("__init__.py"))


#: What takes long to import, and is not what every call of the command and every worker process is for.
LATER = {"bs4", "warcio", "rich", "flask", "waitress", "numpy", *CLIENTS}


@pytest.mark.parametrize(
    ("program", "later"),
    [
        ("import search_web.cli.main", LATER | {"indexer.search.searcher", "indexer.reindex"}),
        ("from search_web.cli.main import main; main(['--version'], standalone_mode=False)", LATER),
        (
            "from search_web.cli.main import main; main(['--help'], standalone_mode=False)",
            LATER | {"indexer.search.searcher"},
        ),
        ("import corpus", LATER),
        ("import indexer.reindex, indexer.migrate, indexer.search", LATER),
        ("import indexer.workers.worker", LATER),
    ],
)
def test_what_is_slow_to_import_waits_until_it_is_needed(program, later):
    """So the command answers at once, and an engine's client that is not installed is missed by nobody."""
    program += "; import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert loaded.returncode == 0, loaded.stderr
    assert not later & set(loaded.stdout.splitlines()[-1].split())


def test_what_is_imported_late_is_a_name_of_the_package_all_the_same():
    assert all(callable(getattr(corpus, name)) for name in ("read_article", "read_page"))
    with pytest.raises(ImportError):
        from corpus import nonsense  # noqa: F401
