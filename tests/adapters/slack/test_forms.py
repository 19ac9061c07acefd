from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import METADATA, Opened, answers, modal, notice, opened_at, problems_at_fields, typed_in
from adapters.slack.sealing import Seal
from bot.command import Command, Ctx, Slot
from bot.commands import COMMANDS
from bot.domain.talk import ItemRef
from bot.domain.times import Moment, ZoneName
from bot.kinds import Input
from bot.kinds.choices import ChoiceKind
from bot.kinds.texts import NOTE
from bot.reader import Reader
from bot.registry import Registry
from bot.reply import Form, Reply
from bot.words import say
from tests.adapters.slack.shown import text_of
from tests.adapters.slack.submitting import as_it_opened, state_of
from tests.fakes.schemas import schema

ANA = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4))
SEAL = Seal(b"thirty-two bytes that open it up")


class Plant(Command):
    """Plant a tree."""

    where: Annotated[str, Slot("Where it stands")]
    day: Annotated[date | None, Slot("When it was planted")] = None
    water: Annotated[Moment | None, Slot("When to water it")] = None
    story: Annotated[str | None, Slot("Its story", kind=NOTE)] = None
    leaf: Annotated[
        str | None, Slot("Its leaves", kind=ChoiceKind("leaf", Input.CHOICE, choices=("needles", "broad")))
    ] = None
    item: Annotated[ItemRef | None, Slot("Which", hidden=True)] = None


REGISTRY = Registry()


@REGISTRY.command("plant")
async def plant(cmd: Plant, ctx: Ctx) -> Reply:
    del ctx
    return Reply.of(say("{where}", where=cmd.where))


(SPEC,) = REGISTRY


def opened(form: Form) -> dict[str, Any]:
    view = modal(form, SPEC, ANA, opened_at(form, SPEC).sealed(SEAL))
    described = schema("slack_blockkit_limits.SlackModalView.json")
    assert described is None or described.check(view, "SlackModalView") == []
    return view


def inputs(form: Form) -> dict[str, dict[str, Any]]:
    found, _ = as_it_opened(opened(form))
    return {each["block_id"]: each for each in found}


EMPTY = inputs(Form("plant", {}, {}))


def test_a_form_has_a_field_for_every_slot_that_people_see() -> None:
    assert {name: each["label"]["text"] for name, each in EMPTY.items()} == {
        "slot:where": "Where it stands",
        "slot:day": "When it was planted",
        "slot:water": "When to water it",
        "slot:story": "Its story",
        "slot:leaf": "Its leaves",
    }


def test_a_form_says_what_its_command_does() -> None:
    view = opened(Form("plant", {}, {}))
    assert view["title"]["text"] == "Plant"
    assert text_of(view["blocks"][0]) == "Plant a tree."


def test_only_slots_without_a_default_are_required() -> None:
    assert [name for name, each in EMPTY.items() if not each["optional"]] == ["slot:where"]


def test_long_text_gets_an_area_and_a_choice_its_choices() -> None:
    assert EMPTY["slot:story"]["element"]["multiline"] is True
    assert EMPTY["slot:where"]["element"]["multiline"] is False
    assert [each["value"] for each in EMPTY["slot:leaf"]["element"]["options"]] == ["needles", "broad"]


def test_times_say_how_they_can_be_written() -> None:
    assert "yesterday" in EMPTY["slot:day"]["hint"]["text"]
    assert "in two weeks" in EMPTY["slot:water"]["hint"]["text"]
    assert "hint" not in EMPTY["slot:where"]


def test_a_form_opens_with_what_it_held_and_a_choice_that_is_none() -> None:
    found = inputs(Form("plant", {"where": "here", "leaf": "blue"}, {}))
    assert found["slot:where"]["element"]["initial_value"] == "here"
    assert found["slot:leaf"]["element"]["initial_option"]["value"] == "blue"


def test_a_field_says_when_it_holds_the_beginning_only() -> None:
    found = inputs(Form("plant", {"story": "x" * 3500}, {}))["slot:story"]
    assert len(found["element"]["initial_value"]) == 3000
    assert "beginning" in found["hint"]["text"]


