"""The rules that know page furniture by how it is marked up: its element, its role, its class and id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.extraction.tags import HEADINGS, opens_text

#: Elements that hold furniture on every site that uses them as they are meant.
BY_TAG = {
    "nav": "navigation",
    "footer": "footer",
    "form": "form",
    "menu": "navigation",
    "dialog": "dialog",
    "aside": "aside",
    "button": "control",
}

BY_ROLE = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "banner",
    "contentinfo": "footer",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "aside",
    "toolbar": "control",
    "tooltip": "control",
}

_NEVER = frozenset({"html", "body", "main", "article", "head", "p", *HEADINGS})

# A section's id is a slug of its heading, and "Related conditions" or "Social support" are no furniture.
_NAMED_BY_HEADING = frozenset({"section", "details", "a", "span"})

# Words of class names and ids, as whole words: "share" is furniture in "post-share" and "shareBar",
# not in "shared-decision". Words that health pages use otherwise (recommendation, consent, promotion) are
# furniture only in a phrase.
_WORDS: dict[str, str] = {
    word: rule
    for rule, words in {
        "navigation": "nav navbar navigation navi subnav topnav menu submenu megamenu breadcrumb breadcrumbs "
        "crumbs pagination pager paging prevnext sitemap skip skiplink toc",
        "footer": "footer colophon copyright",
        "aside": "sidebar aside rail",
        "advert": "cta ctas ad ads advert adverts advertisement advertising adsense sponsor sponsored promo "
        "promoted outbrain taboola dfp adslot",
        "share": "share sharing shares sharebar sharer socials addthis addtoany sharethis sharedaddy "
        "followus",
        "photo-credit": "credit credits",
        "newsletter": "newsletter subscribe subscription signup optin mailchimp",
        "related": "related recirc recirculation trending popular "
        "readmore morefrom alsolike youmaylike jp-relatedposts yarpp",
        "comments": "comment comments disqus respond commentlist",
        "cookies": "cookie cookies gdpr ccpa onetrust",
        "dialog": "modal popup lightbox",
        "byline": "byline author authors metadata",
        "tags": "tagcloud hashtags",
        "hidden": "screenreader offscreen",
        "control": "toolbar login signin btn",
    }.items()
    for word in words.split()
}

#: Rules that name what has hardly a sentence in it, with the most characters of prose it may have.
_WORDLESS = {
    "navigation": 300,
    "control": 300,
    "tags": 300,
    "share": 300,
    "hidden": 300,
    "aside": 300,  # a box with sentences is part of the article: "When to call an ambulance"
    "byline": 900,
}

#: Characters of prose that furniture may have even where it has nothing else.
ONE_SENTENCE = 100

# The same for words that only mean something together.
_PHRASES = re.compile(
    r"(?P<hidden>sr only|visually hidden|screen reader|visuallyhidden|assistive text|element invisible)"
    r"|(?P<navigation>table of contents|ez toc|post nav|on this page|jump links|post navigation|prev next)"
    r"|(?P<related>you may|also like|more stories|more from|read next|up next|see also posts|most read"
    r"|recent posts|listrecentpost|latest posts|after post|article recommendations"
    r"|recommended (?:for|articles?|posts?|content|reading|stories|links))"
    r"|(?P<byline>post meta|entry meta|article meta|author box|author bio|about author|post author"
    r"|author info|posted on|post top meta|post info|cat links|author card|reading time|read time)"
    r"|(?P<tags>post tags|entry tags|tag list|tag links|tags links|article tags|tags list)"
    r"|(?P<newsletter>sign up|alertbar|email capture|lead magnet)"
    r"|(?P<control>back to top|scroll to top|skip link|print (?:button|link|page|icon|bar)"
    r"|(?:btn|button) print)"
    r"|(?P<share>\bsocial\b(?! care| work| support| life| security))"
    r"|(?P<cookies>consent (?:banner|manager|bar|popup|notice))"
    r"|(?P<advert>(?:div|google) gpt|gpt (?:ad|slot))"
    r"|(?P<banner>site header|page header top|top bar|topbar|masthead|announcement bar|usa banner|site title)"
)
_HEADING_LINK = re.compile(r"editsection|headerlink|heading-?anchor|permalink", re.IGNORECASE)
_SPLIT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def rule_of_names(names: str) -> str | None:
    """The rule that an element's class and id names fall under, by their words."""
    words = [word.lower() for word in _SPLIT.findall(names)]
    for word in words:
        if word in _WORDS:
            return _WORDS[word]
    found = _PHRASES.search(" ".join(words))
    return found.lastgroup if found else None


def rule_of(tag: str, attributes: Mapping[str, str]) -> str | None:
    """The rule that makes an element look like furniture, None for the rest; what it holds decides."""
    if tag in _NEVER:
        return None
    rule = BY_TAG.get(tag)
    if rule == "control" and opens_text(attributes):
        return None
    if rule is None or rule == "aside":
        return (_rule_of_attributes(tag, attributes) if attributes else None) or rule
    return rule


def rule_in_heading(attributes: Mapping[str, str]) -> str | None:
    """The same inside a heading, where only the links that come with it are no part of it."""
    return "heading-link" if _HEADING_LINK.search(attributes.get("class", "")) else None


def _rule_of_attributes(tag: str, attributes: Mapping[str, str]) -> str | None:
    if "role" in attributes and attributes["role"] in BY_ROLE:
        return BY_ROLE[attributes["role"]]
    if "aria-label" in attributes and attributes["aria-label"].lower() in _WORDS:
        return _WORDS[attributes["aria-label"].lower()]
    names = attributes.get("class", "")
    if "id" in attributes and tag not in _NAMED_BY_HEADING:
        names = f"{names} {attributes['id']}"
    if "data-testid" in attributes:
        names = f"{names} {attributes['data-testid']}"
    return rule_of_names(names) if len(names) > 1 else None


def holds(rule: str, prose: int, text: int) -> bool:
    """Whether an element that a rule named can be what the rule says, by its prose and all its text."""
    most = _WORDLESS.get(rule)
    if most is None:
        return True
    if prose > most:
        return False
    return rule == "byline" or prose * 2 <= text or (prose < ONE_SENTENCE and rule != "aside")
