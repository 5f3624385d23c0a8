"""Words that carry no subject: "what can I do about my cough" is about a cough.

They are left out on the side of the query alone: an index has them, and a query of nothing but
such words is searched for them.
"""

from __future__ import annotations

from functools import cache

from indexer.analysis.analyzer import tokens

#: In small letters, without apostrophes: people leave them out ("cant", "whats").
FUNCTION_WORDS = frozenset(
    """
    a about actually after again all almost alone along already also although always am among an and another
    any anybody anymore anyone anything anyway anywhere are arent as ask asked asking at away be became
    because become been before behind being beside besides between both but by came can cannot cant come
    comes coming could couldnt did didnt different do does doesnt doing done dont due during each either else
    ended enough even ever every everybody everyone everything everywhere exactly far feel few find first for
    from further gave get gets getting give given gives giving go goes going gone gonna good got gotten had
    hadnt happen happened happening happens hardly has hasnt have havent having he hello help her here hers
    herself hes hey hi him himself his hope how hows however i id if ill im in info information inside
    instead into is isnt it its itself ive just keep keeps kind know known knowing last lately later least
    less let lets like likely likes look looking lot lots made mainly make makes making many may maybe me
    mean means meant might mine mom more most mostly much must my myself need needed needs neither never next
    no nobody none nor not nothing now obviously of off often oh ok okay on once one ones only onto or other
    others otherwise ought our ours ourselves out over own part particular per perhaps please possible
    possibly probably put quite question questions rather really recently regarding related said same say
    saying says see seem seemed seems seen self several shall she shes should shouldnt show since so some
    somebody someone something sometimes somewhere soon sort still stuff such suggest sure take taken taking
    tell than thank thanks that thats the their theirs them themselves then there theres therefore these they
    theyre theyve thing things think this those though through thus till to together told too took toward
    towards tried tries try trying two under unless until up upon us use used uses using usually various very
    via want wanted wanting wants was wasnt way ways we well went were werent weve what whatever whats when
    whenever where wheres whether which while who whoever whole whom whose whos why will wish with within
    without wonder wondering wont would wouldnt yes yet you youd youll your youre yours yourself youve
    """.split()  # noqa: SIM905  a list of quoted words hides the words
)


def is_function_word(text: str) -> bool:
    """Whether a word as typed carries no subject; one in capitals may be an acronym (IT, WHO, ALL)."""
    capitals = len(text) > 1 and text.isupper()
    return not capitals and text.lower().replace("'", "").replace("\u2019", "") in FUNCTION_WORDS


@cache
def function_tokens() -> frozenset[str]:
    """The tokens of the function words."""
    return frozenset(token.text for word in FUNCTION_WORDS for token in tokens(word))
