"""What holds of every sentence: it is answered, at a bounded cost, and its parts may come in any order."""

from __future__ import annotations

import cProfile
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Command, Ctx, Slot, Spec
from bot.commands import COMMANDS
from bot.kinds import PersonRef
from bot.kinds.texts import INPUT_LIMIT, clean
from bot.language.dates import Now
from bot.language.understand import Grammar, Understood
from bot.registry import Registry
from bot.reply import Reply
from config.explain import Explainer
from tests.language.corpus import NOW, SENTENCES, ZONE, Row, explained, is_right

GRAMMAR = Grammar(COMMANDS)
AT = Now(NOW, ZONE)
EXAMPLES = [(spec, example) for spec in COMMANDS for example in spec.examples]
MOST_CALLS_A_CHARACTER = 150
"""Of functions, for text at the limit: many times what people's sentences take, and far from what makes them slow."""

_PRESETS = {value for spec in COMMANDS for phrase in spec.phrases for value in re.findall(r"=\w+:(\S+)", phrase)}
"""What phrases say by themselves: that "Ana called" is a talk."""

_PIECES = sorted({word for row in SENTENCES for word in row["text"].split()})
_BODIES = (
    *(
        "to ",
        "and ",
        ", ",
        "and and ",
        "Ana, ",
        "Ana and ",
        "at ",
        "i ",
        "a ",
        "1 ",
        "'",
        "( ",
        "<",
        "<@U1> ",
        "- ",
        "... ",
    ),
    *(
        "😀",
        "😀 ",
        "\n",
        "\u0301",
        "e\u0301 ",
        "\u202e",
        "مرحبا ",
        "你好",
        "ﷺ ",
        "in two weeks ",
        "monday ",
        "by Friday ",
    ),
    *(
        "met Ana. ",
        "met Ana at X and ",
        "and Bo at FOSDEM ",
        "promised to ",
        "remind me ",
        "every ",
        "van der ",
        "she ",
    ),
)
_HEADS = ("", "met ", "met Ana at ", "remind me to ", "note Ana ", "who knows ", "promised Ana ", "every day ")

texts = st.one_of(
    st.text(max_size=INPUT_LIMIT),
    st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=60).map(" ".join),
)


@given(texts)
def test_any_text_is_answered(text: str) -> None:
    meant = GRAMMAR.understand(clean(text), AT)
    if isinstance(meant, Understood):
        assert all(COMMANDS.find(filling.command) is not None for filling in meant.fillings)
        said = [value for filling in meant.fillings for value in filling.slots.values() if value not in _PRESETS]
        assert all(part in _one_line(text) for part in _words(said))


@given(text=texts, spec=st.sampled_from(list(COMMANDS)))
def test_any_text_behind_a_slash_command_is_answered(text: str, spec: Spec) -> None:
    assert GRAMMAR.read_slash(spec, clean(text), AT).command == spec.name


@pytest.mark.parametrize("head", _HEADS)
def test_no_text_is_worth_more_than_its_length(head: str) -> None:
    for body in _BODIES:
        text = clean((head + body * INPUT_LIMIT)[:INPUT_LIMIT])
        assert _calls(text) < MOST_CALLS_A_CHARACTER * INPUT_LIMIT, repr(body)


