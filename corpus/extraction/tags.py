"""What the first pass and the cleaning know of HTML's elements and attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Never seen by a reader, whatever they hold.
INVISIBLE = frozenset({"script", "style", "template", "noscript", "noframes", "noembed"})

#: Pictures, players, frames and the choices of a form: what they say is a label or a fallback.
EMBEDDED = _names(
    "svg canvas iframe object embed audio video map applet select textarea datalist progress meter"
)

UNBUILT = INVISIBLE | EMBEDDED

#: No text of their own, and nothing that a rule looks at.
EMPTY = _names("img input source track area col colgroup wbr param basefont bgsound")

BLOCKS = _names(
    "address article aside base blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main "
    "menu meta nav ol p pre search section summary table tbody td tfoot th thead title tr ul"
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BOLD = frozenset({"b", "strong"})

#: Inline elements that a rule looks at (and JSON-LD). The others change how text looks, not what it is,
#: and melt into it.
INLINE = BOLD | {"a", "span", "time", "button", "script"}

_BOLD_STYLES = ("font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8")

# Attributes that some rule or `metadata` reads; the others only cost time.
_ATTRIBUTES = _names(
    "aria-controls aria-expanded aria-level class content datetime href http-equiv id itemprop lang name "
    "property rel role type xml:lang"
)
_TELLING_META = re.compile(
    "title|site|url|locale|lang|application|date|time|publish|modif|review|updat|creat|issu|valid",
    re.IGNORECASE,
)

#: Built for `metadata`, and no part of what a reader sees.
NOT_READ = frozenset({"head", "title", "script", "meta", "link", "base"})


def is_block(tag: str) -> bool:
    """Whether an element separates the words before and after it; a custom element does."""
    return tag in BLOCKS or "-" in tag


def built_as(tag: str, attributes: Mapping[str, str]) -> str:
    """The name under which an element is built, "" for one that melts into its parent."""
    if tag in BLOCKS or "-" in tag:
        if tag == "link":
            return tag if "canonical" in attributes.get("rel", "").lower() else ""
        return tag if tag != "meta" or _tells(attributes) else ""
    if tag in INLINE and tag != "span":
        return "summary" if tag == "button" and opens_text(attributes) else tag
    if not attributes or tag in EMPTY:
        return ""
    style = attributes.get("style")
    if style and any(bold in style.replace(" ", "") for bold in _BOLD_STYLES):
        return "b"
    return "span" if "id" in attributes else ""


def opens_text(button: Mapping[str, str]) -> bool:
    """Whether a button opens a text under it: then it is the text's heading, as a summary is."""
    return "aria-controls" in button or "aria-expanded" in button


def attributes_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Those of an element's attributes that are worth building."""
    return {name: attributes[name] for name in attributes if name in _ATTRIBUTES}


def _tells(meta: Mapping[str, str]) -> bool:
    return any(
        _TELLING_META.search(meta.get(name, "")) for name in ("property", "name", "itemprop", "http-equiv")
    )
