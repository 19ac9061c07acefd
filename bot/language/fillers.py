"""Words in a tail that say nothing new: "again", "in person", "for two hours"."""

from __future__ import annotations

from bot.language.literals import openings, runs_of

_SO_MANY = "a|an|one|two|three|four|half"
FILLERS = runs_of(
    "again|too|also|briefly|finally|irl|already|quickly|just|there|back|randomly|unexpectedly",
    "by chance|accident|coincidence",
    "in passing",
    "a bit|little",
    "in person",
    "virtually|online|remotely|twice|once",
    "face to face",
    "for the first|second|third time",
    "in real life",
    "at least",
    "this|that time",
    "anymore",
    "any more|longer",
    "all day|morning|afternoon|evening|night",
    "for [like|about|almost|over|nearly] a|an|one|two|three|half [an] [few] hour|hours|minute|minutes|while|bit|moment",
)
NEVER_BEFORE = runs_of(
    "[i|we|i'd|we'd|i've|we've] [had|have] never met|spoken|talked [to] [each] [him|her|them|other] before",
)
MANNER = runs_of(
    "in person",
    "in real life",
    "face to face",
    f"for [like|about|almost|over|nearly] {_SO_MANY} [an|a] [good|few|couple] [of] hour|hours|minutes|while|bit",
    "for hours|ages",
)
PRESENT = runs_of("[just] now|today")
"""Said where no time is asked for."""

LOOSE = frozenset("deadline latest like say let's so ideally preferably maybe perhaps roughly".split())
"""Words in front of a time that leave it as it is."""

MANNER_OPENS = frozenset(word for run in MANNER for word in openings(run))
