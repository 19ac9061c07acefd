"""The one table of what Slack and its library answer when something does not work, and what each answer means."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, cast

import aiohttp
from slack_bolt.error import BoltError
from slack_sdk.errors import (
    BotUserAccessError,
    SlackApiError,
    SlackClientConfigurationError,
    SlackClientError,
    SlackClientNotConnectedError,
    SlackObjectFormationError,
    SlackRequestError,
    SlackTokenRotationError,
)

from bot.domain.delivery import NotAccepted, Refused, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
"""However long Slack says to wait, it is asked again by then."""

SHORTEST_WAIT = timedelta(seconds=1)


class Verdict(Enum):
    """What an answer means for what was asked."""

    LATER = "later"
    """Certainly not done; worth another try."""
    NEVER = "never"
    """Certainly not done, and it will not be."""
    UNSURE = "unsure"
    """Perhaps done."""
    GONE = "gone"
    """Not done, because our token is worth nothing any more: the workspace is suspended until it is installed again."""


REMOVED = frozenset({"account_inactive", "app_uninstalled", "team_disabled", "token_revoked"})
"""Ends of a token that somebody in the workspace brought about; others may be a mistake in copying it."""

CODES: Mapping[str, Verdict] = {
    code: verdict
    for verdict, codes in {
        Verdict.LATER: (
            # pace
            "ratelimited rate_limited message_limit_exceeded "
            # the request did not arrive whole
            "request_timeout hash_conflict "
            # the token is rotated, or the workspace is moving
            "token_expired team_added_to_org org_login_required accesslimited "
            # somebody has to give us something first: an operator a scope, an admin a permission
            "missing_scope no_permission ekm_access_denied two_factor_setup_required team_access_not_granted "
            "enterprise_is_restricted access_denied not_allowed_token_type storage_limit_reached "
        ),
        Verdict.NEVER: (
            # the person
            "user_disabled user_not_found user_not_visible user_not_in_channel cannot_dm_bot messages_tab_disabled "
            "invalid_user_combination cannot_message_user user_is_bot user_is_restricted user_is_ultra_restricted "
            "users_list_not_supplied not_enough_users too_many_users users_not_found user_team_not_in_channel "
            # the place
            "channel_not_found is_archived is_inactive not_in_channel channel_type_not_supported team_not_found "
            "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel "
            "restricted_action_non_threadable_channel restricted_action_thread_locked thread_locked "
            "cannot_reply_to_message posting_to_general_channel_denied posting_to_channel_denied invalid_channel "
            "method_not_supported_for_channel_type duplicate_channel_not_found duplicate_message_not_found "
            "message_not_found cant_delete_message compliance_exports_prevent_deletion thread_not_found "
            "not_implemented external_channel_migrating "
            # what we sent
            "msg_too_long msg_blocks_too_long no_text invalid_blocks invalid_blocks_format invalid_attachments "
            "too_many_attachments too_many_contact_cards attachment_payload_limit_exceeded markdown_text_conflict "
            "as_user_not_supported invalid_metadata_format invalid_metadata_schema metadata_too_large "
            "metadata_must_be_sent_from_app invalid_metadata_keys slack_connect_blocked_file_type "
            "slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked "
            "slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked "
            "slack_connect_lists_sharing_blocked "
            # history
            "invalid_cursor invalid_ts_latest invalid_ts_oldest pagination_not_available invalid_limit "
            # views and replies
            "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged "
            "push_limit_reached view_too_large duplicate_external_id not_found not_enabled expired_url used_url "
            "no_active_hooks invalid_payload cannot_reply "
            # files
            "file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled file_not_found "
            "file_deleted file_update_failed snippet_too_large unknown_snippet_type unknown_subtype missing_argument "
            "malformed_argument invalid_file upload_not_found "
            # how we asked
            "invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_json "
            "json_not_object invalid_post_type missing_post_type missing_charset superfluous_charset "
            "deprecated_endpoint method_deprecated unknown_method token_type_not_allowed missing_team_id "
            # installing
            "bad_client_secret bad_redirect_uri code_already_used invalid_client_id invalid_code "
            "invalid_code_verifier invalid_grant_type invalid_refresh_token oauth_authorization_url_mismatch "
            "preview_feature_not_available no_scopes cannot_install_an_org_installed_app "
            "invalid_team_for_non_distributed_app forbidden_team internal_api_only "
        ),
        Verdict.UNSURE: "fatal_error internal_error service_unavailable accepted_but_failed ",
        Verdict.GONE: "not_authed invalid_auth account_inactive token_revoked app_uninstalled team_disabled ",
    }.items()
    for code in codes.split()
}
"""Every documented code of the methods used here. One that is missing counts as `Verdict.LATER` and is logged."""

RAISED: Mapping[type[BaseException], Verdict] = {
    # before anything was written
    aiohttp.ClientConnectorError: Verdict.LATER,
    aiohttp.ConnectionTimeoutError: Verdict.LATER,
    aiohttp.InvalidURL: Verdict.LATER,
    aiohttp.ServerFingerprintMismatch: Verdict.LATER,
    aiohttp.TooManyRedirects: Verdict.LATER,
    SlackClientNotConnectedError: Verdict.LATER,
    SlackTokenRotationError: Verdict.LATER,
    SlackClientConfigurationError: Verdict.LATER,
    BoltError: Verdict.LATER,
    # it could not even be asked
    SlackRequestError: Verdict.NEVER,
    SlackObjectFormationError: Verdict.NEVER,
    BotUserAccessError: Verdict.NEVER,
    # somewhere on the way
    aiohttp.ClientError: Verdict.UNSURE,
    SlackApiError: Verdict.UNSURE,
    SlackClientError: Verdict.UNSURE,
    TimeoutError: Verdict.UNSURE,
    OSError: Verdict.UNSURE,
    # an answer in no form the library can read
    ValueError: Verdict.UNSURE,
    AttributeError: Verdict.UNSURE,
    TypeError: Verdict.UNSURE,
}
"""What a call may raise, by the nearest class. A `SlackApiError` says more: see `failure_of`."""

ERRORS = tuple(RAISED)
"""What to catch around a call."""


class Failed(Exception):
    """A call to Slack that did not work. ``after`` is Slack's own word on when to ask again."""

    def __init__(self, code: str, verdict: Verdict, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.verdict = verdict
        self.after = after

    @property
    def outcome(self) -> NotAccepted | Refused | Unknown:
        """The same for a delivery. One whose workspace is suspended waits with it."""
        match self.verdict:
            case Verdict.LATER | Verdict.GONE:
                return NotAccepted(self.code, self.after)
            case Verdict.NEVER:
                return Refused(self.code)
            case Verdict.UNSURE:
                return Unknown(self.code)


def failure_of(error: BaseException) -> Failed:
    """What one of `ERRORS` means."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    kind = nearest(type(error), RAISED)
    return Failed(type(error).__name__, Verdict.UNSURE if kind is None else RAISED[kind])


def nearest(kind: type[BaseException], known: Iterable[type[BaseException]]) -> type[BaseException] | None:
    """The class in ``known`` that is nearest above."""
    return next((each for each in kind.__mro__ if each in set(known)), None)


def verdict_on(code: str) -> Verdict:
    """What a code means; one nobody has described is tried again, for Slack says outright that it was not accepted."""
    if code not in CODES:
        log.warning("slack_code_unmapped", extra={"code": code})
    return CODES.get(code, Verdict.LATER)


def wait_of(headers: Mapping[str, str]) -> timedelta | None:
    """What ``Retry-After`` says, bounded; a second where it says nothing that can be read."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        seconds = float(said)
    except ValueError:
        return SHORTEST_WAIT
    if not 0 <= seconds < LONGEST_WAIT.total_seconds():
        return LONGEST_WAIT if seconds > 0 else SHORTEST_WAIT
    return max(SHORTEST_WAIT, timedelta(seconds=seconds))


def _answered(error: SlackApiError) -> Failed:
    response: object = error.response  # not always the library's own: a body it cannot read comes as it is
    status = _number(getattr(response, "status_code", None), getattr(response, "status", None))
    headers = cast("Mapping[str, str]", getattr(response, "headers", {}))
    data = getattr(response, "data", response)
    code = cast("Mapping[str, object]", data).get("error") if isinstance(data, Mapping) else None
    if status == 429:
        return Failed("ratelimited", Verdict.LATER, wait_of(headers))
    if isinstance(code, str) and code:
        verdict = verdict_on(code)
        is_pace = code in ("ratelimited", "rate_limited")
        return Failed(code, verdict, wait_of(headers) if is_pace else None)
    return Failed(f"http_{status}", of_status(status))


def of_status(status: int) -> Verdict:
    """What an HTTP status means that comes without a code."""
    if status >= 500 or status < 400:
        return Verdict.UNSURE
    return Verdict.NEVER if status in (404, 410, 413) else Verdict.LATER


def _number(*values: object) -> int:
    return next((value for value in values if isinstance(value, int)), 0)
