"""Servers, their members, channels, threads and scheduled events."""

from tests.fakes.discord.call import Answer, Call, Routes, refuse_if
from tests.fakes.discord.command_rules import event_problems
from tests.fakes.discord.opcodes import Event, Intent
from tests.fakes.discord.payloads import (
    channel_json,
    guild_json,
    member_json,
    role_json,
    thread_json,
    thread_member_json,
)
from tests.fakes.discord.permissions import Permission, permissions
from tests.fakes.discord.refusals import Code, Problem, Refusal
from tests.fakes.discord.world import Channel, ChannelKind, Json


async def guild(call: Call) -> Answer:
    return guild_json(call.guild(), call.bot)


async def channels(call: Call) -> Answer:
    return [channel_json(each, bot=call.bot) for each in call.guild().channels.values() if each.parent is None]


async def roles(call: Call) -> Answer:
    return [role_json(each) for each in call.guild().roles.values()]


async def member(call: Call) -> Answer:
    return member_json(call.member(call.guild()))


async def members(call: Call) -> Answer:
    """Listing everybody takes a privileged intent."""
    if not call.fake.gateway.privileged & Intent.GUILD_MEMBERS:
        raise Refusal(Code.MISSING_ACCESS)
    return [member_json(each) for each in call.guild().members.values()][: int(call.query.get("limit", "1"))]


async def search_members(call: Call) -> Answer:
    query = call.query["query"].lower()
    found = (
        each
        for each in call.guild().members.values()
        if each.user.name.lower().startswith(query) or (each.nick or "").lower().startswith(query)
    )
    return [member_json(each) for each in found][: int(call.query.get("limit", "1"))]


async def channel(call: Call) -> Answer:
    return channel_json(call.channel(), bot=call.bot)


async def change_channel(call: Call) -> Answer:
    found = call.channel()
    if found.guild is None:
        raise Refusal(Code.NOT_IN_A_DM)
    call.permit(found.guild, found, _needed_to_change(call, found))
    found.name = call.body.get("name") or found.name
    found.is_archived = call.body.get("archived", found.is_archived)
    found.is_locked = call.body.get("locked", found.is_locked)
    name = "THREAD_UPDATE" if found.parent is not None else "CHANNEL_UPDATE"
    call.fake.gateway.dispatch(Event(name, channel_json(found, bot=call.bot), Intent.GUILDS, found.guild.id))
    return channel_json(found, bot=call.bot)


def _needed_to_change(call: Call, found: Channel) -> Permission:
    """Whoever began a thread may put it away and rename it; whoever may write there, take it up again."""
    if found.parent is None:
        return Permission.MANAGE_CHANNELS
    if call.body == {"archived": False} and not found.is_locked:
        return Permission.SEND_MESSAGES_IN_THREADS
    is_own = found.owner is call.bot and not call.body.keys() & {"locked", "invitable"}
    return Permission.VIEW_CHANNEL if is_own else Permission.MANAGE_THREADS


async def start_thread(call: Call) -> Answer:
    parent, kind = call.channel(), ChannelKind(call.body.get("type") or ChannelKind.PRIVATE_THREAD)
    if parent.guild is None or parent.kind is not ChannelKind.TEXT:
        refuse_if((Problem(("type",), "Threads cannot be started here", "CHANNEL_TYPE_INVALID"),))
    assert parent.guild is not None
    private = kind is ChannelKind.PRIVATE_THREAD
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    call.permit(parent.guild, parent, needed)
    made = call.fake.setup.clock()
    thread = Channel(call.fake.ids.fresh(), kind, call.body["name"], parent.guild, None, parent, call.bot, made)
    thread.thread_members.add(call.bot.id)
    thread.invitable = call.body.get("invitable", True)
    thread.auto_archive = call.body.get("auto_archive_duration") or thread.auto_archive
    call.world.channels[thread.id] = parent.guild.channels[thread.id] = thread
    told = thread_json(thread, call.bot) | {"newly_created": True}
    call.fake.gateway.dispatch(Event("THREAD_CREATE", told, Intent.GUILDS, parent.guild.id))
    return thread_json(thread, call.bot)


def _thread(call: Call) -> Channel:
    found = call.channel()
    if found.parent is None:
        refuse_if((Problem(("channel_id",), "This is no thread", "CHANNEL_TYPE_INVALID"),))
    return found


async def add_to_thread(call: Call) -> Answer:
    thread = _thread(call)
    assert thread.guild is not None
    call.permit(thread.guild, thread, Permission.SEND_MESSAGES_IN_THREADS)
    if thread.is_archived:
        raise Refusal(Code.THREAD_ARCHIVED)
    added = call.member(thread.guild).user
    if Permission.VIEW_CHANNEL not in permissions(added, thread.guild, thread.parent):
        raise Refusal(Code.MISSING_ACCESS)
    if added.id not in thread.thread_members:
        thread.thread_members.add(added.id)
        call.fake.chat.tell_of(added, thread)
        call.fake.pulse.beat()
    return None


