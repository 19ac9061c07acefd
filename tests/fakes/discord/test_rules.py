"""What Discord would not understand is noted and refused, whether its description says so or only its servers do."""

from pathlib import Path

import pytest

from tests.fakes.discord import add_channel, add_guild, serving
from tests.fakes.discord.conftest import Asking, asking
from tests.fakes.discord.spec import spec_of
from tests.fakes.discord.world import Json


def _button(custom_id: str = "b", **more: object) -> Json:
    return {"type": 2, "style": 1, "label": "Undo", "custom_id": custom_id, **more}


def _row(*inside: Json) -> Json:
    return {"type": 1, "components": list(inside)}


_V2 = 1 << 15
_TEXT: Json = {"type": 10, "content": "x"}
_MESSAGES: list[tuple[str, Json, str]] = [
    ("too long", {"content": "x" * 2001}, "content"),
    ("embeds too long in sum", {"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    ("six rows", {"components": [_row(_button(str(number))) for number in range(6)]}, "components"),
    ("six buttons", {"components": [_row(*(_button(str(number)) for number in range(6)))]}, "components"),
    ("an empty row", {"content": "x", "components": [_row()]}, "components"),
    ("one custom_id twice", {"components": [_row(_button(), _button())]}, "custom_id"),
    ("a custom_id too long", {"components": [_row(_button("x" * 101))]}, "custom_id"),
    ("a button without one", {"components": [_row({"type": 2, "style": 1, "label": "x"})]}, "custom_id"),
    ("a button without a label", {"components": [_row(_button() | {"label": ""})]}, "label or an emoji"),
    ("a label too long", {"components": [_row(_button() | {"label": "x" * 81})]}, "label"),
    ("a text among rows", {"content": "x", "components": [_TEXT]}, "type"),
    ("content beside the new layout", {"content": "x", "flags": _V2, "components": [_TEXT]}, "content"),
    ("too many components", {"flags": _V2, "components": [_TEXT] * 41}, "components"),
    ("too much text", {"flags": _V2, "components": [{"type": 10, "content": "x" * 2001}] * 2}, "components"),
    ("a select without options", {"components": [_row({"type": 3, "custom_id": "s", "options": []})]}, "options"),
    ("a nonce too long", {"content": "x", "nonce": "x" * 26}, "nonce"),
    ("mentions said twice", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "mentions"),
]


async def _violations(route: str, body: object) -> list[str]:
    async with serving() as fake, asking(fake) as ask:
        channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
        said = await ask(route.format(channel=channel.id, app=fake.world.application), body)
        assert (said.status, said.code) == (400, 50035)
        assert said.body["errors"]
        return fake.violations


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(("body", "where"), [case[1:] for case in _MESSAGES], ids=[case[0] for case in _MESSAGES])
async def test_a_message_that_breaks_a_rule(body: Json, where: str) -> None:
    assert where in str(await _violations("POST /channels/{channel}/messages", body))


def _command(**more: object) -> Json:
    return {"name": "met", "type": 1, "description": "Whom you met", **more}


def _option(name: str = "person", **more: object) -> Json:
    return {"type": 3, "name": name, "description": "Who", **more}


_CHOICE = {"name": "Ana", "value": "ana"}
_COMMANDS: list[tuple[str, list[Json], str]] = [
    ("a capital letter", [_command(name="Met")], "name"),
    ("a space", [_command(name="met someone")], "name"),
    ("a name too long", [_command(name="x" * 33)], "name"),
    ("no description", [_command(description="")], "description"),
    ("a description too long", [_command(description="x" * 101)], "description"),
    ("26 options", [_command(options=[_option(f"o{number}") for number in range(26)])], "options"),
    ("an option twice", [_command(options=[_option(), _option()])], "unique"),
    ("the required one last", [_command(options=[_option("a"), _option("b", required=True)])], "Required"),
    ("26 choices", [_command(options=[_option(choices=[_CHOICE | {"name": str(n)} for n in range(26)])])], "choices"),
    ("choices and completion", [_command(options=[_option(choices=[_CHOICE], autocomplete=True)])], "autocomplete"),
    ("a command twice", [_command(), _command()], "unique"),
    ("101 commands", [_command(name=f"c{number}") for number in range(101)], "reached"),
    ("16 context menus", [{"name": f"c{number}", "type": 2} for number in range(16)], "reached"),
    ("a context menu with a description", [{"name": "Met", "type": 2, "description": "x"}], "description"),
    (
        "8001 characters",
        [_command(options=[_option(f"o{n}", choices=[{"name": "x" * 40, "value": "y" * 60}] * 4) for n in range(25)])],
        "size",
    ),
]


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(("body", "where"), [case[1:] for case in _COMMANDS], ids=[case[0] for case in _COMMANDS])
async def test_commands_that_break_a_rule(body: list[Json], where: str) -> None:
    assert where in str(await _violations("PUT /applications/{app}/commands", body))


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(
    ("route", "body", "where"),
    [
        ("GET /channels/{channel}/messages?limit=101", None, "limit"),
        ("GET /channels/{channel}/messages?since=1", None, "since"),
        ("POST /channels/{channel}/messages", None, "body"),
        ("POST /channels/{channel}/messages", {"content": 1}, "content"),
        ("POST /channels/{channel}/threads", {"name": "x" * 101, "type": 12}, "name"),
    ],
)
async def test_addresses_and_bodies_that_are_not_described(route: str, body: object, where: str) -> None:
    assert where in str(await _violations(route, body))


async def test_a_route_that_is_not_there() -> None:
    async with serving() as fake, asking(fake) as ask:
        assert (await ask("GET /users/@me/friends")).status == 404
        assert fake.violations == ["GET /api/v10/users/@me/friends: there is no such route, or not in this fake"]


async def test_a_good_message_and_good_commands_break_none(ask: Asking) -> None:
    channel = add_channel(ask.fake, add_guild(ask.fake, "PyLisboa"), "meetups")
    body = {"content": "x" * 2000, "components": [_row(*(_button(f"{row}{n}") for n in range(5))) for row in range(5)]}
    assert (await ask(f"POST /channels/{channel.id}/messages", body)).status == 200
    options = [_option("who", required=True, autocomplete=True), _option("höhe", choices=[_CHOICE])]
    commands = [_command(options=options), {"name": "I met this person", "type": 2}]
    said = await ask(f"PUT /applications/{ask.fake.world.application}/commands", commands)
    assert [each["name"] for each in said.body] == ["met", "I met this person"]


async def test_a_body_of_the_wrong_type_names_its_place(specs: Path) -> None:
    body = {"content": "x", "components": [_row(_button(), _button("c", label="x" * 81))]}
    (problem,) = spec_of(specs).body("POST", "/channels/{channel_id}/messages", body, multipart=False)
    assert problem.path == ("components", 0, "components", 1, "label")
