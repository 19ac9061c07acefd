"""Everything Discord and its library can say no with has its meaning."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from adapters.discord.errors import (
    EXCEPTIONS,
    POLICIES,
    STATUSES,
    Meaning,
    NotSent,
    code_of,
    fatal,
    is_known,
    meaning_of,
    outcome_of,
)
from bot.domain.delivery import NotAccepted, Refused, Unknown
from tests.fakes.discord.refusals import Code


def http(status: int, code: int = 0) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="", headers={})
    return discord.HTTPException(response, {"code": code, "message": ""})  # type: ignore[arg-type] - it reads the status


def _below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("discord.") and not each.__module__.startswith("discord.ext."):
            yield each
            yield from _below(each)


@pytest.mark.parametrize("kind", sorted(_below(discord.DiscordException), key=str), ids=lambda kind: kind.__name__)
def test_every_exception_of_the_library_is_in_the_table(kind: type[Exception]) -> None:
    assert any(each in EXCEPTIONS for each in kind.__mro__), f"{kind} is not in adapters.discord.errors"


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_refusal_of_the_fake_is_in_the_table(code: Code) -> None:
    status, number, _ = code.value
    assert number in POLICIES or status in STATUSES


DOCUMENTED = """
10002 10003 10004 10007 10008 10013 10015 10062 10063 10070 20001 20009 20012 20016 20022 20028 20029 30034 30038 30046
40001 40002 40003 40004 40005 40060 50001 50003 50005 50006 50007 50008 50009 50013 50014 50019 50021 50024 50025 50027
50033 50035 50045 50046 50055 50068 50083 50109 50278 110000 130000 160002 160004 160005 160006 200000 200001 220003
240000
"""
"""Numbers of Discord's documentation that a request of ours can be answered with."""


@pytest.mark.parametrize("code", DOCUMENTED.split())
def test_every_documented_number_we_can_meet_is_in_the_table(code: str) -> None:
    assert is_known(http(400, int(code)))


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (http(403, 50007), Refused("50007")),
        (http(403, 50278), Refused("50278")),
        (http(403, 40003), NotAccepted("40003", timedelta(minutes=1))),
        (http(400, 40004), NotAccepted("40004")),
        (http(401), NotAccepted("401")),
        (http(400, 50035), Refused("50035")),
        (http(400, 999_999), NotAccepted("999999")),
        (http(413), Refused("413")),
        (http(500), Unknown("500")),
        (http(503, 50007), Unknown("50007")),
        (discord.RateLimited(2.5), NotAccepted("429", timedelta(seconds=2.5))),
        (NotSent("unreachable"), NotAccepted("unreachable")),
        (NotSent("banned", 900), NotAccepted("banned", timedelta(minutes=15))),
        (TimeoutError(), Unknown("TimeoutError")),
        (aiohttp.ServerDisconnectedError(), Unknown("ServerDisconnectedError")),
        (ConnectionResetError(), Unknown("ConnectionResetError")),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_an_error_means_for_a_message(error: Exception, outcome: object) -> None:
    assert outcome_of(error) == outcome


def test_what_nobody_has_heard_of_is_known_as_such() -> None:
    assert not is_known(http(400, 999_999))
    assert is_known(http(500))
    assert not is_known(discord.InvalidData())


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=0)  # type: ignore[arg-type] - as above


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
def test_some_ends_of_a_connection_are_for_the_operator(code: int) -> None:
    bad = fatal(closed(code))
    assert bad is not None
    assert "\n" not in str(bad)


@pytest.mark.parametrize("error", [closed(4000), closed(4009), http(500), http(403, 50001), NotSent("unreachable")])
def test_all_others_are_tried_again(error: Exception) -> None:
    assert fatal(error) is None


def test_a_wrong_token_and_wrong_intents_are_for_the_operator() -> None:
    for error in (discord.LoginFailure(), discord.PrivilegedIntentsRequired(0), http(401)):
        assert fatal(error) is not None


def test_every_code_can_be_written_down() -> None:
    assert [code_of(each) for each in (http(500), http(403, 50007), NotSent("paused"), OSError())] == [
        "500", "50007", "paused", "OSError",
    ]  # fmt: skip
    assert meaning_of(RuntimeError()) is Meaning.MISTAKE
