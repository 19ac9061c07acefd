"""users.*: who people are."""

from tests.fakes.slack import payloads
from tests.fakes.slack.methods.method import Ask, method, page
from tests.fakes.slack.wire import Json
from tests.fakes.slack.world import User


@method("users.info", "user include_locale", scope="users:read")
def info(ask: Ask) -> Json:
    return {"user": _shown(ask, ask.user(ask.text("user")))}


@method("users.list", "cursor include_locale limit team_id", scope="users:read")
def list_(ask: Ask) -> Json:
    answer = page(ask, [_shown(ask, user) for user in ask.team.users.values()], "members")
    return answer | {"cache_ts": int(ask.slack.now().timestamp())}


def _shown(ask: Ask, user: User) -> Json:
    shown = payloads.user(user, ask.team, now=ask.slack.now())
    if not ask.truth("include_locale"):
        del shown["locale"]
    return shown
