from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.buttons import handle_in
from adapters.discord.messages import Draft
from adapters.discord.render import MOST_MESSAGES, render, render_one
from bot.domain.ids import MemberId
from bot.domain.times import ZoneName
from bot.reader import Reader
from bot.reply import (
    NOTHING,
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
from bot.words import Code, Mention, Strong, say
from tests.adapters.discord.eyes import seen
from tests.adapters.discord.limits import broken, controls_of

ANA = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4), {MemberId("bo"): "42"})
KEY = "k" * 24


def handle_of(pressed: Call) -> str:
    handle = f"{pressed.command}:{','.join(pressed.slots.values())}"
    if len(handle) > 100:
        raise ValueError("too long for a button")
    return handle


def drafts(*parts: Part) -> tuple[Draft, ...]:
    return render(Reply(parts), ANA, handle_of)


def draft(*parts: Part) -> Draft:
    (only,) = drafts(*parts)
    return only


def labels(shown: Draft) -> list[str]:
    return [str(each["label"]) for each in controls_of(shown)]


def button(label: str = "Undo", item: str = "c1") -> Button:
    return Button(say("{label}", label=label), call("undo", change=item))


PARTS: tuple[tuple[Part, str], ...] = (
    (Line(say("Hello")), "Hello"),
    (Heading(say("People")), "### People"),
    (Small(say("One\nTwo")), "-# One\n-# Two"),
    (Copyable("Hi *Bo*"), "```\nHi *Bo*\n```"),
    (Copyable("Hi ```Bo```"), "Hi \\`\\`\\`Bo\\`\\`\\`"),
    (Row(say("Bo"), (button(),), say("met")), "- Bo\n-# met"),
    (Buttons.of(button()), ""),
    (Attachment("all.json", "application/json", b"{}"), ""),
    (Form("met", {"person": "Bo"}, {}), ""),
)


@pytest.mark.parametrize(("part", "expected"), PARTS, ids=lambda part: type(part).__name__)
def test_a_part_is_shown(part: Part, expected: str) -> None:
    assert draft(part).content == expected


def test_no_kind_of_part_is_forgotten() -> None:
    assert {type(part) for part, _ in PARTS} == set(get_args(Part))


def test_nothing_is_no_message() -> None:
    assert render(NOTHING, ANA, handle_of) == ()


def test_a_form_in_a_message_is_a_button_that_opens_it() -> None:
    (opener,) = controls_of(draft(Form("met", {"person": "Bo"}, {})))
    assert (opener["label"], opener["custom_id"]) == ("Fill in the form", "met:Bo")
    (empty,) = controls_of(draft(Form("met", {"person": "B" * 200}, {})))
    assert empty["custom_id"] == "met:"


def test_several_items_with_buttons_are_told_apart_by_number() -> None:
    shown = draft(Row(say("Ana"), (button(item="1"),)), Row(say("Bo"), (button(item="2"),)), Row(say("Cleo")))
    assert shown.content == "**1.** Ana\n**2.** Bo\n- Cleo"
    assert labels(shown) == ["1 · Undo", "2 · Undo"]
    assert len(shown.rows) == 2


def test_one_item_with_buttons_needs_no_number() -> None:
    assert labels(draft(Row(say("Ana"), (button(),)), Row(say("Bo")))) == ["Undo"]


def test_buttons_share_rows_where_each_group_cannot_have_its_own() -> None:
    shown = draft(*(Buttons.of(button(item=str(item))) for item in range(25)))
    assert [len(row["components"]) for row in shown.rows] == [5] * 5  # type: ignore[arg-type] - rows hold lists


def test_more_buttons_than_fit_go_on_in_another_message() -> None:
    first, second = drafts(Line(say("Here")), Buttons(tuple(button(item=str(item)) for item in range(30))))
    assert (len(controls_of(first)), len(controls_of(second))) == (25, 5)
    assert (broken(first), broken(second)) == ([], [])


def test_the_same_button_twice_is_one_and_two_of_one_meaning_keep_their_labels() -> None:
    shown = draft(Buttons.of(button(), button(), button("Take it back")))
    assert labels(shown) == ["Undo", "Take it back"]
    assert {handle_in(str(each["custom_id"])) for each in controls_of(shown)} == {"undo:c1"}
    assert broken(shown) == []


def test_a_label_too_long_for_a_button_stands_in_the_text() -> None:
    shown = draft(Buttons.of(button("Remind me " + "very " * 30 + "soon")))
    assert labels(shown)[0].endswith("…")
    assert seen(shown.content).text.strip("-# \n").endswith("soon")
    assert broken(shown) == []


def test_a_long_reply_becomes_several_messages_with_nothing_lost() -> None:
    text = " ".join(f"word{number}" for number in range(800))
    shown = drafts(Line(say("{text}", text=text)), Line(say("The end")))
    assert len(shown) == 4
    assert "".join(each.content for each in shown) == f"{text}\nThe end"


def test_an_item_stays_with_its_buttons() -> None:
    rows = [Row(say("{text}", text="x" * 900), (button(item=str(number)),)) for number in range(3)]
    first, second = drafts(*rows)
    assert (len(controls_of(first)), len(controls_of(second))) == (2, 1)


