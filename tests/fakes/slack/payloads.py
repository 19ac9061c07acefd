"""The events and objects Slack sends, as its documentation shows them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.fakes.slack.world import Kind

if TYPE_CHECKING:
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Channel, File, Message, Team, User

_SIZES = ("24", "32", "48", "72", "192", "512")


def user(user: User, team: Team, *, now: datetime) -> Json:
    """The user object of users.info, user_change and team_join."""
    offset = now.astimezone(ZoneInfo(user.tz)).utcoffset()
    return {
        "id": user.id,
        "team_id": user.home,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.is_deleted,
        "color": "9f69e7",
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": 0 if offset is None else int(offset.total_seconds()),
        "profile": _profile(user),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_stranger": user.home != team.id,
        "is_email_confirmed": True,
        "updated": int(now.timestamp()),
        "who_can_share_contact_card": "EVERYONE",
        "locale": user.locale,
    }


def _profile(user: User) -> Json:
    first, _, last = user.real_name.partition(" ")
    return {
        "title": "",
        "phone": "",
        "skype": "",
        "first_name": first,
        "last_name": last,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "fields": None,
        "status_text": "",
        "status_text_canonical": "",
        "status_emoji": "",
        "status_emoji_display_info": [],
        "status_expiration": 0,
        "avatar_hash": "g0",
        "team": user.home,
        **{f"image_{size}": f"https://avatars.invalid/{user.id}_{size}.png" for size in _SIZES},
    }


def message(message: Message, team: Team) -> Json:
    """A message as history and ``block_actions`` show it."""
    shown: Json = {"type": "message", "user": message.author, "text": message.text, "ts": message.ts, "team": team.id}
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.is_bot:
        shown |= {"bot_id": team.bot_id, "app_id": "A0HALLWAY"}
    if message.thread_ts is not None:
        shown["thread_ts"] = message.thread_ts
    if message.is_edited:
        shown["edited"] = {"user": message.author, "ts": message.ts}
    if message.files:
        shown["files"] = [file(each) for each in message.files]
    if message.reactions:
        shown["reactions"] = [{"name": name, "users": [team.bot_user], "count": 1} for name in message.reactions]
    return shown


def file(file: File) -> Json:
    content = file.content or b""
    return {"id": file.id, "name": file.name, "title": file.title or file.name, "size": len(content)}


def shared_file(file: File, address: str) -> Json:
    """As an event tells of one: its content can be had from there with a token that may read files."""
    return _about(file) | {
        "url_private": f"{address}/files/{file.id}/{file.name}",
        "url_private_download": f"{address}/files/{file.id}/{file.name}",
    }


def _about(shared: File) -> Json:
    return file(shared) | {
        "created": 1,
        "mimetype": "text/calendar",
        "filetype": "text",
        "pretty_type": "Plain Text",
        "editable": False,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "permalink": f"https://community.slack.invalid/files/{shared.id}",
        "channels": [],
        "groups": [],
    }


def message_event(message: Message, channel: Channel, team: Team) -> Json:
    """What an app gets for a message in a conversation it is in, its own included."""
    event: Json = {
        "type": "message",
        "channel": channel.id,
        "user": message.author,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "channel_type": channel.kind,
        "team": team.id,
        "blocks": message.blocks or rich_text(message.text),
    }
    if message.is_bot:
        event["bot_id"] = team.bot_id
    else:
        event["client_msg_id"] = f"00000000-0000-4000-8000-{message.seq:012}"
    if message.thread_ts is not None:
        event["thread_ts"] = message.thread_ts
    return event


def mention_event(message: Message, channel: Channel, team: Team) -> Json:
    """The same gesture as its message event: it has its ts and client_msg_id."""
    event = message_event(message, channel, team)
    event["type"] = "app_mention"
    del event["channel_type"]
    return event


def rich_text(text: str) -> list[Json]:
    """How Slack's own composer says what somebody typed."""
    section: Json = {"type": "rich_text_section", "elements": [{"type": "text", "text": text or " "}]}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def channel(channel: Channel, team: Team) -> Json:
    shown: Json = {
        "id": channel.id,
        "is_channel": channel.kind is Kind.CHANNEL,
        "is_group": channel.kind is Kind.PRIVATE,
        "is_im": channel.kind is Kind.IM,
        "is_mpim": channel.kind is Kind.GROUP_DM,
        "is_archived": channel.is_archived,
        "is_member": team.bot_user in channel.members,
        "context_team_id": team.id,
    }
    if channel.kind is Kind.IM:
        return shown | {"user": next(iter(channel.members - {team.bot_user}))}
    return shown | {"name": channel.name, "num_members": len(channel.members)}


def team_of(team: Team) -> Json:
    """The ``team`` of an interaction."""
    shown: Json = {"id": team.id, "domain": team.domain}
    return shown if team.enterprise is None else shown | {"enterprise_id": team.enterprise, "enterprise_name": "Org"}
