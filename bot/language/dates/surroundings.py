"""The words around a time phrase in a sentence, by what they say about it."""

ANCHORS = frozenset({"after", "before", "following", "prior", "ahead", "past"})
"""Behind a time they count it from an event: "a week after the conference"."""

EXCLUDING = frozenset("after before following since except not than between besides".split())
"""Before a time they say that it is not the one."""

RESTRICTING = frozenset({"except", "excluding", "unless", "besides", "minus"})
"""Behind a time they leave part of it out: "every Monday except holidays"."""

RANGES = frozenset({"-", "\u2013", "\u2014", "to", "until", "till", "through", "thru", "or", "and", "/", "&"})
"""Between two times they make a range or a choice."""

OPENERS = frozenset("([{\"'\u2018\u201c\u2014\u2013,;:.!?*_~|")
CLOSERS = frozenset(".,;:!?)]}\"'\u2019\u201d\u2026\u2013\u2014*_~|")
"""Signs that may touch a time phrase without being part of a longer word, a sum or an address."""

APOSTROPHES = frozenset({"'", "\u2018", "\u2019"})

LEADS = frozenset({"at", "by", "on", "around", "until", "till", "@"})
PREPOSITIONS = LEADS | {"in", "within", "no"}
POLITE = frozenset({"please", "pls", "thanks", "sharp", "exactly", ".", "!", "?", ","})

FOLLOWERS = CLOSERS | frozenset(
    "- to and or but for with about on in by so that if because please pls thanks i we he she they it you then when "
    "as of at until till from sharp exactly call email mail text ping ask tell send write meet talk speak check review "
    "pay buy go take pick remind book submit prepare read finish start do make follow thank message reply order clean "
    "water update".split()
)
"""What can follow a complete time: little words, signs and the acts people are reminded of."""

THINGS = frozenset(
    "floor avenue street road edition anniversary birthday try attempt time row page chapter place round line draft "
    "version century grade item slide talk session".split()
)
"""What "the 5th" can be the fifth of."""

ABOUT = frozenset("about of regarding re than since".split())
"""Before a time they make it what a thing is about, not when."""

DOUBTFUL = EXCLUDING | frozenset(
    "sometime someday soon later eventually asap whenever afterwards afterward shortly sooner "
    "sat sun wed when once while unless either every each maybe perhaps ago".split()
)
"""Anywhere in a sentence they make a time in it a guess."""

LOOSENING = frozenset("any most many almost nearly twice thrice".split())
LOOSENED = frozenset({"or", "ish"})
"""Right before and right behind a time they leave it open: "any Friday", "tomorrow or so"."""

QUALIFYING = LOOSENING | frozenset(
    "all only no late early later earlier mid around about roughly and or to from between time semi bi half".split()
)
"""Right before a time they make it a different one: "late on Friday"."""

DETERMINING = frozenset(
    "a an some one another other last first week weeks every each this that next past previous the my your our "
    "their his her same".split()
)
"""The same before a time without a preposition, which makes it no time of its own: "the Friday meetup"."""

QUALIFIED = LOOSENED | frozenset("week weeks fortnight month year next last plus minus end start mid".split())
"""The same right behind it: "tomorrow or so"."""

LOOKING = frozenset({"look", "looks", "looking", "named"})
"""Behind these "after" is not about time."""

LIGHTS_AND_MEALS = frozenset(
    "dawn sunrise sunset dusk daybreak nightfall breakfast brunch dinner dinnertime supper teatime bedtime".split()
)
"""Behind "at" they are times of day that only the sky or the cook knows."""

OTHERS = frozenset("your their his her our".split())
"""Whose time it is when it is not the member's."""
