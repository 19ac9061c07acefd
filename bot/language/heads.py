"""The head of a sentence: its first words, matched against a phrase up to where the phrase's tail begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.language.dates import Tense
from bot.language.dates.vocabulary import WEEKDAYS
from bot.language.fills import is_where, may_fill
from bot.language.literals import Literal, openings
from bot.language.naming import name_end, names_at
from bot.language.phrases import Element, Fill, Hole, Mark, Pattern, SmallWords, literals_of
from bot.language.remarks import DETERMINERS, is_remark
from bot.language.spans import span_at
from bot.language.told_of import is_personal, tells_of_somebody
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.reading import Rest
    from bot.language.sentence import TimeSpan

_SMALL = frozenset(
    "going information data send sent sending tell telling write writing receive received getting seeing showing "
    "ask asking anything something anyone set made what which are is am i i'm my me the a an any all some do does "
    "did have has got get give show list see view check want need to can could would will you of about on for in "
    "right now currently still there left open active these those every current us let know look at up "
    "again what's whats that's i'd like please should be been doing who whom where when how many upcoming so far "
    "who's whos we was last learn learned memory refresh brief change edit find ideas idea sure by mine "
    "i've info really else than supposed meant everything inform remain remains remaining outstanding".split()
)
_STATING = frozenset("is are was were has have will would i we you he she they it the a my our".split())
_TOLD = frozenset("saw met heard read got had gave took went loved enjoyed watched attended missed liked".split())
"""What begins a sentence with a capital and is no first name: "Saw Tuulikki's talk"."""

_HEADINGS = frozenset(
    "question idea ideas todo todos reminder reminders update warning fyi ps agenda meeting meetings lunch dinner tip "
    "tips link links decision action actions problem fact facts summary status plan plans topic topics news task tasks "
    "deadline deadlines cfp venue date dates budget speaker speakers location host hosts food event events place time "
    "menu wifi password address price "
    "about re on for with from topic when where who what why how draft example test answer today tomorrow".split()
)
"""What stands before a colon and is nobody."""

_LEADING_TO_LABELS = frozenset({"about", "regarding", "re"})
_KEEPING = frozenset({"remember", "note", "forget", "save", "record", "log", "add", "store"})
_THEM = frozenset({"her", "him", "them"})
_GAVE = frozenset("sent gave told showed wrote lent left forwarded emailed messaged texted helped asked".split())
_LABELLING = frozenset(":-\u2013\u2014\u2192")
_MINE = frozenset({"my", "our"})
_LONGEST_ROLE = 5
_MOST_SMALL = 8
_LONGEST_TIME = 8
_LOOSE = frozenset("after before when once around during soon".split())
"""Words by which something else says a time: "after work"."""

_LONGEST_HOLE = 24
"""Words in the middle of a phrase: more are no name, topic or time, and trying them all would take too long."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the tail begins and with which slot, the slots filled before it, and how many words were the phrase's own:
    the more, the surer."""

    word: int
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    weight: int = 0
    hole: Hole | None = None
    marked: int | None = None
    names: tuple[str, ...] = ()

    def then(self, word: int, *, weight: int = 0, slots: Mapping[str, str] | None = None) -> Head:
        told = {**self.slots, **slots} if slots else self.slots
        return Head(word, told, self.weight + weight, self.hole, self.marked, self.names)


def heads(pattern: Pattern, rest: Rest, first: int) -> Iterator[Head]:
    """Every way in which the sentence, from word ``first`` on, begins as this phrase."""
    return _heads(pattern.elements, rest, Head(first, pattern.presets))


def _heads(elements: Sequence[Element], rest: Rest, head: Head) -> Iterator[Head]:
    if not elements:
        yield head
        return
    element, following = elements[0], elements[1:]
    if isinstance(element, Literal):
        ways = _literal(element, rest, head)
    elif isinstance(element, SmallWords):
        ways = _small_words(rest, head)
    elif isinstance(element, Mark):
        ways = iter((replace(head, marked=head.word),))
    elif following:
        ways = _hole(element, following, rest, head)
    else:
        is_said = head.marked is None or not head.slots or head.word < len(rest.sentence)  # no "Ana's talk" alone
        if is_said and may_fill(element, rest, head.word, len(rest.sentence)):
            yield replace(head, word=head.word if head.marked is None else head.marked, hole=element)
        return
    for way in ways:
        yield from _heads(following, rest, way)


def _literal(literal: Literal, rest: Rest, head: Head) -> Iterator[Head]:
    cores = rest.sentence.cores
    if head.word < len(cores) and literal.is_met_by(cores[head.word]):
        yield head.then(head.word + 1, weight=1)
    if literal.optional:
        yield head


def _small_words(rest: Rest, head: Head) -> Iterator[Head]:
    cores = rest.sentence.cores
    for word in range(head.word, min(len(cores), head.word + _MOST_SMALL) + 1):
        yield head.then(word, weight=word - head.word)
        if word == len(cores) or cores[word] not in _SMALL:
            return


def _hole(hole: Hole, following: Sequence[Element], rest: Rest, head: Head) -> Iterator[Head]:
    """The ends a hole in the middle can have."""
    if head.word >= len(rest.sentence):
        return
    words = openings(literals_of(following))
    if hole.is_of_whom and (several := _list_of_names(words, rest, head.word)):
        names = tuple(rest.sentence.said(*span) for span in several)
        yield replace(head, word=several[-1][1], names=names)
        return
    for first, end in _ends(hole, words, rest, head.word, following[0]):
        said = rest.sentence.said(first, end)
        if not may_fill(hole, rest, first, end) or not is_where(hole, rest, first, end):
            continue
        text = said.removesuffix("'s").removesuffix("'") if hole.fill is Fill.POSSESSIVE else said
        yield head.then(end, slots={hole.slot.name: text})


def _ends(hole: Hole, words: frozenset[str], rest: Rest, first: int, following: Element) -> Iterator[tuple[int, int]]:
    if isinstance(following, Hole) and following.slot.kind.tense is not None:
        ends = range(first + 1, min(len(rest.sentence), first + _LONGEST_HOLE))
        return ((first, end) for end in ends if span_at(rest.sentence, end, following.slot, rest.facts) is not None)
    if hole.fill is Fill.NAME:
        return _somebody_ends(words, rest, first)
    if hole.slot.kind.tense is not None:
        return _time_ends(hole, words, rest, first)
    if hole.slot.kind.names_people:
        return _name_ends(hole, words, rest, first)
    return ((first, end) for end in _places_of(words, rest, first, _LONGEST_HOLE))


def _places_of(words: frozenset[str], rest: Rest, first: int, most: int) -> Iterator[int]:
    cores = rest.sentence.cores
    return (end for end in range(first + 1, min(len(cores), first + most)) if cores[end] in words)


def _name_ends(hole: Hole, words: frozenset[str], rest: Rest, first: int) -> Iterator[tuple[int, int]]:
    """The whole of the name, before the phrase's next word where it has one; or "her", where it is no "her slides"."""
    if hole.fill is Fill.ANYTHING and rest.sentence.cores[first] in _THEM:
        yield from _them_ends(words, rest, first)
        return
    end = name_end(rest.sentence, first, lambda at: rest.sentence.cores[at] in words)
    is_story = end - first > 1 and rest.sentence.cores[first] in _TOLD and rest.sentence.is_after(first, Break.STOP)
    is_label = hole.fill is Fill.LABEL
    if end == first or is_story or not (words or is_label or rest.sentence.is_proper(first)):
        return
    is_followed = is_label or _is_followed(words, rest, end)
    if is_followed and _is_such_a_name(hole.fill, rest, first, end):
        yield first, end


