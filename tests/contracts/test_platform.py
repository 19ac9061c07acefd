"""What every platform owes the core: commands as forms, replies readable and whole, buttons as the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Command, Ctx, Spec
from bot.commands import COMMANDS
from bot.kinds.texts import clean
from bot.registry import Registry
from bot.reply import Attachment, Button, Buttons, Call, Copyable, Form, Heading, Line, Part, Reply, Row, Small, call
from bot.words import Code, Mention, Strong, say
from tests.contracts.surfaces import ANA, COMMUNITY, HANDLES, NOW, SURFACES, Surface

HOSTILE = (
    "<script>alert(1)</script>",
    "<!channel> @everyone <@U1> <#C1|x>",
    "*bold* _it_ ~no~ `code` [bank](https://evil.example)",
    "{person} {0} %s \\n",
    "a" * 3000,
    "שלום العربية 你好 👩‍👩‍👧 é",
    "\u2066\u202e",
)


@pytest.fixture(params=sorted(SURFACES))
def surface(request: pytest.FixtureRequest) -> Surface:
    return SURFACES[request.param]


def test_every_platform_is_under_contract() -> None:
    adapters = Path(__file__).parents[2] / "adapters"
    folders = {path.name for path in adapters.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(SURFACES)


def test_every_command_can_be_called_by_name_and_a_new_one_too(surface: Surface) -> None:
    assert surface.offered(COMMANDS) == {spec.name for spec in COMMANDS.visible}
    planted = Registry()

    class Plant(Command):
        """Plant a tree."""

    @planted.command("plant")
    async def plant(cmd: Plant, ctx: Ctx) -> Reply:
        raise AssertionError(cmd, ctx)

    assert surface.offered(planted) == {plant.__name__}


def test_every_error_of_the_platforms_library_has_its_meaning(surface: Surface) -> None:
    assert list(surface.unmapped()) == []


@pytest.mark.parametrize("spec", COMMANDS.visible, ids=lambda spec: spec.name)
def test_every_command_is_a_form_with_a_label_per_slot(surface: Surface, spec: Spec) -> None:
    shown = surface.form(Form(spec.name, {}, {}), spec)
    assert shown.labels == tuple(bound.slot.title for bound in spec.visible_slots)


@pytest.mark.parametrize("spec", COMMANDS.visible, ids=lambda spec: spec.name)
def test_a_form_says_each_problem_at_its_field_and_sends_back_what_it_held(surface: Surface, spec: Spec) -> None:
    values = {bound.name: f"text of {bound.name}" for bound in spec.slots.values()}
    problems = {bound.name: say("{name} is wrong", name=bound.name) for bound in spec.visible_slots}
    shown = surface.form(Form(spec.name, values, problems), spec)
    assert shown.answers == values
    assert set(shown.problems) == {f"{name} is wrong" for name in problems}


def parts_of(text: str) -> tuple[Part, ...]:
    """One of each part, with this text wherever a person's text can be."""
    phrase = say(
        "Said: {text} {strong} {code} {who}",
        text=text,
        strong=Strong(text),
        code=Code(text),
        who=Mention(ANA, text),
    )
    button = Button(say("{text}", text=text[:30]), call("done", item="rabc"))
    return (
        Heading(phrase),
        Line(phrase),
        Small(phrase),
        Copyable(text),
        Row(phrase, (button,), say("{text}", text=text)),
        Buttons.of(button),
        Attachment("notes.txt", "text/plain", text.encode(errors="replace")),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_the_text_it_is(surface: Surface, text: str) -> None:
    shown = surface.show(Reply(parts_of(text)))
    assert shown.text.count(text) >= 7
    assert shown.plain.count(text) >= 7


@given(st.text(max_size=300).map(clean).filter(bool))
def test_any_text_is_shown_whole_on_every_platform(text: str) -> None:
    for surface in SURFACES.values():
        shown = surface.show(Reply(parts_of(text)))
        assert text in shown.text
        assert text in shown.plain


def test_every_button_comes_back_as_the_call_it_stood_for(surface: Surface) -> None:
    calls = list(_calls())
    shown = surface.show(Reply((Buttons(tuple(Button(say("Press"), each) for each in calls)),)))
    read = [HANDLES.read(handle, COMMUNITY, ANA, at=NOW) for _, handle in shown.buttons]
    assert [(each.command, dict(each.slots)) for each in read] == [(each.command, dict(each.slots)) for each in calls]


def _calls() -> Iterator[Call]:
    yield call("done", item="r" + "0" * 20)
    yield call("snooze", item="r" + "0" * 20, until="in a week")
    yield call("card", person=f"<person:{'0' * 20}>", page="12")
    yield call("answer", question="123456", option="4")
    yield call("people", text="Zoë & Co; <x>", page="2")


def test_a_reply_of_nothing_shows_nothing(surface: Surface) -> None:
    shown = surface.show(Reply(()))
    assert (shown.text, shown.plain, shown.buttons) == ("", "", ())