def test_a_very_long_reply_becomes_a_file() -> None:
    text = " ".join(f"word{number}" for number in range(4000))
    shown = draft(Line(say("{text}", text=text)), Buttons.of(button()))
    (file,) = shown.files
    assert file.content.decode() == text
    assert shown.content.startswith("word0 word1")
    assert shown.content.endswith("The rest is in the file below, with all of this.")
    assert (labels(shown), broken(shown)) == (["Undo"], [])


def test_a_delivery_carries_its_mark_in_its_buttons() -> None:
    shown = render_one(Reply.of(say("Reminder"), Buttons.of(button())), ANA, handle_of, KEY)
    (only,) = controls_of(shown)
    assert only["custom_id"] == f"undo:c1~{KEY}"
    assert handle_in(str(only["custom_id"])) == "undo:c1"


def test_a_delivery_without_a_button_to_mark_gets_one() -> None:
    for part in (Line(say("Reminder")), Buttons.of(button(item="x" * 90))):
        shown = render_one(Reply.of(part), ANA, handle_of, KEY)
        assert [str(each["custom_id"]) for each in controls_of(shown)][-1] == f"due:~{KEY}"


def test_a_long_delivery_is_one_message_with_embeds() -> None:
    text = " ".join(f"word{number}" for number in range(700))
    shown = render_one(Reply.of(say("{text}", text=text)), ANA, handle_of, KEY)
    assert shown.content + "".join(shown.embeds) == text
    assert broken(shown) == []
    assert shown.payload()["flags"] == 0


def test_a_delivery_with_many_buttons_offers_them_in_selects() -> None:
    rows = [Row(say("Bo"), (button("Done", f"d{item}"), button("Later", f"l{item}"))) for item in range(20)]
    shown = render_one(Reply(tuple(rows)), ANA, handle_of, KEY)
    options = controls_of(shown)
    assert [str(each["label"]) for each in options][:3] == ["1 · Done", "1 · Later", "2 · Done"]
    assert all(str(each["value"]).endswith(KEY) for each in options)
    assert (len(options), broken(shown)) == (40, [])


def test_more_than_any_message_can_offer_is_said() -> None:
    shown = render_one(Reply.of(Buttons(tuple(button(item=str(item)) for item in range(200)))), ANA, handle_of, KEY)
    assert (len(controls_of(shown)), broken(shown)) == (125, [])
    assert "only 125 fit" in shown.content


def test_files_travel_with_the_message_and_previews_do_not() -> None:
    shown = draft(Line(say("Here")), Attachment("all.json", "application/json", b"{}"))
    assert shown.payload()["attachments"] == [{"id": "0", "filename": "all.json"}]
    assert shown.payload()["flags"] == 4
    assert shown.payload(private=True)["flags"] == 68


def test_nobody_is_notified_by_being_named() -> None:
    shown = draft(Line(say("Ask {who}", who=Mention(MemberId("bo"), "Bo"))))
    assert shown.content == "Ask <@42>"
    assert shown.payload()["allowed_mentions"] == {"parse": []}


TEXT = st.text(max_size=300) | st.text(min_size=1, max_size=40).map(lambda text: text * 60)
PHRASE = st.builds(
    lambda text, strong, code: say("Said: {text} {strong} {code}", text=text, strong=Strong(strong), code=Code(code)),
    TEXT,
    TEXT,
    TEXT,
)
BUTTON = st.builds(
    lambda text, item: Button(say("{text}", text=text), call("undo", change=item)), TEXT, st.text("ab", max_size=3)
)
BUTTONS = st.lists(BUTTON, max_size=12).map(tuple)
PART = st.one_of(
    st.builds(Line, PHRASE),
    st.builds(Heading, PHRASE),
    st.builds(Small, PHRASE),
    st.builds(Copyable, TEXT),
    st.builds(Row, PHRASE, BUTTONS, st.none() | PHRASE),
    st.builds(Buttons, BUTTONS),
    st.builds(Attachment, st.just("notes.csv"), st.just("text/csv"), st.binary(max_size=20)),
    st.just(Form("met", {"person": "Bo"}, {})),
)
REPLY = st.builds(lambda parts: Reply(tuple(parts)), st.lists(PART, max_size=12))


@settings(deadline=None, max_examples=40)
@given(REPLY)
def test_any_reply_stays_within_every_limit(reply: Reply) -> None:
    shown = render(reply, ANA, handle_of)
    assert len(shown) <= MOST_MESSAGES
    for each in shown:
        assert broken(each) == broken(each, "IncomingWebhookInteractionRequest") == []


@settings(deadline=None, max_examples=40)
@given(REPLY)
def test_any_delivery_is_one_message_within_every_limit_that_can_be_found(reply: Reply) -> None:
    shown = render_one(reply, ANA, handle_of, KEY)
    assert broken(shown) == []
    ids = [str(each.get("custom_id", each.get("value"))) for each in controls_of(shown)]
    assert any(each.endswith(f"~{KEY}") for each in ids)
