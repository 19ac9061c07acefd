"""Column types. Every one of them takes a value of the domain and keeps text, a whole number or bytes.

What is kept is the same on every database, so it sorts, compares and travels (into the journal, between databases)
the same everywhere.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic_core import from_json
from sqlalchemy import BigInteger, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.members import QuietHours
from bot.domain.times import Cadence, Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Dialect

E = TypeVar("E", bound=StrEnum)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Key(TypeDecorator[str]):
    """Ids, names and other text in the clear, compared and sorted byte by byte on every database.

    What no database or encoding can hold (NUL, lone surrogates) becomes U+FFFD: a forged id is then simply not found.
    """

    impl = Text().with_variant(Text(collation="C"), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None or (value.isascii() and "\0" not in value) else _storable(value)


class Sealed(TypeDecorator[bytes]):
    """What a member wrote: bytes that only the instance's secret opens. See storage.secrets."""

    impl = LargeBinary
    cache_ok = True

    def text_of(self, value: Any) -> Any:
        """What is sealed, and journalled."""
        return value

    def value_of(self, text: Any) -> Any:
        return text


class SealedList(Sealed):
    """Several short texts, sealed as one."""

    cache_ok = True

    def text_of(self, value: tuple[str, ...] | None) -> str | None:
        return None if value is None else json.dumps(value)

    def value_of(self, text: str | None) -> tuple[str, ...] | None:
        return None if text is None else tuple(json.loads(text))


class Instant(TypeDecorator[datetime]):
    """Aware in, aware UTC out; kept as whole microseconds since 1970. A naive datetime raises ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A day on a calendar, as YYYY-MM-DD."""

    impl = Key
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class WallMoment(TypeDecorator[Moment]):
    """Wall time, zone, precision and rule, as JSON; the instant is computed, never kept here."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Moment | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value.to_json(), separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Moment | None:
        return None if value is None else moment_of(value)


@lru_cache(maxsize=4096)
def moment_of(stored: str) -> Moment:
    """Members of one zone are reminded at the same few times: most of what is read together shares its moments."""
    return Moment.from_json(from_json(stored))


class Every(TypeDecorator[Cadence]):
    """A cadence in its text form."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Cadence | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Cadence | None:
        return None if value is None else Cadence.parse(value)


class Lengths(TypeDecorator[tuple[timedelta, ...]]):
    """Whole minutes each, as "10080 1440 60"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[timedelta, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(str(each // timedelta(minutes=1)) for each in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[timedelta, ...] | None:
        return None if value is None else tuple(timedelta(minutes=int(each)) for each in value.split())


class Names(TypeDecorator["Mapping[str, str]"]):
    """Texts by name, as JSON; the names in order, so that equal ones are kept alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(dict(value), sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Mapping[str, str] | None:
        return None if value is None else MappingProxyType(json.loads(value))


class Hours(TypeDecorator[QuietHours]):
    """Quiet hours, as START/END."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: QuietHours | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value.start.isoformat()}/{value.end.isoformat()}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> QuietHours | None:
        return None if value is None else _quiet_hours(value)


@lru_cache(maxsize=1024)
def _quiet_hours(stored: str) -> QuietHours:
    """Most members leave theirs as they come."""
    return QuietHours(*map(time.fromisoformat, stored.split("/")))


class Choice(TypeDecorator[E]):
    """One of a closed set, by its value."""

    impl = Key
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.kind(value)


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)
