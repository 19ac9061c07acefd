"""Names in a sentence: how far one goes, lists of them, and who is spoken of inside a promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from bot.kinds.people import NOBODY
from bot.language.remarks import DETERMINERS
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.sentence import Sentence

_BEFORE_NAMES = frozenset("prof dr mr mrs ms professor doctor sir".split())
_HONORIFICS = frozenset("san sensei sama kun chan ji".split())
"""What stands behind a name: "Yamada san"."""

_VERBS_TOO = frozenset({"will", "may"})
_DOING = frozenset(
    "be go come do make take get let try see meet join visit stay start work speak talk present host run play sit eat "
    "drink have need want like love know think read write code review check look find fix test build ship pay buy book "
    "order bring give send show tell teach help ask call email mail text ping message dm phone share lend forward pass "
    "invite introduce intro connect follow reply answer present demo pitch apply sign move leave return travel fly "
    "drive walk ride cook lunch dinner coffee attend organise organize prepare plan think continue finish keep "
    "collaborate pair partner volunteer mentor coach train study learn practice practise rehearse report investigate "
    "research also probably definitely maybe not never soon hopefully try hang catch chat discuss put set wait turn "
    "update post publish submit sponsor donate contribute commit push merge deploy draw design translate".split()
)
"""What "will" in small letters says somebody will do; any other word behind it is a surname: "jan and will smith"."""
_TELLER = frozenset({"i", "i'm", "i've", "i'll", "i'd"})
_PARTICLES = frozenset(
    "van von de der den des da di do dos das del della la le les du el al bin binti ibn ben bat bint abu ter ten "
    "zu zum zur af av y e i mac st san santa vom 't op".split()
)
AROUND = frozenset(
    "with up at to of for from about on in by and or but then also so plus via through over after before near during "
    "into onto off out since until till between without within under behind outside inside around than as like per "
    "who which that i we he she they is was are were has had".split()
)
"""Words that no name holds, however they are written."""

_NOT_NAMES = (
    NOBODY
    | AROUND
    | frozenset(
        # words that begin something said of a person
        "we you they it its his her their our your my mine he she i was were is are am be been being has have had "
        "will would can could should shall may might must do does did done not no never that which who whom whose "
        "because if when while where why how what there here every each next last all both one two three four "
        "five six seven eight nine ten some few same another other such more most less "
        # words of time and manner
        "today tomorrow yesterday tonight now again briefly finally shortly quickly recently earlier later once twice "
        "already just online virtually remotely irl too either instead please pls plz thanks thx "
        # common objects of the verbs that commands begin with
        "trouble problems issues support home back work people everyone friends colleagues coworkers folks others "
        "any guys team yourself myself ourselves things stuff everything something anything nothing help lunch dinner "
        "coffee it's that's what's who's where's how's when's here's there's i'm i've i'll i'd let's don't didn't "
        "email emails mail message messages "
        # what else is met
        "resistance opposition expectations criteria standards quota goals targets requirements deadlines demand "
        # what is promised rather than whom
        "intro intros introduction feedback slides notes code stickers review reviews".split()
    )
)
TITLES = frozenset(
    "engineer developer dev maintainer manager founder cofounder co-founder cto ceo coo cfo vp lead head director "
    "professor designer architect student researcher organizer organiser speaker author recruiter consultant "
    "freelancer scientist analyst admin sysadmin intern programmer hacker contributor committer advocate evangelist "
    "founder investor writer teacher owner editor fellow expert fan user googler senior junior staff principal "
    "software works working interested looking".split()
)
_RANKS = frozenset("ceo cto coo cfo cpo cio ciso vp svp evp founder cofounder co-founder phd ex-google".split())
_EVENTS = ("con", "conf", "camp", "fest", "meetup", "summit", "days", "hackathon")
_OCCASIONS = frozenset(
    "day days night nights week conference meetup summit workshop symposium congress forum hackathon camp fest "
    "festival social sprint party dinner stammtisch unconference".split()
)
_KNOWN_EVENTS = frozenset("fosdem wwdc siggraph neurips icml slush reinvent re:invent ".split())
_GIVING = frozenset("send give show lend email mail forward bring tell teach write share pass text buy get".split())
_ADDRESSING = frozenset(
    "call email help ping message text phone visit meet invite join thank pay write dm drive host".split()
)
_ABOUT_IT = frozenset("about with for on at to by in again when after before".split())
_THEM = frozenset({"her", "them"})
_OBJECTS = {("her",), ("him",), ("them",), ("me",), ("us",)}
_LONGEST_NAME = 6
_SHORTEST_ACT = 5
_MOST_NAMES = 12


Names: TypeAlias = "tuple[tuple[int, int], ...]"
Stops = Callable[[int], bool]
"""Whether something else than a name begins with this word: a slot, a time, another command."""


def name_end(sentence: Sentence, first: int, stops: Stops) -> int:
    """Where the name that begins with this word ends; ``first`` itself when none does.

    A capital, a mention or a script without case goes on over words of its own sort and over particles: "Jan van der
    Berg". A name in small letters has two such words at most, for nothing tells where it would end.
    """
    if first >= len(sentence) or not _begins_name(sentence, first):
        return first
    at = first + 1
    if sentence.cores[first].startswith("<"):
        return at
    if sentence.cores[first].rstrip(".") in _BEFORE_NAMES and not sentence.is_proper(first):
        goes_on = at < len(sentence) and (sentence.is_proper(at) or not sentence.has_case)
        return max(at, name_end(sentence, at, stops)) if goes_on else at
    is_proper = sentence.is_proper(first)
    for _ in range(_LONGEST_NAME if is_proper else 1):
        if sentence.cores[at - 1].endswith("'s"):
            break
        heart = _after_particles(sentence, at)
        if at >= len(sentence) or stops(at) or not _goes_on(sentence, at, heart, is_proper=is_proper):
            break
        at = heart + 1
    return at + 1 if at < len(sentence) and _is_honorific(sentence, at) and not stops(at) else at


def _is_honorific(sentence: Sentence, at: int) -> bool:
    return sentence.cores[at] in _HONORIFICS and not sentence.is_after(at, Break.PAUSE)


def _begins_name(sentence: Sentence, at: int) -> bool:
    core = sentence.cores[at]
    if core in _RANKS:  # "note: CEO of a startup"
        return False
    if (not core[0].isalpha() and core[0] not in "<=") or core in _TELLER or _is_no_word(core):
        return False
    if core.endswith("ing") and len(core) > _SHORTEST_ACT and not sentence.is_proper(at):  # "who is hiring?"
        return False
    if core not in _NOT_NAMES or (core in _VERBS_TOO and _is_followed_as_name(sentence, at + 1)):
        return True
    return sentence.has_case and sentence.is_proper(at) and core not in NOBODY and at > 0


def _is_no_word(core: str) -> bool:
    """Whether it holds signs that no name does: an address, "Ana&Bo"."""
    return ("@" in core and not core.startswith("<@")) or (any(sign in core for sign in "&/\\+") and core[0] != "<")


def _is_followed_as_name(sentence: Sentence, at: int) -> bool:
    """Whether what follows is no verb: "met will at PyCon", not "will send it"."""
    return sentence.is_after(at, Break.PAUSE) or sentence.cores[at] in AROUND or is_surnamed(sentence, at - 1)


def is_surnamed(sentence: Sentence, at: int) -> bool:
    """Whether "will" is a first name before its surname: "met jan and will smith at the pub"."""
    last = at + 1
    if sentence.cores[at] not in _VERBS_TOO or sentence.is_after(last, Break.PAUSE):
        return False
    is_surname = sentence.cores[last].isalpha() and sentence.cores[last] not in _DOING | _NOT_NAMES
    return is_surname and (sentence.is_after(last + 1, Break.PAUSE) or sentence.cores[last + 1] in AROUND)


def _after_particles(sentence: Sentence, at: int) -> int:
    while at < len(sentence) and sentence.cores[at] in _PARTICLES:
        at += 1
    return at


def _goes_on(sentence: Sentence, at: int, heart: int, *, is_proper: bool) -> bool:
    if heart >= len(sentence) or any(sentence.is_after(word, Break.PAUSE) for word in range(at, heart + 1)):
        return False
    core, said = sentence.cores[heart], sentence.said(heart, heart + 1)
    if is_title(sentence, heart, of=at - 1) or _is_event(said):
        return False
    if core in AROUND or core.startswith("<") or not any(c.isalpha() for c in core):
        return False
    if sentence.has_case and sentence.is_proper(heart) is not is_proper:
        return False
    return (is_proper and sentence.has_case) or (core not in _NOT_NAMES and not core.endswith(("ly", *_EVENTS)))


def names_at(sentence: Sentence, first: int, stops: Stops) -> Names:
    """The names in the list that begins with this word: "Ana, Bo and Carla".

    What follows a comma may be a remark, so commas alone make a list only of three names or more.
    """
    names: list[tuple[int, int]] = []
    sure, at = 1, first
    while len(names) < _MOST_NAMES and (end := name_end(sentence, at, stops)) > at:
        if names and (stops(at) or not is_like(sentence, names[0][0], at, end)):
            break
        if sentence.cores[at:end] in {sentence.cores[first:last] for first, last in names}:
            break
        if names and (sentence.is_joined(at) or sentence.cores[at - 1] == "as" or sentence.cores[at].startswith("<")):
            sure = len(names) + 1
        names.append((at, end))
        at = _next_name(sentence, end)
    is_list = len(names) > 2 and sentence.is_proper(first) and sentence.has_case
    sure_names = names if is_list else names[:sure]
    if _may_be_more(sentence, sure_names):
        return ((first, sure_names[-1][1]),)
    return tuple(sure_names)


def _may_be_more(sentence: Sentence, names: Sequence[tuple[int, int]]) -> bool:
    """Whether two names in small letters may be three: "igor wanda and ola". As one name, it is asked who that is."""
    lengths = [last - first for first, last in names]
    return lengths == [2, 1] and not sentence.is_proper(names[0][0]) and not sentence.is_apart(names[1][0])


def _next_name(sentence: Sentence, at: int) -> int:
    """Where the next name of the list would begin: behind "and", a comma, or both."""
    if at >= len(sentence) or sentence.is_after(at, Break.STOP):
        return len(sentence)
    if sentence.cores[at] in ("and", "plus"):
        return at + 1
    if sentence.cores[at : at + 3] == ("as", "well", "as"):
        return at + 3
    if "(" in sentence.between(at):
        return len(sentence)
    return at if sentence.is_after(at, Break.PAUSE) or sentence.cores[at].startswith("<") else len(sentence)


def is_like(sentence: Sentence, one: int, first: int, last: int) -> bool:
    """Whether this can be a name in one list with that other: written alike, and no "Arrow maintainer"."""
    if sentence.has_case and sentence.is_proper(one) and not sentence.is_proper(first):
        return False
    if sentence.cores[last : last + 1] in _OBJECTS and not sentence.is_after(last, Break.PAUSE):
        return False  # "Intro her to Bo"
    return not any(is_title(sentence, at, of=one) for at in range(first, last))


def is_title(sentence: Sentence, at: int, *, of: int) -> bool:
    """Whether the word says what somebody is, "maintainer" or "CTO", rather than going on as the name's word ``of``."""
    said = sentence.said(at, at + 1)
    is_acronym = said.isupper() and said.isalpha() and len(said) > 1
    return sentence.cores[at] in TITLES or (is_acronym and not sentence.said(of, of + 1).isupper())


