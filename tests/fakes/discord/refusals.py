"""How Discord says no: the status, its own number, and a sentence.

Numbers: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
"""

from dataclasses import dataclass
from enum import Enum

from tests.fakes.discord.world import Json


class Code(Enum):
    """Status, code, message."""

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    NOT_FOUND = (404, 0, "404: Not Found")
    UNKNOWN_APPLICATION = (404, 10002, "Unknown Application")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    UNKNOWN_EVENT = (404, 10070, "Unknown Guild Scheduled Event")
    TOO_MANY_CREATES = (400, 30034, "Max number of daily application command creates has been reached (200)")
    OPENING_TOO_FAST = (403, 40003, "You are opening direct messages too fast.")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_ITS_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    CANNOT_MESSAGE_USER = (403, 50007, "Cannot send messages to this user")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    NOT_IN_A_DM = (403, 50003, "Cannot execute action on a DM channel")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    INVALID_RECIPIENT = (400, 50033, "Invalid Recipient(s)")
    INVALID_FORM = (400, 50035, "Invalid Form Body")
    THREAD_ARCHIVED = (400, 50083, "Thread is archived")
    NO_MUTUAL_GUILDS = (403, 50278, "Cannot send messages to this user due to having no mutual guilds")
    BLOCKED_BY_AUTOMOD = (400, 200000, "Message was blocked by automatic moderation")
    BLOCKED_TITLE = (400, 240000, "Message blocked by harmful links filter")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one field of a request, in the words Discord has for it."""

    path: tuple[str | int, ...]
    text: str
    code: str = "BASE_TYPE_BAD_VALUE"

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'the body'}: {self.text}"


class Refusal(Exception):
    """What a request is answered with instead of being done."""

    def __init__(self, code: Code, problems: tuple[Problem, ...] = ()) -> None:
        self.status, self.number, self.text = code.value
        self.problems = problems
        super().__init__(f"{self.status} {self.number} {self.text}", *map(str, problems))

    @property
    def body(self) -> Json:
        said: Json = {"message": self.text, "code": self.number}
        if self.problems:
            said["errors"] = _nested(self.problems)
        return said


def _nested(problems: tuple[Problem, ...]) -> Json:
    """Discord's tree of errors: the path as keys, ``_errors`` at its end."""
    tree: Json = {}
    for problem in problems:
        at = tree
        for step in problem.path:
            at = at.setdefault(str(step), {})
        at.setdefault("_errors", []).append({"code": problem.code, "message": problem.text})
    return tree
