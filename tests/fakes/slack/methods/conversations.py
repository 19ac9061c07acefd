"""conversations.*: finding, opening and reading them."""

from tests.fakes.slack import payloads
from tests.fakes.slack.methods.method import Ask, method, page
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.world import Channel, Kind, User

_MOST_IN_ONE = 8
_NAMES = {Kind.CHANNEL: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.GROUP_DM: "mpim"}


@method("conversations.open", "users channel return_im prevent_creation")
def open_(ask: Ask) -> Json:
    users = [ask.user(id_.strip()) for id_ in ask.text("users").split(",")]
    if len(users) > _MOST_IN_ONE:
        raise SlackError("too_many_users")
    ask.needs("im:write" if len(users) == 1 else "mpim:write")
    for user in users:
        _can_be_written_to(ask, user, is_alone=len(users) == 1)
    is_known = any(channel.members == {ask.team.bot_user, *(user.id for user in users)} for channel in _directs(ask))
    channel = ask.slack.direct(ask.team, *(user.id for user in users))
    shown = payloads.channel(channel, ask.team) if ask.truth("return_im") else {"id": channel.id}
    return {"channel": shown, "no_op": is_known, "already_open": is_known}


def _can_be_written_to(ask: Ask, user: User, *, is_alone: bool) -> None:
    """Whoever takes no messages from apps is in groups with others all the same."""
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    if user.is_deleted:
        raise SlackError("user_disabled")
    if user.refuses is not None and is_alone:
        raise SlackError(user.refuses)
    if user.home != ask.team.id and not any(user.id in channel.members for channel in _directs(ask)):
        ask.slack.violated(
            "conversations.open", [f"users: {user.id} is of another workspace and has not written first"]
        )


def _directs(ask: Ask) -> list[Channel]:
    return [channel for channel in ask.team.channels.values() if channel.kind in (Kind.IM, Kind.GROUP_DM)]


@method("conversations.history", "channel oldest latest inclusive limit cursor include_all_metadata")
def history(ask: Ask) -> Json:
    channel = ask.channel()
    ask.needs(f"{_NAMES[channel.kind]}:history")
    _is_in(ask, channel)
    newest_first = sorted(channel.messages.values(), key=lambda each: each.ts, reverse=True)
    found = [payloads.message(each, ask.team) for each in newest_first if _is_between(ask, each.ts)]
    answer = page(ask, found, "messages")
    return answer | {"has_more": bool(answer["response_metadata"]["next_cursor"]), "pin_count": 0}


def _is_between(ask: Ask, ts: str) -> bool:
    at, oldest, latest = float(ts), float(ask.args.get("oldest") or 0), float(ask.args.get("latest") or "inf")
    return oldest <= at <= latest if ask.truth("inclusive") else oldest < at < latest


@method("conversations.info", "channel include_locale include_num_members")
def info(ask: Ask) -> Json:
    channel = ask.channel()
    ask.needs(f"{_NAMES[channel.kind]}:{'read' if channel.kind in (Kind.CHANNEL, Kind.PRIVATE) else 'history'}")
    return {"channel": payloads.channel(channel, ask.team)}


@method("conversations.list", "cursor exclude_archived limit team_id types", scope="channels:read")
def list_(ask: Ask) -> Json:
    wanted = str(ask.args.get("types") or "public_channel").split(",")
    kinds = {Kind.CHANNEL} if "public_channel" in wanted else set[Kind]()
    kinds |= {Kind.PRIVATE} if "private_channel" in wanted else set[Kind]()
    found = [each for each in ask.team.channels.values() if each.kind in kinds]
    return page(ask, [payloads.channel(each, ask.team) for each in found], "channels")


@method("conversations.members", "channel cursor limit", scope="channels:read")
def members(ask: Ask) -> Json:
    channel = ask.channel()
    _is_in(ask, channel)
    found = [{"id": id_} for id_ in sorted(channel.members)]
    answer = page(ask, found, "members")
    return answer | {"members": [each["id"] for each in answer["members"]]}


@method("conversations.join", "channel", scope="channels:join")
def join(ask: Ask) -> Json:
    channel = ask.channel()
    if channel.kind is not Kind.CHANNEL:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    channel.members.add(ask.team.bot_user)
    return {"channel": payloads.channel(channel, ask.team)}


def _is_in(ask: Ask, channel: Channel) -> None:
    if ask.team.bot_user not in channel.members:
        raise SlackError("not_in_channel" if channel.kind is Kind.CHANNEL else "channel_not_found")
