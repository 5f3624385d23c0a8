"""What can be wrong with how the site was set up. Every message names the thing, the value and what to do."""

from __future__ import annotations


class SiteError(Exception):
    """The base of every error that `search_web` raises on purpose."""


class SettingError(SiteError):
    """A setting has a value that cannot be read."""


class NothingToShow(SiteError):
    """What was to be shown is neither a file nor an article."""


class CannotListen(SiteError):
    """The address to serve at is taken, or not this machine's."""
