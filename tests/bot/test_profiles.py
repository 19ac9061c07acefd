"""What platforms tell of their members, and what becomes of it."""

from datetime import UTC, datetime

from bot.domain.ids import CommunityId
from bot.domain.members import Member
from bot.domain.times import ZoneName
from bot.invocation import Profile
from tests.bot.chat import Chat, Room

TOKYO, PARIS = ZoneName("Asia/Tokyo"), ZoneName("Europe/Paris")


async def _member(room: Room, user: str) -> Member:
    async with room.store.reading(room.community) as work:
        member = await work.members.by_account("local", user)
    assert member is not None
    return member


async def test_whoever_comes_without_a_zone_is_asked_for_it_once(room: Room) -> None:
    ana = Chat("ana", "Ana", room.community, room.dispatcher, room.clock, zone=None)
    assert "UTC" in await ana.say("met Bo")
    assert "UTC" not in await ana.say("met Carla")
    assert "Europe/Lisbon" in await ana.say("I live in Lisbon")


async def test_the_zone_follows_the_platform_until_the_member_says_another(room: Room) -> None:
    ana = room.chat()
    await ana.say("digest at 8")
    await room.dispatcher.learned(room.community, "local", Profile("ana", "Ana Maria", TOKYO))
    moved = await _member(room, "ana")
    assert (moved.name, moved.zone) == ("Ana Maria", TOKYO)
    assert moved.digest is not None
    assert (moved.digest.zone, moved.digest.local.hour) == (TOKYO, 8)
    await ana.say("my time zone is Europe/Paris")
    await room.dispatcher.learned(room.community, "local", Profile("ana", "Ana Maria", TOKYO))
    assert (await _member(room, "ana")).zone == PARIS


async def test_nothing_is_learned_of_strangers(room: Room) -> None:
    await room.dispatcher.learned(room.community, "local", Profile("nobody", "Nobody", TOKYO))
    async with room.store.reading(room.community) as work:
        assert await work.members.by_account("local", "nobody") is None


async def test_the_community_somebody_came_to_last_is_their_first_home(room: Room) -> None:
    other = await room.store.community("local", "T2", "Other", room.clock.now())
    for community in (room.community, other):
        await room.dispatcher.join(community, "local", Profile("ana", "Ana", TOKYO))
    await room.store.entered(room.community, "local", "ana", datetime(2026, 3, 4, 10, tzinfo=UTC))
    assert await _homes(room) == [room.community, other]
    await room.store.entered(other, "local", "ana", datetime(2026, 3, 4, 11, tzinfo=UTC))
    assert await _homes(room) == [other, room.community]


async def _homes(room: Room) -> list[CommunityId]:
    return list(await room.store.homes("local", "ana"))
