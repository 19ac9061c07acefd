"""A quarter of a community in which everything goes on at once, drawn by a seed: a hundred members who introduce each
other, ask, offer, join rounds, look for mentors and thank; and nobody hears too much."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.command import Place
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.members import DEFAULT_BUDGET
from bot.invocation import Filled, Invocation, Profile
from bot.matchmaking import drawn_aside
from scheduler.drawing import Drawing
from storage.store import Store
from storage.tables.delivery import DELIVERY
from storage.tables.members import ACCOUNT
from tests.blank import put_blank
from tests.scheduler.spending import most_unasked, sent_to_members
from tests.scheduler.test_meetups_told_once import NEW_YORK, Life
from tests.stores import SECRET, settle

_MEMBERS = [f"member{number:02}" for number in range(100)]
_FIRST = datetime(2026, 1, 5, tzinfo=UTC)
_DAYS = 91
_BUSY = 8
"""Members whom everybody wants to meet."""

_TOPICS = ("Rust", "Kafka", "Arrow", "hiring", "gardening")
_ANSWERED_BY_NOTICE = {NoticeKind.WOULD_MEET: ("intro-answer", "introduction")}


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    async with Store.open(put_blank(tmp_path), SECRET) as store:
        yield Life(await settle(store), "2026-01-05T14:00")


@pytest.mark.timeout(400)
async def test_a_quarter_stays_within_everybodys_budget(life: Life) -> None:
    dice, answered = Random(20_260_105), set[str]()
    drawing = Drawing(life.stage.town.store, drawn_aside, life.stage.clock)
    for who in _MEMBERS:
        await life.does(who, f"/profile interests {dice.choice(_TOPICS)}")
    await life.does("ana", "/round new Coffee every Monday at 10:00")
    for day in range(_DAYS):
        for who, what in _day(dice, day):
            await life.does(who, what)
        await _answers(life, dice, answered)
        until = _FIRST + timedelta(days=day + 1, hours=14)
        while (due := await drawing.next_due()) is not None and due <= until:
            await life.waits(max(0, int((due - life.stage.clock.at) / timedelta(minutes=1))))
            await drawing.run_due()
        await life.waits(int((until - life.stage.clock.at) / timedelta(minutes=1)))
    sent = await sent_to_members(life)
    kinds = Counter(kind for kind, *_ in sent)
    assert len(kinds) >= 10, f"a quarter in which little happened proves nothing: {kinds}"
    assert most_unasked(sent) == DEFAULT_BUDGET, "more was never sent, and somebody had as much as that"
    assert await life.stage.is_sound()


def _day(dice: Random, day: int) -> Iterator[tuple[str, str]]:
    """What members do on one day; what may not be is refused, and the day goes on."""
    if day < 20:
        for who in _MEMBERS[day * 5 : day * 5 + 5]:
            yield who, "/round join Coffee"
            yield who, f"/mentor {dice.choice(('offer', 'want', 'want'))} {dice.choice(_TOPICS)}"
            yield who, "yes"
    for _ in range(dice.randint(4, 8)):
        who, known, wanted = dice.choice(_MEMBERS), dice.choice(_MEMBERS), dice.choice(_MEMBERS[:_BUSY])
        topic = dice.choice(_TOPICS)
        if not dice.randrange(6):
            yield who, f"/ask somebody who explains {topic} to me, on day {day}"
            yield who, "yes"
        yield (
            who,
            dice.choice(
                [
                    f"introduce {known.title()} to {wanted.title()} because both care about {topic}",
                    f"introduce me to {wanted.title()} because we both care about {topic}",
                    f"met {known.title()} at PyLisboa about {topic}",
                    f"met {dice.choice(('Lea', 'Tom', 'Mia', 'Ole', 'Ida'))} at PyLisboa about {topic}",
                    f"thanks {known.title()} for the help with {topic}",
                    f"keep in touch with {known.title()} every week",
                    f"/refer {dice.choice(('Acme', 'Initech'))}",
                    f"never match me with {known.title()}",
                ]
            ),
        )


async def _answers(life: Life, dice: Random, answered: set[str]) -> None:
    """Some of those who were asked say yes, some no, some nothing."""
    users = await _users(life)
    for kind, subject, recipient in await _asked(life):
        if subject in answered:
            continue
        answered.add(subject)
        command, slot = _ANSWERED_BY_NOTICE[kind]
        answer = dice.choice(("yes", "yes", "no", ""))
        if answer:
            act = Filled(command, {slot: subject.partition("/")[0], "answer": answer})
            who = users[recipient]
            profile = Profile(who, who.title(), NEW_YORK)
            await life.dispatcher(Invocation(life.stage.town.community, Place("local"), profile, act, f"by {subject}"))


async def _asked(life: Life) -> Sequence[tuple[NoticeKind, str, str]]:
    columns = (DELIVERY.c.kind, DELIVERY.c.subject, DELIVERY.c.recipient)
    asked = DELIVERY.c.kind.in_(list(_ANSWERED_BY_NOTICE)) & (DELIVERY.c.state == DeliveryState.SENT)
    async with life.stage.town.store.database.reading() as connection:
        return [
            (row.kind, row.subject, row.recipient) for row in await connection.execute(select(*columns).where(asked))
        ]


async def _users(life: Life) -> Mapping[str, str]:
    async with life.stage.town.store.database.reading() as connection:
        return {row.member: row.user for row in await connection.execute(select(ACCOUNT.c.member, ACCOUNT.c.user))}
