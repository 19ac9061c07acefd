"""The command line. Anything the operator must put right is one line on stderr and exit code 2."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.times import ZoneName, instant_of, zone_named
from bot.errors import BadSettings, OperatorError
from config.cli_slack import slack

app = typer.Typer(
    help="Hallway: the hallway track, kept.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.add_typer(slack, name="slack")

_Text = Annotated[str, typer.Argument(metavar="TEXT")]
_NowOption = Annotated[
    str, typer.Option("--now", metavar="ISO", help="The present, in the zone; the real one by default.")
]
_ZoneOption = Annotated[str, typer.Option("--zone", metavar="ZONE", help="An IANA time zone.")]
_JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    try:
        app()
    except OperatorError as error:
        sys.stderr.write(f"hallway: {error}\n")
        raise SystemExit(2) from error


@app.command()
def run(
    local: Annotated[
        bool, typer.Option("--local", help="The local workspace too, beside platforms that have tokens.")
    ] = False,
) -> None:
    """Start Hallway on every platform whose token is set; on its local workspace where none is."""
    from config.settings import load

    settings = load()  # first of all: what is wrong in them is told before two seconds of importing
    gc.disable()  # nothing that an import makes is garbage, and looking for some is a fifth of the start
    from config.running import run_until_stopped

    gc.enable()
    asyncio.run(run_until_stopped(settings, local=local))


@app.command()
def play(files: Annotated[list[Path], typer.Argument(metavar="FILE...")]) -> None:
    """Run transcripts, each on a fresh database with a clock of its own."""
    from config.play import play_all

    raise typer.Exit(asyncio.run(play_all(files, sys.stdout)))


@app.command()
def understand(text: _Text, now: _NowOption = "", zone: _ZoneOption = "UTC", as_json: _JsonOption = False) -> None:
    """Show what a sentence is understood as: command and arguments, or the question it would ask."""
    from bot.commands import COMMANDS
    from config.explain import Explainer

    instant, named = _present(now, zone)
    explained = Explainer(COMMANDS).explain(text, instant, named)
    typer.echo(json.dumps(explained, ensure_ascii=False, indent=None if as_json else 2))
    raise typer.Exit(1 if explained.get("command", "") is None else 0)


@app.command()
def when(phrase: _Text, now: _NowOption = "", zone: _ZoneOption = "UTC", as_json: _JsonOption = False) -> None:
    """Show the readings of a time phrase, most likely first; exit 1 when it cannot be told."""
    from bot.language import dates
    from bot.language.dates import Now

    readings = dates.when(phrase, Now(*_present(now, zone)))
    if as_json:
        typer.echo(json.dumps({"readings": [moment.reading() for moment in readings]}))
    for moment in () if as_json else readings:
        typer.echo(f"{moment.local:%a %d %b %Y %H:%M} {moment.zone}{f', {moment.rule}' if moment.rule else ''}")
    if not readings:
        if not as_json:
            sys.stderr.write(f"cannot tell when “{phrase}” is\n")
        raise typer.Exit(1)


@app.command()
def doctor() -> None:
    """Check the settings, the database and its invariants, the clock and the platforms; exit 1 for anything wrong."""
    from config.doctor import examine
    from config.settings import load

    findings = asyncio.run(examine(load()))
    for finding in findings:
        typer.echo(finding)
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)


@app.command()
def export(
    user: Annotated[str, typer.Argument(metavar="USER", help="The member's id on the platform.")],
    platform: Annotated[str, typer.Option(help="The platform the id belongs to.")] = "local",
    team: Annotated[str, typer.Option(help="The workspace or server on that platform.")] = "local",
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the files go.")] = Path(),
) -> None:
    """Write everything of one member as JSON, CSV and vCard: for answering a member's request."""
    from config.exporting import Whose, export_member
    from config.settings import load

    for path in export_member(load(), Whose(platform, team, user), to):
        typer.echo(path)


@app.command()
def span(
    places: Annotated[
        list[str] | None, typer.Argument(metavar="[PLATFORM:ID PLATFORM:ID]", help="Two places, such as slack:T01AB.")
    ] = None,
) -> None:
    """Make one community of a Slack workspace and a Discord server; without any, list what is here."""
    from config.settings import load
    from config.spanning import span as make_one

    if len(places or ()) not in {0, 2}:
        raise BadSettings("give two places, such as slack:T01ABCDEF discord:1234567890, or none for a list")
    for line in asyncio.run(make_one(load(), places or ())):
        typer.echo(line)
    if places:
        typer.echo("Restart Hallway if it is running.")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(version_of("hallway"))


def _present(now: str, zone: str) -> tuple[datetime, ZoneName]:
    """The instant and zone given; exit 2 where they are none."""
    try:
        (named,) = zone_named(zone)
        if not now:
            return datetime.now(UTC), named
        said = datetime.fromisoformat(now)
    except ValueError as error:
        raise BadSettings(f"--now takes an ISO time, --zone an IANA zone: {error}") from error
    return (said.astimezone(UTC) if said.tzinfo else instant_of(said, named)), named
