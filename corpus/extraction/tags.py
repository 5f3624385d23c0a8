"""HTML's elements and attributes, grouped by how extraction treats them."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Never seen by a reader, whatever their content.
INVISIBLE = frozenset({"script", "style", "template", "noscript", "noframes", "noembed"})

#: Pictures, players, frames and the options of a form: the text in them is a label or a fallback.
EMBEDDED = _names(
    "svg canvas iframe object embed audio video map applet select textarea datalist progress meter"
)

UNBUILT = INVISIBLE | EMBEDDED

#: Elements without text of their own, and without attributes that a rule checks.
EMPTY = _names("img input source track area col colgroup wbr param basefont bgsound")

BLOCKS = _names(
    "address article aside base blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main "
    "menu meta nav ol p pre search section summary table tbody td tfoot th thead title tr ul"
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BOLD = frozenset({"b", "strong"})

#: Inline elements that a rule checks (and JSON-LD). The others only change how text looks, so they are not
#: built and their text goes to the parent.
INLINE = BOLD | {"a", "span", "time", "button", "script"}

_BOLD_STYLES = ("font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8")

# Attributes that a rule or `metadata` reads; building the others would only cost time.
_ATTRIBUTES = _names(
    "aria-controls aria-expanded aria-level class content datetime href http-equiv id itemprop lang name "
    "property rel role type xml:lang"
)
_READ_META = re.compile(
    "title|site|url|locale|lang|application|date|time|publish|modif|review|updat|creat|issu|valid",
    re.IGNORECASE,
)

#: Elements built for `metadata` alone: a reader does not see them.
METADATA_ONLY = frozenset({"head", "title", "script", "meta", "link", "base"})


def is_block(tag: str) -> bool:
    """Whether an element separates the words before and after it. Custom elements do."""
    return tag in BLOCKS or "-" in tag


def built_as(tag: str, attributes: Mapping[str, str]) -> str:
    """The name under which an element is built, "" for one whose text goes to its parent."""
    if tag in BLOCKS or "-" in tag:
        if tag == "link":
            return tag if "canonical" in attributes.get("rel", "").lower() else ""
        return tag if tag != "meta" or _is_read(attributes) else ""
    if tag in INLINE and tag != "span":
        return "summary" if tag == "button" and opens_text(attributes) else tag
    if not attributes or tag in EMPTY:
        return ""
    style = attributes.get("style")
    if style and any(bold in style.replace(" ", "") for bold in _BOLD_STYLES):
        return "b"
    return "span" if "id" in attributes else ""


def opens_text(button: Mapping[str, str]) -> bool:
    """Whether a button shows and hides a text: then it is the text's heading, as a summary is."""
    return "aria-controls" in button or "aria-expanded" in button


def attributes_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes of an element that are built: those that are read later."""
    return {name: attributes[name] for name in attributes if name in _ATTRIBUTES}


def _is_read(meta: Mapping[str, str]) -> bool:
    return any(
        _READ_META.search(meta.get(name, "")) for name in ("property", "name", "itemprop", "http-equiv")
    )
