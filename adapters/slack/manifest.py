"""The app's manifest, from the commands there are: what an operator pastes into Slack to make the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.shortcuts import ShortcutOn

if TYPE_CHECKING:
    from adapters.slack.runs import Block
    from bot.command import Spec
    from bot.registry import Registry
    from bot.shortcuts import Shortcut

COMMANDS = 50
"""Slash commands an app can have."""

COMMAND = 32
"""Characters of one, the slash included."""

SHORTCUTS, SHORTCUT = 10, 24
"""Shortcuts an app can have; characters of the name of one."""

WHOLE = "hallway"
"""The command that takes every other: ``/hallway met Ana``."""

SCOPES = ("commands", "chat:write", "im:history", "im:write", "users:read", "app_mentions:read")
OPTIONAL_SCOPES = ("files:read", "files:write", "mpim:history", "mpim:write")
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.im",
    "team_join",
    "tokens_revoked",
    "user_change",
)

BUILT_IN = frozenset(
    "active all apps archive away call collapse commands dm dnd expand feed invite join kick leave me msg mute open "
    "prefs pro remind remove rename search shortcuts shrug star status topic unarchive who".split()
)
"""Slack's own commands: it refuses a whole manifest for one of these."""

LONG_ONLY = frozenset(
    "blocks change community-calendar greet hired kept link merge prefer questions reach referrals rename "
    "unblock".split()
)
"""Typed so seldom that they go without a short name, which an app has too few of: ``/hallway rename`` does it."""

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

_DESCRIPTION = "Remembers whom you met, suggests the follow-up, and reminds you on time."
_LONG_DESCRIPTION = (
    "Tell Hallway in one sentence whom you met, where, and what you promised. It remembers, suggests the follow-up, "
    "and reminds you on time and in your own time zone. What you tell it is private: it is sealed where it is kept, "
    "and nobody else can read it, organisers included. You can take everything with you, or erase it, at any time."
)


def manifest(commands: Registry, *, url: str | None = None, prefix: str = "") -> Block:
    """For Socket Mode, or for HTTP at ``url``. ``prefix`` goes before every short name, where others have taken it."""
    base = None if url is None else url.rstrip("/")
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Hallway",
            "description": _DESCRIPTION,
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#2f4858",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Hallway", "always_online": True},
            **_shortcuts(commands),
            "slash_commands": list(_slash_commands(commands, base, prefix)),
        },
        "oauth_config": _oauth(base),
        "settings": _settings(base),
    }


def names(commands: Registry, prefix: str = "") -> dict[str, str]:
    """The commands and groups with a short name of their own on Slack, by that name without its slash. All others are
    called behind the one that takes every command."""
    found: dict[str, str] = {}
    heads = [head for head in commands.heads if head not in LONG_ONLY]
    for head in heads[: COMMANDS - 1]:
        short = f"{prefix}{head}"
        name = f"{WHOLE}-{head}" if short in BUILT_IN or short == WHOLE else short
        if len(name) < COMMAND:
            found[name] = head
    return found


def shortcuts(commands: Registry) -> dict[str, tuple[Spec, Shortcut]]:
    """Those Slack can have, by what it calls them: it knows none on a person."""
    found: dict[str, tuple[Spec, Shortcut]] = {}
    for spec in commands:
        for shortcut in spec.shortcuts:
            if shortcut.on is not ShortcutOn.PERSON and len(found) < SHORTCUTS:
                found[f"{spec.name}:{shortcut.on.value}"] = (spec, shortcut)
    return found


def _shortcuts(commands: Registry) -> Block:
    shown = [_shortcut(name, spec, each) for name, (spec, each) in shortcuts(commands).items()]
    return {"shortcuts": shown} if shown else {}


def _shortcut(name: str, spec: Spec, shortcut: Shortcut) -> Block:
    kind = "message" if shortcut.on is ShortcutOn.MESSAGE else "global"
    label = shortcut.label if len(shortcut.label) <= SHORTCUT else spec.name
    return {"name": label[:SHORTCUT], "type": kind, "callback_id": name, "description": spec.help}


def _slash_commands(commands: Registry, base: str | None, prefix: str) -> Iterator[Block]:
    whole = "Everything Hallway can do, in your own words"
    yield _slash(f"{prefix}{WHOLE}", whole, "met Ana Silva at PyLisboa about Arrow", base)
    for name, command in names(commands, prefix).items():
        spec, group = commands.find(command), [each.path[-1] for each in commands.group(command)]
        if spec is not None:
            yield _slash(name, spec.help, spec.usage.partition(" ")[2], base)
        else:
            yield _slash(name, " · ".join(group), "|".join(group), base)


def _slash(name: str, description: str, hint: str, base: str | None) -> Block:
    shown: Block = {"command": f"/{name}", "description": description, "should_escape": True}
    if hint:
        shown["usage_hint"] = hint[:1000]
    return shown if base is None else {**shown, "url": f"{base}{EVENTS_PATH}"}


def _oauth(base: str | None) -> Block:
    scopes: Block = {"bot": _texts((*SCOPES, *OPTIONAL_SCOPES)), "bot_optional": _texts(OPTIONAL_SCOPES)}
    return {"scopes": scopes} if base is None else {"redirect_urls": [f"{base}{REDIRECT_PATH}"], "scopes": scopes}


def _settings(base: str | None) -> Block:
    address: Block = {} if base is None else {"request_url": f"{base}{EVENTS_PATH}"}
    return {
        "event_subscriptions": {**address, "bot_events": _texts(EVENTS)},
        "interactivity": {"is_enabled": True, **address},
        "org_deploy_enabled": False,
        "socket_mode_enabled": base is None,
        "token_rotation_enabled": False,
    }


def _texts(texts: Sequence[str]) -> list[str]:
    return list(texts)
