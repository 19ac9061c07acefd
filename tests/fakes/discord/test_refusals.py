"""When Discord says no, the fake says it with the same numbers."""

import pytest

from tests.fakes.discord import FakeDiscord, Interaction, Permission, Person, add_channel, add_guild, places
from tests.fakes.discord.conftest import Asking


async def test_a_wrong_token(ask: Asking) -> None:
    said = await ask("GET /users/@me", token="wrong")
    assert (said.status, said.body["message"]) == (401, "401: Unauthorized")


async def test_closed_direct_messages(fake: FakeDiscord, ask: Asking) -> None:
    ana = Person.arrives(fake, "ana", "Ana", add_guild(fake, "PyLisboa"))
    channel = await ask.dm(ana)
    ana.close_messages()
    said = await ask(f"POST /channels/{channel}/messages", {"content": "hi"})
    assert (said.status, said.code) == (403, 50007)
    ana.open_messages()
    assert (await ask(f"POST /channels/{channel}/messages", {"content": "hi"})).status == 200


async def test_a_stranger(fake: FakeDiscord, ask: Asking) -> None:
    channel = await ask.dm(Person.arrives(fake, "ana"))
    assert (await ask(f"POST /channels/{channel}/messages", {"content": "hi"})).code == 50278


async def test_opening_direct_messages_too_fast(fake: FakeDiscord, ask: Asking) -> None:
    ana = Person.arrives(fake, "ana")
    fake.opening_too_fast = True
    said = await ask("POST /users/@me/channels", {"recipient_id": ana.user.id})
    assert (said.status, said.code) == (403, 40003)


@pytest.mark.parametrize(
    ("route", "body", "status", "code"),
    [
        ("POST /users/@me/channels", {"recipient_id": "1"}, 404, 10013),
        ("GET /channels/1", None, 404, 10003),
        ("POST /channels/1/messages", {"content": "hi"}, 404, 10003),
        ("GET /guilds/1", None, 404, 10004),
        ("GET /users/1", None, 404, 10013),
        ("POST /interactions/1/nothing/callback", {"type": 5}, 404, 10062),
    ],
)
async def test_what_is_not_there(ask: Asking, route: str, body: object, status: int, code: int) -> None:
    said = await ask(route, body)
    assert (said.status, said.code) == (status, code)


async def test_messages_and_members_that_are_not_there(fake: FakeDiscord, ask: Asking) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel, stranger = add_channel(fake, guild, "meetups"), Person.arrives(fake, "stranger")
    assert (await ask(f"DELETE /channels/{channel.id}/messages/1")).code == 10008
    assert (await ask(f"GET /guilds/{guild.id}/members/{stranger.user.id}")).code == 10007


async def test_a_channel_it_may_not_see_or_not_write_in(fake: FakeDiscord, ask: Asking) -> None:
    guild = add_guild(fake, "PyLisboa", bot_may=Permission.VIEW_CHANNEL)
    guild.roles[guild.id].permissions = int(Permission.VIEW_CHANNEL)
    hidden, plain = add_channel(fake, guild, "board", hidden=True), add_channel(fake, guild, "meetups")
    assert (await ask(f"POST /channels/{hidden.id}/messages", {"content": "hi"})).code == 50001
    assert (await ask(f"POST /channels/{plain.id}/messages", {"content": "hi"})).code == 50013


async def test_a_server_it_was_removed_from(fake: FakeDiscord, ask: Asking) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    places.remove_bot(fake, guild)
    assert (await ask(f"GET /guilds/{guild.id}")).code == 10004
    assert (await ask(f"POST /channels/{channel.id}/messages", {"content": "hi"})).code == 50001


async def test_automatic_moderation(fake: FakeDiscord, ask: Asking) -> None:
    channel = add_channel(fake, add_guild(fake, "PyLisboa"), "meetups")
    fake.blocked.add("casino")
    said = await ask(f"POST /channels/{channel.id}/messages", {"content": "my casino"})
    assert (said.status, said.code) == (400, 200000)


async def test_an_empty_message_and_somebody_elses(fake: FakeDiscord, ask: Asking) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    theirs = await Person.arrives(fake, "ana", "Ana", guild).say("mine", channel)
    assert (await ask(f"POST /channels/{channel.id}/messages", {"content": ""})).code == 50006
    assert (await ask(f"PATCH /channels/{channel.id}/messages/{theirs.id}", {"content": "x"})).code == 50005


async def _interaction(fake: FakeDiscord, ask: Asking) -> Interaction:
    command = {"name": "due", "type": 1, "description": "What is due"}
    await ask(f"PUT /applications/{fake.world.application}/commands", [command])
    return await Person.arrives(fake, "ana").slash("due", wait=False)


async def test_an_interaction_is_answered_once_and_in_time(fake: FakeDiscord, ask: Asking) -> None:
    done, late = await _interaction(fake, ask), await _interaction(fake, ask)
    answer = {"type": 4, "data": {"content": "nothing"}}
    assert (await ask(f"POST /interactions/{done.id}/{done.token}/callback", answer)).status == 204
    again = await ask(f"POST /interactions/{done.id}/{done.token}/callback", answer)
    assert (again.status, again.code) == (400, 40060)
    late.age(3.1)
    assert (await ask(f"POST /interactions/{late.id}/{late.token}/callback", answer)).code == 10062


async def test_follow_ups_need_an_answer_before_and_a_living_token(fake: FakeDiscord, ask: Asking) -> None:
    made = await _interaction(fake, ask)
    hook = f"/webhooks/{fake.world.application}/{made.token}"
    assert (await ask(f"POST {hook}", {"content": "early"})).code == 10015
    await ask(f"POST /interactions/{made.id}/{made.token}/callback", {"type": 5})
    assert (await ask(f"PATCH {hook}/messages/@original", {"content": "here"})).status == 200
    made.age(15 * 60)
    late = await ask(f"POST {hook}", {"content": "late"})
    assert (late.status, late.code) == (401, 50027)


async def test_a_deferred_answer_stays_as_private_as_it_was_announced(fake: FakeDiscord, ask: Asking) -> None:
    made = await _interaction(fake, ask)
    await ask(f"POST /interactions/{made.id}/{made.token}/callback", {"type": 5, "data": {"flags": 64}})
    assert not made.is_answered
    await ask(f"POST /webhooks/{fake.world.application}/{made.token}", {"content": "for you"})
    assert made.is_answered
    assert made.original is not None
    assert (made.original.content, made.original.audience) == ("for you", made.user)
    assert (await ask(f"GET /channels/{made.channel.id}/messages")).body == []
