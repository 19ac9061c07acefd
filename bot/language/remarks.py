"""What the words of a part can be: a place, a topic that keeps its own "in", a remark about somebody."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from bot.domain.people import name_key
from bot.domain.zones import cities
from bot.language.dates.vocabulary import WEEKDAYS
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.sentence import Sentence

SUBJECTS = frozenset(
    "she he they she's he's they're she'll he'll they'll she'd he'd they'd they've who who's it we".split()
)
"""Words that begin a sentence about somebody one met."""

OWNERS = frozenset({"her", "his", "their", "its"})
_STATING = frozenset(
    "is are isn't aren't will won't 'll starts start begins begin leaves leave moves move launches opens closes joins "
    "speaks talks comes goes takes gets has needs wants plans hopes organises organizes runs gives becomes ends "
    "finishes releases ships returns arrives visits flies travels presents hosts celebrates retires".split()
)
_PLANNING = (
    _STATING - set("is are isn't aren't has needs wants speaks talks gives organises organizes runs".split())
) | {"starting", "joining", "leaving", "moving", "giving", "presenting", "launching", "speaking", "will", "would"}
_LONGEST_SUBJECT = 6
_IN_FIGURES = re.compile(r"\d{1,2}/\d{1,2}")
_SHORTEST_NUMBER = 5

DETERMINERS = frozenset("a an the this that these those my your his her its our their some another".split())

_NOT_IN_PLACES = frozenset(
    "uh um i i'm i've i'll i'd he she they we you it it's but not never no because if when while where who which "
    "was were is are didn't don't doesn't wasn't isn't weren't couldn't haven't hasn't hadn't won't did do does had "
    "have me introduced met".split()
)
_NO_BEGINNINGS = frozenset({("for",), ("with",), ("of",), ("about",)})
_IN_NAMES = frozenset("who if when while where we you it no not never but is are".split())
_TIMES = frozenset(
    "week weeks month months year years weekend today tomorrow yesterday now spring summer autumn fall winter".split()
)
_IDIOMS = frozenset(
    "all least most first last once scale large length risk rest random will general particular fact practice "
    "production theory detail depth total common touch charge short mind parallel public private".split()
)
"""What "at" and "in" make a manner of, rather than a place: "at scale", "in production"."""

_LIVES = frozenset(
    "life living live work working job jobs role roles position positions internship internships interview interviews "
    "interviewing hiring career careers culture team teams engineering move moving relocating office offices startup "
    "startups company companies community communities scene meetup meetups conference conferences housing flat house "
    "university studying projects project events event practices people process layoffs research lab".split()
)
"""Things that are somewhere themselves: "life in Berlin"."""

_LIVES_AT = frozenset(
    "work working job jobs role roles position positions internship internships interview interviews interviewing "
    "hiring career careers culture team teams layoffs lab research project projects people".split()
)
"""Those that are at a company: "her job at Mozilla"."""

_JOBS = frozenset("leads heads manages works".split())
"""What somebody does at a company: "who leads platform at Monzo"."""

_SPOTS = frozenset(
    "hallway hall lobby queue line room kitchen elevator lift corridor foyer bar cafe café park train plane bus taxi "
    "office cafeteria canteen garden break keynote audience hotel airport station pub restaurant workshop library gym "
    "stop wedding drinks club supermarket market museum beach park".split()
)
_LYING_AHEAD = frozenset(
    "deadline deadlines launch launches release releases talk talks conference event events meeting meetings interview "
    "interviews deploy deployment presentation demo demos workshop workshops trip flight party wedding exam exams "
    "keynote hackathon meetup standup sprint appointment webinar migration rollout opening election dinner lunch visit "
    "move moving cutover freeze review retro session panel gig concert game match race class course lesson call "
    "surgery operation vacation holiday birthday anniversary submission due upcoming coming next exhibition hearing "
    "summit fair offsite onsite kickoff kick-off go-live shipping launching starting leaving".split()
)
_NOT_REMARKS = frozenset(
    # questions and wishes
    "to what how when where why whom did do does can could should would will shall may might must have let let's "
    "please you your if because although though unless not never no none don't didn't i'm i've i'll i'd "
    # orders
    "send email call ask tell book buy write message ping share schedule invite check give get show set make find add "
    "create put bring pay order open close start stop remove delete update change move cancel fix draft follow keep "
    "stay remind remember note snooze forget go come see look try take read review prepare thank reply answer export "
    "undo list search help play translate".split()
)
_ASKED_OF = frozenset("i you anyone anybody someone somebody everyone everybody there".split())
"""Of whom a question asks that "does" begins; of nobody, it says what somebody does: ", does firmware at Bosch"."""

_NOT_OF_MINE = frozenset(
    "will should need have want must might could would can can't won't didn't did don't do was wasn't hope plan".split()
)


_DENYING = frozenset("a an very really much so too into the".split())
"""Words behind which "not" says what somebody is: "not a talker"."""

_ADDRESSES = frozenset("email e-mail mail phone call signal text".split())


def _is_address(core: str) -> bool:
    """Whether it is one to write to or to call: "email wei@example.com"."""
    return ("@" in core and core[0] != "<") or (core[:1].isdecimal() and len(core) >= _SHORTEST_NUMBER)


def is_address(sentence: Sentence, at: int) -> bool:
    """Whether somebody's address is told here, which is no order to write to them."""
    following = sentence.cores[at + 1] if at + 1 < len(sentence) else ""
    return sentence.cores[at] in _ADDRESSES and _is_address(following)


