from datetime import date
from enum import StrEnum
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.forms import MORE, Layout, kept_values, laid_out, modal, problems, submission
from bot.command import Command, Ctx, Slot, Spec
from bot.commands import COMMANDS
from bot.domain.talk import ItemRef
from bot.domain.times import Moment, ZoneName
from bot.kinds.choices import choice_of
from bot.kinds.texts import NOTE
from bot.reader import Reader
from bot.registry import Registry
from bot.reply import Form, Reply
from bot.words import say
from tests.adapters.discord.modals import Opened, broken, opened

WORDS = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4)).plain


class Light(StrEnum):
    SUN = "sun"
    SHADE = "shade"


class Plant(Command):
    """Plant a tree."""

    where: Annotated[str, Slot("Where it stands")]
    day: Annotated[date | None, Slot("When it was planted")] = None
    water: Annotated[Moment | None, Slot("When to water it")] = None
    story: Annotated[str | None, Slot("Its story", kind=NOTE)] = None
    light: Annotated[Light | None, Slot("Its light", kind=choice_of(Light))] = None
    item: Annotated[ItemRef | None, Slot("Which", hidden=True)] = None


class Grow(Plant):
    """Grow a very large tree, with more to say about it than any form has room for at once."""

    age: Annotated[int | None, Slot("Its age")] = None
    name: Annotated[str, Slot("Its name")]


REGISTRY = Registry()


@REGISTRY.command("plant")
async def plant(cmd: Plant, ctx: Ctx) -> Reply:
    del ctx
    return Reply.of(say("{where}", where=cmd.where))


@REGISTRY.command("grow")
async def grow(cmd: Grow, ctx: Ctx) -> Reply:
    del ctx
    return Reply.of(say("{where}", where=cmd.where))


GROW, PLANT = REGISTRY


def layout(form: Form, spec: Spec = PLANT, *ask: str) -> Layout:
    return laid_out(form, spec, ask)


def shown(form: Form, spec: Spec = PLANT, *ask: str) -> Opened:
    return opened(modal(form, spec, laid_out(form, spec, ask), WORDS, "modal"))


def control(form: Form, name: str) -> dict[str, object]:
    fields = modal(form, PLANT, laid_out(form, PLANT), WORDS, "modal")["components"]
    assert isinstance(fields, list)
    return next(field["component"] for field in fields if field["component"]["custom_id"] == name)


EMPTY = Form("plant", {}, {})


def test_five_fields_are_one_modal() -> None:
    assert shown(EMPTY).labels == (
        "Where it stands", "When it was planted", "When to water it", "Its story", "Its light",
    )  # fmt: skip
    assert shown(EMPTY).offers == ()


def test_a_modal_is_titled_by_what_the_command_does() -> None:
    assert shown(EMPTY).title == "Plant a tree"
    assert shown(Form("grow", {}, {}), GROW).title.endswith("…")


def test_of_more_fields_the_needed_ones_are_shown_and_the_others_offered() -> None:
    wide = shown(Form("grow", {}, {}), GROW)
    assert wide.labels == ("Where it stands", "When it was planted", "When to water it", "Its name")
    assert wide.offers == ("story", "light", "age")


def test_a_field_with_a_problem_is_always_shown() -> None:
    wide = shown(Form("grow", {}, {"age": say("Write a number.")}), GROW)
    assert wide.labels == ("Where it stands", "When it was planted", "Its age", "Its name")
    assert wide.descriptions == ("Write a number.",)


def test_the_next_modal_shows_what_was_asked_for() -> None:
    assert shown(Form("grow", {}, {}), GROW, "story", "age").labels == ("Its story", "Its age")


def test_controls_fit_what_they_take() -> None:
    assert (control(EMPTY, "where")["style"], control(EMPTY, "where")["required"]) == (1, True)
    assert (control(EMPTY, "story")["style"], control(EMPTY, "story")["required"]) == (2, False)
    assert "yesterday" in str(control(EMPTY, "day")["placeholder"])
    assert "in two weeks" in str(control(EMPTY, "water")["placeholder"])
    assert control(EMPTY, "light")["type"] == 3


def test_text_of_several_lines_gets_an_area() -> None:
    assert control(Form("plant", {"where": "a\nb"}, {}), "where")["style"] == 2


def test_what_has_no_field_is_kept_for_later() -> None:
    form = Form("grow", {"where": "here", "item": "r1", "age": "3"}, {})
    assert kept_values(form, layout(form, GROW)) == {"item": "r1", "age": "3"}


def test_problems_are_said_with_the_name_of_their_field() -> None:
    form = Form("plant", {}, {"where": say("Say where."), "unknown": say("Never shown.")})
    assert problems(form, PLANT, WORDS) == ["Where it stands: Say where."]


def test_a_submitted_modal_is_its_texts_and_what_else_is_wanted() -> None:
    data = {
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": "where", "value": "here"}},
            {"type": 18, "component": {"type": 3, "custom_id": "light", "values": ["sun"]}},
            {"type": 18, "component": {"type": 3, "custom_id": "how", "values": []}},
            {"type": 18, "component": {"type": 3, "custom_id": MORE, "values": ["age", "story"]}},
            {"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "style"}]},
        ]
    }
    read = submission(data)
    assert read.slots == {"where": "here", "light": "sun", "how": "", "old": "style"}
    assert read.more == ("age", "story")


@pytest.mark.parametrize("data", [None, "x", {"components": "x"}, {"components": [{"component": {"values": 3}}]}])
def test_what_is_no_modal_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a submitted modal"):
        submission(data)


@pytest.mark.parametrize("spec", [spec for spec in COMMANDS if spec.visible_slots], ids=lambda spec: spec.name)
def test_every_command_has_modals_within_every_limit(spec: Spec) -> None:
    form, ask = Form(spec.name, {}, {}), ()
    while (found := laid_out(form, spec, ask)).offered:
        assert broken(modal(form, spec, found, WORDS, "m" * 100)) == []
        ask = tuple(bound.name for bound in found.offered)
    assert broken(modal(form, spec, found, WORDS, "m" * 100)) == []


@given(st.dictionaries(st.sampled_from(sorted(GROW.slots)), st.text(max_size=300), max_size=8), st.data())
def test_any_form_stays_within_every_limit_and_comes_back(values: dict[str, str], data: st.DataObject) -> None:
    wrong = data.draw(st.sets(st.sampled_from(sorted(GROW.slots)), max_size=8))
    form = Form(
        "grow", {**values, "light": "sun"}, {name: say("{t}", t=values.get(name, "x") or "x") for name in wrong}
    )
    found = laid_out(form, GROW)
    shape = modal(form, GROW, found, WORDS, "modal")
    assert broken(shape) == []
    sent = submission({"components": list(opened(shape).fields)})
    assert {**kept_values(form, found), **{name: text for name, text in sent.slots.items() if text}} == {
        name: text for name, text in form.values.items() if text or name not in sent.slots
    }