def is_event(sentence: Sentence, first: int, last: int) -> bool:
    """Whether these words are what events are called: "PyCon Italia", "Frontend Day", "FOSDEM"."""
    cores = sentence.cores[first:last]
    if not AROUND.isdisjoint(cores[:-1]):
        return False
    is_called = cores[-1] in _OCCASIONS and last - first > 1
    return is_called or any(core in _KNOWN_EVENTS or core.endswith(_EVENTS) for core in cores)


def _is_event(said: str) -> bool:
    """Whether the word is written as events are: "PyCon", "KubeCon"."""
    return said.casefold().endswith(_EVENTS) and any(sign.isupper() for sign in said[1:]) and not said.isupper()


def _is_given_to_them(sentence: Sentence, verb: str) -> bool:
    """ "Send him the runbook", "send her my slides"; "send them tomorrow" is of things, "send her slides" of hers."""
    object_, *following = sentence.cores[1:3] or ("",)
    is_given = verb in _GIVING and bool(following)
    return is_given and (object_ == "him" or (object_ in _THEM and following[0] in DETERMINERS))


def recipients(sentence: Sentence) -> Names:
    """Whom a promise in these words is made to, where that is plain: "send Ana my notes", "call Bo", "… to Ana"."""
    verb, last = sentence.cores[0] if sentence.cores else "", len(sentence)
    if _is_given_to_them(sentence, verb):
        return ((1, 2),)
    names = names_at(sentence, 1, lambda at: at >= last) if last > 1 else ()
    if names and sentence.is_proper(1):
        following = sentence.cores[names[-1][1]] if names[-1][1] < last else ""
        is_given = verb in _GIVING and following not in AROUND - {"about"}
        is_plain = not following or is_given or following in _ABOUT_IT
        return names if verb in _GIVING | _ADDRESSING and is_plain else ()
    if sentence.cores[1:2] == ("with",) and verb in _DOING and last > 2 and sentence.is_proper(2):
        return names_at(sentence, 2, lambda at: sentence.cores[at] in AROUND)
    ways = (at for at in range(last - 2, 0, -1) if sentence.cores[at] in ("to", "with") and sentence.is_proper(at + 1))
    to = next(ways, last) if verb in _GIVING else last
    names = names_at(sentence, to + 1, lambda at: at >= last) if to < last else ()
    return names if names and names[-1][1] == last else ()
