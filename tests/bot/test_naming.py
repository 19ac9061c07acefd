"""Members are named the platform's own way; whom somebody calls otherwise is called so."""

from bot.words import Mention, mentions_in, say
from tests.bot.chat import Room


async def test_a_member_is_named_by_their_id_on_the_platform(room: Room) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await bo.say("hello")
    await ana.say("met <@bo> at PyCon about Rust")
    assert ana.users == {bo.member: "bo"}
    await ana.say("met Carla at PyCon")
    assert ana.users == {}


async def test_a_name_of_ones_own_is_kept(room: Room) -> None:
    ana, bo = room.chat(), room.chat("bo", "Bo Chen")
    await bo.say("hello")
    await ana.say("met <@bo> at PyCon about Rust")
    await ana.say("rename Bo Chen to Bobby")
    assert "Bobby" in await ana.say("who is Bobby?")
    assert ana.users == {}


def test_mentions_are_found_however_deep() -> None:
    mention = Mention(room_member := "m", "Bo")  # pyright: ignore[reportArgumentType] - any id does
    inner = say("{who} and {others}", who=mention, others=(say("{who}", who=mention), "nobody"))
    assert [each.member for each in mentions_in(say("{inner}", inner=inner))] == [room_member, room_member]
