from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.blocks import weight
from adapters.slack.home import home_view
from adapters.slack.render import BLOCKS, CHARACTERS, Message, Rendered, render
from adapters.slack.runs import TIME_FORMAT, Block
from bot.domain.ids import MemberId
from bot.domain.times import Moment, Precision, ZoneName
from bot.reader import Reader
from bot.reply import Attachment, Button, Buttons, Call, Copyable, Form, Heading, Line, Part, Reply, Row, Small, call
from bot.words import Code, Exactly, Mention, Phrase, Strong, say
from tests.adapters.slack.shown import buttons_of, text_of, tokens_of, unescaped
from tests.fakes.schemas import schema

BO = MemberId("bo")
ANA = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4), {BO: "U0BO"})
TIME = Moment(datetime(2026, 3, 6, 9), ZoneName("America/New_York"))
BUTTON = Button(say("Undo"), call("undo", change="c1"), danger=True)
ATTACKS = (
    "<!channel> <!here> <!everyone> <!subteam^S1|all>",
    "<@U1> <#C1|x> <https://evil.example|your bank>",
    "&lt;!channel&gt; &amp;lt;",
    "*bold* _it_ ~no~ `code` ```\nfence\n```",
    "> quoted",
    "\x1estrong\x1f\x1fbold\x1e",
    "a" * 3100,
    "&" * 3100,
    "👩\u200d👩\u200d👧" * 700,
)


def handle_of(pressed: Call) -> str:
    if len(pressed.slots) > 2:
        raise ValueError("too long for a button")
    return f"{pressed.command}{dict(pressed.slots)}"


def shown(*parts: Part | Phrase) -> Rendered:
    return render(Reply.of(*parts), ANA, handle_of)


def only(*parts: Part | Phrase) -> Message:
    (message,) = shown(*parts).messages
    return message


