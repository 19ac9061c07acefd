import json
from datetime import date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.messages import (
    File,
    ShownButton,
    ShownButtons,
    ShownCopyable,
    ShownFile,
    ShownPart,
    ShownRow,
    ShownText,
    Span,
)
from adapters.local.render import render, typed
from bot.domain.ids import MemberId
from bot.domain.times import Moment, ZoneName
from bot.reader import Reader
from bot.reply import (
    Attachment,
    Button,
    Buttons,
    Call,
    Copyable,
    Form,
    Heading,
    Line,
    Part,
    Reply,
    Row,
    Small,
    call,
)
from bot.words import Code, Mention, Phrase, Strong, say

ANA = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4))
HOSTILE = "<script>alert(1)</script> <!channel> @everyone \x1estrong\x1f\x1fbold\x1e & \u202egnp"


def handle_of(pressed: Call) -> str:
    if len(pressed.slots) > 2:
        raise ValueError("too long for a button")
    return f"{pressed.command}{dict(pressed.slots)}"


def shown(part: Part) -> ShownPart:
    (only,) = render(Reply.of(part), ANA, handle_of).parts
    return only


BUTTON = Button(say("Undo"), call("undo", change="c1"), danger=True)
SHOWN_BUTTON = ShownButton("Undo", "undo{'change': 'c1'}", danger=True)
PARTS: tuple[tuple[Part, ShownPart], ...] = (
    (Line(say("Hello")), ShownText((Span("Hello"),))),
    (Heading(say("People")), ShownText((Span("People"),), "heading")),
    (Small(say("Late")), ShownText((Span("Late"),), "small")),
    (Copyable("Hi Bo"), ShownCopyable("Hi Bo")),
    (Row(say("Bo"), (BUTTON,), say("met")), ShownRow((Span("Bo"),), (Span("met"),), (SHOWN_BUTTON,))),
    (Buttons.of(BUTTON), ShownButtons((SHOWN_BUTTON,))),
    (Attachment("all.json", "application/json", b"{}"), ShownFile("all.json", 0, 2)),
)


@pytest.mark.parametrize(("part", "expected"), PARTS, ids=lambda part: type(part).__name__)
def test_a_part_is_shown(part: Part, expected: ShownPart) -> None:
    assert shown(part) == expected


def test_no_kind_of_part_is_forgotten() -> None:
    assert {type(part) for part, _ in PARTS} | {Form} == set(get_args(Part))


def test_a_form_in_a_message_is_a_button_that_opens_it() -> None:
    assert shown(Form("met", {"person": "Bo"}, {})) == ShownButtons(
        (ShownButton("Fill in the form", "met{'person': 'Bo'}"),)
    )


def test_a_form_with_more_in_it_than_a_button_carries_opens_empty() -> None:
    assert shown(Form("met", {"a": "1", "b": "2", "c": "3"}, {})) == ShownButtons(
        (ShownButton("Fill in the form", "met{}"),)
    )


def test_files_travel_with_the_message() -> None:
    draft = render(Reply.of(Attachment("a", "text/csv", b"1"), Attachment("b", "text/csv", b"22")), ANA, handle_of)
    assert draft.files == (File("a", "text/csv", b"1"), File("b", "text/csv", b"22"))
    assert draft.parts == (ShownFile("a", 0, 1), ShownFile("b", 1, 2))


def test_buttons_that_follow_each_other_stand_in_one_row() -> None:
    draft = render(Reply.of(Buttons.of(BUTTON), Buttons.of(BUTTON), say("and"), Buttons.of(BUTTON)), ANA, handle_of)
    assert [len(part.buttons) if isinstance(part, ShownButtons) else 0 for part in draft.parts] == [2, 0, 1]


def test_plain_text_says_the_same() -> None:
    reply = Reply.of(
        Heading(say("People")), say("{who} at {what}", who=Strong("Bo"), what=Code("x")), Buttons.of(BUTTON)
    )
    assert render(reply, ANA, handle_of).plain == "People\nBo at x"


def spans_of(phrase: Phrase) -> tuple[Span, ...]:
    part = shown(Line(phrase))
    assert isinstance(part, ShownText)
    return part.spans


def test_runs_stand_out_and_the_rest_stays_text() -> None:
    phrase = say("Ask {who}: {what} or {code}", who=Mention(MemberId("m"), "Bo"), what=Strong("now"), code=Code("due"))
    assert spans_of(phrase) == (
        Span("Ask "),
        Span("Bo", "mention"),
        Span(": "),
        Span("now", "strong"),
        Span(" or "),
        Span("due", "code"),
    )


def test_a_moment_is_shown_in_the_readers_zone_and_names_both_zones_in_full() -> None:
    moment = Moment(datetime(2026, 3, 6, 9), ZoneName("America/New_York"))
    assert spans_of(say("{when}", when=moment)) == (
        Span(
            "Fri 6 Mar, 14:00",
            "time",
            "Friday 6 March 2026, 14:00 Europe/Lisbon · Friday 6 March 2026, 09:00 America/New_York",
            json.dumps(moment.to_json()),
        ),
    )


def test_a_moment_in_the_readers_own_zone_names_it_once() -> None:
    moment = Moment(datetime(2026, 3, 6, 9), ANA.zone)
    assert spans_of(say("{when}", when=moment))[0].title == "Friday 6 March 2026, 09:00 Europe/Lisbon"


@given(st.text() | st.just(HOSTILE))
def test_no_text_of_a_person_becomes_a_run(text: str) -> None:
    for phrase in (say("{text}", text=text), say("{text}", text=Strong(text)), say("{text}", text=Code(text))):
        found = spans_of(phrase)
        assert len(found) <= 1
        assert "".join(span.text for span in found) == text.replace("\x1e", "").replace("\x1f", "")


def test_what_a_person_typed_is_one_text_whatever_it_holds() -> None:
    assert typed(HOSTILE).parts == (ShownText((Span(HOSTILE),)),)


def test_names_that_were_mentioned_stand_out_in_what_was_typed() -> None:
    assert typed("Ask @Bo, then @ana.", ("@Bo", "@ana")).parts == (
        ShownText((Span("Ask "), Span("@Bo", "mention"), Span(", then "), Span("@ana", "mention"), Span("."))),
    )
