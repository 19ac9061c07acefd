"""The command line, as an operator meets it: what it prints, and its exit codes."""

import asyncio
import json
import os
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.config import forked
from tests.config.forked import Running

PRESENT = ("--now", "2026-03-04T10:30", "--zone", "America/New_York")


async def start(*arguments: str, folder: Path, **settings: str) -> Running:
    """`hallway` with these arguments, its data in ``folder``, and no other setting than these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HALLWAY_")}
    named = {f"HALLWAY_{name.upper()}": value for name, value in settings.items()}
    return await forked.start(arguments, {**kept, "HALLWAY_DATA_DIR": str(folder), **named})


async def hallway(*arguments: str, folder: Path, **settings: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    return await (await start(*arguments, folder=folder, **settings)).ended()


@asynccontextmanager
async def running(folder: Path) -> AsyncGenerator[tuple[BaseProcess, str]]:
    """Hallway and the address it is ready at; interrupted in the end, if it still runs."""
    started = await start("run", folder=folder, http_port=str(free_port()))
    async for line in started.out:
        if b"ready at" in line:
            yield started.process, line.decode().split()[4]
            break
    await started.interrupted()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_it_starts_on_sample_data_and_ends_cleanly_when_interrupted(tmp_path: Path) -> None:
    async with running(tmp_path) as (process, address):
        assert address.startswith("http://127.0.0.1:")
    assert process.exitcode == 0
    assert (tmp_path / "hallway.db").exists()
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    async with running(tmp_path) as (process, _):
        pass
    assert process.exitcode == 0


async def test_with_a_token_it_says_where_people_meet_it_and_names_no_page(tmp_path: Path) -> None:
    elsewhere = {"discord_token": "MTE.fake.token", "discord_api_url": f"http://127.0.0.1:{free_port()}/api/v10"}
    started = await start("run", folder=tmp_path, http_port=str(free_port()), **elsewhere)
    line = (await started.out.readline()).decode()
    await started.interrupted()
    assert line.startswith("Hallway is running for Discord (Ctrl-C stops it). How it is: http://127.0.0.1:")
    assert line.endswith("/health\n")


async def test_a_busy_port_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = await hallway("run", folder=tmp_path, http_port=str(taken.getsockname()[1]))
    assert code == 2
    assert err.count("\n") == 1
    assert "is Hallway running already?" in err


async def test_a_folder_that_cannot_be_written_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, _, err = await hallway("run", folder=tmp_path / "file" / "data")
    assert (code, err.count("\n")) == (2, 1)
    assert "Set HALLWAY_DATA_DIR" in err


async def test_a_newer_database_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    async with running(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "hallway.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    code, _, err = await hallway("run", folder=tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert "install a newer Hallway" in err


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("http_port", "99999", "HALLWAY_HTTP_PORT"),
        ("htpp_port", "8765", "Did you mean HALLWAY_HTTP_PORT?"),
        ("http_host", "0.0.0.0", "listens on 127.0.0.1 only"),  # noqa: S104 - it is refused
        ("secret", "short", "at least 32 characters"),
        ("public_url", "hallway.example.org", "a whole address, such as https://hallway.example.org"),
        ("public_url", "https://hallway.example.org/?a=b", "a whole address"),
        ("log_level", "loud", "debug, info, warning or error"),
        ("database_url", "mysql://here", "SQLite or PostgreSQL"),
        ("database_url", "postgresql+asyncpg://nobody@127.0.0.1:1/none", "does not answer"),
    ],
)
async def test_a_bad_setting_is_one_line_and_exit_code_2(tmp_path: Path, setting: str, value: str, said: str) -> None:
    code, _, err = await hallway("run", folder=tmp_path, **{setting: value})
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


async def test_another_secret_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    async with running(tmp_path):
        pass
    code, _, err = await hallway("doctor", folder=tmp_path, secret="b" * 32)
    assert code == 2
    assert "sealed with another secret" in err


async def test_doctor_makes_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    code, out, _ = await hallway("doctor", folder=tmp_path / "elsewhere")
    assert code == 1
    assert "no database here yet" in out
    assert not (tmp_path / "elsewhere").exists()


async def test_doctor_finds_all_well_on_a_fresh_start(tmp_path: Path) -> None:
    async with running(tmp_path):
        pass
    code, out, _ = await hallway("doctor", folder=tmp_path)
    assert code == 0
    assert all(line.startswith("ok ") for line in out.splitlines())


async def test_export_writes_the_files_for_their_owner_alone(tmp_path: Path) -> None:
    async with running(tmp_path):
        pass
    code, out, _ = await hallway("export", "ana", "--to", str(tmp_path / "out"), folder=tmp_path)
    assert code == 0
    assert len(out.split()) == 3
    document = json.loads((tmp_path / "out" / "hallway.json").read_text())
    assert document["member"]["name"] == "Ana Silva"
    assert (tmp_path / "out" / "hallway.json").stat().st_mode & 0o077 == 0
    code, _, err = await hallway("export", "nobody", folder=tmp_path)
    assert code == 2
    assert "nobody" in err


async def test_understand_prints_command_and_arguments(tmp_path: Path) -> None:
    text = "met Ana Silva at PyLisboa, promised to call her by Friday"
    code, out, _ = await hallway("understand", text, *PRESENT, "--json", folder=tmp_path)
    understood = json.loads(out)
    assert code == 0
    assert (understood["command"], understood["asks"]) == ("met", None)
    assert understood["arguments"]["by"]["local"] == "2026-03-06T09:00"
    assert understood["arguments"]["person"] == "Ana Silva"


async def test_understand_prints_the_question_it_would_ask(tmp_path: Path) -> None:
    _, out, _ = await hallway("understand", "follow up with Ana next friday", *PRESENT, "--json", folder=tmp_path)
    asks = json.loads(out)["asks"]
    assert asks["slot"] == "when"
    assert sorted(option["local"][:10] for option in asks["options"]) == ["2026-03-06", "2026-03-13"]


async def test_understand_prints_every_command_of_a_sentence(tmp_path: Path) -> None:
    _, out, _ = await hallway("understand", "met Ana and Bo at PyCon", *PRESENT, "--json", folder=tmp_path)
    assert [each["arguments"]["person"] for each in json.loads(out)["commands"]] == ["Ana", "Bo"]


async def test_understand_exits_1_on_what_it_does_not_understand(tmp_path: Path) -> None:
    code, out, _ = await hallway("understand", "colourless green ideas", *PRESENT, "--json", folder=tmp_path)
    assert (code, json.loads(out)["command"]) == (1, None)


async def test_when_prints_the_readings(tmp_path: Path) -> None:
    code, out, _ = await hallway("when", "friday 9:00", *PRESENT, "--json", folder=tmp_path)
    assert code == 0
    assert json.loads(out) == {
        "readings": [
            {
                "local": "2026-03-06T09:00",
                "zone": "America/New_York",
                "utc": "2026-03-06T14:00:00Z",
                "rule": None,
                "precision": "minute",
            }
        ]
    }


async def test_when_exits_1_when_it_cannot_tell(tmp_path: Path) -> None:
    code, out, _ = await hallway("when", "sometime", *PRESENT, "--json", folder=tmp_path)
    assert (code, json.loads(out)) == (1, {"readings": []})


async def test_a_present_that_is_none_is_refused(tmp_path: Path) -> None:
    code, _, err = await hallway("when", "friday", "--now", "later", folder=tmp_path)
    assert code == 2
    assert "--now" in err


async def test_version(tmp_path: Path) -> None:
    assert (await hallway("version", folder=tmp_path))[1].strip()


async def test_nothing_heavy_is_imported_at_start(tmp_path: Path) -> None:
    """Only what every start needs: heavy libraries are imported when something asks for them."""
    code = (
        "import sys, config.running\n"
        "heavy = {'matplotlib', 'dateparser', 'rustworkx', 'slack_bolt', 'slack_sdk', 'discord', 'numpy', 'alembic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE, cwd=Path.cwd())
    out, _ = await process.communicate()
    assert out.decode().strip() == "[]"


async def test_an_empty_secret_file_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    code, _, err = await hallway("run", folder=tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert "holds no secret" in err


async def test_a_settings_file_that_is_no_toml_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "hallway.toml").write_text("= nonsense")
    code, _, err = await hallway("doctor", folder=tmp_path, config=str(tmp_path / "hallway.toml"))
    assert (code, err.count("\n")) == (2, 1)
    assert "is not TOML" in err


async def test_two_places_become_one_community(tmp_path: Path) -> None:
    code, out, _ = await hallway("span", folder=tmp_path)
    assert (code, "No community yet" in out) == (0, True)
    async with running(tmp_path):
        pass
    code, out, _ = await hallway("span", folder=tmp_path)
    assert (code, out.split("  ")[0]) == (0, "local:local")
    for places, complaint in (
        (["local:local"], "two places"),
        (["local:local", "local:local"], "the same place twice"),
        (["local:local", "slack"], "'slack' is no place"),
        (["local:local", "slack:T1"], "no slack:T1 is here yet"),
    ):
        code, out, err = await hallway("span", *places, folder=tmp_path)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert complaint in err


async def test_the_manifest_is_printed_for_socket_mode_and_for_http(tmp_path: Path) -> None:
    code, out, _ = await hallway("slack", "manifest", folder=tmp_path)
    assert (code, json.loads(out)["settings"]["socket_mode_enabled"]) == (0, True)
    code, out, _ = await hallway(
        "slack", "manifest", "--http", "https://hallway.example.org", folder=tmp_path, command_prefix="hw-"
    )
    slashes = json.loads(out)["features"]["slash_commands"]
    assert {"command": "/hw-met", "url": "https://hallway.example.org/slack/events"}.items() <= next(
        each for each in slashes if each["command"] == "/hw-met"
    ).items()
    assert not (tmp_path / "secret.key").exists()


@pytest.mark.parametrize("address", ["http://hallway.example.org", "hallway.example.org", "https://", "https://a b/"])
async def test_an_address_slack_would_not_send_to_is_one_line_and_exit_code_2(address: str, tmp_path: Path) -> None:
    code, out, err = await hallway("slack", "manifest", "--http", address, folder=tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)


async def test_doctor_looks_at_slack_before_anything_was_started(tmp_path: Path) -> None:
    code, out, _ = await hallway("doctor", folder=tmp_path / "new", slack_bot_token="xoxp-1", slack_app_token="xoxb-1")
    assert code == 1
    assert "WRONG  Slack bot token: HALLWAY_SLACK_BOT_TOKEN is a user's token" in out
    assert "WRONG  Slack app token" in out
    code, out, _ = await hallway("doctor", folder=tmp_path / "new", slack_bot_token="xoxb-1")
    assert "HALLWAY_SLACK_APP_TOKEN (Socket Mode) or HALLWAY_SLACK_SIGNING_SECRET (HTTP) as well" in out


async def test_doctor_looks_at_discord_before_anything_was_started(tmp_path: Path) -> None:
    code, out, _ = await hallway("doctor", folder=tmp_path / "new", discord_token="a" * 32)
    assert code == 1
    assert "WRONG  Discord token: HALLWAY_DISCORD_TOKEN is a client secret" in out
