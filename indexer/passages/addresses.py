"""Web and e-mail addresses in a text, which are shown as they are: a mark inside would break them in two."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"""(?:https?|ftp)://[^\s<>"”]+ | \bwww\.[^\s<>"”]+ | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+
    | (?<![\w@.-])(?:[a-z0-9-]+\.)+(?:gov|org|com|net|edu|int|info|mil|eu|uk|ca|au|de|ie|nz)(?![\w-])
      (?:/[^\s<>"”]*)?""",
    re.VERBOSE | re.IGNORECASE,
)
#: Every address has one of these; most texts have none, which costs a tenth of looking for addresses.
_SIGN = re.compile(r"://|www\.|@|\.[a-z]{2,4}\b", re.IGNORECASE)


def addresses(text: str) -> list[tuple[int, int]]:
    """The start and end of each web and e-mail address, without the punctuation after it."""
    if not _SIGN.search(text):
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        end = match.start() + len(match.group().rstrip(".,;:!?)]'’"))
        found.append((match.start(), end))
    return found