def is_idiom(sentence: Sentence, at: int) -> bool:
    """Whether "at" or "in" before this word makes a manner of it: "at scale", "in general"."""
    is_name = at < len(sentence) and sentence.has_case and sentence.is_proper(at)  # "at All Things Open"
    return at < len(sentence) and sentence.cores[at] in _IDIOMS and not is_name


def is_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether these words, behind "at" or "in", can be a place or an event: no sentence of their own, no time."""
    words = range(first, last)
    cores = tuple(sentence.cores[at] for at in words if not sentence.words[at].is_quoted)
    said = {sentence.cores[at] for at in words if not sentence.words[at].is_quoted and not _is_in_name(sentence, at)}
    is_named = sentence.has_case and sentence.is_proper(first) and sentence.is_proper(last - 1)  # "Lagos Fintech Week"
    is_time = len(cores) < 5 and cores[-1:] in {(time,) for time in _TIMES} and not (is_named and last - first > 1)
    is_link = any("://" in core for core in cores)
    is_dated = _IN_FIGURES.fullmatch(cores[-1]) is not None if cores else False
    is_dated = is_dated or any(
        one == "on" and (other[0].isdecimal() or other in WEEKDAYS) for one, other in pairwise(cores)
    )
    if (
        cores[:1] in _NO_BEGINNINGS
        or is_time
        or is_link
        or is_dated
        or _NOT_IN_PLACES.intersection(said)
        or all(core.isdecimal() for core in cores)
    ):
        return False
    return not any(_says_more(sentence, first, at) for at in range(first, last - 1))


def _is_in_name(sentence: Sentence, at: int) -> bool:
    """Whether a small word is written as part of a name: "If Kakao", "We Are Developers"."""
    core = sentence.cores[at]
    return sentence.has_case and sentence.is_proper(at) and core in _IN_NAMES and not sentence.is_after(at, Break.STOP)


def _is_sign(sentence: Sentence, at: int) -> bool:
    """Whether the "and" here is the "&" of a name: "Smith & Sons"."""
    is_named = sentence.has_case and sentence.is_proper(at - 1) and sentence.is_proper(at + 1)
    return sentence.said(at, at + 1) == "&" and is_named


def _says_more(sentence: Sentence, first: int, at: int) -> bool:
    """Whether something else than the place that begins at ``first`` begins here: "with Bo", "and talked", "and Bo"."""
    core, following = sentence.cores[at], sentence.cores[at + 1]
    if core in ("with", "by"):
        return sentence.is_proper(at + 1) or following in OWNERS
    if core != "and" or sentence.words[at].is_quoted or _is_sign(sentence, at):
        return False
    is_named = sentence.cores[first] not in DETERMINERS and (sentence.is_proper(at + 1) or not sentence.has_case)
    return is_named or following.endswith("ed")


def names_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a remark runs on to somebody else with a remark of their own: "from Spotify and Ken from Netflix"."""
    cores = sentence.cores
    joined = (at for at in range(first + 1, last - 2) if cores[at] == "and" and not sentence.words[at].is_quoted)
    return any(sentence.is_proper(at + 1) and cores[first] in cores[at + 2 : last] for at in joined)


