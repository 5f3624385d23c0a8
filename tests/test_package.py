"""What is installed: setup.cfg names every file that is no module, and nothing that is not there."""

import configparser
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

import corpus
from search_web.cli.main import main

ROOT = Path(corpus.__file__).parent.parent


@pytest.fixture(scope="module")
def config():
    found = configparser.ConfigParser(interpolation=None)
    if not found.read(ROOT / "setup.cfg", encoding="utf-8"):
        pytest.skip("the package is installed without its source")
    return found


def lines(config, section, option):
    return [line for line in config[section][option].splitlines() if line]


def packages(config):
    """The installed packages, found as `packages = find:` does."""
    wanted = lines(config, "options.packages.find", "include")
    folders = {path.parent.relative_to(ROOT) for path in ROOT.glob("*/**/__init__.py")}
    names = {".".join(folder.parts) for folder in folders if not folder.parts[0].startswith(".")}
    return {name for name in names if any(fnmatch(name, pattern) for pattern in wanted)}


def package_data(config):
    """Each package's patterns."""
    return {
        package: lines(config, "options.package_data", package) for package in config["options.package_data"]
    }


def test_the_packages_are_the_three_and_what_is_in_them(config):
    found = packages(config)
    assert {"corpus", "indexer", "search_web"} <= found
    assert {name.split(".")[0] for name in found} == {"corpus", "indexer", "search_web"}


def test_every_pattern_of_package_data_names_a_file_that_exists(config):
    for package, patterns in package_data(config).items():
        for pattern in patterns:
            assert list((ROOT / package.replace(".", "/")).glob(pattern)), f"{package}: {pattern}"


def test_every_file_that_is_no_module_is_installed(config):
    named = {
        path
        for package, patterns in package_data(config).items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    for package in ("corpus", "indexer", "search_web"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                assert path in named, f"{path.relative_to(ROOT)} would not be installed"


def test_every_module_is_in_a_package_that_is_installed(config):
    found = packages(config)
    for package in ("corpus", "indexer", "search_web"):
        for path in (ROOT / package).rglob("*.py"):
            assert ".".join(path.parent.relative_to(ROOT).parts) in found


def test_each_package_tells_type_checkers_that_it_is_typed(config):
    assert all("py.typed" in package_data(config)[package] for package in ("corpus", "indexer", "search_web"))


def test_the_command_is_where_the_metadata_says(config):
    (line,) = lines(config, "options.entry_points", "console_scripts")
    command, target = (part.strip() for part in line.split("="))
    module, function = target.split(":")
    assert command == "healthsearch"
    assert f"def {function}(" in (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


def test_make_serve_gives_the_command_what_it_takes():
    said = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "serve"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    ).stdout
    _, *arguments = said.splitlines()[-1].split()
    assert arguments[0] == "serve"
    assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0


def test_licence_and_notice_are_installed(config):
    files = lines(config, "metadata", "license_files")
    assert files == ["LICENSE", "NOTICE"] and all((ROOT / file).is_file() for file in files)
