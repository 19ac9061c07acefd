"""What a meetup in a file would change about the one that is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.calendars.rules import written
from bot.domain.times import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.calendars.reading import Imported
    from bot.domain.meetups import Meetup, Override

_FIELDS = ("title", "where", "link", "about", "minutes")


@dataclass(frozen=True, slots=True)
class Changes:
    """``starts`` is a new time, if it has one; ``fields`` what else is new, by name; ``overrides`` what becomes of
    single occurrences that are still to come, by their keys: none where one is called off."""

    starts: Moment | None = None
    fields: Mapping[str, str | int | None] = field(default_factory=dict[str, "str | int | None"])
    overrides: Mapping[str, Moment | None] = field(default_factory=dict[str, "Moment | None"])
    is_cancelled: bool = False

    @property
    def is_nothing(self) -> bool:
        return self.starts is None and not self.fields and not self.overrides and not self.is_cancelled


def changes(meetup: Meetup, overrides: Sequence[Override], imported: Imported, now: datetime) -> Changes:
    """From the meetup here to the one in the file. What is called off on both sides has nothing left to change."""
    assert imported.starts is not None, "one without a time cannot be taken over"
    if meetup.is_cancelled and imported.is_cancelled:
        return Changes()
    if imported.is_cancelled:
        return Changes(is_cancelled=True)
    fields = {name: getattr(imported, name) for name in _FIELDS if getattr(imported, name) != getattr(meetup, name)}
    if not is_same_time(meetup.starts, imported.starts):
        return Changes(imported.starts, fields)
    return Changes(None, fields, _single_ones(meetup, overrides, imported, now))


def is_same_time(one: Moment, other: Moment) -> bool:
    """Whether both mean the same instants: a rule on a clock of its own zone, a single time on any."""
    if one.rule is None or other.rule is None:
        return one.rule is other.rule and one.instant == other.instant
    return (one.local, one.zone, written(one)) == (other.local, other.zone, written(other))


def _single_ones(
    meetup: Meetup, overrides: Iterable[Override], imported: Imported, now: datetime
) -> Mapping[str, Moment | None]:
    ours = {each.key: each.starts for each in overrides}
    theirs = dict(imported.overrides)
    found: dict[str, Moment | None] = {}
    for key in sorted(ours.keys() | theirs.keys()):
        original = replace(meetup.starts, local=datetime.fromisoformat(key), rule=None)
        here, there = ours.get(key, original), theirs.get(key, original)
        is_ahead = any(each is not None and each.instant > now for each in (original, here, there))
        if is_ahead and not _is_same(here, there):
            found[key] = there
    return found


def _is_same(one: Moment | None, other: Moment | None) -> bool:
    return one is other if one is None or other is None else one.instant == other.instant
