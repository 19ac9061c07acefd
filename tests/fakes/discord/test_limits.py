"""Rate limits and faults, as the library and as a bare client meet them."""

import aiohttp
import discord
import pytest

from tests.fakes.discord import FakeDiscord, Person, Setup, add_channel, add_guild, serving
from tests.fakes.discord.conftest import App, Asking, connected
from tests.fakes.faults import Odds

_SEND = "POST /channels/{channel_id}/messages"


async def test_a_full_bucket_says_for_how_long(fake: FakeDiscord, ask: Asking) -> None:
    channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
    fake.limits.buckets[_SEND] = (1, 60.0)
    first = await ask(f"POST /channels/{channel.id}/messages", {"content": "1"})
    assert (first.headers["X-RateLimit-Limit"], first.headers["X-RateLimit-Remaining"]) == ("1", "0")
    second = await ask(f"POST /channels/{channel.id}/messages", {"content": "2"})
    assert second.status == 429
    assert 59 <= second.body["retry_after"] <= 60
    assert {"Via", "Retry-After", "X-RateLimit-Reset-After", "X-RateLimit-Bucket"} <= second.headers.keys()
    other = add_channel(fake, add_guild(fake, "Other"), "meetups")
    assert (await ask(f"POST /channels/{other.id}/messages", {"content": "3"})).status == 200


async def test_the_library_waits_for_its_turn(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    fake.limits.buckets[_SEND] = (1, 0.1)
    async with connected(App(), fake) as app:
        user = await app.fetch_user(int(ana.user.id))
        for number in range(3):
            await user.send(str(number))
        assert [each.text for each in ana.sights] == ["0", "1", "2"]
        assert 429 not in {each.status for each in fake.asked}


async def test_the_limit_over_all_leaves_interactions_out(fake: FakeDiscord, ask: Asking) -> None:
    fake.limits.globally = 2
    said = [await ask("GET /users/@me") for _ in range(3)]
    assert [each.status for each in said] == [200, 200, 429]
    assert said[2].body["global"] is True
    assert (await ask("POST /interactions/1/x/callback", {"type": 5})).status == 404
    assert fake.invalid_requests == 1


async def test_an_address_that_was_turned_away_is_told_so_without_a_word_of_json(fake: FakeDiscord) -> None:
    async with connected(App(), fake) as app:
        fake.limits.banned = True
        with pytest.raises(discord.HTTPException) as raised:
            await app.fetch_user(1)
        assert raised.value.status == 429


@pytest.mark.parametrize(
    ("odds", "copies", "status"),
    [
        (Odds(limited=1, before=0, after=0, dropped=0), 0, 429),
        (Odds(limited=0, before=1, after=0, dropped=0), 0, 500),
        (Odds(limited=0, before=0, after=1, dropped=0), 1, 500),
        (Odds(limited=0, before=0, after=0, dropped=1), 1, None),
    ],
)
async def test_faults_before_and_after_accepting(
    fake: FakeDiscord, ask: Asking, odds: Odds, copies: int, status: int | None
) -> None:
    channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
    fake.odds = odds
    try:
        said = await ask(f"POST /channels/{channel.id}/messages", {"content": "hi"})
        assert said.status == status
    except aiohttp.ClientConnectionError:
        assert status is None
    assert fake.copies().get("hi", 0) == copies


async def test_the_same_seed_makes_the_same_faults() -> None:
    async def statuses() -> list[int]:
        async with serving(Setup(seed=7, odds=Odds(dropped=0))) as fake, aiohttp.ClientSession() as session:
            channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
            asking = Asking(fake, session)
            return [(await asking(f"GET /channels/{channel.id}/messages")).status for _ in range(60)]

    first = await statuses()
    assert first == await statuses()
    assert {200, 429, 500} == set(first)


async def test_a_nonce_is_recognised_for_a_while(fake: FakeDiscord, ask: Asking) -> None:
    channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
    body = {"content": "hi", "nonce": "k1", "enforce_nonce": True}
    first, again = [await ask(f"POST /channels/{channel.id}/messages", body) for _ in range(2)]
    assert first.body["id"] == again.body["id"]
    assert fake.copies() == {"hi": 1}
    fake.chat.nonce_window = 0
    assert (await ask(f"POST /channels/{channel.id}/messages", body)).body["id"] != first.body["id"]
    history = (await ask(f"GET /channels/{channel.id}/messages")).body
    assert [each["content"] for each in history] == ["hi", "hi"]


async def test_a_failure_can_be_asked_for(fake: FakeDiscord, ask: Asking) -> None:
    fake.failing["GET /users/@me"] += [503, 502]
    assert [(await ask("GET /users/@me")).status for _ in range(3)] == [503, 502, 200]
