"""Two times of one thing: "remind me tomorrow at 9 and again at 17:00 to take my pills" is said once, meant twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.times import Precision
from bot.language import dates
from bot.language.dates import Tense

if TYPE_CHECKING:
    from bot.domain.talk import Filling
    from bot.language.dates import Now
    from bot.language.sentence import Sentence, TimeSpan

_LONGEST = 60
"""Words of a sentence that is worth being read three times."""

_AGAIN = frozenset({"and", "again", "also", "then"})


def on_each_occasion(
    sentence: Sentence, understood: Callable[[str], tuple[Filling, ...]], time: Callable[[Filling], tuple[str, str]]
) -> tuple[Filling, ...]:
    """What is to be done at each of two times that stand side by side; nothing where that is not what is said.

    ``time`` gives the names of a command's one time and of the text it is of, empty where it has none such.
    """
    pair = _side_by_side(sentence)
    if pair is None:
        return ()
    one, other = (sentence.said(each.first, each.last) for each in pair)
    before = sentence.text[: sentence.words[pair[0].first].start]
    after = sentence.text[sentence.words[pair[1].last - 1].end :]
    said = (_at_hour_of(one, other, sentence.now), _completed(other, one, sentence.now))
    fillings = tuple(filling for when in said for filling in understood(f"{before}{when}{after}"))
    return fillings if len(fillings) == len(pair) and _are_alike(fillings, sentence.text, time) else ()


def _are_alike(fillings: Iterable[Filling], text: str, time: Callable[[Filling], tuple[str, str]]) -> bool:
    """Whether they differ in their time alone, and their text was said in one piece."""
    rest: list[tuple[str, object]] = []
    for each in fillings:
        when, what = time(each)
        if not when or each.slots.get(what, "\0") not in text:
            return False
        rest.append((each.command, {name: said for name, said in each.slots.items() if name != when}))
    return all(each == rest[0] for each in rest)


def _side_by_side(sentence: Sentence) -> tuple[TimeSpan, TimeSpan] | None:
    if "and" not in sentence.vocabulary or len(sentence) > _LONGEST:
        return None
    spans = sentence.times(Tense.FUTURE)
    pairs = ((one, other) for one, other in pairwise(spans) if _is_list(sentence, one, other))
    return next(pairs, None)


def _is_list(sentence: Sentence, one: TimeSpan, other: TimeSpan) -> bool:
    between = sentence.cores[one.last : other.first]
    return between[:1] == ("and",) and _AGAIN.issuperset(between)


def _at_hour_of(day: str, after: str, now: Now) -> str:
    """The day with the hour that is only said behind the second: "on Thursday and Friday at 9"."""
    hour = "" if _part_of(day, Precision.MINUTE, now) else _part_of(after, Precision.MINUTE, now)
    whole = f"{day} at {hour}" if hour.isdecimal() else f"{day} {hour}"
    return whole if hour and _part_of(after, Precision.DAY, now) and dates.readings(whole, now) else day


def _completed(time: str, before: str, now: Now) -> str:
    """The time with the day or the hour that it leaves out, of the time before it: "… 5pm on Friday and on Monday"."""
    for precision in Precision:
        if not _part_of(time, precision, now) and (part := _part_of(before, precision, now)):
            whole = f"{part} {time}" if precision is Precision.DAY else f"{time} {part}"
            time = whole if dates.readings(whole, now) else time
    return time


def _part_of(time: str, precision: Precision, now: Now) -> str:
    """The fewest words of a time that say its hour, or its day."""
    words = time.split()
    spans = [words[first : first + length] for length in range(1, len(words) + 1) for first in range(len(words))]
    said = (" ".join(span) for span in spans if not span[-1].isdecimal() or len(span) > 1)
    return next((each for each in said if any(m.precision is precision for m in dates.readings(each, now))), "")
