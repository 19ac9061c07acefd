"""The app itself: who it is, how it connects, and the commands it offers."""

from tests.fakes.discord.call import Answer, Call, Routes, refuse_if
from tests.fakes.discord.command_rules import commands_problems
from tests.fakes.discord.payloads import user_json
from tests.fakes.discord.permissions import permissions
from tests.fakes.discord.refusals import Code, Problem, Refusal
from tests.fakes.discord.world import Json

_CREATES_A_DAY = 200


async def me(call: Call) -> Answer:
    return user_json(call.bot) | {"verified": True, "mfa_enabled": False, "email": None, "locale": "en-US"}


async def application(call: Call) -> Answer:
    return {
        "id": call.world.application,
        "name": call.bot.global_name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": call.world.takes_code_grant,
        "interactions_endpoint_url": call.world.interactions_endpoint,
        "bot": user_json(call.bot),
        "owner": user_json(call.bot) | {"bot": False},
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "redirect_uris": [],
        "integration_types_config": {"0": {}},
        "approximate_guild_count": sum(guild.has_bot for guild in call.world.guilds.values()),
    }


async def gateway(call: Call) -> Answer:
    used = len(call.fake.gateway.identified)
    limit = {"total": 1000, "remaining": max(0, 1000 - used), "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.fake.gateway_url, "shards": call.fake.setup.shards, "session_start_limit": limit}


async def user(call: Call) -> Answer:
    found = call.world.users.get(call.path["user_id"])
    if found is None:
        raise Refusal(Code.UNKNOWN_USER)
    return user_json(found)


async def guilds(call: Call) -> Answer:
    return [
        {"id": guild.id, "name": guild.name, "icon": None, "owner": False, "permissions": may, "features": []}
        for guild in call.world.guilds.values()
        for may in [str(int(permissions(call.world.bot, guild)))]
        if guild.has_bot
    ]


def _scope(call: Call) -> str:
    if call.path["application_id"] != call.world.application:
        raise Refusal(Code.UNKNOWN_APPLICATION)
    return call.guild().id if "guild_id" in call.path else ""


async def commands(call: Call) -> Answer:
    return call.world.commands[_scope(call)]


async def overwrite_commands(call: Call) -> Answer:
    """Of those that were there before, commands of the same name and kind keep their id."""
    scope, wanted = _scope(call), list[Json](call.json or [])
    refuse_if(tuple(commands_problems(wanted)))
    known = {(each["type"], each["name"]): each["id"] for each in call.world.commands[scope]}
    fresh = [each for each in wanted if (each.get("type") or 1, each["name"]) not in known]
    if call.world.created_commands + len(fresh) > _CREATES_A_DAY:
        raise Refusal(Code.TOO_MANY_CREATES)
    call.world.created_commands += len(fresh)
    call.world.commands[scope] = [_registered(call, scope, each, known) for each in wanted]
    return call.world.commands[scope]


def _registered(call: Call, scope: str, wanted: Json, known: dict[tuple[int, str], str]) -> Json:
    kind = wanted.get("type") or 1
    permissions = wanted.get("default_member_permissions")
    said = wanted | {
        "id": known.get((kind, wanted["name"])) or call.fake.ids.fresh(),
        "application_id": call.world.application,
        "version": call.fake.ids.fresh(),
        "type": kind,
        "description": wanted.get("description") or "",
        "default_member_permissions": str(permissions) if permissions is not None else None,
        "nsfw": bool(wanted.get("nsfw")),
        "integration_types": wanted.get("integration_types") or [0],
        "contexts": wanted.get("contexts"),
    }
    return said | ({"guild_id": scope} if scope else {})


async def forget_command(call: Call) -> Answer:
    scope = _scope(call)
    kept = [each for each in call.world.commands[scope] if each["id"] != call.path["command_id"]]
    if len(kept) == len(call.world.commands[scope]):
        raise Refusal(Code.UNKNOWN_COMMAND)
    call.world.commands[scope] = kept
    return None


async def add_command(call: Call) -> Answer:
    scope = _scope(call)
    wanted: Json = call.body
    kind = wanted.get("type") or 1
    others = [each for each in call.world.commands[scope] if (each["type"], each["name"]) != (kind, wanted["name"])]
    problems = tuple(Problem(each.path[1:], each.text, each.code) for each in commands_problems([wanted]))
    refuse_if(problems)
    known = {(each["type"], each["name"]): each["id"] for each in call.world.commands[scope]}
    added = _registered(call, scope, wanted, known)
    call.world.commands[scope] = [*others, added]
    return added


_APP = "/applications/{application_id}"
_GUILD = "/applications/{application_id}/guilds/{guild_id}"
ROUTES: Routes = {
    "GET /users/@me": me,
    "GET /users/@me/guilds": guilds,
    "GET /users/{user_id}": user,
    "GET /applications/@me": application,
    "GET /oauth2/applications/@me": application,
    "GET /gateway": gateway,
    "GET /gateway/bot": gateway,
    f"GET {_APP}/commands": commands,
    f"PUT {_APP}/commands": overwrite_commands,
    f"POST {_APP}/commands": add_command,
    f"DELETE {_APP}/commands/{{command_id}}": forget_command,
    f"GET {_GUILD}/commands": commands,
    f"PUT {_GUILD}/commands": overwrite_commands,
    f"POST {_GUILD}/commands": add_command,
    f"DELETE {_GUILD}/commands/{{command_id}}": forget_command,
}
