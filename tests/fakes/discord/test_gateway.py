"""The gateway as the library sees it: who is let in, and what survives a broken connection."""

import discord
import pytest

from tests.fakes.discord import FakeDiscord, Person, Setup, add_channel, add_guild, places, serving
from tests.fakes.discord.conftest import INTENTS, App, Asking, connected, lead_to
from tests.fakes.discord.opcodes import Intent


async def test_what_an_app_identifies_with_is_noted(fake: FakeDiscord) -> None:
    async with connected(App(), fake):
        (identified,) = fake.gateway.identified
        assert identified["intents"] == INTENTS.value
        assert identified["shard"] == [0, 1]


async def test_each_shard_is_told_of_its_own_guilds(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Setup(shards=2)) as fake:
        lead_to(fake, monkeypatch)
        guilds = [add_guild(fake, f"Guild {number}") for number in range(4)]
        async with connected(App(), fake) as app:
            assert sorted(guild.id for guild in app.guilds) == sorted(int(guild.id) for guild in guilds)
            assert {guild.shard_id for guild in app.guilds} == {(int(guild.id) >> 22) % 2 for guild in guilds}


async def test_a_wrong_token_is_refused_at_the_door(fake: FakeDiscord) -> None:
    app = App()
    with pytest.raises(discord.LoginFailure):
        await app.start("wrong")
    await app.close()


async def test_a_token_that_was_reset_is_refused_by_the_gateway(fake: FakeDiscord) -> None:
    fake.gateway.token = "another"
    app = App()
    with pytest.raises(discord.ConnectionClosed) as closed:
        await app.start(fake.setup.token)
    assert closed.value.code == 4004
    await app.close()


async def test_privileged_intents_are_refused(fake: FakeDiscord) -> None:
    app = App(discord.Intents(guilds=True, message_content=True))
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await app.start(fake.setup.token)
    await app.close()


async def test_what_was_missed_while_the_connection_was_lost_comes_afterwards(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    async with connected(App(), fake) as app:
        fake.gateway.drop()
        await ana.say("still there?")
        assert (await app.heard.get()).content == "still there?"
        assert (fake.gateway.resumed, len(fake.gateway.identified)) == (1, 1)


async def test_asked_to_reconnect_the_app_resumes(fake: FakeDiscord) -> None:
    async with connected(App(), fake) as app:
        fake.gateway.ask_to_reconnect()
        await app.until("resumed")
        assert len(fake.gateway.identified) == 1


async def test_after_an_invalid_session_the_app_identifies_again(fake: FakeDiscord) -> None:
    async with connected(App(), fake) as app:
        fake.gateway.invalidate()
        await app.until("ready")
        assert (fake.gateway.resumed, len(fake.gateway.identified)) == (0, 2)


async def test_a_silent_connection_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Setup(heartbeat=0.1)) as fake:
        lead_to(fake, monkeypatch)
        guild = add_guild(fake, "PyLisboa")
        ana = Person.arrives(fake, "ana", "Ana", guild)
        async with connected(App(heartbeat_timeout=0.3), fake) as app:
            fake.gateway.fall_silent()
            await ana.say("hello?")
            assert (await app.heard.get()).content == "hello?"
            assert fake.gateway.resumed == 1


async def test_words_in_a_channel_are_told_only_to_whom_they_mention(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    async with connected(App(), fake) as app:
        await ana.say("nobody's business", channel)
        await ana.mention("when is the next one?", channel)
        heard = [await app.heard.get() for _ in range(2)]
        assert [each.content for each in heard] == ["", f"<@{fake.world.bot.id}> when is the next one?"]


async def test_without_the_intent_nothing_is_heard_of_channels(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    async with connected(App(discord.Intents(guilds=True, dm_messages=True)), fake) as app:
        await ana.mention("anybody?", channel)
        await ana.say("in private")
        assert (await app.heard.get()).content == "in private"


async def test_members_come_and_go_unseen_without_the_privileged_intent(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    async with connected(App(), fake):
        ana = Person.arrives(fake, "ana", "Ana", guild)
        places.leave(fake, guild, ana.user)
        (session,) = fake.gateway.live
        assert not [each for each in session.sent if "MEMBER" in each["t"]]


async def test_an_app_is_told_when_it_is_added_and_removed(fake: FakeDiscord) -> None:
    async with connected(App(), fake) as app:
        guild = add_guild(fake, "PyLisboa")
        await app.until("guild_join")
        places.cut_off(fake, guild)
        await app.until("guild_unavailable")
        places.restore(fake, guild)
        await app.until("guild_available")
        places.remove_bot(fake, guild)
        await app.until("guild_remove")
        places.add_bot_again(fake, guild)
        await app.until("guild_join")


async def test_two_connections_with_one_token_hear_everything_twice(fake: FakeDiscord, ask: Asking) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    async with connected(App(), fake) as one, connected(App(), fake) as other:
        await ana.say("hello")
        assert (await one.heard.get()).content == (await other.heard.get()).content == "hello"


async def test_guild_members_are_found_by_id(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana Silva", guild)
    async with connected(App(), fake) as app:
        (found,) = await app.guilds[0].query_members(user_ids=[int(ana.user.id)])
        assert found.display_name == "Ana Silva"
        assert not fake.gateway.privileged & Intent.GUILD_MEMBERS
