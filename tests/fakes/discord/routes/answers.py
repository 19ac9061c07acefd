"""How the app answers interactions: the callback, and what follows it under the interaction's token."""

from typing import assert_never

from tests.fakes.discord.call import Answer, Call, Routes, refuse_if
from tests.fakes.discord.command_rules import completion_problems
from tests.fakes.discord.interactions import Callback, Interaction, Kind, is_ephemeral
from tests.fakes.discord.message_rules import is_empty, message_problems, modal_problems
from tests.fakes.discord.reading import modal_text
from tests.fakes.discord.refusals import Code, Problem, Refusal
from tests.fakes.discord.routes.messages import edit_problems
from tests.fakes.discord.world import Json, Message, MessageFlag

_KINDS = {
    Callback.PONG: set[Kind](),
    Callback.MESSAGE: {Kind.COMMAND, Kind.COMPONENT, Kind.MODAL},
    Callback.DEFERRED_MESSAGE: {Kind.COMMAND, Kind.COMPONENT, Kind.MODAL},
    Callback.DEFERRED_UPDATE: {Kind.COMPONENT, Kind.MODAL},
    Callback.UPDATE: {Kind.COMPONENT, Kind.MODAL},
    Callback.COMPLETIONS: {Kind.AUTOCOMPLETE},
    Callback.MODAL: {Kind.COMMAND, Kind.COMPONENT},
}
"""Which interactions can be answered how. A modal cannot be answered with a modal."""


async def answer(call: Call) -> Answer:
    interaction = call.fake.interactions.get(call.path["interaction_id"])
    if interaction is None or interaction.token != call.path["interaction_token"]:
        raise Refusal(Code.UNKNOWN_INTERACTION)
    try:
        return _answer(call, interaction)
    except Refusal as refusal:
        interaction.refused = refusal
        raise


def _answer(call: Call, interaction: Interaction) -> Answer:
    callback, data = Callback(call.body["type"]), call.body.get("data") or {}
    _check(call, interaction, callback, data)
    interaction.acknowledge(callback, within=call.fake.setup.respond_within)
    _carry_out(call, interaction, callback, data)
    call.fake.pulse.beat()
    if not call.flag("with_response"):
        return None
    return _told(call, interaction, callback)


def _check(call: Call, interaction: Interaction, callback: Callback, data: Json) -> None:
    updates = callback in {Callback.UPDATE, Callback.DEFERRED_UPDATE}
    if interaction.kind not in _KINDS[callback] or (updates and interaction.message is None):
        text = f"A {interaction.kind.name.lower()} cannot be answered with {callback.name.lower()}"
        refuse_if((Problem(("type",), text, "INTERACTION_RESPONSE_TYPE_INVALID"),))
    problems: list[Problem] = []
    if callback in {Callback.MESSAGE, Callback.UPDATE}:
        problems += message_problems(data)
    elif callback is Callback.COMPLETIONS:
        problems += completion_problems(data.get("choices") or [])
    elif callback is Callback.MODAL:
        problems += modal_problems(data)
    refuse_if(tuple(problems))
    if callback is Callback.MESSAGE and is_empty(data, len(call.uploads)):
        raise Refusal(Code.EMPTY_MESSAGE)


def _carry_out(call: Call, interaction: Interaction, callback: Callback, data: Json) -> None:
    match callback:
        case Callback.MESSAGE:
            interaction.original = _post(call, interaction, data)
        case Callback.DEFERRED_MESSAGE:
            loading = MessageFlag.LOADING | (MessageFlag(data.get("flags") or 0) & MessageFlag.EPHEMERAL)
            interaction.original = _post(call, interaction, {"flags": int(loading)})
        case Callback.DEFERRED_UPDATE:
            interaction.original = interaction.message
        case Callback.UPDATE:
            assert interaction.message is not None
            interaction.original = call.fake.chat.edit(interaction.message, data, call.uploads)
        case Callback.COMPLETIONS:
            interaction.choices = data.get("choices") or []
        case Callback.MODAL:
            interaction.modal = data
            call.fake.chat.show_modal(interaction.user, modal_text(data))
        case Callback.PONG:
            pass
        case _:
            assert_never(callback)


def _post(call: Call, interaction: Interaction, data: Json) -> Message:
    message = call.fake.chat.write(interaction.channel, call.bot, data, call.uploads)
    message.interaction = interaction.metadata
    message.audience = interaction.user if is_ephemeral(data) else None
    return call.fake.chat.post(message)


def _told(call: Call, interaction: Interaction, callback: Callback) -> Json:
    about: Json = {"id": interaction.id, "type": int(interaction.kind)}
    original = interaction.original
    if original is None:
        return {"interaction": about}
    about |= {
        "response_message_id": original.id,
        "response_message_loading": original.is_loading,
        "response_message_ephemeral": original.audience is not None,
        "channel_id": original.channel.id,
    }
    resource = {"type": int(callback), "message": call.fake.chat.json(original)}
    return {"interaction": about, "resource": resource}


def _interaction(call: Call) -> Interaction:
    if call.path["webhook_id"] != call.world.application:
        raise Refusal(Code.UNKNOWN_WEBHOOK)
    interaction = call.fake.by_token(call.path["webhook_token"])
    if interaction is None:
        raise Refusal(Code.INVALID_WEBHOOK_TOKEN)
    interaction.check_token()
    return interaction


async def follow_up(call: Call) -> Answer:
    """The first one after a deferred answer is that answer, and as private as it was announced to be."""
    interaction = _interaction(call)
    refuse_if(tuple(message_problems(call.body)))
    if is_empty(call.body, len(call.uploads)):
        raise Refusal(Code.EMPTY_MESSAGE)
    original = interaction.original
    if original is not None and original.is_loading:
        return call.fake.chat.json(call.fake.chat.edit(original, call.body, call.uploads))
    return call.fake.chat.json(_post(call, interaction, call.body))


def _message(call: Call, interaction: Interaction) -> Message:
    if "message_id" not in call.path:
        message = interaction.original
    else:
        message = call.world.messages[interaction.channel.id].get(call.path["message_id"])
    if message is None or message.id not in call.world.messages[message.channel.id]:
        raise Refusal(Code.UNKNOWN_MESSAGE)
    return message


async def get(call: Call) -> Answer:
    return call.fake.chat.json(_message(call, _interaction(call)))


async def edit(call: Call) -> Answer:
    message = _message(call, _interaction(call))
    refuse_if(edit_problems(message, call))
    if message.is_loading and is_empty(call.body, len(call.uploads)):
        raise Refusal(Code.EMPTY_MESSAGE)
    return call.fake.chat.json(call.fake.chat.edit(message, call.body, call.uploads))


async def delete(call: Call) -> Answer:
    call.fake.chat.delete(_message(call, _interaction(call)))
    return None


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: Routes = {
    "POST /interactions/{interaction_id}/{interaction_token}/callback": answer,
    f"POST {_HOOK}": follow_up,
    f"GET {_HOOK}/messages/@original": get,
    f"PATCH {_HOOK}/messages/@original": edit,
    f"DELETE {_HOOK}/messages/@original": delete,
    f"GET {_HOOK}/messages/{{message_id}}": get,
    f"PATCH {_HOOK}/messages/{{message_id}}": edit,
    f"DELETE {_HOOK}/messages/{{message_id}}": delete,
}
