"""From what Discord hands over to what the core takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.domain.members import Role
from bot.invocation import Profile, Said, Slash
from bot.locales import available
from bot.reply import Form
from bot.shortcuts import ShortcutOn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import discord

    from adapters.discord.options import Menu, Tree
    from bot.command import Spec

PLATFORM = "discord"

_MENTION = re.compile(r"<@!?(\d{1,20})>")
_SLASH = re.compile(r"/([A-Za-z][A-Za-z-]*)(?:\s+(.*))?", re.DOTALL)


class _Loose(BaseModel):
    """Discord adds fields whenever it likes."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Option(_Loose):
    name: str
    value: str | int | float | bool | None = None
    options: tuple[Option, ...] = ()
    focused: bool = False


class Author(_Loose):
    id: str
    username: str = ""
    global_name: str | None = None
    bot: bool = False


class Noted(_Loose):
    """A message that a menu was opened on."""

    content: str = ""
    author: Author


class Nicked(_Loose):
    nick: str | None = None


class Attached(_Loose):
    """A file, and where it can be had."""

    filename: str
    size: int = 0
    url: str


class Resolved(_Loose):
    members: dict[str, Nicked] = {}
    users: dict[str, Author] = {}
    messages: dict[str, Noted] = {}
    attachments: dict[str, Attached] = {}


class Data(_Loose):
    """What an interaction carries: a command, a press, or a submitted modal, each with fields of its own."""

    name: str = ""
    type: int = 1
    options: tuple[Option, ...] = ()
    target_id: str = ""
    resolved: Resolved = Resolved()
    custom_id: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A slash command as it was typed: its definition, the texts of its options, and the one being typed."""

    spec: Spec
    slots: Mapping[str, str]
    focused: str = ""


def typed(data: Data, tree: Tree) -> Typed | None:
    """None for a command that is none of ours, such as one of an older tree."""
    path, options = [data.name], data.options
    while len(options) == 1 and (data.name,) not in tree.slash and options[0].value is None:
        path.append(options[0].name)
        options = options[0].options
    spec = tree.slash.get(tuple(path))
    if spec is None:
        return None
    slots = {_slot(spec, each.name): with_accounts(_text(each.value)) for each in options}
    return Typed(spec, slots, next((_slot(spec, each.name) for each in options if each.focused), ""))


@dataclass(frozen=True, slots=True)
class Named:
    """An account that a form's slot stands for, as long as the slot says just this name."""

    slot: str
    account: str
    name: str

    @property
    def shown(self) -> str:
        return f"@{self.name}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form that a context menu entry opens."""

    form: Form
    named: Named | None


def chosen(data: Data, menu: Menu) -> Chosen | None:
    """None for a menu that was opened on an app."""
    shortcut = menu.shortcut
    if shortcut.on is ShortcutOn.PERSON:
        named = _named(data.resolved.users.get(data.target_id), data.resolved, shortcut.person)
        return None if named is None else Chosen(Form(menu.spec.name, {named.slot: named.shown}, {}), named)
    message = data.resolved.messages.get(data.target_id)
    if message is None:
        return None
    named = _named(message.author, data.resolved, shortcut.person)
    values = {} if named is None else {named.slot: named.shown}
    return Chosen(Form(menu.spec.name, {**values, shortcut.text: with_accounts(message.content)}, {}), named)


def _named(user: Author | None, resolved: Resolved, slot: str) -> Named | None:
    if user is None or user.bot or not slot:
        return None
    member = resolved.members.get(user.id)
    return Named(slot, user.id, (member.nick if member else None) or user.global_name or user.username)


def with_accounts(text: str) -> str:
    """The text with every mention written as the core reads it."""
    return _MENTION.sub(r"<@\1>", text)


def mentioned(texts: Sequence[str]) -> list[str]:
    """The accounts named in the texts, each once."""
    return list(dict.fromkeys(found[1] for text in texts for found in _MENTION.finditer(text)))


def addressed(text: str, bot: int) -> str | None:
    """What is said to us in a channel, our own name left out; none where it is not there."""
    ours = re.compile(rf"\s*<@!?{bot}>[\s,:]*")
    said, count = ours.subn(" ", text)
    return with_accounts(said.strip()) if count else None


def act_of(text: str) -> Slash | Said:
    """What is said to us. A command can be typed out where Discord does not offer it, or does not let it pass."""
    typed_out = _SLASH.fullmatch(text)
    return Said(text) if typed_out is None else Slash(typed_out[1].lower(), typed_out[2] or "")


def profile_of(user: discord.User | discord.Member, locale: str = "en", *, organises: bool | None = None) -> Profile:
    """Discord tells nobody's time zone."""
    language = locale.partition("-")[0]
    role = None if organises is None else role_of(organises=organises)
    return Profile(str(user.id), user.display_name, None, language if language in available() else "en", role)


def role_of(*, organises: bool) -> Role:
    return Role.ORGANISER if organises else Role.MEMBER


def _text(value: str | float | bool | None) -> str:
    return "" if value is None else str(value)


def _slot(spec: Spec, option: str) -> str:
    return next((name for name in spec.slots if name.lower() == option), option)
