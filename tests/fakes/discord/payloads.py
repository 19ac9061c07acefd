"""The world in Discord's JSON, with every field that its own types call required."""

import mimetypes
from datetime import datetime

from tests.fakes.discord.permissions import permissions
from tests.fakes.discord.world import (
    Channel,
    ChannelKind,
    Guild,
    Json,
    Member,
    Message,
    MessageFlag,
    Role,
    Upload,
    User,
)


def user_json(user: User) -> Json:
    said: Json = {
        "id": user.id,
        "username": user.name,
        "discriminator": "0",
        "global_name": user.global_name,
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
    }
    return said | ({"bot": True} if user.is_bot else {})


def member_json(member: Member, *, with_user: bool = True) -> Json:
    said: Json = {
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": sorted(member.roles),
        "joined_at": stamp(member.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return said | ({"user": user_json(member.user)} if with_user else {})


def acting_member_json(member: Member, guild: Guild, channel: Channel) -> Json:
    """With the sum of what they may do in the channel, as interactions tell it."""
    return member_json(member) | {"permissions": permitted(member.user, guild, channel)}


def permitted(user: User, guild: Guild | None, channel: Channel | None) -> str:
    if guild is None:
        return str(0x7FFFFFFFFFFFF)
    return str(int(permissions(user, guild, channel)) & 0x7FFFFFFFFFFFFF)


def role_json(role: Role) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_json(channel: Channel, *, bot: User | None = None) -> Json:
    if channel.kind is ChannelKind.DM:
        recipients = [user_json(channel.recipient)] if channel.recipient is not None else []
        return {"id": channel.id, "type": 1, "last_message_id": None, "flags": 0, "recipients": recipients}
    return thread_json(channel, bot) if channel.parent is not None else _text_channel_json(channel)


def _text_channel_json(channel: Channel) -> Json:
    assert channel.guild is not None
    overwrites = [
        {"id": target, "type": 0 if each.is_role else 1, "allow": str(each.allow), "deny": str(each.deny)}
        for target, each in channel.overwrites.items()
    ]
    return {
        "id": channel.id,
        "type": int(channel.kind),
        "guild_id": channel.guild.id,
        "name": channel.name,
        "position": list(channel.guild.channels).index(channel.id),
        "permission_overwrites": overwrites,
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "last_message_id": None,
        "last_pin_timestamp": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def thread_json(thread: Channel, bot: User | None = None) -> Json:
    assert thread.guild is not None
    assert thread.parent is not None
    assert thread.owner is not None
    made = stamp(thread.made_at) if thread.made_at is not None else None
    said: Json = {
        "id": thread.id,
        "type": int(thread.kind),
        "guild_id": thread.guild.id,
        "parent_id": thread.parent.id,
        "owner_id": thread.owner.id,
        "name": thread.name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "total_message_sent": 0,
        "member_count": len(thread.thread_members),
        "flags": 0,
        "thread_metadata": {
            "archived": thread.is_archived,
            "locked": thread.is_locked,
            "invitable": thread.invitable,
            "auto_archive_duration": thread.auto_archive,
            "archive_timestamp": made,
            "create_timestamp": made,
        },
    }
    if bot is not None and bot.id in thread.thread_members:
        said["member"] = thread_member_json(thread, bot)
    return said


def thread_member_json(thread: Channel, user: User) -> Json:
    joined = stamp(thread.made_at) if thread.made_at is not None else None
    return {"id": thread.id, "user_id": user.id, "join_timestamp": joined, "flags": 0}


def guild_json(guild: Guild, bot: User) -> Json:
    """A guild as it is asked for."""
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner.id,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": guild.system_channel.id if guild.system_channel is not None else None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": guild.locale,
        "nsfw_level": 0,
        "nsfw": False,
        "max_members": 500000,
        "max_video_channel_users": 25,
        "region": "deprecated",
    }


def guild_create_json(guild: Guild, bot: User) -> Json:
    """A guild as the gateway sends it to an app without privileged intents: of its members only the app itself."""
    channels = [channel_json(each) for each in guild.channels.values() if each.parent is None]
    threads = [thread_json(each, bot) for each in guild.threads if bot.id in each.thread_members]
    return guild_json(guild, bot) | {
        "joined_at": stamp(guild.members[bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(guild.members[bot.id])],
        "channels": channels,
        "threads": threads,
        "guild_scheduled_events": list(guild.events.values()),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "soundboard_sounds": [],
    }


def message_json(message: Message, files: str) -> Json:
    """``files`` is the address that uploads are served under."""
    said: Json = {
        "id": message.id,
        "channel_id": message.channel.id,
        "author": user_json(message.author),
        "content": message.content,
        "timestamp": stamp(message.sent_at),
        "edited_timestamp": stamp(message.edited_at) if message.edited_at is not None else None,
        "tts": False,
        "mention_everyone": message.mentions_everyone,
        "mentions": [user_json(each) for each in message.mentions],
        "mention_roles": [],
        "attachments": [attachment_json(each, files) for each in message.uploads],
        "embeds": [{"type": "rich"} | each for each in message.embeds],
        "components": message.components,
        "pinned": False,
        "type": 20 if message.interaction is not None else int(message.kind),
        "flags": int(message.flags),
    }
    if message.author.is_bot:
        said["application_id"] = message.author.id
    if message.interaction is not None:
        said["interaction_metadata"] = message.interaction
        said["webhook_id"] = message.author.id
    if message.reference is not None:
        said["type"] = 19 if message.interaction is None else 20
        said["message_reference"] = {"type": 0, "channel_id": message.channel.id, "message_id": message.reference}
    return said


def attachment_json(upload: Upload, files: str) -> Json:
    address = f"{files}/{upload.id}/{upload.name}"
    said: Json = {
        "id": upload.id,
        "filename": upload.name,
        "size": len(upload.content),
        "url": address,
        "proxy_url": address,
        "content_type": upload.media_type,
    }
    return said | ({"description": upload.description} if upload.description is not None else {})


def media_type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def is_hidden(message: Message) -> bool:
    return MessageFlag.EPHEMERAL in message.flags


def stamp(moment: datetime) -> str:
    return moment.isoformat()
