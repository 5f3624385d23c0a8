"""Help and usage."""

import pytest

from search_web.cli.main import main

COMMANDS = main.list_commands(None)


def test_every_command_is_listed(run):
    assert {"serve", "reindex", "search", "show", "status", "evaluate"} <= set(COMMANDS)
    listed = run("--help").output
    assert all(f"\n  {name} " in listed for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example_that_parses(run, name):
    output = run(name, "--help").output
    assert f"Example: healthsearch {name}" in output
    words = output.split("Example: healthsearch ")[1].splitlines()[0]
    options = [word for word in words.split() if word.startswith("--")]
    assert all(f"{option} " in output.split("Options:")[1] or option + "\n" in output for option in options)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name):
    for parameter in main.get_command(None, name).params:
        if parameter.param_type_name == "option":
            assert parameter.help and parameter.help.endswith("."), f"{name} --{parameter.name}"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["search"],
        ["search", "a", "b"],
        ["search", "a", "--page", "x"],
        ["search", "a", "--nonsense"],
        ["search", "a", "--engine", "nonsense"],
        ["serve", "--port", "80000"],
        ["serve", "--port", "-1"],
        ["reindex", "--workers", "0"],
        ["show"],
        ["evaluate"],
        ["status", "more"],
    ],
)
def test_wrong_usage_has_exit_code_2_and_a_message(run, arguments):
    result = run(*arguments, code=2)
    assert "Usage: " in result.stderr and result.stdout == ""


def test_a_file_in_place_of_the_data_folder_is_wrong_usage(run, tmp_path):
    (tmp_path / "file").write_text("x")
    assert "is a file" in run("status", "--data", tmp_path / "file", code=2).stderr


def test_the_version_is_printed(run):
    assert run("--version").output.startswith("healthsearch, version ")