def test_problems_stand_at_their_fields_when_the_form_was_just_submitted() -> None:
    form = Form("plant", {"where": "here"}, {"day": say("Not a day: {said}.", said="<soon>")})
    assert problems_at_fields(form, SPEC, ANA) == {"slot:day": "Not a day: <soon>."}


def test_problems_stand_above_their_fields_when_the_form_opens_with_them() -> None:
    view = opened(Form("plant", {}, {"day": say("Not a day.")}))
    kinds = [each.get("block_id") or text_of(each) for each in view["blocks"]]
    assert kinds[kinds.index("Not a day.") + 1] == "slot:day"


def test_a_problem_of_no_field_stands_above_all_of_them() -> None:
    form = Form("plant", {}, {"item": say("That is gone.")})
    assert problems_at_fields(form, SPEC, ANA) is None
    assert text_of(opened(form)["blocks"][1]) == "That is gone."


def test_what_has_no_field_goes_back_as_it_came_and_no_text_can_be_read_on_the_way() -> None:
    form = Form("plant", {"where": "a secret place", "item": "a secret note"}, {})
    carried = opened_at(form, SPEC, "C1", "1.2").sealed(SEAL)
    assert "secret" not in carried
    found = Opened.unsealed(carried, SEAL)
    assert found is not None
    assert found == Opened("plant", "C1", "1.2", {"item": "a secret note"})
    typed = typed_in(state_of(as_it_opened(opened(form))[0], where="there", leaf="broad"))
    assert answers(found, typed) == {
        "where": "there", "day": "", "water": "", "story": "", "leaf": "broad", "item": "a secret note",
    }  # fmt: skip


def test_a_submission_cannot_fill_what_has_no_field() -> None:
    found = answers(Opened("plant", kept={"item": "r1"}), {"slot:item": {"value": "r2"}, "other": {"value": "x"}})
    assert found == {"item": "r1"}


@pytest.mark.parametrize(
    "forged", ["", "x", "gAAAA", "é", Seal(b"another instance's own secret, as long").close({"command": "plant"})]
)
def test_what_another_instance_sealed_opens_nothing(forged: str) -> None:
    assert Opened.unsealed(forged, SEAL) is None


@pytest.mark.parametrize(
    "state", [None, 7, {}, {"values": 3}, {"values": {"slot:where": None}}, {"values": {"a": {"b": {"value": 7}}}}]
)
def test_a_state_slack_would_not_send_counts_for_nothing(state: object) -> None:
    assert answers(Opened("plant"), typed_in(state)).get("where", "") == ""


def test_more_than_a_modal_carries_is_refused() -> None:
    with pytest.raises(ValueError, match="keeps"):
        Opened("plant", kept={"item": "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))}).sealed(SEAL)


@pytest.mark.parametrize("spec", tuple(COMMANDS), ids=lambda spec: spec.name)
def test_every_form_there_is_fits_with_the_longest_ids(spec: Any) -> None:
    form = Form(spec.name, {bound.name: "r" + "0" * 19 for bound in spec.slots.values()}, {})
    assert len(opened_at(form, spec, "C" * 20, "1" * 20).sealed(SEAL)) <= METADATA


@given(
    st.dictionaries(st.sampled_from(["where", "day", "water", "story", "leaf"]), st.text(max_size=300)),
    st.text(max_size=400),
)
def test_any_form_stays_within_every_limit(values: dict[str, str], problem: str) -> None:
    form = Form("plant", values, {"day": say("{text}", text=problem), "item": say("{text}", text=problem)})
    view = opened(form)
    assert len(view["private_metadata"]) <= METADATA
    held = answers(Opened("plant"), as_it_opened(view)[1])
    assert {name: text for name, text in held.items() if text} == {
        name: text for name, text in values.items() if text.strip() or (text and name != "leaf")
    }


def test_a_notice_is_a_modal_that_can_only_be_closed() -> None:
    view = notice(say("One moment."), ANA)
    described = schema("slack_blockkit_limits.SlackModalView.json")
    assert described is None or described.check(view, "SlackModalView") == []
    assert "submit" not in view
