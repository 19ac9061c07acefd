"""files.*: an upload in its three steps."""

from tests.fakes.slack import payloads
from tests.fakes.slack.methods.chat import accept_blocks
from tests.fakes.slack.methods.method import Ask, method
from tests.fakes.slack.wire import Json, SlackError
from tests.fakes.slack.world import Channel, File


@method("files.getUploadURLExternal", "filename length alt_txt alt_text snippet_type", scope="files:write")
def address(ask: Ask) -> Json:
    if ask.number("length", 0) <= 0:
        raise SlackError("invalid_arguments")
    file = File(ask.slack.stamps.id("F"), ask.text("filename"))
    ask.slack.uploads[file.id] = file
    return {"upload_url": f"{ask.slack.address}/upload/v1/{file.id}", "file_id": file.id}


@method(
    "files.completeUploadExternal", "files channel_id channels initial_comment thread_ts blocks", scope="files:write"
)
def complete(ask: Ask) -> Json:
    files = [_uploaded(ask, each) for each in ask.args.get("files") or []]
    if not files:
        raise SlackError("invalid_arguments")
    named = str(ask.args.get("channels") or ask.args.get("channel_id") or "")
    for channel in (_channel(ask, id_) for id_ in named.split(",") if id_):
        _share(ask, channel, files)
    return {"files": [payloads.file(each) for each in files]}


def _uploaded(ask: Ask, told: Json) -> File:
    file = ask.slack.uploads.get(told.get("id", ""))
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    file.title = told.get("title") or file.name
    return file


def _channel(ask: Ask, id_: str) -> Channel:
    channel = ask.team.channels.get(id_)
    if channel is None:
        raise SlackError("channel_not_found")
    if ask.team.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _share(ask: Ask, channel: Channel, files: list[File]) -> None:
    blocks: list[Json] = ask.args.get("blocks") or []
    accept_blocks(ask, "files.completeUploadExternal", blocks)
    text = str(ask.args.get("initial_comment") or "")
    message = ask.slack.post(
        ask.team,
        channel,
        ask.team.bot_user,
        text,
        blocks=blocks,
        files=files,
        is_bot=True,
        thread_ts=ask.args.get("thread_ts"),
    )
    ask.slack.echo(ask.team, channel, message)