@pytest.mark.parametrize(("spec", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_example_is_understood_as_its_command(spec: Spec, example: str) -> None:
    meant = explained(example)
    assert {each["command"] for each in meant.get("commands", [meant])} == {spec.name}


@pytest.mark.parametrize(
    "parts",
    list(permutations(("at PyLisboa", "about Arrow", "via Tomás", "yesterday"))),
    ids=" ".join,
)
def test_slots_come_in_any_order(parts: Sequence[str]) -> None:
    said = explained(f"met Ana Silva {' '.join(parts)}, promised to send her my benchmark by Friday")["arguments"]
    assert said.pop("by")["local"].startswith("2026-03-06")
    assert said == {
        "person": "Ana Silva",
        "where": "PyLisboa",
        "about": "Arrow",
        "via": "Tomás",
        "when": "2026-03-03",
        "promise": "send her my benchmark",
    }


NAMES = (
    "Ana",
    "Ana Silva",
    "Jan van der Berg",
    "María José García",
    "Jean-Luc O'Neil",
    "李雷",
    "<@U123>",
    "Will",
    "Dr. Chen",
)
PLACES = (
    "PyLisboa",
    "the Rust meetup in Berlin",
    "Bo's birthday party",
    "the talk on databases",
    "the queue for coffee",
)
TOPICS = (
    "Arrow",
    "Rust and Go",
    "hiring in Berlin",
    "testing at scale",
    "packaging, wheels and conda",
    "life as a maintainer",
)
DAYS = {
    "yesterday": "2026-03-03",
    "on Monday": "2026-03-02",
    "two days ago": "2026-03-02",
    "this morning": "2026-03-04",
}
REMARKS = ("Arrow maintainer", "CTO at Acme", "she likes Rust and Go", "he starts a new job on Monday", "very friendly")
PROMISES = (
    "send her my benchmark",
    "introduce him to Bo",
    "share the slides from PyCon",
    "look at their PR about Arrow",
)
LEADS = (
    ", promised to ",
    " and promised to ",
    ". I promised to ",
    ", I'll ",
    "; will ",
    ", told her I'd ",
    ", and said I would ",
)
DUE = {
    "by Friday": "2026-03-06",
    "by tomorrow": "2026-03-05",
    "before Monday": "2026-03-09",
    "by March 15": "2026-03-15",
}


@st.composite
def meetings(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A meeting told in some of the ways people do, and what was said of it."""
    said = {"person": draw(st.sampled_from(NAMES))}
    parts: list[str] = []
    for slot, lead, choices in (("where", "at ", PLACES), ("about", "about ", TOPICS), ("when", "", tuple(DAYS))):
        if draw(st.booleans()):
            said[slot] = draw(st.sampled_from(choices))
            parts.append(lead + said[slot])
    text = " ".join(
        [draw(st.sampled_from(("met", "I just met", "Ran into"))), said["person"], *draw(st.permutations(parts))]
    )
    if draw(st.booleans()):
        said["note"] = draw(st.sampled_from(REMARKS))
        text += draw(st.sampled_from((", ", "; "))) + said["note"]
    if draw(st.booleans()):
        said["promise"] = draw(st.sampled_from(PROMISES))
        text += draw(st.sampled_from(LEADS)) + said["promise"]
        if draw(st.booleans()):
            said["by"] = draw(st.sampled_from(tuple(DUE)))
            text += f" {said['by']}"
    return text, said


@given(meetings())
def test_every_part_of_a_meeting_lands_in_its_slot(meeting: tuple[str, dict[str, str]]) -> None:
    text, said = meeting
    dated = {**said, **{slot: dates[said[slot]] for slot, dates in (("when", DAYS), ("by", DUE)) if slot in said}}
    assert is_right({"command": "met", "arguments": dated}, explained(text)), explained(text)


@given(st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True))
def test_a_mention_comes_through_as_it_is(account: str) -> None:
    mention = f"<@{account}>"
    assert explained(f"met {mention} at PyCon")["arguments"] == {"person": mention, "where": "PyCon"}
    assert explained(f"who is {mention}?")["arguments"] == {"person": mention}


def test_a_request_may_be_polite() -> None:
    said = [(row["text"], row.get("meetups", ())) for row in SENTENCES[::4] if row.get("command")]
    assert [each for each, meetups in said if explained(f"please {each}", meetups) != explained(each, meetups)] == []


class Thank(Command):
    """Thank someone."""

    person: Annotated[PersonRef, Slot("Whom")]
    what: Annotated[str, Slot("What for", lead=("for",), runs_on=True)]
    on: Annotated[date | None, Slot("When", lead=("on",))] = None


@pytest.fixture
def planted() -> Registry:
    registry = Registry(COMMANDS)

    @registry.command("thank", phrases=("I thanked {person}",), examples=("thanked Bo for the slides on Monday",))
    async def thank(cmd: Thank, ctx: Ctx) -> Reply:
        del cmd, ctx
        return Reply.of()

    return registry


def test_a_planted_command_is_understood_by_its_own_phrases(planted: Registry) -> None:
    meant = Explainer(planted).explain("I just thanked Ana and Bo for their help at PyCon on Monday", NOW, ZONE)
    said = {"what": "their help at PyCon", "on": "2026-03-02"}
    assert meant == {
        "commands": [
            {"command": "thank", "arguments": {"person": name, **said}, "asks": None} for name in ("Ana", "Bo")
        ]
    }


def test_a_planted_command_is_found_behind_another(planted: Registry) -> None:
    meant = Explainer(planted).explain("met Ana at PyCon and thanked Bo for the slides", NOW, ZONE)
    assert _names(meant) == ["met", "thank"]


def _names(meant: Row) -> list[str]:
    return [each["command"] for each in meant["commands"]]


def _calls(text: str) -> int:
    with cProfile.Profile() as profile:
        GRAMMAR.understand(text, AT)
    return sum(entry.callcount for entry in profile.getstats())


def _one_line(text: str) -> str:
    return " ".join(clean(text).replace("\u2019", "'").replace("\u2018", "'").split())


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.replace(",", " ").split()]
