"""Keeping within what Discord bears: it bans an address that makes too many requests in vain."""

from datetime import timedelta

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.errors import NotSent
from adapters.discord.rest import Rest, Restraint, retry_after
from bot.domain.delivery import Accepted, NotAccepted
from tests.adapters.discord.conftest import Stage, parcel

POST = "POST /channels/{channel_id}/messages"


class Watch:
    """A clock in seconds that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def allowed(restraint: Restraint, *, urgent: bool = False) -> bool:
    try:
        restraint.check(urgent=urgent)
    except NotSent:
        return False
    return True


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def restraint(watch: Watch) -> Restraint:
    return Restraint(watch, watch.sleep)


@pytest.mark.parametrize("status", [401, 403, 429])
def test_many_requests_in_vain_slow_us_down(status: int, restraint: Restraint, watch: Watch) -> None:
    for _ in range(500):
        assert allowed(restraint)
        restraint.note(status)
    assert not allowed(restraint)
    watch.now += 1
    assert allowed(restraint)


def test_too_many_of_them_stop_us_for_answers_too_until_they_are_past(restraint: Restraint, watch: Watch) -> None:
    for _ in range(2000):
        restraint.note(403)
    assert not allowed(restraint)
    assert not allowed(restraint, urgent=True)
    watch.now += 600
    assert allowed(restraint)


def test_what_went_well_is_not_counted(restraint: Restraint) -> None:
    for _ in range(3000):
        restraint.note(200)
    assert allowed(restraint)


async def test_a_pause_holds_for_all_but_answers(restraint: Restraint, watch: Watch) -> None:
    restraint.pause(30)
    assert not allowed(restraint)
    assert allowed(restraint, urgent=True)
    await restraint.over()
    assert watch.now == 30
    assert allowed(restraint)


@given(st.none() | st.floats() | st.integers() | st.text() | st.from_regex(r"-?[0-9]{1,400}(\.[0-9]+)?"))
def test_whatever_discord_says_of_waiting_is_between_a_tenth_and_an_hour(said: object) -> None:
    assert 0.1 <= retry_after(said) <= 3600


async def test_whom_discord_has_banned_leaves_it_alone_for_a_quarter_of_an_hour(discord_stage: Stage) -> None:
    stage = discord_stage
    stage.fake.limits.banned = True
    with pytest.raises(discord.HTTPException):
        await stage.platform.run()
    stage.fake.limits.banned = False
    outcome = await stage.platform.messenger.send(parcel(stage))
    assert isinstance(outcome, NotAccepted)
    assert outcome.code == "paused"
    assert outcome.after is not None
    assert timedelta(minutes=14) < outcome.after <= timedelta(minutes=15)
    assert [each.status for each in stage.fake.asked] == [429]


async def test_a_ban_is_told_from_a_limit(discord_stage: Stage) -> None:
    stage, watch = discord_stage, Watch()
    rest = Rest(stage.settings.token, stage.settings.api_url, Restraint(watch, watch.sleep))
    stage.fake.limits.banned = True
    with pytest.raises(NotSent, match="banned"):
        await rest.get("/users/@me")
    with pytest.raises(NotSent, match="paused"):
        await rest.get("/users/@me")
    stage.fake.limits.banned = False
    await rest.restraint.over()
    await rest.get("/users/@me")


async def test_a_limit_of_one_channel_holds_nobody_else_up(discord_stage: Stage) -> None:
    stage = discord_stage
    stage.fake.limits.buckets[POST] = (1, 300.0)
    assert isinstance(await stage.platform.messenger.send(parcel(stage)), Accepted)
    limited = await stage.platform.messenger.send(parcel(stage, "l" * 24))
    assert isinstance(limited, NotAccepted)
    assert limited.code == "429"
    assert limited.after is not None
    assert limited.after > timedelta(minutes=4)
    to_bo = parcel(stage, "m" * 24, user=stage.bo.user.id)
    assert isinstance(await stage.platform.messenger.send(to_bo), Accepted)
