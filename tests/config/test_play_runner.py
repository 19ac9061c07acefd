"""What a transcript does to its stage, which expectations hold, and what is printed meanwhile."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from config.play.files import play_on
from config.play.narrator import Narrator
from config.play.parse import parse
from config.play.runner import Runner, Unmet
from config.play.script import Script
from config.play.stage import Stage
from tests.config.stage_double import EchoStage

HEAD = "at 2026-03-04 10:00 Europe/Lisbon\nmember ana\nmember bo\nchannel meetups\n"
START = datetime(2026, 3, 4, 10, tzinfo=UTC)


async def play(*lines: str) -> tuple[EchoStage, str]:
    stage, out = EchoStage(START), StringIO()
    script = parse(HEAD + "\n".join(lines), "a.transcript")
    await Runner(stage, Narrator(out, script.zone)).play(script)
    return stage, out.getvalue()


async def unmet(*lines: str) -> str:
    with pytest.raises(Unmet) as caught:
        await play(*lines)
    return str(caught.value)


async def open_echo(script: Script) -> Stage:
    del script
    return EchoStage(START)


async def test_members_act_and_see_what_comes_of_it() -> None:
    await play(
        "ana: hello",
        'ana sees "YOU SAID: hello"',
        "ana sees /said: h/",
        'ana does not see "bye"',
        'ana presses "Undo" beside "hello"',
        'ana sees "Undo: You said"',
        "ana in #meetups: /due all",
        'ana sees "due(all) in meetups"',
        "ana: form",
        'ana fills where="PyCon"',
        'ana sees "where is PyCon"',
        'ana reads "people.csv"',
        'ana sees "inside people.csv"',
        "bo sees nothing",
    )


async def test_buttons_are_seen_too() -> None:
    await play("ana: hello", 'ana sees "[Undo] [Fix]"')


async def test_channels_see_what_everybody_sees() -> None:
    await play("#meetups sees nothing", "ana in #meetups: all hello", '#meetups sees "hello"', 'ana sees "hello"')


async def test_time_passes_from_due_moment_to_due_moment() -> None:
    stage, out = await play("ana: later tea", "wait 30 minutes", "bo: later cake", "wait 2 days", 'ana sees "tea"')
    assert stage.now == datetime(2026, 3, 6, 10, 30, tzinfo=UTC)
    hours = [line.strip(" -") for line in out.splitlines() if line.startswith("  --")]
    assert hours == [f"{each} Europe/Lisbon" for each in (
        "Wed 4 Mar 2026, 10:00", "Wed 4 Mar 2026, 10:30", "Wed 4 Mar 2026, 11:00", "Wed 4 Mar 2026, 11:30",
        "Fri 6 Mar 2026, 10:30",
    )]  # fmt: skip


async def test_what_is_seen_reaches_back_to_the_last_act() -> None:
    said = await unmet("ana: one", "ana: two", 'ana sees "one"')
    assert said.startswith('a.transcript:7: ana sees "one"\nIt is not in what ana received since their last act:\n')
    assert said.endswith("    | You said: two\n    | [Undo] [Fix]")


async def test_what_is_now_seen_reaches_back_to_the_last_wait() -> None:
    lines = ("ana: later tea", "ana: later cake", "wait 1 hour", "wait 1 hour")
    await play(*lines, 'ana sees "tea"')
    assert "received since their last act or the last wait:\n    nothing" in await unmet(*lines, 'ana now sees "tea"')


async def test_nothing_means_nothing_since_the_last_line_about_them() -> None:
    await play("ana: hello", 'ana sees "hello"', "ana sees nothing")
    assert "Since the last line about ana, ana received:\n    | You said" in await unmet(
        "ana: hello", "ana sees nothing"
    )


async def test_what_must_not_be_seen_is_quoted() -> None:
    assert "“HELLO” is in what ana received" in await unmet("ana: HELLO", 'ana does not see "hello"')


async def test_several_messages_are_laid_out_one_by_one() -> None:
    lines = ("ana: hello", "ana: later tea", "ana: later cake", "wait 1 hour", 'ana sees "coffee"')
    assert (await unmet(*lines)).endswith("    | tea\n    ---\n    | cake")


@pytest.mark.parametrize(
    ("line", "reason"),
    [('ana presses "Fix"', "There is no button “Fix” that ana sees."), ('ana fills a="b"', "No form is open for ana.")],
)
async def test_reaching_for_what_is_not_there_fails(line: str, reason: str) -> None:
    assert await unmet(line) == f"a.transcript:5: {line}\n{reason}"


async def test_upsets_reach_the_stage() -> None:
    stage, out = await play("restart", "crash after the next message", "refuse bo", "refuse groups", "down 2 days")
    assert stage.log == ["restart", "crash after", "bo closed", "groups closed", "restart"]
    assert stage.now == datetime(2026, 3, 6, 10, tzinfo=UTC)
    assert "-- crash after the next message" in out


async def test_what_came_late_is_seen_after_the_downtime() -> None:
    await play("ana: later tea", "down 1 day", 'ana now sees "tea"')


async def test_the_conversation_is_printed_as_it_goes() -> None:
    _, out = await play("ana: one", "| two", 'ana sees "one"', "ana in #meetups: all hi")
    assert out == (
        "a.transcript\n"
        "\n  -- Wed 4 Mar 2026, 10:00 Europe/Lisbon\n"
        "\n  ana: one\n  | two\n"
        "    to ana\n      You said: one\n      two\n      [Undo] [Fix]\n"
        '    ok ana sees "one"\n'
        "\n  ana in #meetups: all hi\n"
        "    to ana, #meetups\n      hi\n"
        "\nheld a.transcript (1 expectation)\n\n"
    )


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


async def test_a_terminal_gets_colours() -> None:
    out = Terminal()
    script = parse(HEAD + "ana: hello", "a.transcript")
    await Runner(EchoStage(START), Narrator(out, script.zone)).play(script)
    assert "\033[1mana: hello\033[0m" in out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "more").mkdir()
    (tmp_path / "good.transcript").write_text(HEAD + 'ana: hello\nana sees "hello"\n')
    (tmp_path / "more" / "good.transcript").write_text(HEAD + "bo sees nothing\n")
    (tmp_path / "notes.txt").write_text("not a transcript")
    return tmp_path


async def test_when_everything_holds_the_exit_code_is_0(folder: Path) -> None:
    out = StringIO()
    assert await play_on(open_echo, [folder], out) == 0
    assert out.getvalue().endswith("2 of 2 transcripts hold.\n")


async def test_when_an_expectation_fails_the_exit_code_is_1(folder: Path) -> None:
    bad = folder / "bad.transcript"
    bad.write_text(HEAD + 'ana sees "hello"\n')
    out = StringIO()
    assert await play_on(open_echo, [folder, bad], out) == 1
    assert f'{bad}:5: ana sees "hello"\nIt is not in what' in out.getvalue()
    assert out.getvalue().endswith(f"2 of 4 transcripts hold.\n  not {bad}\n  not {bad}\n")


@pytest.mark.parametrize("content", [b"nonsense", b"\xff\xfe", None])
async def test_when_a_file_cannot_be_read_nothing_is_played(folder: Path, content: bytes | None) -> None:
    bad = folder / "bad.transcript"
    if content is not None:
        bad.write_bytes(content)
    out = StringIO()
    assert await play_on(open_echo, [folder / "good.transcript", bad], out) == 2
    assert out.getvalue().startswith(f"{bad}:1:")
    assert "hello" not in out.getvalue()


async def test_a_folder_without_transcripts_is_a_mistake(tmp_path: Path) -> None:
    out = StringIO()
    assert await play_on(open_echo, [tmp_path], out) == 2
    assert "There is no .transcript file in" in out.getvalue()


async def test_the_stage_is_closed_when_a_transcript_fails(folder: Path) -> None:
    stage = EchoStage(START)

    async def open_stage(script: Script) -> Stage:
        del script
        return stage

    (folder / "bad.transcript").write_text(HEAD + 'ana sees "hello"\n')
    await play_on(open_stage, [folder / "bad.transcript"], StringIO())
    assert stage.closed
