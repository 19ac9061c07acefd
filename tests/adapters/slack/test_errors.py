import logging
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import CODES, LONGEST_WAIT, RAISED, Failed, Verdict, failure_of, nearest, verdict_on, wait_of
from bot.domain.delivery import NotAccepted, Refused, Unknown
from tests.adapters.slack.library import ERRORS

COMMON = """access_denied accesslimited account_inactive deprecated_endpoint ekm_access_denied enterprise_is_restricted
fatal_error internal_error invalid_arg_name invalid_arguments invalid_array_arg invalid_auth invalid_charset
invalid_form_data invalid_post_type method_deprecated missing_post_type missing_scope no_permission
not_allowed_token_type not_authed org_login_required ratelimited request_timeout service_unavailable
team_access_not_granted team_added_to_org token_expired token_revoked two_factor_setup_required"""

DOCUMENTED = {
    "chat.postMessage": """as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message
channel_not_found channel_type_not_supported duplicate_channel_not_found duplicate_message_not_found invalid_blocks
invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_archived is_inactive markdown_text_conflict
message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long
msg_too_long no_text not_in_channel rate_limited restricted_action restricted_action_non_threadable_channel
restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel
slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked
team_not_found too_many_attachments too_many_contact_cards""",
    "chat.postEphemeral": "channel_not_found is_archived msg_too_long no_text restricted_action user_not_in_channel",
    "chat.delete": "cant_delete_message channel_not_found compliance_exports_prevent_deletion message_not_found",
    "conversations.open": """channel_not_found invalid_user_combination method_not_supported_for_channel_type
not_enough_users too_many_users user_disabled user_not_found user_not_visible users_list_not_supplied cannot_dm_bot""",
    "conversations.history": """channel_not_found invalid_cursor invalid_metadata_keys invalid_ts_latest
invalid_ts_oldest pagination_not_available not_in_channel""",
    "users.info": "user_not_found user_not_visible",
    "views.open": """duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id push_limit_reached
trigger_exchanged trigger_expired view_too_large""",
    "views.publish": "duplicate_external_id hash_conflict invalid_arguments not_enabled not_found view_too_large",
    "files": """file_not_found file_update_failed file_upload_size_restricted invalid_channel missing_argument
malformed_argument posting_to_channel_denied snippet_too_large unknown_snippet_type""",
    "response_url": "expired_url used_url no_active_hooks invalid_payload",
    "apps.connections.open": "forbidden_team internal_error",
    "oauth.v2.access": """bad_client_secret bad_redirect_uri cannot_install_an_org_installed_app code_already_used
invalid_client_id invalid_code invalid_code_verifier invalid_grant_type invalid_refresh_token no_scopes
oauth_authorization_url_mismatch preview_feature_not_available""",
    "common": COMMON,
}


@pytest.mark.parametrize("method", DOCUMENTED)
def test_every_documented_code_is_mapped(method: str) -> None:
    assert [code for code in DOCUMENTED[method].split() if code not in CODES] == []


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_of_the_libraries_is_mapped(kind: type[BaseException]) -> None:
    found = nearest(kind, RAISED)
    assert found is not None
    assert found not in (OSError, ValueError, TypeError, AttributeError), "an error of the library means more than that"


def answer(status: int, data: Any, **headers: str) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="u", req_args={}, data=data, headers=headers, status_code=status
    )
    return SlackApiError("no", response)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (answer(200, {"ok": False, "error": "channel_not_found"}), Refused("channel_not_found")),
        (answer(200, {"ok": False, "error": "invalid_auth"}), NotAccepted("invalid_auth")),
        (answer(200, {"ok": False, "error": "fatal_error"}), Unknown("fatal_error")),
        (answer(200, {"ok": False, "error": "new_in_2030"}), NotAccepted("new_in_2030")),
        (answer(200, {"ok": False, "error": "ratelimited"}), NotAccepted("ratelimited", timedelta(seconds=1))),
        (answer(429, {"ok": False}, **{"Retry-After": "30"}), NotAccepted("ratelimited", timedelta(seconds=30))),
        (answer(429, "slow down", **{"retry-after": "7"}), NotAccepted("ratelimited", timedelta(seconds=7))),
        (answer(500, {}), Unknown("http_500")),
        (answer(503, {"ok": False, "error": "service_unavailable"}), Unknown("service_unavailable")),
        (answer(200, {}), Unknown("http_200")),
        (answer(403, {}), NotAccepted("http_403")),
        (answer(404, {}), Refused("http_404")),
        (SlackApiError("garbage", {"ok": False}), Unknown("http_0")),
        (TimeoutError(), Unknown("TimeoutError")),
        (aiohttp.ServerDisconnectedError(), Unknown("ServerDisconnectedError")),
        (aiohttp.SocketTimeoutError(), Unknown("SocketTimeoutError")),
        (aiohttp.ConnectionTimeoutError(), NotAccepted("ConnectionTimeoutError")),
        (ConnectionResetError(), Unknown("ConnectionResetError")),
        (AttributeError(), Unknown("AttributeError")),
    ],
    ids=repr,
)  # fmt: skip
def test_what_goes_wrong_is_told_apart(error: BaseException, outcome: object) -> None:
    assert failure_of(error).outcome == outcome


def test_a_code_nobody_described_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert verdict_on("new_in_2030") is Verdict.LATER
    assert caplog.records[0].code == "new_in_2030"  # pyright: ignore[reportAttributeAccessIssue] - put there by extra=


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 1),
        ("1.5", 1.5),
        ("30", 30),
        ("90000", 3600),
        ("inf", 3600),
        ("nan", 1),
        ("-5", 1),
        ("Wed, 21 Oct", 1),
        ("", 1),
    ],
)
def test_however_long_slack_says_to_wait_it_is_within_bounds(said: str, seconds: float) -> None:
    assert wait_of({"Retry-After": said}) == timedelta(seconds=seconds) <= LONGEST_WAIT


def test_a_lost_token_leaves_the_delivery_waiting() -> None:
    assert Failed("token_revoked", CODES["token_revoked"]).outcome == NotAccepted("token_revoked")
