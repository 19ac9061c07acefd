"""Two worlds: in one, whoever was asked for a referral says no; in the other, nothing; in a third nobody may be asked,
in a fourth they are kept apart. To the asker all are the same, to the last byte, at every instant."""

import re
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.command import Place
from bot.domain.delivery import Outcome, Parcel
from bot.domain.members import Role
from bot.invocation import Filled, Invocation, Profile
from bot.reply import Attachment
from tests.fakes.post import Post
from tests.scheduler.test_meetups_told_once import NEW_YORK, Life
from tests.stores import Town, settle

_TEAMS = count()
IDS = re.compile(r"\b[0-9a-v]{20}\b")


@dataclass(slots=True)
class Recorder(Post):
    """Keeps what each was sent, and when."""

    life: Life | None = None
    sent: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    async def send(self, parcel: Parcel) -> Outcome:
        assert self.life is not None, "it was put on"
        at = self.life.stage.clock.now().isoformat()
        self.sent.append((parcel.say.to.user, f"{at} {parcel.say.reply.plain()}"))
        return await Post.send(self, parcel)


class _World(Life):
    """Everything that Ana can see is in ``seen``."""

    def __init__(self, town: Town) -> None:
        super().__init__(town, "2026-03-02T12:00")
        self.seen: list[str] = []
        self.recorder = Recorder(life=self)
        self.stage.post = self.recorder

    async def asks(self, command: str, who: str = "ana", **slots: str) -> str:
        role = Role.ORGANISER if who == "ana" else Role.MEMBER
        profile, at = Profile(who, who.title(), NEW_YORK, role=role), self.stage.clock.now()
        act = Filled(command, slots)
        told = await self.dispatcher(
            Invocation(self.stage.town.community, Place("local"), profile, act, f"{command}{who}{at}{slots}")
        )
        files = [part.content.decode() for part in told.reply.parts if isinstance(part, Attachment)]
        text = "\n".join([told.reply.plain(), *(f"[{each.label}]" for each in told.reply.buttons), *files])
        if who == "ana":
            self.seen.append(IDS.sub("ID", text))
        return text

    def everything(self) -> list[str]:
        return [*self.seen, *(IDS.sub("ID", text) for user, text in self.recorder.sent if user == "ana")]


async def _answers(world: _World, said: str) -> None:
    """Whoever was asked answers, where anybody was."""
    town = world.stage.town
    async with town.store.reading(town.community) as work:
        asker = await work.members.by_account("local", "ana")
        assert asker is not None
        vouches = await work.referrals.vouches_for(asker.id)
    for vouch in vouches:
        await world.asks("answer-referral", who="bo", vouch=vouch.id, said=said)


async def _lived(town: Town, kind: str, gaps: list[int]) -> list[str]:
    world = _World(await settle(town.store, f"team{next(_TEAMS)}"))
    await world.does("nobody", "restart")
    await world.does("bo", "hello")
    if kind != "nobody":
        await world.asks("referrals", who="bo", companies="Acme")
    if kind == "apart":
        await world.asks("block", who="bo", member="Ana Silva")
    await world.asks("refer", company="Acme", about="I built their driver")
    for number, gap in enumerate(gaps):
        await world.waits(gap)
        if number == 0 and kind == "no":
            await _answers(world, "no")
        for command in ("my-referrals", "undo", "why", "export", "organise show", "organise failed", "organise export"):
            await world.asks(command)
        await world.asks("refer", company="Acme")
    await world.waits(15 * 24 * 60)
    await world.asks("my-referrals")
    await world.asks("hired", company="Acme")
    await world.ends()
    return world.everything()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.sampled_from([1, 90, 24 * 60, 5 * 24 * 60]), min_size=1, max_size=3))
async def test_no_silence_and_nobody_there_are_the_same_to_whoever_asked(town: Town, gaps: list[int]) -> None:
    silence = await _lived(town, "silence", gaps)
    assert any("I stop asking for a referral at Acme. Nobody said yes." in each for each in silence)
    for kind in ("no", "nobody", "apart"):
        assert await _lived(town, kind, gaps) == silence, kind


async def test_a_yes_is_told(town: Town) -> None:
    world = _World(await settle(town.store, f"team{next(_TEAMS)}"))
    await world.does("nobody", "restart")
    await world.does("bo", "hello")
    await world.asks("referrals", who="bo", companies="Acme")
    await world.asks("refer", company="Acme")
    await world.waits(60)
    await _answers(world, "yes")
    await world.waits(60)
    assert any("Bo Chen would refer you at Acme" in each for each in world.everything())


@pytest.mark.parametrize("company", ["Acme", "ACME GmbH", "acme inc."])
async def test_a_company_is_known_by_its_name_however_it_is_written(town: Town, company: str) -> None:
    world = _World(await settle(town.store, f"team{next(_TEAMS)}"))
    await world.does("nobody", "restart")
    await world.asks("referrals", who="bo", companies=company)
    await world.asks("refer", company="Acme")
    await world.waits(60)
    assert any(user == "bo" and "would refer them at Acme" in text for user, text in world.recorder.sent)
