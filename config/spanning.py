"""`hallway span`: one community on several platforms."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.errors import BadSettings
from config.settings import Settings, prepare
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.spaces import Space


async def span(settings: Settings, places: Sequence[str]) -> list[str]:
    """Make one community of two places, where two are given; a line for each community there is then.

    A place is a platform and its team with a colon between. Raise BadSettings for one that is none, and for one twice.
    """
    wanted = [_place(each) for each in places]
    if len(set(wanted)) < len(wanted):
        raise BadSettings(f"{places[0]} is the same place twice: name the other one too")
    async with Store.open(settings.url, prepare(settings)) as store:
        if wanted:
            one, other = wanted
            await store.span(one, other)
        return list(_lines(await store.spaces())) or ["No community yet: it comes with the first start on a platform."]


def _place(text: str) -> tuple[str, str]:
    platform, _, team = text.partition(":")
    if not platform or not team:
        raise BadSettings(f"{text!r} is no place: write the platform, a colon and its id, as in slack:T01ABCDEF")
    return platform.lower(), team


def _lines(spaces: Sequence[Space]) -> Iterator[str]:
    for _, together in groupby(spaces, key=lambda space: space.community):
        places = list(together)
        count = places[0].members
        yield f"{' + '.join(map(str, places))}  {places[0].name}, {count} member{'' if count == 1 else 's'}"
