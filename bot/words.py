"""What people read: phrases with named fields, put into words in one place.

A phrase stays a template and its fields until a platform renders it, so that each platform escapes what people typed,
shows times natively and names members its own way, and so that a language is one gettext catalogue. Nothing is ever
glued from pieces of sentences.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.domain.times import Moment, Precision, ZoneName, local_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.ids import MemberId
    from bot.domain.members import Member

CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Mention:
    """A member, named the way the platform names members."""

    member: MemberId
    name: str


@dataclass(frozen=True, slots=True)
class InChannel:
    """A channel of the platform on which this is read, by the platform's id for it."""

    id: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, shown as it is typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Exactly:
    """A moment with its time of day and zone, where the hour is ours too: "Fri 6 Mar, 09:00 (Europe/Lisbon)"."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week by its number, Monday 0, written out in the reader's language."""

    number: int


_Native: TypeAlias = "Moment | Exactly | Mention | InChannel"
Field: TypeAlias = "str | int | date | time | _Native | Strong | Code | Weekday | Phrase | tuple[Field, ...]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in English with named fields; ``one`` is its singular when ``count`` decides between two forms."""

    template: str
    fields: Mapping[str, Field]
    one: str | None = None
    count: int = 0

    def __str__(self) -> str:
        return PLAIN.put(self)


class Named(Protocol):
    """Somebody with a name, and who they are in the community, if anybody."""

    @property
    def name(self) -> str: ...
    @property
    def member(self) -> MemberId | None: ...


def by_name(person: Named) -> Mention | Strong:
    """Somebody's name: the platform's own way of naming them where they are a member."""
    return Strong(person.name) if person.member is None else Mention(person.member, person.name)


def mentions_in(phrase: Phrase) -> Iterator[Mention]:
    """Every member it names."""
    for field in phrase.fields.values():
        yield from _mentions_of(field)


def _mentions_of(field: Field) -> Iterator[Mention]:
    match field:
        case Mention():
            yield field
        case Phrase():
            yield from mentions_in(field)
        case tuple():
            for each in field:
                yield from _mentions_of(each)
        case _:
            return


def say(template: str, /, **fields: Field) -> Phrase:
    """A phrase from its English template and fields; the word catalogues are extracted from calls of this name."""
    return Phrase(template, fields)


def say_count(one: str, many: str, count: int, /, **fields: Field) -> Phrase:
    """A phrase whose form depends on ``count``, which is a field of that name too."""
    return Phrase(many, {"count": count, **fields}, one=one, count=count)


class Style(Protocol):
    """How one platform writes. Every method returns finished platform text: user text comes out escaped."""

    def text(self, text: str) -> str: ...
    def strong(self, text: str) -> str: ...
    def code(self, text: str) -> str: ...
    def mention(self, mention: Mention) -> str: ...
    def channel(self, channel: InChannel) -> str: ...
    def moment(self, moment: Moment, words: Words) -> str: ...

    def exactly(self, moment: Moment, words: Words) -> str:
        """With the zone that its hour is in: never on the clock of whoever looks, which may be another."""
        ...


class PlainStyle:
    """Plain text: what every reply reads like where nothing better exists."""

    def text(self, text: str) -> str:
        return text

    def strong(self, text: str) -> str:
        return text

    def code(self, text: str) -> str:
        return text

    def mention(self, mention: Mention) -> str:
        return mention.name

    def channel(self, channel: InChannel) -> str:
        return f"#{channel.id}"

    def moment(self, moment: Moment, words: Words) -> str:
        return words.moment(moment)

    def exactly(self, moment: Moment, words: Words) -> str:
        return words.exactly(moment)


@dataclass(frozen=True, slots=True)
class Words:
    """Puts phrases into one reader's language and zone, in one platform's style.

    ``today`` decides whether a date needs its year; without it every date carries one.
    """

    style: Style
    locale: str = "en"
    zone: ZoneName | None = None
    today: date | None = None

    @staticmethod
    def plain(member: Member, now: datetime) -> Words:
        """Plain text for one member, as of now."""
        return Words(PlainStyle(), member.locale, member.zone, member.today(now).date())

    def put(self, phrase: Phrase) -> str:
        template = self._template(phrase)
        return "".join(
            self.style.text(literal) + (self._field(phrase.fields[name]) if name is not None else "")
            for literal, name, _, _ in Formatter().parse(template)
        )

    def moment(self, moment: Moment) -> str:
        """Weekday, date, time and, where it differs from the reader's own, the zone: "Fri 6 Mar, 09:00"."""
        zone = self.zone or moment.zone
        local = local_at(moment.instant, zone)  # not the time said: the clock may skip that
        day = self.day(local.date())
        if moment.precision is Precision.DAY and moment.zone == zone:
            return day
        return f"{day}, {local:%H:%M}"

    def exactly(self, moment: Moment) -> str:
        """The same and always with the zone: "Fri 6 Mar, 09:00 (Europe/Lisbon)"."""
        return f"{self.moment(moment)} ({self.zone or moment.zone})"

    def day(self, day: date) -> str:
        weekdays, months = _calendar_names(self.locale)
        year = "" if self.today is not None and _is_near(day, self.today) else f" {day.year}"
        return f"{weekdays[day.weekday()]} {day.day} {months[day.month]}{year}"

    def _template(self, phrase: Phrase) -> str:
        catalogue = _catalogue(self.locale)
        if phrase.one is None:
            return catalogue.gettext(phrase.template)
        return catalogue.ngettext(phrase.one, phrase.template, phrase.count)

    def _field(self, field: Field) -> str:  # noqa: C901 - one line per member of a closed union
        match field:
            case Phrase():
                return self.put(field)
            case Moment():
                return self.style.moment(field, self)
            case Exactly(moment):
                exact = replace(moment, precision=Precision.MINUTE)
                return self.style.exactly(exact, self)
            case Mention():
                return self.style.mention(field)
            case InChannel():
                return self.style.channel(field)
            case Strong(text):
                return self.style.strong(self.style.text(text))
            case Code(text):
                return self.style.code(self.style.text(text))
            case Weekday(number):
                return self.style.text(_weekday_names(self.locale)[number])
            case tuple():
                return ", ".join(self._field(each) for each in field)
            case datetime():
                raise TypeError("show a Moment: a bare datetime has no zone")
            case date():
                return self.style.text(self.day(field))
            case time():
                return f"{field:%H:%M}"
            case int() | str():
                return self.style.text(str(field))


PLAIN = Words(PlainStyle())


def _is_near(day: date, today: date) -> bool:
    return abs((day - today).days) < 180


@lru_cache(maxsize=64)
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation("hallway", CATALOGUES, languages=[locale], fallback=True)


@lru_cache(maxsize=64)
def _weekday_names(locale: str) -> Mapping[int, str]:
    from babel.dates import get_day_names

    return get_day_names("wide", locale=locale)


@lru_cache(maxsize=64)
def _calendar_names(locale: str) -> tuple[Mapping[int, str], Mapping[int, str]]:
    from babel.dates import get_day_names, get_month_names  # its data is loaded when a date is first shown

    return get_day_names("abbreviated", locale=locale), get_month_names("abbreviated", locale=locale)
