"""Whatever members do, at once or one after the other: mentors have as many mentees as they said, nobody is asked twice
for one wish or two things at once, and every wish is before somebody until a date, or its author was told otherwise.
Mentors who never answer (find-a-mentor 869, 875, 971) hold nobody up."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.asking import MANNERS
from bot.domain.volunteers import Help, Question, Stage
from tests.bot.chat import Chat, Room

_TEAMS = count()
_MENTORS, _MENTEES = ("mia", "moe", "max"), ("tom", "tia", "ted")
_LONG_AGO = timedelta(days=10_000)
_ROOM = 2
_QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)  # a shorter story is not worth minutes
_TOPICS = ("Rust", "Kafka")

mentors, mentees = st.sampled_from(_MENTORS), st.sampled_from(_MENTEES)
acts = st.one_of(
    st.tuples(st.just("offers"), mentors, st.sampled_from(["Rust", "Rust, Kafka"])),
    st.tuples(st.just("wishes"), mentees, st.sampled_from(_TOPICS)),
    st.tuples(st.just("says yes"), mentors, st.just("")),
    st.tuples(st.just("says no"), mentors, st.just("")),
    st.tuples(st.just("all say yes"), mentors, st.just("")),
    st.tuples(st.just("stops"), st.sampled_from((*_MENTORS, *_MENTEES)), st.sampled_from(["offering", "looking"])),
    st.tuples(st.just("ends"), mentees, st.just("")),
    st.tuples(st.just("blocks"), mentees, mentors),
    st.tuples(st.just("waits"), st.just(""), st.sampled_from(["1", "26", "80", "500", "1500"])),
)


@dataclass
class Village:
    room: Room
    chats: dict[str, Chat]

    @classmethod
    async def settle(cls, room: Room) -> "Village":
        community = await room.store.community("local", f"village-{next(_TEAMS)}", "Village", room.clock.now())
        names = (*_MENTORS, *_MENTEES)
        chats = {name: Chat(name, name.title(), community, room.dispatcher, room.clock) for name in names}
        for chat in chats.values():
            await chat.say("hello")
        return cls(Room(room.store, community, room.dispatcher, room.clock), chats)

    async def questions(self) -> Sequence[Question]:
        async with self.room.store.reading(self.room.community) as work:
            return await work.volunteers.questions(Help.MENTOR, self.room.clock.now() - _LONG_AGO)

    async def answer(self, who: str, said: str) -> list[Awaitable[str]]:
        chat, now = self.chats[who], self.room.clock.now()
        mine = [each for each in await self.questions() if each.volunteer == chat.member]
        open_ones = [each for each in mine if each.stage(now) in (Stage.ASKED, Stage.LAPSED)]
        return [chat.fill("answer-wish", question=each.id, said=said) for each in open_ones]

    async def does(self, act: tuple[str, str, str]) -> None:
        what, who, more = act
        if what == "waits":
            self.room.clock.advance_to(self.room.clock.now() + timedelta(hours=int(more)))
        elif what == "all say yes":
            await asyncio.gather(*[answer for each in _MENTORS for answer in await self.answer(each, "yes")])
        elif what.startswith("says "):
            for answer in await self.answer(who, what.removeprefix("says ")):
                await answer
        else:
            command, slots = self._command(what, more)
            await self.chats[who].fill(command, **slots)

    def _command(self, what: str, more: str) -> tuple[str, dict[str, str]]:
        match what:
            case "offers":
                return "mentor offer", {"topics": more, "capacity": str(_ROOM)}
            case "wishes":
                return "mentor want", {"topics": more, "agreed": "yes"}
            case "blocks":
                return "block", {"member": f"<member:{self.chats[more].member}>"}
            case _:
                return "mentor stop", {"what": "mentoring" if what == "ends" else more}

    async def check(self) -> None:
        now, questions = self.room.clock.now(), await self.questions()
        assert max(Counter((each.wish, each.volunteer) for each in questions).values(), default=1) == 1
        before_somebody = [each for each in questions if each.answer_by > now and each.stage(now) is not Stage.ACCEPTED]
        for one, other in combinations(before_somebody, 2):
            is_at_once = one.asked_at < other.answer_by and other.asked_at < one.answer_by
            assert not (is_at_once and one.volunteer == other.volunteer), "one question at a time"
            assert not (is_at_once and one.wish == other.wish), "one volunteer at a time"
        async with self.room.store.reading(self.room.community) as work:
            members = [each.member for each in self.chats.values() if each.member is not None]
            running = await work.mentoring.running(members, now)
            wishes = await work.volunteers.open_wishes(Help.MENTOR)
        assert max(Counter(each.mentor for each in running).values(), default=0) <= _ROOM
        soon = now + MANNERS[Help.MENTOR].patience
        for wish in wishes:
            ahead = [each for each in questions if each.wish == wish.id and each.answer_by > now]
            is_before_somebody = any(each.asked_at <= soon for each in ahead)
            assert is_before_somebody or wish.dry_at is not None, "a wish that nobody will ever speak of"
            assert is_before_somebody or wish.is_dry(soon)


@settings(max_examples=15, deadline=None, phases=_QUICKLY, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(acts, min_size=4, max_size=22))
async def test_no_wish_stalls_and_no_mentor_has_too_much(room: Room, story: list[tuple[str, str, str]]) -> None:
    village = await Village.settle(room)
    for act in story:
        await village.does(act)
        await village.check()


async def test_of_many_who_say_yes_at_once_as_many_count_as_there_is_room(room: Room) -> None:
    village = await Village.settle(room)
    for mentor in _MENTORS:
        await village.does(("offers", mentor, "Rust"))
    for mentee in _MENTEES:
        await village.does(("wishes", mentee, "Rust"))
    await village.does(("all say yes", "", ""))
    async with room.store.reading(village.room.community) as work:
        mentors = [each.member for each in village.chats.values() if each.member is not None]
        running = await work.mentoring.running(mentors, room.clock.now())
    assert len(running) == len(_MENTEES)
    assert len({each.mentor for each in running}) == len(_MENTORS)
    await village.check()
