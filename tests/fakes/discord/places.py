"""Building the world: people, servers, channels and roles. What is built while the app is connected, it is told of."""

from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.discord.opcodes import Event, Intent
from tests.fakes.discord.payloads import channel_json, guild_create_json, member_json, role_json
from tests.fakes.discord.permissions import BOT, EVERYONE, Permission
from tests.fakes.discord.world import Channel, ChannelKind, Guild, Member, Overwrite, Role, User


def add_user(fake: FakeDiscord, name: str, global_name: str = "", *, locale: str = "en-US") -> User:
    user = User(fake.ids.fresh(), name, global_name or name, locale)
    fake.world.users[user.id] = user
    return user


def add_guild(fake: FakeDiscord, name: str, *members: User, locale: str = "en-US", bot_may: Permission = BOT) -> Guild:
    """The app is a member with a role of its own; the owner is somebody nobody meets."""
    owner = add_user(fake, f"owner-of-{name.lower().replace(' ', '-')}")
    guild = Guild(fake.ids.fresh(), name, owner, fake.setup.clock(), locale)
    guild.roles[guild.id] = Role(guild.id, "@everyone", int(EVERYONE), 0)
    role = Role(fake.ids.fresh(), "Hallway", int(bot_may), 1)
    guild.roles[role.id] = role
    for user in (owner, fake.world.bot, *members):
        guild.members[user.id] = Member(user, fake.setup.clock())
    guild.members[fake.world.bot.id].roles.add(role.id)
    fake.world.guilds[guild.id] = guild
    told = guild_create_json(guild, fake.world.bot)
    fake.gateway.dispatch(Event("GUILD_CREATE", told, Intent.GUILDS, guild.id))
    return guild


def add_channel(fake: FakeDiscord, guild: Guild, name: str, *, hidden: bool = False) -> Channel:
    """Where it is hidden, the app and everybody else but those with exceptions cannot see it."""
    channel = Channel(fake.ids.fresh(), ChannelKind.TEXT, name, guild)
    if hidden:
        channel.overwrites[guild.id] = Overwrite(is_role=True, deny=int(Permission.VIEW_CHANNEL))
    fake.world.channels[channel.id] = guild.channels[channel.id] = channel
    if not hidden:
        fake.gateway.dispatch(Event("CHANNEL_CREATE", channel_json(channel), Intent.GUILDS, guild.id))
    return channel


def add_system_channel(fake: FakeDiscord, guild: Guild, name: str = "general") -> Channel:
    """What every server is made with, until somebody changes it."""
    guild.system_channel = add_channel(fake, guild, name)
    return guild.system_channel


def add_role(fake: FakeDiscord, guild: Guild, name: str, may: Permission, *holders: User) -> Role:
    role = Role(fake.ids.fresh(), name, int(may), len(guild.roles))
    guild.roles[role.id] = role
    for user in holders:
        guild.members[user.id].roles.add(role.id)
    told = {"guild_id": guild.id, "role": role_json(role)}
    fake.gateway.dispatch(Event("GUILD_ROLE_CREATE", told, Intent.GUILDS, guild.id))
    return role


def join(fake: FakeDiscord, guild: Guild, user: User) -> None:
    member = guild.members[user.id] = Member(user, fake.setup.clock())
    told = member_json(member) | {"guild_id": guild.id}
    fake.gateway.dispatch(Event("GUILD_MEMBER_ADD", told, Intent.GUILD_MEMBERS, guild.id))


def leave(fake: FakeDiscord, guild: Guild, user: User) -> None:
    del guild.members[user.id]
    told = {"guild_id": guild.id, "user": {"id": user.id}}
    fake.gateway.dispatch(Event("GUILD_MEMBER_REMOVE", told, Intent.GUILD_MEMBERS, guild.id))


def remove_bot(fake: FakeDiscord, guild: Guild) -> None:
    """Somebody takes the app out of the server."""
    guild.has_bot = False
    del guild.members[fake.world.bot.id]
    fake.gateway.dispatch(Event("GUILD_DELETE", {"id": guild.id}, Intent.GUILDS, guild.id))


def cut_off(fake: FakeDiscord, guild: Guild) -> None:
    """The server has an outage: it is gone for now."""
    told = {"id": guild.id, "unavailable": True}
    fake.gateway.dispatch(Event("GUILD_DELETE", told, Intent.GUILDS, guild.id))


def add_back(fake: FakeDiscord, guild: Guild) -> None:
    """The server is there again, or the app was added to it again."""
    guild.has_bot = True
    guild.members.setdefault(fake.world.bot.id, Member(fake.world.bot, fake.setup.clock()))
    told = guild_create_json(guild, fake.world.bot)
    fake.gateway.dispatch(Event("GUILD_CREATE", told, Intent.GUILDS, guild.id))


def delete_channel(fake: FakeDiscord, channel: Channel) -> None:
    guild = channel.guild
    assert guild is not None
    del fake.world.channels[channel.id], guild.channels[channel.id]
    name = "CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE"
    fake.gateway.dispatch(Event(name, _deleted_json(channel), Intent.GUILDS, guild.id))


def _deleted_json(channel: Channel) -> dict[str, object]:
    assert channel.guild is not None
    parent = channel.parent.id if channel.parent is not None else None
    return {
        "id": channel.id,
        "guild_id": channel.guild.id,
        "type": int(channel.kind),
        "name": channel.name,
        "parent_id": parent,
        "position": 0,
        "permission_overwrites": [],
    }
