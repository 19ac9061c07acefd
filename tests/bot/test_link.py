"""One person with two accounts: one notebook, one message, on the side they prefer. A community that moves from one
platform to the other takes its history along (wnb-rb 337)."""

from datetime import timedelta

from bot.command import Place
from bot.domain.delivery import Say
from bot.domain.ids import MemberId
from bot.invocation import Invocation, Profile, Said
from bot.notices import Notices
from storage.ledger import Ledger
from tests.bot.chat import LISBON, Chat, Room


class OnDiscord(Chat):
    """The same conversation through another platform."""

    async def say(self, text: str) -> str:
        self.clock.advance_to(self.clock.now() + self.pause)
        profile = Profile(self.user, self.name, LISBON)
        invocation = Invocation(self.community, Place("discord"), profile, Said(text), f"{self.user}{self.clock.now()}")
        response = await self.dispatcher(invocation)
        self.last, self.member = response.reply, response.member
        return self.last.plain(response.reader.plain)


def _elsewhere(room: Room) -> OnDiscord:
    return OnDiscord("9001", "ana on discord", room.community, room.dispatcher, room.clock)


def _code(reply: str) -> str:
    return next(line for line in reply.splitlines() if line.startswith("link "))


async def _next_message(room: Room) -> tuple[str, str]:
    """Platform and text of the next delivery there is."""
    ledger = Ledger(room.store.database)
    due = await ledger.next_due()
    assert due is not None
    room.clock.advance_to(due)
    claimed = await ledger.claim(due, holder="test", limit=10)
    ((community, dues),) = [(each.community, [each.due]) for each in claimed.claims]
    (said,) = await Notices(room.store)(community, dues, due)
    assert isinstance(said, Say)
    return said.to.platform, str(said.reply.plain())


async def test_both_notebooks_are_one_from_then_on(room: Room) -> None:
    ana, other = room.chat(), _elsewhere(room)
    await ana.say("met Bo at PyCon about Rust")
    await other.say("met Carla at FOSDEM, promised to send her my slides by Friday")
    assert "Linked" in await other.say(_code(await ana.say("link")))
    for each in (ana, other):
        people = await each.say("who do I know?")
        assert "Bo" in people
        assert "Carla" in people
    assert "slides" in await ana.say("my promises")


async def test_a_code_works_once_for_a_while_and_not_for_its_own_account(room: Room) -> None:
    ana, other = room.chat(), _elsewhere(room)
    code = _code(await ana.say("link"))
    assert "this very account" in await ana.say(code)
    code = _code(await ana.say("link"))
    room.clock.advance_to(room.clock.now() + timedelta(minutes=11))
    assert "no such code" in await other.say(code)
    code = _code(await ana.say("link"))
    assert "Linked" in await other.say(code)
    third = Chat("eve", "Eve", room.community, room.dispatcher, room.clock)
    assert "no such code" in await third.say(code)


async def test_who_knew_both_still_knows_them(room: Room) -> None:
    ana, other, bo = room.chat(), _elsewhere(room), room.chat("bo", "Bo Chen")
    await ana.say("hello")
    await other.say("hello")
    await bo.say("met <@ana> at PyCon about Rust")
    await other.say(_code(await ana.say("link")))
    assert "Rust" in await bo.say("who is Ana Silva?")


async def test_what_was_sent_is_not_sent_again_and_what_is_due_comes_on_the_preferred_side(room: Room) -> None:
    ana, other = room.chat(), _elsewhere(room)
    await other.say("remind me tomorrow at 9 to call Carla")
    await other.say(_code(await ana.say("link")))
    assert "slack" in await ana.say("write to me on slack")
    assert "on discord" in await ana.say("write to me on discord")
    platform, text = await _next_message(room)
    assert (platform, "call Carla" in text) == ("discord", True)


async def test_nothing_of_the_other_member_is_left(room: Room) -> None:
    ana, other = room.chat(), _elsewhere(room)
    await other.say("met Carla at FOSDEM")
    gone = other.member
    assert gone is not None
    await other.say(_code(await ana.say("link")))
    async with room.store.reading(room.community) as work:
        accounts = await work.members.accounts([MemberId(gone)])
        assert accounts[gone] == ()
        assert await work.book(gone).people.count() == 0
    assert await room.store.check(room.clock.now()) == []
