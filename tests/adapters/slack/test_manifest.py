import json
import re
from typing import Any

import jsonschema
import pytest

from adapters.slack.manifest import BUILT_IN, LONG_ONLY, manifest, names
from bot.command import Command, Ctx
from bot.commands import COMMANDS
from bot.registry import Registry
from bot.reply import Reply
from tests.absent import specs_folder

URL = "https://hallway.example.org/"


def made(commands: Registry = COMMANDS, **options: Any) -> dict[str, Any]:
    found = manifest(commands, **options)
    for version in ("v1", "v2"):
        described = schema_of(f"slack_manifest_{version}.schema.json")
        assert described is None or list(described.iter_errors(found)) == []
    return found


def schema_of(file: str) -> Any:
    folder = specs_folder()
    return None if folder is None else jsonschema.Draft7Validator(json.loads((folder / file).read_text()))


def slashes(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["command"]: each for each in found["features"]["slash_commands"]}


def test_every_command_has_a_short_name_and_all_go_through_one() -> None:
    found = slashes(made())
    assert {f"/{head}" for head in COMMANDS.heads if head not in BUILT_IN | LONG_ONLY} < found.keys()
    assert {*COMMANDS.heads} >= LONG_ONLY
    assert {"/hallway", "/met", "/people", "/due"} < found.keys()
    assert all(each["should_escape"] for each in found.values())


def test_what_slack_keeps_for_itself_goes_by_another_name() -> None:
    found = slashes(made())
    assert "/remind" not in found
    assert "/hallway-remind" in found
    assert names(COMMANDS)["hallway-remind"] == "remind"


def test_a_prefix_goes_before_every_name() -> None:
    found = slashes(made(prefix="hw-"))
    assert all(name.startswith("/hw-") for name in found)
    assert names(COMMANDS, "hw-")["hw-met"] == "met"


def test_socket_mode_needs_no_address() -> None:
    found = made()
    assert found["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(found)


def test_http_mode_has_one_address_for_everything() -> None:
    found = made(url=URL)
    assert found["settings"]["socket_mode_enabled"] is False
    addresses = set(re.findall(r"https://[^'\"]+", str(found)))
    assert addresses == {f"{URL}slack/events", f"{URL}slack/oauth_redirect"}


def test_it_asks_for_nothing_that_hallway_has_no_use_for() -> None:
    scopes = made()["oauth_config"]["scopes"]
    assert not {scope for scope in scopes["bot"] if re.search(r"channels:history|email|search|admin", scope)}
    assert set(scopes) == {"bot", "bot_optional"}


@pytest.mark.parametrize("count", [0, 49, 60])
def test_however_many_commands_there_are_the_manifest_is_one_slack_takes(count: int) -> None:
    commands = Registry()
    for number in range(count):
        _plant(commands, f"plant-{chr(97 + number // 26)}{chr(97 + number % 26)}")
    assert len(slashes(made(commands))) == min(count, 49) + 1


def test_a_long_name_is_reached_through_the_whole_command() -> None:
    commands = Registry()
    _plant(commands, "a" * 31)
    assert list(slashes(made(commands, prefix="hw-"))) == ["/hw-hallway"]


def _plant(commands: Registry, name: str) -> None:
    class Plant(Command):
        """Plant a tree."""

    @commands.command(name)
    async def plant(cmd: Plant, ctx: Ctx) -> Reply:
        raise AssertionError(cmd, ctx)

    plant.__annotations__["cmd"] = Plant