def markup(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


PRESS: Block = {
    "type": "button",
    "text": {"type": "plain_text", "text": "Undo", "emoji": False},
    "value": "undo{'change': 'c1'}",
    "action_id": "press-0",
    "style": "danger",
}
ACTIONS: Block = {"type": "actions", "elements": [PRESS]}
PARTS: tuple[tuple[Part, list[Block]], ...] = (
    (Line(say("Hello")), [{"type": "section", "text": markup("Hello")}]),
    (Heading(say("People")), [{"type": "header", "text": {"type": "plain_text", "text": "People", "emoji": False}}]),
    (Small(say("Late")), [{"type": "context", "elements": [markup("Late")]}]),
    (Copyable("Hi Bo"), [{"type": "section", "text": markup("```\nHi Bo\n```")}]),
    (Row(say("Bo"), (BUTTON,), say("met")), [{"type": "section", "text": markup("Bo\nmet")}, ACTIONS]),
    (Buttons.of(BUTTON), [ACTIONS]),
    (
        Attachment("all.json", "application/json", b"{}"),
        [{"type": "context", "elements": [markup("Attached: all.json")]}],
    ),
)


@pytest.mark.parametrize(("part", "expected"), PARTS, ids=lambda part: type(part).__name__)
def test_a_part_is_shown(part: Part, expected: list[Block]) -> None:
    assert list(only(part).blocks) == expected


def test_no_kind_of_part_is_forgotten() -> None:
    assert {type(part) for part, _ in PARTS} | {Form} == set(get_args(Part))


def test_runs_stand_out_people_are_accounts_and_times_are_the_readers_own() -> None:
    phrase = say(
        "Ask {who} {when}: {what} or {code}", who=Mention(BO, "Bo"), when=TIME, what=Strong("now"), code=Code("due")
    )
    text = f"Ask <@U0BO> <!date^1772805600^{TIME_FORMAT}|Fri 6 Mar, 14:00>: *now* or `due`"
    assert only(phrase).blocks == ({"type": "section", "text": markup(text)},)


def test_a_member_without_an_account_here_is_named() -> None:
    assert only(say("Ask {who}", who=Mention(MemberId("eve"), "Eve <b>"))).blocks[0]["text"] == markup(
        "Ask Eve &lt;b&gt;"
    )


@pytest.mark.parametrize("account", ["U1|x> <!channel", "", "u1", "T1"])
def test_an_account_slack_would_not_give_is_no_mention(account: str) -> None:
    reader = Reader("en", ANA.zone, ANA.today, {BO: account})
    (message,) = render(Reply.of(say("Ask {who}", who=Mention(BO, "Bo"))), reader, handle_of).messages
    assert message.blocks[0]["text"] == markup("Ask Bo")


def test_a_day_is_not_shown_as_a_time() -> None:
    day = Moment(datetime(2026, 3, 6, 9), ANA.zone, Precision.DAY)
    assert only(say("By {day}", day=day)).blocks[0]["text"] == markup("By Fri 6 Mar")


def test_what_slack_would_format_is_shown_as_rich_text() -> None:
    (block,) = only(say("{text} {who} {when}", text="2*3*4", who=Mention(BO, "Bo"), when=TIME)).blocks
    assert block["type"] == "rich_text"
    assert text_of(block) == "2*3*4 @U0BO Fri 6 Mar, 14:00"


def test_plain_text_says_the_same_with_nothing_to_act_upon() -> None:
    message = only(
        Heading(say("People")), say("{who} & {what}", who=Strong("<!here>"), what=Code("x")), Buttons.of(BUTTON)
    )
    assert message.text == "People\n&lt;!here&gt; &amp; x"


def test_a_message_of_buttons_alone_still_has_a_text() -> None:
    assert only(Buttons.of(BUTTON)).text == "Undo"


def test_a_form_in_a_message_is_its_problems_and_a_button_that_opens_it() -> None:
    message = only(Form("met", {"person": "Bo"}, {"when": say("Not a day.")}))
    assert message.text == "Not a day."
    assert [each["value"] for each in buttons_of(list(message.blocks))] == ["met{'person': 'Bo'}"]


def test_a_form_with_more_in_it_than_a_button_carries_opens_empty() -> None:
    message = only(Form("met", {"a": "1", "b": "2", "c": "3"}, {}))
    assert [each["value"] for each in buttons_of(list(message.blocks))] == ["met{}"]


def test_a_label_too_long_for_a_button_is_said_in_full_before_it() -> None:
    long = "Ana Silva, whom you met at PyLisboa about Arrow and then again at PyCon in Dublin"
    first, second = only(Buttons.of(Button(say("{text}", text=long), call("due")))).blocks
    assert text_of(first) == long
    (button,) = buttons_of([second])
    assert button["text"]["text"].endswith("…")
    assert len(button["text"]["text"]) <= 75


def test_a_key_can_be_read_off_the_message_it_was_put_on() -> None:
    message = only(say("Hello"), Buttons.of(BUTTON)).keyed("k" * 24)
    assert [block.get("block_id") for block in message.blocks] == ["k" * 24, None]


def test_no_two_buttons_of_a_reply_have_one_id() -> None:
    rendered = shown(*(Row(say("{n}", n=n), (BUTTON, BUTTON)) for n in range(60)))
    ids = [each["action_id"] for message in rendered.messages for each in buttons_of(list(message.blocks))]
    assert len(set(ids)) == 120


def test_an_entry_stays_with_its_buttons() -> None:
    rendered = shown(*(Row(say("{n}", n=n), (BUTTON,)) for n in range(60)))
    assert len(rendered.messages) == 3
    assert all(message.blocks[0]["type"] == "section" for message in rendered.messages)


texts = st.sampled_from(ATTACKS) | st.text(max_size=200)
phrases = st.builds(
    lambda text, other, exactly: say(
        "{text} {strong} {code} {who} {when} {other}",
        text=text,
        strong=Strong(other),
        code=Code(text),
        who=Mention(BO, other),
        when=Exactly(TIME) if exactly else TIME,
        other=other,
    ),
    texts,
    texts,
    st.booleans(),
)
buttons = st.builds(lambda text, danger: Button(say("{text}", text=text), call("due"), danger), texts, st.booleans())
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Line, phrases),
    st.builds(Heading, phrases | st.builds(lambda text: say("{text}", text=text), texts)),
    st.builds(Small, phrases),
    st.builds(Copyable, texts),
    st.builds(Row, phrases, st.lists(buttons, max_size=4).map(tuple), st.none() | phrases),
    st.builds(Buttons, st.lists(buttons, max_size=30).map(tuple)),
    st.builds(Attachment, st.text(max_size=50), st.just("text/plain"), st.just(b"x")),
    st.builds(lambda problem: Form("met", {}, {"where": problem}), phrases),
)
replies = st.lists(parts, max_size=12).map(lambda found: Reply(tuple(found)))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


@given(replies)
def test_any_reply_stays_within_every_limit(reply: Reply) -> None:
    described = schema("slack_blockkit_limits.SlackBlocks.json")
    for message in render(reply, ANA, handle_of).messages:
        assert message.text.strip()
        assert 0 < len(message.blocks) <= BLOCKS
        assert sum(map(weight, message.blocks)) <= CHARACTERS
        assert described is None or described.check(list(message.blocks), "SlackBlocks") == []


@given(replies)
def test_nothing_a_person_wrote_is_ever_acted_upon(reply: Reply) -> None:
    for message in render(reply, ANA, handle_of).messages:
        assert tokens_of(message.text) == []
        for text in texts_in(message.blocks):
            assert all(token == "@U0BO" or token.startswith("!date^1772805600^") for token in tokens_of(text))


@given(texts)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    kept = text.replace("\x1e", "").replace("\x1f", "")
    for part in (Line(say("{text}", text=text)), Heading(say("{text}", text=text)), Small(say("{text}", text=text))):
        messages = shown(part).messages
        assert "".join(text_of(block) for message in messages for block in message.blocks).strip() == kept.strip()
        assert "".join(unescaped(message.text) for message in messages).strip() == kept.strip()


@given(replies)
def test_any_home_stays_within_every_limit(reply: Reply) -> None:
    view = home_view(reply, ANA, handle_of)
    described = schema("slack_blockkit_limits.SlackHomeView.json")
    assert described is None or described.check(view, "SlackHomeView") == []


def test_a_home_with_more_than_fits_says_so() -> None:
    reply = Reply.of(*(say("Entry {n}", n=n) for n in range(200)))
    blocks: Any = home_view(reply, ANA, handle_of)["blocks"]
    assert len(blocks) == 100
    assert "more than fits" in text_of(blocks[-1])
