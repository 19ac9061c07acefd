"""Direct conversations, and messages in every kind of channel."""

from tests.fakes.discord.call import Answer, Call, Routes, refuse_if
from tests.fakes.discord.message_rules import is_empty, message_problems
from tests.fakes.discord.payloads import channel_json
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.refusals import Code, Problem, Refusal
from tests.fakes.discord.world import Channel, ChannelKind, Message, MessageFlag


async def open_dm(call: Call) -> Answer:
    user = call.world.users.get(str(call.body.get("recipient_id")))
    if user is None:
        raise Refusal(Code.UNKNOWN_USER)
    if user is call.bot:
        raise Refusal(Code.INVALID_RECIPIENT)
    channel = call.world.dm(user)
    if channel is None:
        if call.fake.opening_too_fast:
            raise Refusal(Code.OPENING_TOO_FAST)
        channel = Channel(call.fake.ids.fresh(), ChannelKind.DM, recipient=user)
        call.world.channels[channel.id] = channel
    return channel_json(channel)


async def create(call: Call) -> Answer:
    thread = call.world.channels.get(call.path["channel_id"])
    in_thread = thread is not None and thread.parent is not None
    channel = call.channel(Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
    refuse_if(tuple(message_problems(call.body)))
    if is_empty(call.body, len(call.uploads)):
        raise Refusal(Code.EMPTY_MESSAGE)
    _check_that_it_arrives(call, channel)
    nonce = call.body.get("nonce")
    if nonce is not None and call.body.get("enforce_nonce"):
        known = call.fake.chat.with_nonce(channel, str(nonce))
        if known is not None:
            return call.fake.chat.json(known) | {"nonce": nonce}
    message = call.fake.chat.post(call.fake.chat.write(channel, call.bot, call.body, call.uploads))
    return call.fake.chat.json(message) | ({"nonce": nonce} if nonce is not None else {})


def _check_that_it_arrives(call: Call, channel: Channel) -> None:
    if channel.recipient is not None:
        if not channel.recipient.accepts_messages:
            raise Refusal(Code.CANNOT_MESSAGE_USER)
        shared = (guild for guild in call.world.guilds.values() if guild.has_bot)
        if not any(channel.recipient.id in guild.members for guild in shared):
            raise Refusal(Code.NO_MUTUAL_GUILDS)
    if channel.is_locked:
        raise Refusal(Code.THREAD_ARCHIVED)
    if channel.guild is not None and any(word in (call.body.get("content") or "") for word in call.fake.blocked):
        raise Refusal(Code.BLOCKED_BY_AUTOMOD)
    channel.is_archived = False


async def history(call: Call) -> Answer:
    """Newest first, or where ``after`` is given those closest after it, newest first all the same."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    held = [each for each in call.world.messages[channel.id].values() if each.audience is None]
    held.sort(key=lambda message: int(message.id))
    limit = int(call.query.get("limit", "50"))
    return [call.fake.chat.json(each) for each in reversed(_stretch(held, call.query, limit))]


def _stretch(held: list[Message], query: dict[str, str], limit: int) -> list[Message]:
    if "after" in query:
        return [each for each in held if int(each.id) > int(query["after"])][:limit]
    if "before" in query:
        return [each for each in held if int(each.id) < int(query["before"])][-limit:]
    if "around" in query:
        earlier = [each for each in held if int(each.id) <= int(query["around"])][-(limit // 2) - 1 :]
        later = [each for each in held if int(each.id) > int(query["around"])][: limit // 2]
        return earlier + later
    return held[-limit:]


async def get(call: Call) -> Answer:
    return call.fake.chat.json(call.message(call.channel(Permission.READ_MESSAGE_HISTORY)))


async def edit(call: Call) -> Answer:
    message = call.message(call.channel())
    if message.author is not call.bot:
        raise Refusal(Code.NOT_ITS_AUTHOR)
    refuse_if(edit_problems(message, call))
    return call.fake.chat.json(call.fake.chat.edit(message, call.body, call.uploads))


def edit_problems(message: Message, call: Call) -> tuple[Problem, ...]:
    """A message of the new layout stays one."""
    lasting = int(message.flags & MessageFlag.COMPONENTS_V2)
    return tuple(message_problems(call.body | {"flags": (call.body.get("flags") or 0) | lasting}))


async def delete(call: Call) -> Answer:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.bot:
        if channel.guild is None:
            raise Refusal(Code.NOT_IN_A_DM)
        call.permit(channel.guild, channel, Permission.MANAGE_MESSAGES)
    call.fake.chat.delete(message)
    return None


async def type_away(call: Call) -> Answer:
    call.fake.typing.append(call.channel(Permission.SEND_MESSAGES).id)
    return None


ROUTES: Routes = {
    "POST /users/@me/channels": open_dm,
    "GET /channels/{channel_id}/messages": history,
    "POST /channels/{channel_id}/messages": create,
    "GET /channels/{channel_id}/messages/{message_id}": get,
    "PATCH /channels/{channel_id}/messages/{message_id}": edit,
    "DELETE /channels/{channel_id}/messages/{message_id}": delete,
    "POST /channels/{channel_id}/typing": type_away,
}
