"""What is offered while people type: people, zones, and times as they would be understood."""

from tests.adapters.discord.conftest import Stage
from tests.fakes.discord import Person


async def test_completions_come_while_typing(stage: Stage) -> None:
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    assert await stage.ana.complete("note", "person", "Cl", channel=stage.channel) == ["Cleo"]
    assert await stage.ana.complete("settings", "zone", "new y", channel=stage.channel) == ["America/New_York"]
    (reading,) = await stage.ana.complete("remind", "when", "friday 15:00", channel=stage.channel)
    assert reading.startswith("friday 15:00: Fri 6 Mar, 15:00")
    assert await stage.ana.complete("remind", "when", "no time at all", channel=stage.channel) == []


async def test_members_of_the_server_are_completed_and_nobody_elses_people(stage: Stage) -> None:
    await stage.bo.slash("met", {"person": "Cleo"}, stage.channel)
    assert await stage.ana.complete("met", "person", "B", channel=stage.channel) == ["Bo Chen"]
    assert await stage.ana.complete("met", "person", "C", channel=stage.channel) == ["Bo Chen"]


async def test_what_was_chosen_of_the_completions_is_understood(stage: Stage) -> None:
    await stage.bo.slash("due", channel=stage.channel)
    assert await stage.ana.complete("met", "person", "Bo", channel=stage.channel) == ["Bo Chen"]
    (chosen,) = list(stage.fake.interactions.values())[-1].choices or []
    await stage.ana.slash("met", {"person": chosen["value"]}, stage.channel)
    assert "Bo Chen" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_members_are_called_what_they_are_called_now(stage: Stage) -> None:
    await stage.bo.slash("due", channel=stage.channel)
    stage.bo.user.global_name = "Robert Chen"
    await stage.bo.slash("due", channel=stage.channel)
    assert await stage.ana.complete("met", "person", "Ro", channel=stage.channel) == ["Robert Chen"]
    assert await stage.ana.complete("met", "person", "Bo", channel=stage.channel) == []


async def test_completions_outside_of_any_server_are_none(stage: Stage) -> None:
    stranger = Person.arrives(stage.fake, "eve", "Eve")
    assert await stranger.complete("settings", "zone", "Lis") == []
