"""Each post stands in one digest, once, on each platform: over restarts, lost replies, refused channels, other days."""

from collections import Counter
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scheduler.test_meetups_told_once import Life
from tests.stores import Town, settle

_TEAMS = count()
_OPENING = "2026-03-02T12:00"

acts = st.sampled_from(
    [
        *("post", "post", "post", "close", "undo", "restart", "reply lost", "refuse", "accept", "hide", "show"),
        *("/organise digest here", "/organise digest on Thursday 17:00", "/organise digest on Monday 10:00"),
        *("/organise digest off", "/organise channel"),
    ]
)
waits = st.sampled_from([0, 60, 26 * 60, 3 * 24 * 60, 8 * 24 * 60])


class _Boards:
    """Members post and close; what they post is numbered."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.posted = 0
        self.gone: set[int] = set()

    async def does(self, act: str) -> None:
        post = self.life.stage.post
        match act:
            case "post":
                self.posted += 1
                who = f"member{self.posted % 5}"
                await self.life.does(who, f"/ask entry {self.posted:03} wanted")
                await self.life.does(who, "post it")
            case "close":
                await self._closes(self.posted)
            case "undo":
                await self.life.does(f"member{self.posted % 5}", "undo")
                self.gone.add(self.posted)
            case "refuse":
                post.refused.add("events")
            case "accept":
                post.refused.clear()
            case "hide" | "show":
                post.is_readable = act == "show"
            case _:
                await self.life.does("ana", act)

    async def _closes(self, number: int) -> None:
        self.gone.add(number)
        store, town = self.life.stage.town.store, self.life.stage.town
        async with store.work(town.community) as work:
            for each in await work.boards.standing(self.life.stage.clock.at):
                if f"{number:03}" in each.text:
                    await work.boards.save(each.closed(now=self.life.stage.clock.at))
            await work.commit()

    def stands(self) -> Counter[int]:
        """How often each stands in a channel."""
        digests = [each for each in self.life.stage.post.said if "New on the boards" in each]
        return Counter(number for number in range(1, self.posted + 1) for each in digests if f" {number:03} " in each)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(st.tuples(acts, waits), min_size=3, max_size=10))
async def test_each_post_stands_in_one_digest_once(town: Town, story: list[tuple[str, int]]) -> None:
    life = Life(await settle(town.store, f"team{next(_TEAMS)}"), _OPENING)
    boards = _Boards(life)
    await boards.does("/organise channel")
    for act, minutes in story:
        await boards.does(act)
        await life.waits(minutes)
    await boards.does("accept")
    await boards.does("post")
    await boards.does("/organise digest here")
    await life.waits(15 * 24 * 60)
    stands = boards.stands()
    assert all(times == 1 for times in stands.values()), stands
    assert stands[boards.posted] == 1, "the last one, which nothing stood in the way of"
    assert await life.stage.ledger.violations() == []
    await life.ends()


async def test_what_could_not_be_posted_comes_with_the_next_digest(town: Town) -> None:
    life = Life(town, _OPENING)
    boards = _Boards(life)
    await boards.does("/organise channel")
    await boards.does("post")
    await boards.does("refuse")
    await life.waits(8 * 24 * 60)
    assert boards.stands() == Counter()
    await boards.does("accept")
    await boards.does("post")
    await life.waits(7 * 24 * 60)
    assert boards.stands() == Counter({1: 1, 2: 1})


async def test_what_is_too_much_for_one_digest_comes_with_the_next(town: Town) -> None:
    life = Life(town, _OPENING)
    boards = _Boards(life)
    await boards.does("/organise channel")
    for _ in range(30):
        await boards.does("post")
        life.stage.clock.at += timedelta(minutes=1)
    for week, many in ((1, 12), (2, 24), (3, 30)):
        await life.waits(7 * 24 * 60)
        assert boards.stands() == Counter(range(1, many + 1)), week


async def test_where_it_may_stand_already_it_is_not_posted_again(town: Town) -> None:
    life = Life(town, _OPENING)
    boards = _Boards(life)
    await boards.does("/organise channel")
    await boards.does("post")
    await boards.does("hide")
    life.stage.clock.at += timedelta(days=6)
    await boards.does("reply lost")
    await life.waits(2 * 24 * 60)
    await boards.does("post")
    await life.waits(7 * 24 * 60)
    assert boards.stands() == Counter({1: 1, 2: 1})