def stays_in_topic(sentence: Sentence, begin: int, at: int) -> bool:
    """Whether the "at" or "in" here belongs to the topic from ``begin`` on: "life in Berlin", "working at Mozilla"."""
    before = sentence.cores[at - 1]
    if sentence.cores[begin] == "from" and _is_occasion(sentence, at):
        return False
    if sentence.cores[at] == "at" and not _JOBS.isdisjoint(sentence.cores[begin : begin + 2]):
        return True
    lives = _LIVES_AT if sentence.cores[at] == "at" else _LIVES
    is_there = sentence.cores[at] == "at" and _is_occasion(sentence, at)  # "hiring at the summit"
    if is_idiom(sentence, at + 1) or (not is_there and (before in lives or _is_doing(sentence, begin, at - 1))):
        return True
    return sentence.cores[at] == "in" and not _is_surely_somewhere(sentence, at)


def _is_doing(sentence: Sentence, begin: int, at: int) -> bool:
    return at == begin and sentence.cores[at].endswith("ing")


def is_city(sentence: Sentence, first: int, last: int) -> bool:
    return name_key(" ".join(sentence.cores[first:last])) in cities()


def _is_occasion(sentence: Sentence, at: int) -> bool:
    """Whether a spot or an event stands behind this word: "from my old team at the airport", "… at PyCon"."""
    following = takewhile(lambda core: core not in ("at", "about"), sentence.cores[at + 1 : at + 5])
    return any(core in _SPOTS | _LYING_AHEAD or core.endswith(("con", "conf", "camp", "fest")) for core in following)


def _is_surely_somewhere(sentence: Sentence, at: int) -> bool:
    """ "Rust in Berlin", "in the hallway": a city behind a name, or a spot. All else in which a topic may be, it is."""
    if any(core in _SPOTS for core in sentence.cores[at + 1 : at + 5]):
        return sentence.cores[at + 1] in DETERMINERS
    is_known = any(is_city(sentence, at + 1, end) for end in range(at + 2, at + 4))
    return is_known and (sentence.is_proper(at - 1) or not sentence.has_case)


def is_remark(sentence: Sentence, at: int) -> bool:
    """Whether what begins here can be something said about somebody, rather than an order, a question or a wish."""
    core = sentence.cores[at]
    following = sentence.cores[at + 1] if at + 1 < len(sentence) else ""
    if core == "i":
        return following not in _NOT_OF_MINE
    if is_address(sentence, at) or (core == "not" and following in _DENYING):
        return True
    if core == "does":
        return following not in SUBJECTS | DETERMINERS | _ASKED_OF
    return core not in _NOT_REMARKS


def is_plan(sentence: Sentence, at: int) -> bool:
    """Whether "who" tells here what somebody is about to do, with a time of its own: "who starts at Acme on Monday"."""
    following = sentence.cores[at + 1] if at + 1 < len(sentence) else ""
    return sentence.cores[at] in ("who", "who's") and following in _PLANNING


def lies_ahead_in(sentence: Sentence, first: int, last: int) -> bool:
    """Whether these words speak of something that has a day of its own: "the deadline", "her talk"."""
    return not _LYING_AHEAD.isdisjoint(sentence.cores[first:last])


def is_statement(sentence: Sentence, at: int) -> bool:
    """Whether a sentence of its own begins here, about what is or will be: "her talk is on Saturday"."""
    if sentence.cores[at] in OWNERS:
        return not sentence.is_after(at + 2, Break.PAUSE)  # ", her boss, and Bo at PyCon"
    for word in range(at + 1, min(at + _LONGEST_SUBJECT, len(sentence))):
        if sentence.is_after(word, Break.PAUSE) or sentence.cores[word] in ("who", "that"):  # "the one who runs it"
            return False
        if sentence.cores[word] in _STATING:
            return True
    return False


def enumeration_end(sentence: Sentence, at: int) -> int | None:
    """Where the "and" stands that ends the list in which the comma here is: "about Rust, Go and Zig"."""
    for later in range(at + 1, min(at + 5, len(sentence))):
        if sentence.is_after(later, Break.STOP) or sentence.cores[later] in SUBJECTS:
            return None
        if sentence.cores[later] in ("and", "or"):
            return later
    return None
