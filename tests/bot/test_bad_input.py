"""Bad input gets a clear sentence, changes nothing and leaks nothing."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands import COMMANDS
from bot.domain.ids import new_id
from bot.domain.talk import ItemKind
from bot.invocation import Filled, Pressed, Said, Slash
from tests.bot.chat import WEDNESDAY, Chat, Room


def slots_of(command: str) -> tuple[str, ...]:
    spec = COMMANDS.find(command)
    assert spec is not None
    return tuple(spec.slots)


async def everything_of(chat: Chat) -> str:
    answers = [await chat.say(text) for text in ("people", "promises", "reminders", "settings")]
    return "\n".join(answers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 4001, "I read up to 4000 at once"),
        ("remind me yesterday to call Bo", "in the past"),
        ("remind me on 31 February to call Bo", "I cannot tell when"),
        ("note Zebediah: likes tea", "I do not know Zebediah yet"),
        ("forget Zebediah", "I do not know Zebediah yet"),
        ("", "I did not understand that"),
        ("\0\0", "I did not understand that"),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(ana: Chat, text: str, said: str) -> None:
    before = await everything_of(ana)
    assert said in await ana.say(text)
    await ana.say("never mind")
    assert await everything_of(ana) == before


async def test_a_command_that_does_not_exist_is_named(ana: Chat) -> None:
    assert "There is no command called “frobnicate”" in await ana.slash("frobnicate")
    assert "There is no command called “frobnicate”" in await ana.fill("frobnicate", x="y")


async def test_a_text_too_long_for_its_slot_is_said_at_the_field(ana: Chat) -> None:
    await ana.fill("met", person="Bo", where="x" * 301)
    assert ana.last.form is not None
    assert "300 fit" in str(ana.last.form.problems["where"])
    assert ana.last.form.values["person"] == "Bo"


async def test_a_slot_that_does_not_exist_is_ignored_and_harmless(ana: Chat) -> None:
    assert "Saved" in await ana.fill("met", person="Bo", role="admin", owner="somebody else")


ITEM_COMMANDS = ("done", "snooze", "drop", "fix", "change", "kept")


@pytest.mark.parametrize("command", ITEM_COMMANDS)
async def test_somebody_elses_things_are_as_absent_as_things_that_never_were(room: Room, command: str) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await ana.say("met Zelda at the sprint about secrets, promised to call her by Friday")
    await ana.say("remind me tomorrow to think of secrets")
    async with room.store.reading(room.community) as work:
        assert ana.member is not None
        book = work.book(ana.member)
        ids = [each.id for each in [*await book.reminders.every(), *await book.promises.every()]]
        ids += [each.id for each in [*await book.introductions.every(), *await book.people.every()]]
    before = await everything_of(ana)
    for kind in ItemKind:
        slots = {"until": "in a week", "where": "elsewhere", "what": "else"}
        known = {name: text for name, text in slots.items() if name in slots_of(command)}
        answers = {await bo.fill(command, item=kind.value[0] + item, **known) for item in (*ids, new_id(WEDNESDAY))}
        assert len(answers) == 1
        assert "secrets" not in answers.pop()
    assert await everything_of(ana) == before


async def test_somebody_elses_person_is_as_absent_as_nobody(room: Room) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await ana.say("met Zelda at the sprint about secrets")
    async with room.store.reading(room.community) as work:
        assert ana.member is not None
        person = (await work.book(ana.member).people.every())[0]
    for command in ("card", "draft", "note", "forget"):
        answer = await bo.fill(command, person=f"<person:{person.id}>", text="x", sure="yes")
        assert "Zelda" not in answer
        assert "secrets" not in answer
    assert "Zelda" in await ana.say("people")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), other=st.text(max_size=60), name=st.sampled_from([spec.name for spec in COMMANDS]))
async def test_no_text_anywhere_is_an_error_of_ours(ana: Chat, text: str, other: str, name: str) -> None:
    ana.pause = timedelta(seconds=30)
    slots = dict.fromkeys(slots_of(name), text) | {"item": other}
    for act in (Said(text), Slash(name, text), Filled(name, slots), Pressed(text)):
        assert "Something went wrong on my side" not in await ana.act(act)
