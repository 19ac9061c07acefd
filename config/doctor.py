"""`hallway doctor`: whether everything is well, and what to do where it is not."""

from __future__ import annotations

import shutil
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from adapters.findings import Finding
from bot.errors import BadSettings
from config.settings import Settings, prepare
from config.skew import NOTICED, skew
from storage.store import Store

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

LEAST_SPACE = 100 * 1024 * 1024
"""Bytes free in the data folder below which a full disk is near."""


async def examine(settings: Settings) -> list[Finding]:
    """Every finding; nothing is made that is not there. Raise OperatorError for what stops Hallway from starting."""
    return [*await _kept(settings), *await _slack(settings), *await _discord(settings)]


async def _slack(settings: Settings) -> list[Finding]:
    if not settings.has_slack:
        return []
    from adapters.slack.checks import check
    from config.slack import slack_settings

    try:
        return await check(slack_settings(settings), datetime.now(UTC))
    except BadSettings as error:
        return [Finding("Slack settings", str(error))]


async def _discord(settings: Settings) -> list[Finding]:
    if settings.discord_token is None:
        return []
    from adapters.discord.checks import check
    from config.discord import discord_settings

    return await check(discord_settings(settings), datetime.now(UTC))


async def _kept(settings: Settings) -> list[Finding]:
    if not settings.database_url and not (settings.data_dir / "hallway.db").exists():
        return [
            Finding(f"data folder {settings.data_dir}", "no database here yet: start Hallway, or set HALLWAY_DATA_DIR")
        ]
    secret = prepare(settings)
    findings = [_space(settings.data_dir), _secrecy(settings), _zones()]
    async with Store.open(settings.url, secret) as store:
        findings.append(Finding(f"database {_kind_of(settings.url)}, schema current, secret fits"))
        findings.append(_skew(await skew(store)))
        findings += [finding async for finding in _invariants(store)]
    return findings


async def _invariants(store: Store) -> AsyncIterator[Finding]:
    problems = await store.check(datetime.now(UTC))
    for problem in problems:
        yield Finding("data", f"{problem} Restore a backup, or report it with this line.")
    if not problems:
        yield Finding("data whole, every reminder has its delivery")


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    what = f"data folder {folder}, {free // 2**20} MB free"
    return Finding(what, "" if free > LEAST_SPACE else "make space, or Hallway cannot save anything")


def _secrecy(settings: Settings) -> Finding:
    path = settings.data_dir / "secret.key"
    if settings.secret is not None or not path.exists():
        return Finding("secret given by the settings")
    is_private = not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Finding(f"secret in {path}", "" if is_private else f"others can read it: chmod 600 {path}")


def _skew(ahead: timedelta) -> Finding:
    what = f"clock within {abs(ahead).total_seconds():.1f} s of the database's"
    return Finding(what, "" if abs(ahead) <= NOTICED else "let both follow a time server, such as chrony")


def _zones() -> Finding:
    return Finding(f"clock {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, time zones of {version('tzdata')}")


def _kind_of(url: str) -> str:
    return "PostgreSQL" if url.startswith("postgresql") else "SQLite"
