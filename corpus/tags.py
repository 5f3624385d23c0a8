"""What the first pass and the cleaning know of HTML's elements and attributes."""

from __future__ import annotations

#: Never seen by a reader, whatever they hold.
INVISIBLE = frozenset({"script", "style", "template", "noscript", "noframes", "noembed"})

#: Pictures, players, frames and the choices of a form: what they say is a label or a fallback.
EMBEDDED = frozenset(
    "svg canvas iframe object embed audio video map applet select textarea datalist progress meter".split()
)

#: No text of their own, and nothing that a rule looks at.
EMPTY = frozenset("img input source track area col colgroup wbr param base basefont bgsound".split())

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main "
    "menu meta nav ol p pre search section summary table tbody td tfoot th thead title tr ul".split()
)

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BOLD = frozenset({"b", "strong"})

#: Inline elements that a rule looks at (and JSON-LD). The others change how text looks, not what it is: they melt into it.
INLINE = BOLD | {"a", "time", "button", "script"}

#: Attributes that some rule reads; the others only cost time.
ATTRIBUTES = frozenset(
    "aria-controls aria-expanded aria-label aria-level charset class content datetime href http-equiv id itemprop "
    "itemtype lang name property rel role type xml:lang".split()
)


#: Built for `metadata`, and no part of what a reader sees.
NOT_READ = frozenset({"head", "title", "script", "meta", "link"})


def is_block(tag: str) -> bool:
    """Whether an element separates the words before and after it; a custom element does."""
    return tag in BLOCKS or "-" in tag
