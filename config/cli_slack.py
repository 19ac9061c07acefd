"""`hallway slack …`: what an operator needs to set Hallway up on Slack."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot.errors import BadSettings

slack = typer.Typer(help="Set Hallway up on Slack: see docs/install-slack.md.", no_args_is_help=True)


@slack.callback()
def _group() -> None:
    """A group, though there is one command in it so far."""


@slack.command()
def manifest(
    http: Annotated[
        str, typer.Option("--http", metavar="URL", help="For HTTP at this public address; Socket Mode without it.")
    ] = "",
) -> None:
    """Print the app's manifest, to be pasted at api.slack.com/apps."""
    from adapters.slack.manifest import manifest as made
    from bot.commands import COMMANDS
    from config.settings import load

    if http and not _is_address(http):
        raise BadSettings("--http takes the public address of this installation, such as https://hallway.example.org")
    app = made(COMMANDS, url=http or None, prefix=load().command_prefix)
    typer.echo(json.dumps(app, ensure_ascii=False, indent=2))


def _is_address(text: str) -> bool:
    """Slack sends to https only."""
    try:
        parts = urlsplit(text)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    has_more = parts.query or parts.fragment or parts.username or any(character.isspace() for character in text)
    return parts.scheme == "https" and is_whole and not has_more