def _them_ends(words: frozenset[str], rest: Rest, first: int) -> Iterator[tuple[int, int]]:
    """Only behind what was given or told: "introduce her to Rita" may as well be part of a promise."""
    following = rest.sentence.cores[first + 1 : first + 2]
    if rest.sentence.cores[first - 1] in _GAVE and following in {(word,) for word in words or DETERMINERS}:
        yield first, first + 1


def _is_such_a_name(fill: Fill, rest: Rest, first: int, end: int) -> bool:
    match fill:
        case Fill.LABEL:
            return _is_label(rest, first, end)
        case Fill.TOLD_OF:
            return tells_of_somebody(rest.sentence, first, end)
        case Fill.FULL_NAME:
            return _is_full(rest, first, end)
        case Fill.POSSESSIVE:
            is_verb = end - first > 1 and rest.sentence.cores[first] in _KEEPING  # "remember zoe's"
            return not is_verb and rest.sentence.said(first, end).endswith(("'s", "s'"))
        case _:
            return True


def _is_label(rest: Rest, first: int, end: int) -> bool:
    """Whether the words behind the colon tell of who is named: "Pavel: vegetarian", no "Idea: …", "Ana: call her"."""
    sentence = rest.sentence
    is_led = first > 0 and sentence.cores[first - 1] in _LEADING_TO_LABELS  # "about Tobias - vegan"
    if end >= len(sentence) or sentence.between(end).strip() not in (_LABELLING if is_led else {":"}):
        return False
    if is_led:
        return not rest.is_order(end)
    is_written_so = sentence.has_case and sentence.is_proper(first)
    is_name = (is_written_so or is_personal(sentence, end)) and sentence.cores[first] not in _HEADINGS
    is_name = is_name and not any(sentence.time_at(at, tense) for at in (first, end) for tense in Tense)
    is_told = is_remark(sentence, end) and not rest.is_order(end)
    return is_name and is_told and not rest.is_order(first)


