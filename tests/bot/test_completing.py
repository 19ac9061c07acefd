"""Completions: what a slot could become while it is being typed."""

from bot.domain.times import ZoneName
from bot.invocation import Profile, Typing
from tests.bot.chat import Room

LISBON = ZoneName("Europe/Lisbon")


async def _complete(room: Room, command: str, slot: str, text: str, user: str = "ana") -> list[tuple[str, str]]:
    typing = Typing(room.community, "local", Profile(user, user.title(), LISBON), command, slot, text)
    return [(each.label, each.value) for each in await room.dispatcher.complete(typing)]


async def test_a_time_phrase_echoes_its_reading(room: Room) -> None:
    ((label, value),) = await _complete(room, "remind", "when", "friday 9")
    assert "Fri 6 Mar, 09:00" in label
    assert value.startswith("2026-03-06T09:00 Europe/Lisbon")


async def test_what_can_be_no_time_completes_to_nothing(room: Room) -> None:
    assert await _complete(room, "remind", "when", "purple") == []
    assert await _complete(room, "remind", "when", "") == []


async def test_people_come_by_any_word_of_their_name_own_ones_first(room: Room) -> None:
    await room.dispatcher.join(room.community, "local", Profile("carla", "Carla Silva", LISBON))
    ana = room.chat()
    await ana.say("met Marta Silveira at the sprint")
    names = [label for label, _ in await _complete(room, "card", "person", "silv")]
    assert names == ["Marta Silveira", "Carla Silva"]
    (_, value), *_ = await _complete(room, "card", "person", "mart")
    assert "Marta Silveira" in await ana.fill("card", person=value)


async def test_nobody_sees_anybody_elses_people(room: Room) -> None:
    await room.chat().say("met Zelda at the sprint")
    assert await _complete(room, "card", "person", "zel", user="bo") == []


async def test_zones_come_by_city(room: Room) -> None:
    assert ("Europe/Lisbon", "Europe/Lisbon") in await _complete(room, "settings", "zone", "lis")
    assert len(await _complete(room, "settings", "zone", "a")) == 25


async def test_a_slot_or_command_that_is_not_there_has_no_completions(room: Room) -> None:
    assert await _complete(room, "nonsense", "x", "a") == []
    assert await _complete(room, "remind", "nonsense", "a") == []


async def test_meetups_come_by_any_word_of_their_title_and_are_chosen_by_it(room: Room) -> None:
    ana = room.chat()
    await ana.say("announce a meetup: Rust night on 12 March at 19:00")
    await ana.say("announce a meetup: Go brunch on 13 March at 11:00")
    assert [label for label, _ in await _complete(room, "meetup going", "meetup", "")] == [
        "Rust night, Thu 12 Mar, 19:00",
        "Go brunch, Fri 13 Mar, 11:00",
    ]
    ((_, value),) = await _complete(room, "meetup going", "meetup", "bru", user="bo")
    assert "You are going to Go brunch" in await ana.fill("meetup going", meetup=value)
