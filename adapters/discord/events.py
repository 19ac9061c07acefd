"""Meetups in a server's own list of events. Discord knows no key for these, so the key ends the description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter

from adapters.discord.lengths import clipped
from bot.domain.delivery import Accepted, CalledOff, Event, Seen

if TYPE_CHECKING:
    from adapters.discord.messages import Json
    from adapters.discord.rest import Rest
    from bot.domain.delivery import Parcel

NAME, PLACE, DESCRIPTION = 100, 100, 1000
_EXTERNAL, _MEMBERS_ONLY = 3, 2
_OURS = "Hallway "


class _Channel(BaseModel):
    guild_id: str


class _Listed(BaseModel):
    id: str
    description: str | None = None

    def carries(self, key: str) -> bool:
        return (self.description or "").endswith(f"{_OURS}{key}")


_LIST: TypeAdapter[list[_Listed]] = TypeAdapter(list[_Listed])


@dataclass(frozen=True, slots=True)
class Events:
    """Raises what `adapters.discord.errors.TROUBLE` names."""

    rest: Rest

    async def put(self, parcel: Parcel, event: Event | CalledOff, channel: str) -> Accepted:
        """Into the list, or in the place of what stands there, or off it."""
        path, listed = await self._path(channel), parcel.say.replaces
        if isinstance(event, CalledOff):
            await self.rest.delete(f"{path}/{listed}")
        elif listed is not None:
            await self.rest.patch(f"{path}/{listed}", _body(event, parcel.key))
        else:
            listed = _Listed.model_validate(await self.rest.post(path, _body(event, parcel.key))).id
        return Accepted(listed or "", channel)

    async def with_key(self, key: str, channel: str) -> Seen:
        found = _LIST.validate_python(await self.rest.get(await self._path(channel)))
        return Seen(tuple(sorted(each.id for each in found if each.carries(key))), channel)

    async def _path(self, channel: str) -> str:
        guild = _Channel.model_validate(await self.rest.get(f"/channels/{channel}")).guild_id
        return f"/guilds/{guild}/scheduled-events"


def _body(event: Event, key: str) -> Json:
    mark = f"{_OURS}{key}"
    about = clipped(event.about, DESCRIPTION - len(mark) - 2) if event.about else ""
    return {
        "name": clipped(event.title, NAME),
        "privacy_level": _MEMBERS_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": clipped(event.place, PLACE)},
        "scheduled_start_time": event.begins.isoformat(),
        "scheduled_end_time": event.ends.isoformat(),
        "description": f"{about}\n\n{mark}".strip(),
    }
