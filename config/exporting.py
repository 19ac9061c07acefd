"""`hallway export`: a member's data as files, for whoever runs the instance and has to answer a request."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.exports import as_csv, as_json, as_vcard
from bot.errors import BadSettings
from bot.notebook import everything_of
from config.clocks import SystemClock
from config.settings import Settings, prepare
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.exports import Everything


@dataclass(frozen=True, slots=True)
class Whose:
    """A member, as their platform knows them."""

    platform: str
    team: str
    user: str


def export_member(settings: Settings, whose: Whose, folder: Path) -> list[Path]:
    """Write the files, readable by their owner alone. Raise BadSettings where there is no such member."""
    everything = asyncio.run(_everything(settings, whose))
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "hallway.json": as_json(everything, SystemClock().now()),
        "hallway-people.csv": as_csv(everything),
        "hallway-people.vcf": as_vcard(everything),
    }
    return [_write(folder / name, content) for name, content in files.items()]


async def _everything(settings: Settings, whose: Whose) -> Everything:
    async with Store.open(settings.url, prepare(settings)) as store:
        community = await store.find_community(whose.platform, whose.team)
        if community is None:
            raise BadSettings(f"there is no workspace {whose.team!r} of {whose.platform} here")
        async with store.reading(community) as work:
            member = await work.members.by_account(whose.platform, whose.user)
            if member is None:
                raise BadSettings(f"nobody called {whose.user!r} has written to Hallway there")
            return await everything_of(work, member, SystemClock().now())


def _write(path: Path, content: bytes) -> Path:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return path