def _list_of_names(words: frozenset[str], rest: Rest, first: int) -> tuple[tuple[int, int], ...]:
    """Two names or more, right before the phrase's next word where it has one: "sent Farid and Noor the notes"."""
    spans = names_at(rest.sentence, first, lambda at: rest.sentence.cores[at] in words)
    end = spans[-1][1] if len(spans) > 1 else len(rest.sentence)
    is_list = len(spans) > 1 and rest.sentence.is_proper(first)
    return spans if is_list and _is_followed(words, rest, end) else ()


def _is_followed(words: frozenset[str], rest: Rest, end: int) -> bool:
    """Whether the phrase goes on behind the name: with its next word, else with no break before the next hole."""
    if words:
        return rest.sentence.cores[end : end + 1] in {(word,) for word in words}
    return not rest.sentence.is_after(end, Break.PAUSE) and not rest.sentence.is_joiner(end)


def _is_full(rest: Rest, first: int, end: int) -> bool:
    return end - first > 1 and rest.sentence.has_case and rest.sentence.is_proper(first)


def _somebody_ends(words: frozenset[str], rest: Rest, first: int) -> Iterator[tuple[int, int]]:
    """A name, or whoever "my old boss" is, right before the phrase's next word."""
    sentence = rest.sentence
    end = name_end(sentence, first, lambda at: sentence.cores[at] in words)
    if sentence.cores[first] in _MINE:
        end = next(_places_of(words, rest, first, _LONGEST_ROLE), first)
    if end > first and sentence.cores[end : end + 1] in {(word,) for word in words}:
        yield first, end


def _time_ends(hole: Hole, words: frozenset[str], rest: Rest, first: int) -> Iterator[tuple[int, int]]:
    span = span_at(rest.sentence, first, hole.slot, rest.facts)
    if hole.fill is Fill.NO_TIME:
        core = rest.sentence.cores[first]
        is_meant = core in hole.slot.slot.lead or core in _LOOSE or core[0].isdecimal() or core == "the"
        is_other = any(rest.sentence.time_at(first, tense) is not None for tense in Tense)
        if span is None and (is_meant or is_other):
            yield from ((first, end) for end in _places_of(words, rest, first, _LONGEST_TIME))
    elif span is not None and _is_as_asked(hole.fill, rest, span):
        if hole.slot.kind.tense is Tense.PAST and _may_be_name(rest, span):
            return
        yield span.first, span.last


def _may_be_name(rest: Rest, span: TimeSpan) -> bool:
    """Whether a weekday alone, with a capital and with another behind it, is somebody: "Friday Okoro"."""
    sentence, last = rest.sentence, span.last
    is_day = last == span.first + 1 and sentence.cores[span.first] in WEEKDAYS and sentence.is_proper(span.first)
    return is_day and last < len(sentence) and sentence.is_proper(last) and not sentence.is_after(last, Break.PAUSE)


def _is_as_asked(fill: Fill, rest: Rest, span: TimeSpan) -> bool:
    match fill:
        case Fill.RECURRING:
            return _is_rule(rest, span)
        case Fill.LABEL:
            return not _LABELLING.isdisjoint(rest.sentence.between(span.last))
        case _:
            return True


def _is_rule(rest: Rest, span: TimeSpan) -> bool:
    """Whether it recurs, and no statement is made of it: "every Friday is pizza day"."""
    following = rest.sentence.cores[span.last] if span.last < len(rest.sentence) else ""
    return following not in _STATING and any(each.rule for each in span.readings)
