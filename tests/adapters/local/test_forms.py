from datetime import date
from typing import Annotated

from adapters.local.forms import OpenForm, open_form
from adapters.local.render import LocalStyle
from bot.command import Command, Ctx, Slot
from bot.domain.talk import ItemRef
from bot.domain.times import Moment, ZoneName
from bot.kinds import Input
from bot.kinds.texts import NOTE
from bot.reader import Reader
from bot.registry import Registry
from bot.reply import Form, Reply
from bot.words import say
from tests.adapters.local.conftest import NOW

WORDS = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4)).words(LocalStyle())


class Plant(Command):
    """Plant a tree."""

    where: Annotated[str, Slot("Where it stands")]
    day: Annotated[date | None, Slot("When it was planted")] = None
    water: Annotated[Moment | None, Slot("When to water it")] = None
    story: Annotated[str | None, Slot("Its story", kind=NOTE)] = None
    age: Annotated[int | None, Slot("Its age")] = None
    item: Annotated[ItemRef | None, Slot("Which", hidden=True)] = None


REGISTRY = Registry()


@REGISTRY.command("plant")
async def plant(cmd: Plant, ctx: Ctx) -> Reply:
    del ctx
    return Reply.of(say("{where}", where=cmd.where))


(SPEC,) = REGISTRY


def opened(form: Form) -> OpenForm:
    return open_form(form, SPEC, WORDS, channel="meetups", at=NOW)


EMPTY = opened(Form("plant", {}, {}))


def test_a_form_has_a_field_for_every_slot_that_people_see() -> None:
    assert [(each.name, each.label) for each in EMPTY.fields] == [
        ("where", "Where it stands"),
        ("day", "When it was planted"),
        ("water", "When to water it"),
        ("story", "Its story"),
        ("age", "Its age"),
    ]


def test_a_form_is_titled_by_what_the_command_does() -> None:
    assert EMPTY.title == "Plant a tree"


def test_only_slots_without_a_default_are_required() -> None:
    assert [each.name for each in EMPTY.fields if each.required] == ["where"]


def test_long_text_gets_an_area() -> None:
    assert {each.name: each.input for each in EMPTY.fields}["story"] is Input.AREA


def test_times_say_how_they_can_be_written() -> None:
    hints = {each.name: each.hint for each in EMPTY.fields}
    assert "yesterday" in hints["day"]
    assert "in two weeks" in hints["water"]
    assert hints["where"] == ""


def test_problems_stand_at_their_fields() -> None:
    form = opened(Form("plant", {"where": "here", "age": "old"}, {"age": say("Write a {what}.", what="number")}))
    assert {each.name: each.problem for each in form.fields if each.problem} == {"age": "Write a number."}
    assert "Its age: old (Write a number.)" in form.plain


def test_what_has_no_field_goes_back_as_it_came() -> None:
    form = opened(Form("plant", {"where": "here", "item": "r1"}, {}))
    assert form.answers({"where": "there"}) == {
        "item": "r1", "where": "there", "day": "", "water": "", "story": "", "age": "",
    }  # fmt: skip


def test_a_page_cannot_fill_what_has_no_field() -> None:
    form = opened(Form("plant", {"item": "r1"}, {}))
    assert form.answers({"item": "r2", "other": "x"})["item"] == "r1"
    assert "other" not in form.answers({"other": "x"})
