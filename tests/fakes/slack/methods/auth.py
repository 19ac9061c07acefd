"""auth.*, apps.*: what a token is, and the end of it."""

from tests.fakes.slack.methods.method import Ask, Token, method
from tests.fakes.slack.wire import Json, SlackError


@method("auth.test")
def test(ask: Ask) -> Json:
    team = ask.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": team.users[team.bot_user].name,
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke", "test")
def revoke(ask: Ask) -> Json:
    if ask.truth("test"):
        return {"revoked": False}
    ask.grant.is_revoked = True
    return {"revoked": True}


@method("apps.uninstall", "client_id client_secret")
def uninstall(ask: Ask) -> Json:
    keys = ask.slack.keys
    if ask.text("client_id") != keys.client_id:
        raise SlackError("invalid_client_id")
    if ask.text("client_secret") != keys.client_secret:
        raise SlackError("bad_client_secret")
    ask.slack.outgoing.later(ask.slack.uninstalled(ask.team))
    return {}


@method("apps.connections.open", token=Token.APP)
def connect(ask: Ask) -> Json:
    address = ask.slack.address.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ask.slack.sockets.ticket()}&app_id={ask.slack.keys.app_id}"}
