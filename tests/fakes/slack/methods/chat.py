"""chat.*: messages posted, changed and taken back."""

from tests.fakes.slack import checks, payloads
from tests.fakes.slack.methods.method import Ask, method
from tests.fakes.slack.wire import Json, SlackError, complaints
from tests.fakes.slack.world import Channel, Kind, Message

_CONTENT = "text blocks attachments metadata parse link_names mrkdwn as_user"
_LONGEST = 40_000
_LONGEST_EDIT = 4_000


@method(
    "chat.postMessage",
    f"channel {_CONTENT} thread_ts reply_broadcast unfurl_links unfurl_media username icon_url icon_emoji",
    scope="chat:write",
)
def post(ask: Ask) -> Json:
    channel = _open_to_bot(ask)
    blocks = _content(ask, "chat.postMessage", _LONGEST)
    message = ask.slack.post(
        ask.team,
        channel,
        ask.team.bot_user,
        str(ask.args.get("text") or ""),
        blocks=blocks,
        is_bot=True,
        thread_ts=ask.args.get("thread_ts"),
        metadata=ask.args.get("metadata"),
    )
    ask.slack.echo(ask.team, channel, message)
    return {"channel": channel.id, "ts": message.ts, "message": payloads.message(message, ask.team)}


@method("chat.postEphemeral", f"channel user {_CONTENT} thread_ts username icon_url icon_emoji", scope="chat:write")
def whisper(ask: Ask) -> Json:
    channel = _open_to_bot(ask)
    user = ask.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    blocks = _content(ask, "chat.postEphemeral", _LONGEST)
    text = str(ask.args.get("text") or "")
    message = ask.slack.post(ask.team, channel, ask.team.bot_user, text, blocks=blocks, is_bot=True, audience=user)
    return {"message_ts": message.ts}


@method("chat.update", f"channel ts {_CONTENT} reply_broadcast file_ids", scope="chat:write")
def update(ask: Ask) -> Json:
    channel = ask.channel()
    message = _own(ask, channel, "cant_update_message")
    blocks = _content(ask, "chat.update", _LONGEST_EDIT)
    ask.slack.edit(message, ask.args.get("text"), blocks if "blocks" in ask.args else None)
    shown = payloads.message(message, ask.team)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


@method("chat.delete", "channel ts as_user", scope="chat:write")
def delete(ask: Ask) -> Json:
    channel = ask.channel()
    message = _own(ask, channel, "cant_delete_message")
    del channel.messages[message.ts]
    return {"channel": channel.id, "ts": message.ts}


def _open_to_bot(ask: Ask) -> Channel:
    """The conversation to post into. A user's id opens the direct one, which the app should have done itself: with a
    name or picture of its own the message would land in Slackbot's."""
    named = ask.text("channel")
    if named in ask.team.users:
        ask.slack.violated("chat.postMessage", [f"channel: {named} is a user; open the conversation first"])
        channel = ask.slack.direct(ask.team, named)
    else:
        channel = ask.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if ask.team.bot_user not in channel.members:
        raise SlackError("not_in_channel" if channel.kind is Kind.CHANNEL else "channel_not_found")
    if channel.kind is Kind.IM:
        _open_to_messages(ask, channel)
    return channel


def _open_to_messages(ask: Ask, channel: Channel) -> None:
    if not ask.team.has_messages_tab:
        raise SlackError("messages_tab_disabled")
    for user in (ask.team.users[id_] for id_ in channel.members if id_ != ask.team.bot_user):
        if user.is_deleted:
            raise SlackError("user_disabled")
        if user.refuses is not None:
            raise SlackError(user.refuses)


def _own(ask: Ask, channel: Channel, error: str) -> Message:
    message = channel.messages.get(ask.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if not message.is_bot:
        raise SlackError(error)
    return message


def _content(ask: Ask, where: str, longest: int) -> list[Json]:
    """The blocks, once everything about the message is as Slack wants it."""
    blocks: list[Json] = ask.args.get("blocks") or []
    text = str(ask.args.get("text") or "")
    if not text and not blocks and not ask.args.get("attachments"):
        raise SlackError("no_text")
    if len(text) > longest:
        ask.slack.violated(where, [f"text: {len(text)} characters"])
        raise SlackError("msg_too_long")
    if not text:
        ask.slack.violated(where, ["text: not there, so that notifications and screen readers say nothing"])
    accept_blocks(ask, where, blocks)
    return blocks


def accept_blocks(ask: Ask, where: str, blocks: list[Json]) -> None:
    """Raises SlackError, and takes it down, when Slack would not show these."""
    found = checks.blocks_of_message(blocks)
    ask.slack.violated(where, found)
    if found:
        raise SlackError("invalid_blocks", errors=found, response_metadata=complaints(found))
    if (letters := checks.letters(blocks)) > checks.SUM_LIMIT:
        ask.slack.violated(where, [f"blocks: {letters} characters in all"])
        raise SlackError("msg_blocks_too_long")