async def thread_member(call: Call) -> Answer:
    thread, user = _thread(call), call.path["user_id"]
    if user not in thread.thread_members:
        raise Refusal(Code.UNKNOWN_MEMBER)
    return thread_member_json(thread, call.world.users[user])


async def active_threads(call: Call) -> Answer:
    """Private ones only where the app is in them, or manages threads."""
    threads = [each for each in call.guild().threads if not each.is_archived and _sees(call, each)]
    return _listed(call, threads)


async def own_private_archived(call: Call) -> Answer:
    parent = call.channel(Permission.READ_MESSAGE_HISTORY)
    assert parent.guild is not None
    inside = [each for each in parent.guild.threads if each.parent is parent and call.bot.id in each.thread_members]
    found = [each for each in inside if each.is_archived and each.is_private_thread]
    newest_first = sorted(found, key=lambda each: int(each.id), reverse=True)
    return _listed(call, newest_first[: int(call.query.get("limit", "50"))])


def _sees(call: Call, thread: Channel) -> bool:
    assert thread.guild is not None
    return Permission.VIEW_CHANNEL in permissions(call.bot, thread.guild, thread)


def _listed(call: Call, threads: list[Channel]) -> Json:
    own = [each for each in threads if call.bot.id in each.thread_members]
    return {
        "threads": [thread_json(each, call.bot) for each in threads],
        "members": [thread_member_json(each, call.bot) for each in own],
        "has_more": False,
    }


async def remove_from_thread(call: Call) -> Answer:
    _thread(call).thread_members.discard(call.path["user_id"])
    return None


async def thread_members(call: Call) -> Answer:
    """Listing everybody takes a privileged intent, here too."""
    if not call.fake.gateway.privileged & Intent.GUILD_MEMBERS:
        raise Refusal(Code.MISSING_ACCESS)
    thread = _thread(call)
    return [thread_member_json(thread, call.world.users[each]) for each in sorted(thread.thread_members)]


async def schedule(call: Call) -> Answer:
    found = call.guild()
    call.permit(found, None, Permission.CREATE_EVENTS)
    refuse_if(tuple(event_problems(call.body, call.fake.setup.clock())))
    event: Json = {
        "id": call.fake.ids.fresh(),
        "guild_id": found.id,
        "creator_id": call.bot.id,
        "status": 1,
        "entity_id": None,
        "image": None,
        "user_count": 0,
        "description": None,
        "channel_id": None,
        "recurrence_rule": None,
        **call.body,
    }
    found.events[event["id"]] = event
    _announce(call, "GUILD_SCHEDULED_EVENT_CREATE", event)
    return event


def _event(call: Call) -> Json:
    event = call.guild().events.get(call.path["guild_scheduled_event_id"])
    if event is None:
        raise Refusal(Code.UNKNOWN_EVENT)
    return event


async def event(call: Call) -> Answer:
    return _event(call)


async def events(call: Call) -> Answer:
    return list(call.guild().events.values())


async def reschedule(call: Call) -> Answer:
    found = _event(call)
    call.permit(call.guild(), None, Permission.MANAGE_EVENTS)
    wanted = found | call.body
    if "scheduled_start_time" in call.body:
        refuse_if(tuple(event_problems(wanted, call.fake.setup.clock())))
    found.update(wanted)
    _announce(call, "GUILD_SCHEDULED_EVENT_UPDATE", found)
    return found


async def call_off(call: Call) -> Answer:
    found = _event(call)
    call.permit(call.guild(), None, Permission.MANAGE_EVENTS)
    del call.guild().events[found["id"]]
    _announce(call, "GUILD_SCHEDULED_EVENT_DELETE", found)
    return None


def _announce(call: Call, name: str, event: Json) -> None:
    call.fake.gateway.dispatch(Event(name, dict(event), Intent.GUILD_SCHEDULED_EVENTS, event["guild_id"]))


_EVENT = "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}"
ROUTES: Routes = {
    "GET /guilds/{guild_id}": guild,
    "GET /guilds/{guild_id}/channels": channels,
    "GET /guilds/{guild_id}/roles": roles,
    "GET /guilds/{guild_id}/members": members,
    "GET /guilds/{guild_id}/members/search": search_members,
    "GET /guilds/{guild_id}/members/{user_id}": member,
    "GET /channels/{channel_id}": channel,
    "PATCH /channels/{channel_id}": change_channel,
    "POST /channels/{channel_id}/threads": start_thread,
    "GET /channels/{channel_id}/thread-members": thread_members,
    "GET /channels/{channel_id}/thread-members/{user_id}": thread_member,
    "PUT /channels/{channel_id}/thread-members/{user_id}": add_to_thread,
    "DELETE /channels/{channel_id}/thread-members/{user_id}": remove_from_thread,
    "GET /channels/{channel_id}/users/@me/threads/archived/private": own_private_archived,
    "GET /guilds/{guild_id}/threads/active": active_threads,
    "GET /guilds/{guild_id}/scheduled-events": events,
    "POST /guilds/{guild_id}/scheduled-events": schedule,
    f"GET {_EVENT}": event,
    f"PATCH {_EVENT}": reschedule,
    f"DELETE {_EVENT}": call_off,
}
