"""The workspaces and servers that communities live on, and making one community of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from bot.errors import BadSettings
from storage.pruning import everything_of
from storage.tables.members import COMMUNITY, MEMBER, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.engine import Database

_MEMBERS = (
    select(func.count())
    .select_from(MEMBER)
    .where(MEMBER.c.community == WORKSPACE.c.community)
    .correlate(WORKSPACE)
    .scalar_subquery()
)
_ALL = (
    select(WORKSPACE.c.platform, WORKSPACE.c.team, WORKSPACE.c.community, COMMUNITY.c.name, _MEMBERS.label("members"))
    .join(COMMUNITY, COMMUNITY.c.id == WORKSPACE.c.community)
    .order_by(WORKSPACE.c.community, WORKSPACE.c.platform)
)
_MOVE = (
    update(WORKSPACE)
    .where(WORKSPACE.c.community == bindparam("from_community"))
    .values(community=bindparam("to_community"))
)


@dataclass(frozen=True, slots=True)
class Space:
    """A workspace or server. ``name`` and ``members`` are those of the community on it."""

    platform: str
    team: str
    community: str
    name: str
    members: int

    def __str__(self) -> str:
        return f"{self.platform}:{self.team}"


async def spaces(connection: AsyncConnection) -> Sequence[Space]:
    return [Space(*row) for row in await connection.execute(_ALL)]


async def span(database: Database, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Make one community of two, of which one has no members yet: notes are sealed for the community they are in.

    Raise BadSettings where that cannot be.
    """
    async with database.writing() as connection:
        known = await spaces(connection)
        kept, gone = _find(known, one), _find(known, other)
        if gone.members:
            kept, gone = gone, kept
        if kept.community == gone.community:
            return
        _refuse_impossible(known, kept, gone)
        await connection.execute(_MOVE, {"from_community": gone.community, "to_community": kept.community})
        for statement in everything_of(gone.community):
            await connection.execute(statement)
        await connection.commit()


def _find(known: Sequence[Space], where: tuple[str, str]) -> Space:
    for space in known:
        if (space.platform, space.team) == where:
            return space
    raise BadSettings(
        f"no {':'.join(where)} is here yet: install Hallway there first; `hallway span` lists what is here"
    )


def _refuse_impossible(known: Sequence[Space], kept: Space, gone: Space) -> None:
    if gone.members:
        raise BadSettings(
            f"{kept} and {gone} both have members already, whose notes are sealed for where they are; only a community "
            "nobody has used yet can become part of another"
        )
    platforms = [space.platform for space in known if space.community in {kept.community, gone.community}]
    if len(set(platforms)) < len(platforms):
        raise BadSettings("a community lives on one workspace or server of each platform, not on two of the same")
