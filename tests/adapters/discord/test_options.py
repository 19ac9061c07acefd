import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.messages import Json
from adapters.discord.options import Tree, tree_of
from bot.command import Command, Ctx, Slot
from bot.commands import COMMANDS
from bot.domain.times import Moment, ZoneName
from bot.kinds import PersonRef
from bot.kinds.choices import NumberKind, choice_of
from bot.registry import Registry
from bot.reply import Reply
from bot.shortcuts import Shortcut, ShortcutOn
from bot.words import say
from tests.adapters.discord.openapi import faults

TREE = tree_of(COMMANDS)
ABOUT_NAMES = re.compile(r"[-_\w]{1,32}")


class Light(StrEnum):
    SUN = "sun"
    SHADE = "shade"


class Plant(Command):
    """Plant a tree."""

    where: Annotated[str, Slot("Where it stands")]
    who: Annotated[PersonRef | None, Slot("Who planted it")] = None
    water: Annotated[Moment | None, Slot("When to water it")] = None
    zone: Annotated[ZoneName | None, Slot("Its time zone")] = None
    age: Annotated[int | None, Slot("Its age", kind=NumberKind("age", least=0, most=900))] = None
    light: Annotated[Light | None, Slot("Its light", kind=choice_of(Light))] = None
    secret: Annotated[str | None, Slot("Not for people", hidden=True)] = None


class Bare(Command):
    """Do nothing."""


def registry(*names: str, model: type[Command] = Bare, shortcuts: tuple[Shortcut, ...] = ()) -> Registry:
    commands = Registry()

    async def handler(cmd: Command, ctx: Ctx) -> Reply:
        del cmd, ctx
        return Reply.of(say("Done"))

    handler.__annotations__["cmd"] = model
    for name in names:
        commands.command(name, shortcuts=shortcuts)(handler)
    return commands


def command(tree: Tree, name: str) -> Json:
    return next(each for each in tree.commands if each["name"] == name)


def options(tree: Tree, name: str) -> dict[str, Json]:
    found = command(tree, name)["options"]
    assert isinstance(found, list)
    return {each["name"]: each for each in found}


def test_every_visible_command_is_a_slash_command_with_an_option_per_visible_slot() -> None:
    assert {spec.name for spec in TREE.slash.values()} == {spec.name for spec in COMMANDS.visible}
    for path, spec in TREE.slash.items():
        if len(path) == 1:
            assert list(options(TREE, path[0])) == [bound.name for bound in spec.visible_slots]


def test_every_shortcut_on_something_is_a_context_menu() -> None:
    wanted = {each.label for spec in COMMANDS for each in spec.shortcuts if each.on is not ShortcutOn.NOTHING}
    assert set(TREE.menus) == wanted
    assert command(TREE, "I met this person")["type"] == 2
    assert command(TREE, "Remember this")["type"] == 3


def test_the_tree_is_what_discord_describes() -> None:
    for each in TREE.commands:
        assert faults(each, "ApplicationCommandUpdateRequest") == []
        if each["type"] == 1:
            assert ABOUT_NAMES.fullmatch(str(each["name"]))
            assert str(each["name"]).islower()
            assert each["description"]


def test_options_are_typed_and_completed() -> None:
    found = options(tree_of(registry("plant", model=Plant)), "plant")
    assert {name: each["type"] for name, each in found.items()} == {
        "where": 3, "who": 3, "water": 3, "zone": 3, "age": 4, "light": 3,
    }  # fmt: skip
    assert [name for name, each in found.items() if each.get("autocomplete")] == ["who", "water", "zone"]
    assert (found["age"]["min_value"], found["age"]["max_value"]) == (0, 900)
    assert found["light"]["choices"] == [{"name": "sun", "value": "sun"}, {"name": "shade", "value": "shade"}]
    assert found["where"]["description"] == "Where it stands"


def test_names_and_descriptions_are_in_every_language_discord_and_we_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalog(locale="sv", domain="hallway")
    for english, swedish in (("plant", "plantera"), ("Plant a tree.", "Plantera ett träd."), ("where", "Var nu då")):
        catalogue.add(english, swedish)
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "hallway.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr("bot.words.CATALOGUES", tmp_path)
    planting = command(tree_of(registry("plant", model=Plant), ["sv"]), "plant")
    assert planting["name_localizations"] == {"sv-SE": "plantera"}
    assert planting["description_localizations"] == {"sv-SE": "Plantera ett träd."}
    where = options(tree_of(registry("plant", model=Plant), ["sv"]), "plant")["where"]
    assert where["name_localizations"] == {}, "no name of a command in Discord has a space in it"
    assert faults(planting, "ApplicationCommandUpdateRequest") == []


def test_the_form_opens_where_something_needed_is_left_out() -> None:
    """So Discord must not insist on it."""
    assert not any(each.get("required") for each in options(tree_of(registry("plant", model=Plant)), "plant").values())


def test_commands_of_a_group_become_its_subcommands() -> None:
    tree = tree_of(registry("meetup new", "meetup list", "forget", "forget-me"))
    assert set(tree.slash) == {("meetup", "new"), ("meetup", "list"), ("forget",), ("forget-me",)}
    assert tree.slash["meetup", "list"].name == "meetup list"
    assert list(options(tree, "meetup")) == ["list", "new"]
    assert faults(command(tree, "meetup"), "ApplicationCommandUpdateRequest") == []


def test_a_prefix_stands_before_every_command() -> None:
    assert {each["name"] for each in tree_of(registry("due", "met"), prefix="hw-").commands} == {"hw-due", "hw-met"}


def test_the_digest_changes_with_the_tree_and_only_then() -> None:
    assert TREE.digest == tree_of(COMMANDS).digest
    assert TREE.digest != tree_of(COMMANDS, prefix="x").digest


def test_a_tree_beyond_the_limits_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="Discord takes 100 commands"):
        tree_of(registry(*(f"c{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(101))))
    menus = tuple(Shortcut(f"Menu {number}", ShortcutOn.MESSAGE) for number in range(16))
    with pytest.raises(ValueError, match="15 menus"):
        tree_of(registry("due", shortcuts=menus))


NAMES = st.sets(st.from_regex(r"[a-z][a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True), max_size=40)


@given(NAMES)
def test_any_commands_make_a_tree_in_which_each_is_found_once(names: set[str]) -> None:
    tree = tree_of(registry(*names, model=Plant))
    assert sorted(spec.name for spec in tree.slash.values()) == sorted(names)
    assert all(len(path) <= 2 for path in tree.slash)
    json.dumps(tree.commands)


def test_discord_offers_what_is_for_organisers_to_those_who_may_manage_the_server() -> None:
    offered = {each["name"]: each.get("default_member_permissions") for each in TREE.commands}
    assert offered["organise"] == 1 << 5
    assert {each for name, each in offered.items() if name != "organise"} == {None}
