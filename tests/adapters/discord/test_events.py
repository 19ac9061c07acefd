"""Meetups in the server's own list of events: one occurrence at a time, kept true."""

from datetime import datetime, timedelta

from bot.domain.members import Role
from bot.domain.times import ZoneName
from config.play.script import Joins, Script
from tests.stages.discord import DiscordStage, open_discord_stage

_LISBON = ZoneName("Europe/Lisbon")
_SCRIPT = Script("events", datetime(2026, 3, 2, 10), _LISBON, ())


def _listed(stage: DiscordStage) -> list[tuple[str, str, str]]:
    return [
        (each["name"], each["scheduled_start_time"][:16], each["entity_metadata"]["location"])
        for each in stage.discord.guild.events.values()
    ]


async def _opened() -> DiscordStage:
    stage = await open_discord_stage(_SCRIPT)
    await stage.channel("events")
    await stage.member(Joins("ana", "Ana Silva", _LISBON, Role.ORGANISER))
    await stage.slash("ana", "organise", "channel", "events")
    return stage


async def test_a_meetup_is_listed_moved_and_taken_off() -> None:
    stage = await _opened()
    try:
        await stage.say("ana", "announce a meetup: Rust night on 12 March at 19:00 at Café Luz")
        assert _listed(stage) == [("Rust night", "2026-03-12T19:00", "Café Luz")]
        await stage.slash("ana", "meetup", "going Rust night")
        await stage.say("ana", "move the Rust night meetup to 20:00")
        assert _listed(stage) == [("Rust night", "2026-03-12T20:00", "Café Luz")]
        await stage.say("ana", "cancel the Rust night meetup")
        assert _listed(stage) == []
        await stage.say("ana", "announce a meetup: Slip on 20 March at 19:00")
        assert [name for name, *_ in _listed(stage)] == ["Slip"]
        await stage.say("ana", "undo")
        assert _listed(stage) == []
    finally:
        await stage.close()


async def test_of_a_series_one_after_the_other_is_listed() -> None:
    stage = await _opened()
    try:
        await stage.say("ana", "announce a meetup: Lab every Thursday at 19:00 at Café Luz")
        assert [start for _, start, _ in _listed(stage)] == ["2026-03-05T19:00"]
        until = datetime.fromisoformat("2026-03-19T18:59+00:00")
        while stage.now < until:
            await stage.advance(until)
        assert [start for _, start, _ in _listed(stage)] == [f"2026-03-{day:02}T19:00" for day in (5, 12, 19)]
        await stage.advance(until + timedelta(minutes=2))
        assert [start for _, start, _ in _listed(stage)][-1] == "2026-03-26T19:00"
    finally:
        await stage.close()
