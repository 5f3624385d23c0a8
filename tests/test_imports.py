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


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_engines_import_an_engines_client(path):
    imported = {module.split(".")[0] for module, _ in imports(path)}
    if path.parent != ROOT / "indexer" / "engines":
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
        ("import search_web.cli", LATER | {"indexer.search", "indexer.reindex"}),
        ("from search_web.cli import main; main(['--version'], standalone_mode=False)", LATER),
        ("from search_web.cli import main; main(['--help'], standalone_mode=False)", LATER),
        ("import corpus", LATER),
        ("import indexer.reindex, indexer.migrate, indexer.search", LATER),
        ("import indexer.worker", LATER),
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
