"""What belongs to a community as a file for its organisers: what everybody there can see, and nothing of a notebook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.exports import plain
from bot.domain.profiles import SHOWS, Consent
from bot.domain.rsvps import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.boards import Post
    from bot.domain.ids import MemberId
    from bot.domain.meetups import Meetup, Override
    from bot.domain.noticeboard import Noticeboard
    from bot.domain.profiles import Shown
    from bot.domain.rsvps import Rsvp

_MEETUP = ("title", "starts", "minutes", "where", "link", "about", "capacity", "channel", "state", "created_at")
_OVERRIDE = ("key", "starts", "created_at")


@dataclass(frozen=True, slots=True)
class Evening:
    """A meetup with what became of its occurrences, and every answer to it."""

    meetup: Meetup
    overrides: Sequence[Override]
    rsvps: Sequence[Rsvp]


@dataclass(frozen=True, slots=True)
class Commons:
    """``names`` are of whoever is named to everybody anyway: hosts, and those who have a seat."""

    board: Noticeboard | None
    evenings: Sequence[Evening]
    names: Mapping[MemberId, str]
    listed: Sequence[Shown]
    posts: Sequence[Post] = ()


def as_json(commons: Commons, now: datetime) -> bytes:
    """UTF-8. Without ids: they would say when somebody did what."""
    document = {
        "hallway": 1,
        "exported_at": now.isoformat(),
        "noticeboard": _board(commons.board),
        "meetups": [_evening(each, commons.names, now) for each in commons.evenings],
        "members": [_listed(each) for each in commons.listed],
        "boards": [_post(each, commons.names) for each in commons.posts],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _board(board: Noticeboard | None) -> object:
    if board is None:
        return None
    plan = [ahead // timedelta(minutes=1) for ahead in board.plan]
    return {"channels": dict(sorted(board.channels.items())), "minutes_before": plan, "since": plain(board.since)}


def _evening(evening: Evening, names: Mapping[MemberId, str], now: datetime) -> object:
    meetup = evening.meetup
    return {
        **{name: plain(getattr(meetup, name)) for name in _MEETUP},
        "host": None if meetup.host is None else names.get(meetup.host),
        "changes": [{name: plain(getattr(each, name)) for name in _OVERRIDE} for each in evening.overrides],
        "answers": [_answers(each, evening.rsvps, names, now) for each in sorted({each.key for each in evening.rsvps})],
    }


def _answers(key: str, rsvps: Sequence[Rsvp], names: Mapping[MemberId, str], now: datetime) -> object:
    here = [each for each in rsvps if each.key == key]
    seated = [each for each in here if each.is_seated]
    return {
        "key": key,
        "going": len(seated),
        "waiting": sum(each.is_in_line(now) for each in here),
        "maybe": sum(each.answer is Answer.MAYBE for each in here),
        "not": sum(each.answer is Answer.NOT for each in here),
        "names": [names[each.member] for each in seated if each.member in names],
    }


def _post(post: Post, names: Mapping[MemberId, str]) -> object:
    """As everybody reads it; who answered is between the two."""
    values = {name: plain(getattr(post, name)) for name in ("board", "text", "created_at", "ends")}
    return {**values, "author": names.get(post.author)}


def _listed(shown: Shown) -> object:
    return {name: plain(getattr(shown, name)) for name in ("name", *sorted(SHOWS[Consent.ORGANISERS]))}
