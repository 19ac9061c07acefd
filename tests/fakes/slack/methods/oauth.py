"""oauth.v2.access: a code or a refresh token becomes tokens."""

import base64
import binascii

from tests.fakes.slack.grants import TOKEN_LIFE, Code, Grant
from tests.fakes.slack.methods.method import Ask, Token, method
from tests.fakes.slack.wire import Json, SlackError


@method(
    "oauth.v2.access",
    "client_id client_secret code redirect_uri grant_type refresh_token code_verifier",
    token=Token.NONE,
)
def access(ask: Ask) -> Json:
    _is_the_app(ask)
    if ask.args.get("grant_type") == "refresh_token":
        return _refresh(ask)
    code = ask.slack.grants.codes.pop(ask.text("code"), None)
    if code is None or code.expires_at <= ask.slack.now():
        raise SlackError("invalid_code")
    if (ask.args.get("redirect_uri") or code.redirect_uri) != code.redirect_uri:
        raise SlackError("bad_redirect_uri")
    return _answer(ask, _granted(ask, code))


def _is_the_app(ask: Ask) -> None:
    keys = ask.slack.keys
    id_, secret = _basic(str(ask.args.get("authorization") or ""))
    if (ask.args.get("client_id") or id_) != keys.client_id:
        raise SlackError("invalid_client_id")
    if (ask.args.get("client_secret") or secret) != keys.client_secret:
        raise SlackError("bad_client_secret")


def _basic(header: str) -> tuple[str, str]:
    try:
        id_, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return id_, secret


def _granted(ask: Ask, code: Code) -> Grant:
    now = ask.slack.now() if ask.slack.grants.rotates else None
    return ask.slack.grants.issue(code.team, code.installer, code.scopes, now=now)


def _refresh(ask: Ask) -> Json:
    """The old token lives on until its time; the old refresh token is used up."""
    grants = ask.slack.grants
    before = grants.refreshers.pop(ask.text("refresh_token"), None)
    if before is None:
        raise SlackError("invalid_refresh_token")
    grants.refreshes += 1
    return _answer(ask, grants.issue(before.team, before.installer, before.scopes, now=ask.slack.now()))


def _answer(ask: Ask, grant: Grant) -> Json:
    team = ask.slack.teams[grant.team]
    answer: Json = {
        "app_id": ask.slack.keys.app_id,
        "authed_user": {"id": grant.installer},
        "scope": ",".join(grant.scopes),
        "token_type": "bot",
        "access_token": grant.token,
        "bot_user_id": team.bot_user,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None if team.enterprise is None else {"id": team.enterprise, "name": "Org"},
        "is_enterprise_install": False,
    }
    if grant.expires_at is None:
        return answer
    refresh = ask.slack.grants.refresher(grant)
    return answer | {"expires_in": int(TOKEN_LIFE.total_seconds()), "refresh_token": refresh}
