from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.markdown import DiscordStyle, atoms, prefixed, text_atoms, written
from bot.domain.ids import MemberId
from bot.domain.times import Moment, Precision, ZoneName
from bot.reader import Reader
from bot.words import Code, Mention, Phrase, Strong, say
from tests.adapters.discord.eyes import seen

LISBON, NEW_YORK = ZoneName("Europe/Lisbon"), ZoneName("America/New_York")
BO = MemberId("bo")
READER = Reader("en", LISBON, date(2026, 3, 4), {BO: "1234"})

HOSTILE = (
    "@everyone and @here, <@1>, <@&2>, <#3>, </cmd:4>, <:emoji:5>, <t:6:F>",
    "[bank](https://evil.example) and [x]( https://evil.example )",
    "**bold** *italic* __under__ ~~gone~~ ||hidden|| `code` ```block```",
    "# big\n## less\n> quoted\n>>> all of it\n- item\n-# small\n3. third\n* star\n+ plus",
    "back\\slash \\* \\\\ C:\\new",
    ":smile: 10:30:45 :a~b:",
    "https://a.example/x_y_z?q=1&r=*2* and (https://b.example/a_b).",
    "https://a.example/[x](y)",
    "<https://a.example>",
    "\x1estrong\x1fbold\x1e",
)


def put(phrase: Phrase) -> str:
    return written(atoms(READER.words(DiscordStyle(READER.users)).put(phrase)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_wrote_is_shown_as_it_stands(text: str) -> None:
    sight = seen(put(say("{text}", text=text)))
    assert sight.text == text.replace("\x1e", "").replace("\x1f", "")
    assert (sight.live, sight.users, sight.times) == ((), (), ())


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\x1e\x1f\r\x1c\x1d\x85\u2028\u2029"), max_size=200
    )
)
def test_no_text_becomes_markup(text: str) -> None:
    for phrase in (say("{text}", text=text), say("{text}", text=Strong(text)), say("Said: {text}!", text=Code(text))):
        sight = seen(put(phrase))
        assert (sight.live, sight.users, sight.times) == ((), (), ())
        assert text in sight.text


MARKUP = st.lists(st.sampled_from([*"*_~`|\\<>@#:[]()-+1. \n/a", "https://a.b", "@everyone", "<t:1:F>", "**", "```"]))


@given(MARKUP)
def test_no_heap_of_signs_becomes_markup(signs: list[str]) -> None:
    text = "".join(signs)
    sight = seen(put(say("{text} {strong}", text=text, strong=Strong(text))))
    assert (sight.live, sight.users, sight.times) == ((), (), ())


def test_a_link_alone_can_be_clicked() -> None:
    assert put(say("See {link}.", link="https://pylisboa.example/meet_up")) == "See https://pylisboa.example/meet_up."


def test_a_member_is_named_natively_where_their_account_is_known() -> None:
    assert put(say("Ask {who}", who=Mention(BO, "Bo"))) == "Ask <@1234>"
    assert put(say("Ask {who}", who=Mention(MemberId("cleo"), "Cleo_"))) == "Ask **Cleo\\_**"


def test_a_time_is_discords_own_in_whatever_zone_it_was_said() -> None:
    moment = Moment(datetime(2026, 3, 6, 9), NEW_YORK)
    assert put(say("{when}", when=moment)) == "<t:1772805600:F>"


def test_a_day_stays_a_day_in_the_readers_own_zone_and_becomes_a_time_in_another() -> None:
    here = Moment(datetime(2026, 3, 6, 9), LISBON, Precision.DAY)
    there = Moment(datetime(2026, 3, 6, 9), NEW_YORK, Precision.DAY)
    assert put(say("{when}", when=here)) == "Fri 6 Mar"
    assert put(say("{when}", when=there)) == "<t:1772805600:F>"


def test_what_stands_out_stands_out() -> None:
    assert put(say("{a} or {b}", a=Strong("now"), b=Code("due"))) == "**now** or `due`"
    assert put(say("{a}", a=Code("a`b"))) == "``a`b``"


def test_every_line_gets_its_mark() -> None:
    assert written(prefixed(text_atoms("one\ntwo"), "-# ")) == "-# one\n-# two"
