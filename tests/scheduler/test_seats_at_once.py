"""Many who want the last seats at the same moment, over several connections: never more are seated than there are."""

import asyncio
from datetime import timedelta
from itertools import count

from bot.command import Place
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.times import ZoneName
from bot.invocation import Act, Invocation, Profile, Slash
from tests.scheduler.stage import Stage, StageClock
from tests.stores import NOW, SECRET, Town

LISBON = ZoneName("Europe/Lisbon")
_EVENTS = count()


async def test_the_last_seats_go_to_as_many_as_there_are(town: Town) -> None:
    stage = Stage(town, StageClock())
    dispatcher = Dispatcher(town.store, stage.clock, COMMANDS, SECRET)

    async def does(who: str, act: Act) -> None:
        profile, key = Profile(who, who.title(), LISBON), f"{who}{next(_EVENTS)}"
        await dispatcher(Invocation(town.community, Place("local"), profile, act, key))

    day = (NOW + timedelta(days=8)).date()
    await does("ana", Slash("meetup", f"new Rust night on {day} at 19:00 capacity 2"))
    crowd = [f"guest{letter}" for letter in "abcdefgh"]
    await asyncio.gather(*(does(who, Slash("meetup", "going Rust night")) for who in crowd))
    await asyncio.gather(*(does(who, Slash("meetup", "not Rust night")) for who in crowd[:4]))
    await asyncio.gather(*(does(who, Slash("meetup", "going Rust night")) for who in crowd))
    async with town.store.reading(town.community) as work:
        (night,) = await work.meetups.coming(NOW)
        rsvps = await work.meetups.rsvps(night.id)
    assert len(rsvps) == len(crowd)
    assert all(each.is_going for each in rsvps)
    assert sum(each.is_seated for each in rsvps) == 2
