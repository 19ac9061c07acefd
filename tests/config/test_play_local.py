"""The local stage: which button is meant, what is said of one that is not there, and what survives a restart."""

from io import StringIO
from pathlib import Path

import pytest

from config.play import play_all

HEAD = 'at 2026-03-04 10:00 Europe/Lisbon\nmember ana "Ana Silva"\nmember bo "Bo Chen"\nchannel meetups\n'
MET = "ana: met Greta Lind at PyCon\nana: met Tim Ode at FOSDEM\n"


async def played(folder: Path, *lines: str) -> tuple[int, str]:
    (folder / "a.transcript").write_text(HEAD + "\n".join(lines), "utf-8")
    out = StringIO()
    return await play_all([folder], out), out.getvalue()


async def test_a_button_is_the_newest_or_the_one_beside_its_text(tmp_path: Path) -> None:
    lines = (
        'ana presses "Undo" beside "greta"',
        'ana sees "Undone: “Saved: you met Greta Lind."',
        'ana presses "undo"',
        'ana sees "Undone: “Saved: you met Tim Ode."',
    )
    code, out = await played(tmp_path, MET, *lines)
    assert code == 0, out


async def test_a_button_in_a_row_is_found_by_its_row(tmp_path: Path) -> None:
    code, out = await played(tmp_path, MET, "ana: people", 'ana presses "Card" beside "Greta"', 'ana sees "PyCon"')
    assert code == 0, out


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('ana presses "Buy"', "There is no such button. ana sees these: Fix, Follow up in a week, Undo."),
        ('bo presses "Undo"', "There is no such button. bo sees these: none."),
        ('ana fills where="PyCon"', "No form is open for ana."),
        ('ana reads "hallway.json"', "There is no such file. ana sees these: none."),
    ],
)
async def test_what_is_not_there_is_answered_with_what_is(tmp_path: Path, line: str, reason: str) -> None:
    code, out = await played(tmp_path, MET, line)
    assert code == 1
    assert f"{line}\n{reason}" in out


async def test_a_form_without_that_field_names_those_it_has(tmp_path: Path) -> None:
    code, out = await played(tmp_path, "ana: /remind", 'ana fills whom="Bo"')
    assert code == 1
    assert "There is no such field. The form that is open for ana has: what, when." in out


async def test_messages_stay_over_a_restart_and_forms_do_not(tmp_path: Path) -> None:
    code, out = await played(tmp_path, MET, "ana: /remind", "restart", 'ana sees "When"', 'ana fills what="rest"')
    assert code == 1
    assert "No form is open for ana." in out


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_crash_around_a_message_neither_loses_nor_doubles_it(tmp_path: Path, when: str) -> None:
    lines = (
        "ana: remind me in 1 hour to stretch",
        f"crash {when} the next message",
        "wait 2 hours",
        "ana now sees /stretch/",
        "ana now does not see /(?s)stretch.*stretch/",
    )
    code, out = await played(tmp_path, *lines)
    assert code == 0, out


async def test_a_transcript_keeps_away_from_the_database_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real.db"
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite+aiosqlite:///{real}")
    code, out = await played(tmp_path, MET)
    assert code == 0, out
    assert not real.exists()
