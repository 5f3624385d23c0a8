"""Every setting of the site: its name, its default and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.urgent.urgent import UrgentOptions
from search_web.errors import SettingError

#: Characters of a number or a name with a number, as a box shows it within a sentence.
MAX_LINE_CHARS = 80


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number from 0")
    return int(text)


def _line(text: str) -> str | None:
    if len(text) > MAX_LINE_CHARS or not text.isprintable():
        raise ValueError(f"one line of at most {MAX_LINE_CHARS} characters")
    return text.strip() or None


def _names(text: str) -> list[str] | None:
    return [name.strip() for name in text.split(",") if name.strip()] or None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: the environment's `HEALTHSEARCH_<name>` overrides its default, `create_app(config)` both."""

    name: str
    default: object
    read: Callable[[str], object]  # from the environment's text; raises ValueError with what is expected
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"HEALTHSEARCH_{self.name}"


SETTINGS = (
    Setting("DATA", "var", str, "Folder that holds the library and the published indexes."),
    Setting("ENGINE", None, lambda text: text or None, "Engine to search with; empty for the default one."),
    Setting(
        "SYNONYMS",
        None,
        lambda text: text or None,
        "A synonym list of your own, which overrides the shipped ones; empty for none.",
    ),
    Setting(
        "URGENT",
        None,
        lambda text: text or None,
        "A table of urgent phrases of your own, instead of the shipped one; empty for that.",
    ),
    Setting(
        "EMERGENCY_NUMBER",
        None,
        _line,
        "The number to call in an emergency, such as 112; empty says “your local emergency number”.",
    ),
    Setting(
        "CRISIS_LINE",
        None,
        _line,
        "Whom to call with thoughts of suicide, a number or a name and a number; empty names none.",
    ),
    Setting(
        "TRUSTED_HOSTS",
        None,
        _names,
        "Host names the site answers to, separated by commas; a leading dot includes subdomains. "
        "Empty for any host name.",
    ),
    Setting(
        "PROXIES",
        0,
        _number,
        "How many reverse proxies of your own are in front of the site; their X-Forwarded-* is trusted.",
    ),
    Setting(
        "MAX_CONTENT_LENGTH",
        16_384,
        _number,
        "Largest request body in bytes. Requests to the site have no body yet, so it can be small.",
    ),
)


def settings(environment: Mapping[str, str]) -> dict[str, object]:
    """The value of every setting: from the environment, or else the default."""
    return {setting.name: _value(setting, environment.get(setting.variable)) for setting in SETTINGS}


def urgent_options(config: Mapping[str, object]) -> UrgentOptions:
    """What the settings say about urgent help."""
    table, number, line = (str(config[name] or "") for name in ("URGENT", "EMERGENCY_NUMBER", "CRISIS_LINE"))
    return UrgentOptions(Path(table) if table else None, number or None, line or None)


def _value(setting: Setting, text: str | None) -> object:
    if text is None:
        return setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(f"{setting.variable} is “{text}”, but it has to be {error}.") from error
