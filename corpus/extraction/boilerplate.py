"""Recognise boilerplate by its markup (element, role, class and id) and by how much prose it contains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.extraction.tags import HEADINGS, opens_text

#: Elements that are boilerplate on every site that uses them as intended.
RULE_BY_TAG = {
    "nav": "navigation",
    "footer": "footer",
    "form": "form",
    "menu": "navigation",
    "dialog": "dialog",
    "aside": "aside",
    "button": "control",
}

RULE_BY_ROLE = {
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

# A section's id is a slug of its heading, and "Related conditions" or "Social support" are no boilerplate.
_NAMED_BY_HEADING = frozenset({"section", "details", "a", "span"})

# Words of class names and ids, as whole words: "share" is boilerplate in "post-share" and "shareBar", not
# in "shared-decision". Words that health pages also use in another sense (recommendation, consent,
# promotion) are boilerplate only in a phrase.
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

#: The most characters of prose by rule, for boilerplate that has hardly any sentences.
_MAX_PROSE = {
    "navigation": 300,
    "control": 300,
    "tags": 300,
    "share": 300,
    "hidden": 300,
    "aside": 300,  # a box with sentences is part of the article: "When to call an ambulance"
    "byline": 900,
}

#: Characters of prose that such boilerplate may have even where it has no other text.
_MAX_LONE_PROSE = 100

# Words that mean boilerplate only together.
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
    """The rule for an element's class and id names, by their words; None if no rule names them."""
    words = [word.lower() for word in _SPLIT.findall(names)]
    for word in words:
        if word in _WORDS:
            return _WORDS[word]
    match = _PHRASES.search(" ".join(words))
    return match.lastgroup if match else None


def rule_of(tag: str, attributes: Mapping[str, str]) -> str | None:
    """The rule by which an element looks like boilerplate, None for others; its content has to confirm it."""
    if tag in _NEVER:
        return None
    rule = RULE_BY_TAG.get(tag)
    if rule == "control" and opens_text(attributes):
        return None
    if rule is None or rule == "aside":
        return (_rule_of_attributes(tag, attributes) if attributes else None) or rule
    return rule


def rule_in_heading(attributes: Mapping[str, str]) -> str | None:
    """The rule for an element inside a heading, where only a link to the heading itself is boilerplate."""
    return "heading-link" if _HEADING_LINK.search(attributes.get("class", "")) else None


def _rule_of_attributes(tag: str, attributes: Mapping[str, str]) -> str | None:
    if "role" in attributes and attributes["role"] in RULE_BY_ROLE:
        return RULE_BY_ROLE[attributes["role"]]
    if "aria-label" in attributes and attributes["aria-label"].lower() in _WORDS:
        return _WORDS[attributes["aria-label"].lower()]
    names = attributes.get("class", "")
    if "id" in attributes and tag not in _NAMED_BY_HEADING:
        names = f"{names} {attributes['id']}"
    if "data-testid" in attributes:
        names = f"{names} {attributes['data-testid']}"
    return rule_of_names(names) if len(names) > 1 else None


def fits_rule(rule: str, prose: int, text: int) -> bool:
    """Whether an element's content fits its rule, by its characters of prose and of all text."""
    limit = _MAX_PROSE.get(rule)
    if limit is None:
        return True
    if prose > limit:
        return False
    return rule == "byline" or prose * 2 <= text or (prose < _MAX_LONE_PROSE and rule != "aside")


#: Characters of prose above which a pending element is built, and judged later with the whole page known.
#: These rules name what is long and still no article.
_MAX_PENDING_PROSE = {"footer": 1_500, "cookies": 3_000, "comments": 3_000}
_MAX_PENDING_PROSE_ELSE = 600
#: Characters above which a text outside links counts as prose in a pending element.
_MIN_SENTENCE = 60

# Elements of these rules may contain dates that `metadata` reads.
_DATED_RULES = frozenset({"byline", "footer", "banner"})
_DATED = re.compile(r"\b(?:review|updat|publish|post|modifi|check)\w*\b[^.]{0,60}\d{4}", re.IGNORECASE)

_ARTICLE_TAGS = frozenset({"h1", "main", "article"})

#: A parser event: a start is (tag, attributes), an end is (tag, None), a text is ("", text).
Event = tuple[str, "Mapping[str, str] | str | None"]


class PendingElement:
    """An element that a rule named, held back as parser events until its end shows what it contains."""

    __slots__ = ("_dated", "_id", "events", "open", "rule")

    def __init__(self, rule: str, tag: str, attributes: Mapping[str, str]) -> None:
        self.rule = rule
        self.events: list[Event] = [(tag, attributes)]
        self.open = 1  # elements that are open, this one included
        self._dated = rule in _DATED_RULES
        self._id = attributes.get("id", "")

    def shows_article(self, tag: str) -> bool:
        """Whether an element inside shows that this one is no boilerplate."""
        return tag in _ARTICLE_TAGS or (self._dated and tag == "time")

    def is_boilerplate(self) -> bool:
        """Whether the element, now complete, can be left out: it has little text, and no date."""
        prose = self._prose()
        if prose > _MAX_PENDING_PROSE.get(self.rule, _MAX_PENDING_PROSE_ELSE) or self.is_section():
            return False
        text = self.text()
        return fits_rule(self.rule, prose, len(text)) and not (self._dated and _DATED.search(text))

    def is_section(self) -> bool:
        """Whether its id is a slug of its first heading, like "social-support": then it names a text."""
        if not self._id:
            return False
        start = next((n for n, (tag, _) in enumerate(self.events) if tag in HEADINGS), len(self.events))
        heading = "".join(value for _, value in self.events[start : start + 4] if isinstance(value, str))
        return _letters(heading) == _letters(self._id)

    def text(self) -> str:
        """All its text, with a space at every element; it is only reported as dropped, never searched."""
        return " ".join([value for _, value in self.events if isinstance(value, str)])

    def _prose(self) -> int:
        prose = links = 0
        for tag, value in self.events:
            if tag == "a":
                links += 1 if value is not None else -1
            elif not links and isinstance(value, str) and len(value) > _MIN_SENTENCE:
                prose += len(value)
        return prose


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W_]", text.lower())
