"""Why something could not be delivered, in words: what platforms call it is of no use to anybody but their makers."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.domain.claims import UNSURE
from bot.domain.delivery import DeliveryState
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.words import Phrase


class Trouble(Enum):
    CLOSED = auto()
    NOBODY = auto()
    NO_CHANNEL = auto()
    NOT_IN = auto()
    NOT_ALLOWED = auto()
    LOCKED_OUT = auto()
    UNSURE = auto()
    LATE = auto()
    CRASHED = auto()
    OTHER = auto()


WHY: Mapping[Trouble, Phrase] = {
    Trouble.CLOSED: say("direct messages are closed to me"),
    Trouble.NOBODY: say("the account is not there any more"),
    Trouble.NO_CHANNEL: say("the channel is gone or archived, or I cannot see it"),
    Trouble.NOT_IN: say("I am not in the channel: invite me"),
    Trouble.NOT_ALLOWED: say("I am not allowed to write there"),
    Trouble.LOCKED_OUT: say("the platform does not let me in: see to the app and its token"),
    Trouble.UNSURE: say("I cannot see whether it arrived: please look there before you send it again"),
    Trouble.LATE: say("I was not running at the time"),
    Trouble.CRASHED: say("sending it failed on my side, again and again"),
    Trouble.OTHER: say("the platform did not take it"),
}

_CODES: Mapping[str, Trouble] = {
    code: trouble
    for trouble, codes in {
        Trouble.CLOSED: "dm_closed cannot_dm_bot messages_tab_disabled cannot_message_user 50007 50278",
        Trouble.NOBODY: "no_such_user user_disabled user_not_found user_not_visible users_not_found 10007 10013 50033",
        Trouble.NO_CHANNEL: (
            "no_such_channel channel_not_found is_archived is_inactive invalid_channel team_not_found 10003 10004 50083"
        ),
        Trouble.NOT_IN: "not_in_channel 50001",
        Trouble.NOT_ALLOWED: (
            "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel "
            "restricted_action_non_threadable_channel posting_to_general_channel_denied posting_to_channel_denied "
            "missing_scope no_permission 50013 200000"
        ),
        Trouble.LOCKED_OUT: (
            "not_authed invalid_auth account_inactive token_revoked app_uninstalled team_disabled 40001 50014 401"
        ),
        Trouble.UNSURE: UNSURE,
        Trouble.CRASHED: "crashed",
    }.items()
    for code in codes.split()
}
"""By what the platforms, and `bot.domain.claims`, call it."""


def trouble_of(state: DeliveryState, code: str | None) -> Trouble:
    if state is DeliveryState.EXPIRED:
        return Trouble.LATE
    return _CODES.get(code or "", Trouble.OTHER)
