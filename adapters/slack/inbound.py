"""From Slack's payloads to acts of the core: what was done, where, and under which key it is known."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from babel.localedata import exists

from adapters.slack.manifest import WHOLE, names
from bot.domain.members import Role
from bot.domain.zones import zone_of
from bot.invocation import Filled, Pressed, Profile, Said, Slash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.slack.payloads import BlockActions, Person, SlashCommand, Told, ViewSubmission
    from bot.command import Spec
    from bot.invocation import Act
    from bot.registry import Registry

ORDINARY = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""Kinds of message that somebody wrote just so; all others tell of something, or are a bot's."""

_ACCOUNT = re.compile(r"<@!?([UW][A-Z0-9]{1,30})(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^>|]*)(?:\|([^>]*))?>")
_SPECIAL = re.compile(r"<![^>|]*(?:\|([^>]*))?>")


def text_of(written: str) -> str:
    """What somebody wrote, in plain text; people are accounts, as the core reads them: ``<@U123>``."""
    text = _ACCOUNT.sub(lambda match: f"\x1e{match[1]}\x1f", written)
    text = _CHANNEL.sub(lambda match: f"#{match[1]}", text)
    text = _LINK.sub(lambda match: _link(match[1], match[2] or ""), text)
    text = _SPECIAL.sub(lambda match: match[1] or "", text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"\x1e([A-Z0-9]+)\x1f", r"<@\1>", text)


def accounts_in(text: str) -> list[str]:
    """The accounts mentioned in what `text_of` gave, each once."""
    return list(dict.fromkeys(_ACCOUNT.findall(text)))


def slash_of(payload: SlashCommand, commands: Registry, prefix: str) -> Act:
    """``/met Ana``, or ``/hallway met Ana``; after the latter anything can be said."""
    name, text = payload.command.removeprefix("/"), text_of(payload.text)
    command = names(commands, prefix).get(name)
    if command is not None:
        return Slash(command, text)
    if name != f"{prefix}{WHOLE}":  # a name from an earlier manifest, or under another prefix
        return Slash(name.removeprefix(prefix).removeprefix(f"{WHOLE}-"), text)
    first, _, rest = text.strip().partition(" ")
    if first.lower() in commands.heads:
        return Slash(first.lower(), rest.strip())
    return Said(text) if text.strip() else Slash("help")


def said_of(event: Told, bot_user: str) -> Act | None:
    """None for a message that asks nothing of Hallway."""
    if event.subtype not in ORDINARY or event.bot_id or not event.user or event.user == bot_user:
        return None
    if event.type == "message" and event.channel_type != "im" and not event.channel.startswith("D"):
        return None
    said = text_of(event.text)
    if bot_user:
        said = re.sub(rf"^\s*<@{re.escape(bot_user)}>[\s,:]*", "", said)
    return Said(said) if said.strip() else Slash("help")


def pressed_of(payload: BlockActions) -> Act | None:
    """None for a control that carries nothing."""
    action = next(iter(payload.actions), None)
    return None if action is None or not action.value else Pressed(action.value)


def filled_of(spec: Spec, slots: Mapping[str, str]) -> Filled:
    """What was typed into fields, where Slack escapes nothing; a person can be written as ``<@U123>`` there too."""
    texts = {name: _ACCOUNT.sub(lambda match: f"<@{match[1]}>", text) for name, text in slots.items()}
    people = {bound.name for bound in spec.slots.values() if bound.kind.names_people}
    return Filled(spec.name, {name: _named(text) if name in people else text for name, text in texts.items()})


def key_of_told(event: Told) -> str:
    """The same for every telling of one message: Slack may tell of it twice, by two names or with two times."""
    return f"told:{event.user}:{event.client_msg_id or f'{event.channel}:{event.ts}'}"


def key_of_slash(payload: SlashCommand) -> str:
    return f"slash:{payload.trigger_id or payload.response_url}"


def key_of_press(payload: BlockActions) -> str:
    action = next(iter(payload.actions), None)
    at = action.action_ts if action is not None else ""
    return f"press:{payload.trigger_id or f'{payload.user.id}:{at}'}"


def key_of_submission(payload: ViewSubmission, values: Mapping[str, Mapping[str, str]]) -> str:
    """One per form and what stood in it: submitting it corrected is another act, submitting it twice is not."""
    stood = json.dumps(values, sort_keys=True).encode(errors="surrogatepass")
    digest = hashlib.blake2b(stood, digest_size=12).hexdigest()
    return f"view:{payload.view.id}:{payload.view.hash}:{digest}"


def profile_of(person: Person) -> Profile:
    """What Slack knows of somebody, as the core takes it."""
    name = person.profile.real_name or person.real_name or person.profile.display_name or person.name
    role = Role.ORGANISER if person.is_admin or person.is_owner else Role.MEMBER
    return Profile(person.id, name.strip() or person.id, zone_of(person.tz), _language(person.locale), role)


def _named(text: str) -> str:
    """Somebody picked from Slack's list in a field of text is left there as "@Ana Silva"."""
    return text.lstrip().removeprefix("@")


def _link(address: str, label: str) -> str:
    return label or address.removeprefix("mailto:").removeprefix("tel:")


def _language(locale: str) -> str:
    """The language of a locale such as "pt-BR", if dates can be written in it."""
    code = locale.partition("-")[0].lower()
    return code if exists(code) else "en"
