"""reactions.*: a small mark on somebody's message."""

from tests.fakes.slack.methods.method import Ask, method
from tests.fakes.slack.wire import Json, SlackError


@method("reactions.add", "channel timestamp name", scope="reactions:write")
def add(ask: Ask) -> Json:
    message = ask.channel().messages.get(ask.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    if ask.text("name") in message.reactions:
        raise SlackError("already_reacted")
    message.reactions.append(ask.text("name"))
    return {}
