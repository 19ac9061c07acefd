"""What a person does with the app, and how far the app has answered it."""

import time
from dataclasses import dataclass, field
from enum import IntEnum

from tests.fakes.discord.payloads import user_json
from tests.fakes.discord.refusals import Code, Refusal
from tests.fakes.discord.world import Channel, Guild, Json, Message, MessageFlag, User

TOKEN_LIVES = 15 * 60.0
"""Seconds."""


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    COMPLETIONS = 8
    MODAL = 9


@dataclass(eq=False, slots=True)
class Interaction:
    """``message`` is the one whose component was used, ``source`` the interaction whose modal was submitted.

    ``original`` is the first answer, or the message that was updated as such.
    """

    id: str
    token: str
    kind: Kind
    user: User
    channel: Channel
    guild: Guild | None
    data: Json
    message: Message | None = None
    source: "Interaction | None" = None
    made_at: float = field(default_factory=time.monotonic)
    response: Callback | None = None
    original: Message | None = None
    choices: list[Json] | None = None
    modal: Json | None = None
    refused: Refusal | None = None
    is_submitted: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the person sees something of an answer: a deferred one counts once it came."""
        if self.response is Callback.DEFERRED_MESSAGE:
            return self.original is None or not self.original.is_loading
        return self.response is not None

    @property
    def labels(self) -> list[str]:
        """What the person is offered to complete their words with."""
        return [each["name"] for each in self.choices or ()]

    def age(self, seconds: float) -> None:
        """Let so much time have passed since."""
        self.made_at -= seconds

    def acknowledge(self, callback: Callback, *, within: float) -> None:
        """Raise Refusal when it comes too late, or again."""
        if self.response is not None:
            raise Refusal(Code.ALREADY_ACKNOWLEDGED)
        if time.monotonic() - self.made_at > within:
            raise Refusal(Code.UNKNOWN_INTERACTION)
        self.response = callback

    def check_token(self) -> None:
        """Raise Refusal where follow-ups are not possible: too early or too late."""
        if time.monotonic() - self.made_at > TOKEN_LIVES:
            raise Refusal(Code.INVALID_WEBHOOK_TOKEN)
        if self.response is None:
            raise Refusal(Code.UNKNOWN_WEBHOOK)

    @property
    def metadata(self) -> Json:
        """What a message that answers this says of it."""
        said: Json = {
            "id": self.id,
            "type": int(self.kind),
            "user": user_json(self.user),
            "authorizing_integration_owners": self.owners,
        }
        if self.kind is Kind.COMPONENT and self.message is not None:
            said["interacted_message_id"] = self.message.id
        if self.kind is Kind.MODAL and self.source is not None:
            said["triggering_interaction_metadata"] = self.source.metadata
        return said

    @property
    def owners(self) -> Json:
        return {"0": self.guild.id if self.guild is not None else "0"}


def is_ephemeral(data: Json) -> bool:
    return MessageFlag.EPHEMERAL in MessageFlag(data.get("flags") or 0)
