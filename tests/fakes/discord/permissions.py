"""Who may do what: Discord's bits, and how roles and a channel's overwrites add up.

Order of the sum: https://discord.com/developers/docs/topics/permissions#permission-overwrites
"""

from enum import IntFlag

from tests.fakes.discord.world import Channel, Guild, User


class Permission(IntFlag):
    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44


EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What a member of a new server may do."""

BOT = EVERYONE | Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS
"""What the bot was given when it was added."""

ALL = ~Permission(0)


def permissions(user: User, guild: Guild, channel: Channel | None = None) -> Permission:
    """Nothing at all for somebody who is no member."""
    member = guild.members.get(user.id)
    if member is None:
        return Permission(0)
    granted = Permission(guild.roles[guild.id].permissions)
    for role in member.roles:
        granted |= Permission(guild.roles[role].permissions)
    if user.id == guild.owner.id or Permission.ADMINISTRATOR in granted:
        return ALL
    return granted if channel is None else _overwritten(granted, user, member.roles, channel)


def _overwritten(granted: Permission, user: User, roles: set[str], channel: Channel) -> Permission:
    place = channel.parent or channel
    everyone, guild = place.overwrites, place.guild
    assert guild is not None
    for targets in ([guild.id], sorted(roles), [user.id]):
        found = [everyone[target] for target in targets if target in everyone]
        for each in found:
            granted &= ~Permission(each.deny)
        for each in found:
            granted |= Permission(each.allow)
    if channel.is_private_thread and user.id not in channel.thread_members and Permission.MANAGE_THREADS not in granted:
        granted &= ~Permission.VIEW_CHANNEL
    return granted if Permission.VIEW_CHANNEL in granted else Permission(0)
