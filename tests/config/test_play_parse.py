"""The transcript language: every form of line, and what is said about a line that has none."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.members import Role
from bot.domain.zones import ZoneName
from config.play.parse import parse
from config.play.script import (
    Act,
    Crash,
    Crashes,
    Fills,
    Joins,
    Opens,
    Presses,
    Reader,
    Reads,
    Refuses,
    RefusesGroups,
    Restarts,
    Says,
    Sees,
    SeesNothing,
    Since,
    Types,
    Unreadable,
    Waits,
)

LISBON = ZoneName("Europe/Lisbon")
HEAD = 'at 2026-03-04 10:00 Europe/Lisbon\nmember ana "Ana Silva"\nmember bo\nchannel meetups\n'
ANA, BO, MEETUPS = Reader("ana"), Reader("bo"), Reader("meetups", is_channel=True)


def act(line: str) -> Act:
    """What one line after the usual head means."""
    return parse(HEAD + line, "a.transcript").steps[-1].act


def mistakes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as caught:
        parse(text, "a.transcript")
    return [(mistake.line, mistake.expected) for mistake in caught.value.mistakes]


def expected(line: str) -> str:
    """What is said to have been expected where a bad line stands after the usual head."""
    ((number, said),) = mistakes(HEAD + line)
    assert number == 5
    return said


def seen(line: str) -> re.Pattern[str]:
    sees = act(line)
    assert isinstance(sees, Sees)
    return sees.pattern


def test_the_first_line_sets_the_clock() -> None:
    script = parse("# a comment\n\nat 2026-03-04 10:00 Europe/Lisbon   # the clock\n", "a.transcript")
    assert (script.starts, script.zone) == (datetime(2026, 3, 4, 10), LISBON)


def test_a_member_has_a_name_a_zone_a_role_and_a_language() -> None:
    line = 'member caz "Caz O\\"Neil" tz=America/New_York roles=organiser locale=pt'
    assert act(line) == Joins("caz", 'Caz O"Neil', ZoneName("America/New_York"), Role.ORGANISER, "pt")


def test_a_member_with_nothing_else_lives_where_the_clock_is() -> None:
    assert act("member caz") == Joins("caz", "Caz", LISBON)


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("channel general", Opens("general")),
        ("ana: met Bo at PyLisboa: nice", Says("ana", "met Bo at PyLisboa: nice")),
        ("ana: what is due? #urgent", Says("ana", "what is due? #urgent")),
        ("ana: /met Bo at PyLisboa", Types("ana", "met", "Bo at PyLisboa")),
        ("ana: /due", Types("ana", "due", "")),
        ("ana in #meetups: /due all", Types("ana", "due", "all", "meetups")),
        ("ana in #meetups: @hallway what is due?", Says("ana", "@hallway what is due?", "meetups")),
        ("ana: one\n   | two\n   |  three", Says("ana", "one\ntwo\n three")),
        ('ana presses "Undo"', Presses("ana", "Undo")),
        ('ana presses "Done" beside "Bo Chen"', Presses("ana", "Done", "Bo Chen")),
        ('ana fills where="PyCon", about="A \\"B\\"\\nC"', Fills("ana", {"where": "PyCon", "about": 'A "B"\nC'})),
        ('ana reads "people.csv"', Reads("ana", "people.csv")),
        ("ana sees nothing", SeesNothing(ANA)),
        ("#meetups sees nothing", SeesNothing(MEETUPS)),
        ("wait 90 minutes", Waits(timedelta(minutes=90))),
        ("wait 1 week 2 days 1 hour", Waits(timedelta(days=9, hours=1))),
        ("wait until 2026-03-29 01:30", Waits(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))),
        ("down 2 days", Waits(timedelta(days=2), down=True)),
        ("down until 2026-07-01 09:00 Asia/Tokyo", Waits(datetime(2026, 7, 1, tzinfo=UTC), down=True)),
        ("restart", Restarts()),
        ("crash before the next message", Crashes(Crash.BEFORE)),
        ("crash after the next message", Crashes(Crash.AFTER)),
        ("refuse bo", Refuses("bo", closed=True)),
        ("accept bo", Refuses("bo", closed=False)),
        ("refuse groups", RefusesGroups(closed=True)),
        ("accept groups", RefusesGroups(closed=False)),
    ],
)  # fmt: skip
def test_a_line_means_an_act(line: str, meaning: Act) -> None:
    assert act(line) == meaning


@pytest.mark.parametrize(
    ("line", "reader", "absent", "since"),
    [
        ('ana sees "PyLisboa"', ANA, False, Since.ACT),
        ('ana does not see "PyLisboa"', ANA, True, Since.ACT),
        ('bo now sees "PyLisboa"', BO, False, Since.NOW),
        ('bo now does not see "PyLisboa"', BO, True, Since.NOW),
        ('#meetups sees "PyLisboa"', MEETUPS, False, Since.ACT),
    ],
)
def test_an_expectation_names_who_sees_and_since_when(line: str, reader: Reader, absent: bool, since: Since) -> None:
    sees = act(line)
    assert isinstance(sees, Sees)
    assert (sees.reader, sees.absent, sees.since) == (reader, absent, since)


def test_quoted_text_is_found_in_any_case_and_over_line_breaks() -> None:
    assert seen('ana sees "to Bo (again)"').search("I wrote TO\n  bo (AGAIN).")
    assert not seen('ana sees "a.c"').search("abc")


def test_a_regular_expression_is_one_and_may_hold_slashes() -> None:
    assert seen("ana sees /Fri(day)? 6\\/3/").search("on Fri 6/3")
    assert not seen("ana sees /friday/").search("Friday")


def test_comments_stand_at_the_start_of_a_line_or_after_two_spaces() -> None:
    script = parse(
        HEAD + '#nobody minds this\n## nor this\nana: hello  # or this\n#meetups sees "x"  # yes', "a.transcript"
    )
    assert [step.source for step in script.steps[3:]] == ["ana: hello", '#meetups sees "x"']


def test_a_step_knows_its_line() -> None:
    assert [step.line for step in parse(HEAD + "\nana: one\n| two\n\nrestart", "a").steps] == [2, 3, 4, 6, 9]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("ana says hello", "a line of the transcript language"),
        ("ana in meetups: /due", "a line of the transcript language"),
        ("ana sees PyLisboa", 'NAME sees "TEXT"'),
        ("ana does see nothing", 'NAME sees "TEXT"'),
        ("ana does not see nothing", "ana sees nothing"),
        ("ana sees /(/", "a regular expression"),
        ("ana presses Undo", 'NAME presses "LABEL"'),
        ('ana fills "PyCon"', 'NAME fills SLOT="TEXT"'),
        ("wait two days", "wait 2 days"),
        ("wait 2 months", "wait 2 days"),
        ("wait until 2026-02-30 10:00", "a date and time"),
        ("down until 2026-03-05 10:00 Lisbon", "an IANA time zone"),
        ("restart now", "restart, alone"),
        ("crash", "crash before the next message"),
        ("refuse", "refuse NAME"),
        ("member groups", "another name than groups"),
        ("cleo: hello", "member cleo to be declared above"),
        ("ana in #random: /due", "channel random to be declared above"),
        ("#random sees nothing", "channel random to be declared above"),
        ("#meetups gets nothing", "a line of the transcript language"),
        ('member ana "Ana Again"', "ana to be there once"),
        ("member cleo tz=Lisbon", "an IANA time zone"),
        ("member cleo roles=king", "roles out of member, organiser"),
        ("member cleo age=9", "tz=, roles= or locale="),
        ('member Cleo "Cleo"', "member NAME"),
    ],
)
def test_a_bad_line_is_told_what_was_expected(line: str, hint: str) -> None:
    assert hint in expected(line)


def test_only_what_somebody_says_has_more_lines() -> None:
    ((line, said),) = mistakes(HEAD + "restart\n| more")
    assert (line, said) == (6, "a line with | to follow one in which somebody says something")


@pytest.mark.parametrize("text", ["", "# nothing\n", "member ana\n", "at 2026-03-04 10:00\n", "at noon\n"])
def test_without_a_clock_there_is_no_transcript(text: str) -> None:
    assert mistakes(text)[0][1].startswith("at DATE TIME ZONE")


def test_every_mistake_is_listed_with_its_file_and_line() -> None:
    with pytest.raises(Unreadable) as caught:
        parse(HEAD + "ana says\nana: fine\nwait", "some/a.transcript")
    lines = str(caught.value).splitlines()
    assert [line for line in lines if line.startswith("some/")] == [
        "some/a.transcript:5: ana says",
        "some/a.transcript:7: wait",
    ]
