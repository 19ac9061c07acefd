"""A new command touches one file: one planted here appears on every surface."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import pytest

from adapters.local.archive import Persona
from bot.command import Command, Ctx, Effect, Slot
from bot.commands import COMMANDS
from bot.kinds import PersonRef
from bot.registry import Registry
from bot.reply import Button, Buttons, Form, Line, Reply, call
from bot.words import say
from config.app import open_app
from config.clocks import SimulatedClock
from config.explain import Explainer
from config.settings import Settings
from tests.bot.chat import LISBON, WEDNESDAY, Chat, open_room


class Wave(Command):
    """Wave to someone."""

    person: Annotated[PersonRef, Slot("To whom", "To whom?")]
    how: Annotated[str | None, Slot("How", lead=("with",))] = None


@pytest.fixture
def planted() -> Registry:
    registry = Registry(COMMANDS)

    @registry.command(
        "wave", phrases=("wave to|at {person}",), examples=("wave to Bo with both hands",), effect=Effect.READS
    )
    async def wave(cmd: Wave, ctx: Ctx) -> Reply:
        del ctx
        again = Button(say("Wave again"), call("wave", person=f"<new:{cmd.person.name}>"))
        return Reply.of(Line(say("You wave to {person}.", person=cmd.person.name)), Buttons.of(again))

    return registry


@pytest.fixture
async def ana(planted: Registry, tmp_path: Path) -> AsyncIterator[Chat]:
    async with open_room(tmp_path, planted) as room:
        yield room.chat()


async def test_as_a_sentence(ana: Chat) -> None:
    assert "You wave to Bo Chen." in await ana.say("please wave to Bo Chen with both hands")


async def test_as_a_slash_command(ana: Chat) -> None:
    assert "You wave to Bo Chen." in await ana.slash("wave", "Bo Chen")


async def test_as_a_form_where_something_is_missing(ana: Chat) -> None:
    await ana.slash("wave")
    assert ana.last.form == Form("wave", {}, {})


async def test_as_a_filled_form(ana: Chat) -> None:
    assert "You wave to Bo Chen." in await ana.fill("wave", person="Bo Chen")


async def test_as_a_button(ana: Chat) -> None:
    await ana.say("wave to Bo Chen")
    assert "You wave to Bo Chen." in await ana.press("Wave again")


async def test_in_help(ana: Chat) -> None:
    assert "/wave <person> [with <text>]" in await ana.say("help wave")


async def test_among_the_nearest_when_something_is_not_understood(ana: Chat) -> None:
    assert "wave" in await ana.say("waving with both of my hands")


def test_on_the_command_line(planted: Registry) -> None:
    explained = Explainer(planted).explain("wave to Bo", WEDNESDAY, LISBON)
    assert explained == {"command": "wave", "arguments": {"person": "Bo"}, "asks": None}


async def test_in_the_local_workspace(planted: Registry, tmp_path: Path) -> None:
    async with open_app(Settings(data_dir=tmp_path), SimulatedClock(WEDNESDAY), planted) as app:
        await app.local.workspace.add_persona(Persona("ana", "Ana Silva", LISBON))
        await app.local.slash("ana", None, "/wave")
        form = app.local.open_form("ana")
        assert form is not None
        assert [each.label for each in form.fields] == ["To whom", "How"]
        await app.local.fill("ana", form.id, {"person": "Bo Chen"})
        assert "You wave to Bo Chen." in app.local.seen_by("ana")[-1].plain


@pytest.mark.parametrize(
    ("name", "doc", "problem"),
    [
        ("met", "Wave.", "two commands"),
        ("Wave!", "Wave.", "cannot be a command's name"),
        ("wave", "W" * 101, "at most 100 characters"),
    ],
)
def test_what_the_tightest_platform_could_not_take_is_refused_at_definition(name: str, doc: str, problem: str) -> None:
    class Odd(Command):
        __doc__ = doc

    async def odd(cmd: Odd, ctx: Ctx) -> Reply:
        raise AssertionError(cmd, ctx)

    odd.__annotations__["cmd"] = Odd
    with pytest.raises(ValueError, match=problem):
        Registry(COMMANDS).command(name)(odd)
