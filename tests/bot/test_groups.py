"""Commands in groups: one rule for every surface."""

import pytest

from bot.command import Command, Ctx
from bot.commands import COMMANDS
from bot.commands.why import REASONS
from bot.domain.delivery import NoticeKind
from bot.registry import Registry
from bot.reply import Reply
from tests.bot.chat import Chat


class Wave(Command):
    """Wave."""


def planted(*names: str) -> Registry:
    registry = Registry()
    for name in names:

        @registry.command(name)
        async def wave(cmd: Wave, ctx: Ctx) -> Reply:
            raise AssertionError(cmd, ctx)

        assert wave.__annotations__
    return registry


def test_a_command_of_a_group_is_typed_by_both_names() -> None:
    registry = planted("wave hand", "wave flag", "plant")
    typed = registry.typed("wave", " Flag twice ")
    assert typed is not None
    assert (typed[0].name, typed[1]) == ("wave flag", "twice")
    whole = registry.typed("wave flag", "twice")
    assert whole is not None
    assert whole[0] is typed[0]
    assert registry.typed("wave", "something") is None
    assert registry.typed("nothing", "at all") is None
    assert registry.heads == ("plant", "wave")
    assert [each.path for each in registry.group("wave")] == [("wave", "flag"), ("wave", "hand")]


@pytest.mark.parametrize("names", [("wave", "wave hand"), ("wave hand", "wave"), ("wave a hand now",)])
def test_a_group_that_a_platform_could_not_take_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"group|command's name"):
        planted(*names)


async def test_a_groups_name_alone_shows_what_is_in_it(ana: Chat) -> None:
    for shown in (await ana.slash("meetup"), await ana.slash("meetup", "dance"), await ana.say("help meetup")):
        assert "/meetup new <title>" in shown
        assert "/meetup list" in shown
    assert "/meetup new <title>" in await ana.say("help meetup new")


def test_every_command_of_a_group_stands_in_help_under_its_own_name() -> None:
    assert {spec.name for spec in COMMANDS.group("meetup")} == {
        f"meetup {name}"
        for name in (
            "new",
            "list",
            "show",
            "edit",
            "cancel",
            "came",
            "going",
            "maybe",
            "not",
            "file",
            "import",
            "here",
            "after",
        )
    }


def test_every_kind_of_notice_has_its_reason() -> None:
    assert set(REASONS) == set(NoticeKind)
