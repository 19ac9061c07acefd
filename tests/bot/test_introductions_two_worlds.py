"""Two worlds: whoever asked for an introduction sees the same, whether the other says no or says nothing at all."""

from textwrap import dedent

import pytest

from tests.bot.worlds import seen

SILENCE = ""
NO = 'bo presses "No, thanks"'
YES = 'bo presses "Yes, introduce us"'
FATES = {
    "silence": SILENCE,
    "the first says no": NO,
    "the first never wants to be asked": 'bo presses "Never ask me this"',
    "the first says yes": YES,
    "the first says yes and takes it back": f'{YES}\nbo: introductions\nbo presses "Take my yes back"',
    "the first says yes and the second no": f'{YES}\ncleo presses "No, thanks"',
    "the first leaves": "bo: forget me\nbo: forget me",
    "the second leaves": f"{YES}\ncleo: forget me\ncleo: forget me",
    "the second keeps the first away": f"{YES}\ncleo: never match me with Bo Chen",
}
BEFORE = {
    "nothing is different": "",
    "the first keeps whoever asks away": "bo: never match me with Ana",
    "the second keeps whoever asks away": "cleo: never match me with Ana",
    "the two are kept apart": "cleo: never match me with Bo",
    "the first does not want to be asked": "bo: never ask me to be introduced",
    "the first wants nothing unasked": "bo: no more suggestions",
    "the messages of the first are closed": "refuse bo",
    "the two were asked before": "dan: introduce Bo to Cleo because both like tea",
}
"""What is so before Ana asks."""


def _story(proposal: str, before: str, fate: str) -> str:
    look = 'ana: introductions\nana: export\nana reads "hallway.json"\nana: privacy\n'
    days = f"wait 1 day\n{look}" * 2 + f"wait 6 days\n{look}" * 3
    return (
        dedent("""\
            at 2026-03-04 10:00 Europe/Lisbon
            member ana "Ana Silva" roles=organiser
            member bo "Bo Chen"
            member cleo "Cleo Dias"
            member dan "Dan Wu"
            """)
        + f"ana: hello\nbo: hello\ncleo: hello\n{before}\nana: {proposal}\n{look}{fate}\n{days}"
        + "ana: introductions\nana: organise\nana: organise failed\nana: introduce me to Dan because I ask again\n"
    )


BY_A_THIRD = "introduce Bo to Cleo because both paint"
OF_ONESELF = "introduce me to Bo because I paint"


@pytest.mark.parametrize("fate", [fate for fate in FATES if fate != "silence"])
async def test_a_no_in_any_shape_looks_like_silence(fate: str) -> None:
    silent = await seen(_story(BY_A_THIRD, "", SILENCE))
    assert await seen(_story(BY_A_THIRD, "", FATES[fate])) == silent
    assert any("has not come about" in each for each in silent)


@pytest.mark.parametrize("before", [before for before in BEFORE if before != "nothing is different"])
async def test_what_keeps_a_question_from_being_asked_looks_like_silence(before: str) -> None:
    silent = await seen(_story(BY_A_THIRD, "", SILENCE))
    assert await seen(_story(BY_A_THIRD, BEFORE[before], SILENCE)) == silent


@pytest.mark.parametrize(("before", "fate"), [("", NO), ("bo: never match me with Ana", SILENCE)])
async def test_it_is_the_same_for_whoever_asks_for_themselves(before: str, fate: str) -> None:
    silent = await seen(_story(OF_ONESELF, "", SILENCE))
    assert await seen(_story(OF_ONESELF, before, fate)) == silent


async def test_a_yes_of_both_is_told() -> None:
    silent = await seen(_story(BY_A_THIRD, "", SILENCE))
    told = await seen(_story(BY_A_THIRD, "", f'{YES}\ncleo presses "Yes, introduce us"'))
    assert told != silent
    assert any("both said yes" in each for each in told)


_MET = 'ana: met Bo at PyCon about Rust\nana presses "Ask Bo Chen to confirm"'


def _confirming(before: str, fate: str) -> str:
    look = 'ana: who is Bo?\nana: confirm Bo\nana: export\nana reads "hallway.json"\nana: introductions\n'
    opening = _story("hello", "", "").split("ana: hello", maxsplit=1)[0]
    return f"{opening}bo: hello\n{before}\n{_MET}\n{look}{fate}\n" + f"wait 8 days\n{look}" * 5


@pytest.mark.parametrize(
    ("before", "fate"),
    [
        ("", 'bo presses "No"'),
        ("", 'bo presses "Never ask me this"'),
        ("bo: never ask me to confirm meetings", ""),
        ("bo: never match me with Ana", ""),
        ("refuse bo", ""),
        ("bo: no more suggestions", ""),
    ],
)
async def test_who_does_not_confirm_a_meeting_looks_like_silence(before: str, fate: str) -> None:
    silent = await seen(_confirming("", ""))
    assert await seen(_confirming(before, fate)) == silent
    assert await seen(_confirming("", 'bo presses "Yes, we met"')) != silent


_NOTED = "bo: met Zoe Lang at Acme about parsers\nbo: you may ask me about people I know"


def _looking(before: str, fate: str) -> str:
    look = 'ana: introductions\nana: export\nana reads "hallway.json"\nana: people\n'
    opening = _story("hello", "", "").split("ana: hello", maxsplit=1)[0]
    asked = "ana: who could introduce me to someone at Acme?\n"
    return f"{opening}bo: hello\ncleo: hello\n{before}\n{asked}{look}{fate}\n" + f"wait 5 days\n{look}" * 4


@pytest.mark.parametrize(
    ("before", "fate"),
    [
        (_NOTED, ""),
        (_NOTED, 'bo presses "No"'),
        (_NOTED, 'bo presses "Never ask me this"'),
        (f"{_NOTED}\nbo: never match me with Ana", ""),
        (f"{_NOTED}\nrefuse bo", ""),
        ("bo: met Zoe Lang at Acme about parsers", ""),
        (_NOTED, "bo: forget Zoe Lang\nbo: yes"),
        (_NOTED, "bo: forget me\nbo: forget me"),
    ],
)
async def test_whoever_looks_for_a_way_sees_the_same_whether_anybody_fits(before: str, fate: str) -> None:
    nobody = await seen(_looking("", ""))
    assert await seen(_looking(before, fate)) == nobody


async def test_a_yes_to_whoever_looks_is_told_with_a_name_and_no_note() -> None:
    told = await seen(_looking(_NOTED, 'bo presses "Yes, I would help"'))
    assert any("Bo Chen may know somebody" in each for each in told)
    assert not any("Zoe" in each or "parsers" in each for each in told)
