"""Errors of the site and the command. Every message names the thing, the value and what to do."""

from __future__ import annotations


class SiteError(Exception):
    """The base of every error that `search_web` raises on purpose."""


class SettingError(SiteError):
    """A setting has a value that cannot be read."""


class NothingToShow(SiteError):
    """The argument of `show` is neither a file nor the id of an article."""


class CannotListen(SiteError):
    """The address to serve at is in use, or is not one of this machine."""
