"""Every setting of the site, once: its name, its default and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search_web.errors import SettingError


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number from 0")
    return int(text)


def _names(text: str) -> list[str] | None:
    return [name.strip() for name in text.split(",") if name.strip()] or None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: the environment's `HEALTHSEARCH_<name>` replaces its default, `create_app(config)` both."""

    name: str
    default: object
    read: Callable[[str], object]  # from the environment's text; raises ValueError saying what it wants
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
        "A synonym list of your own, above the shipped ones; empty for none.",
    ),
    Setting(
        "TRUSTED_HOSTS",
        None,
        _names,
        "Host names the site answers to, with a comma between; a leading dot takes in subdomains. "
        "Empty answers to any.",
    ),
    Setting(
        "PROXIES",
        0,
        _number,
        "How many reverse proxies of your own stand before the site; their X-Forwarded-* is believed.",
    ),
    Setting(
        "MAX_CONTENT_LENGTH",
        16_384,
        _number,
        "Largest request body in bytes. Nothing is sent to the site yet but addresses, so it can be small.",
    ),
)


def settings(environment: Mapping[str, str]) -> dict[str, object]:
    """Every setting's value: the environment's where it has one, else the default."""
    return {setting.name: _value(setting, environment.get(setting.variable)) for setting in SETTINGS}


def _value(setting: Setting, text: str | None) -> object:
    if text is None:
        return setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(f"{setting.variable} is “{text}”, but it has to be {error}.") from error
