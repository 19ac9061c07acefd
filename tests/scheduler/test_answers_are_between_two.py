"""Two worlds, with and without answers to a post: to everybody but its author they are the same, the digest too."""

from itertools import count

from bot.command import Place
from bot.domain.members import Role
from bot.invocation import Filled, Invocation, Profile
from bot.reply import Attachment
from tests.scheduler.test_a_no_looks_like_silence import IDS, Recorder
from tests.scheduler.test_meetups_told_once import NEW_YORK, Life
from tests.stores import Town, settle

_TEAMS = count()
_LOOKS = ("board list", "board mine", "jobs list", "organise show", "organise export", "export", "why", "my-thanks")


async def _asks(life: Life, who: str, command: str, **slots: str) -> str:
    role = Role.ORGANISER if who == "ana" else Role.MEMBER
    profile, at = Profile(who, who.title(), NEW_YORK, role=role), life.stage.clock.now()
    act, place = Filled(command, slots), Place("local", "events")
    told = await life.dispatcher(
        Invocation(life.stage.town.community, place, profile, act, f"{command}{who}{at}{slots}")
    )
    parts = [told.reply.plain(), *(f"[{each.label}]" for each in told.reply.buttons)]
    parts += [part.content.decode() for part in told.reply.parts if isinstance(part, Attachment)]
    return IDS.sub("ID", "\n".join(parts))


async def _lived(town: Town, answers: int) -> tuple[list[str], list[str]]:
    """What all but Bo, who posts, see; and what Bo is sent."""
    life = Life(await settle(town.store, f"team{next(_TEAMS)}"), "2026-03-02T12:00")
    life.stage.post = recorder = Recorder(life=life)
    await life.does("nobody", "restart")
    for who in ("ana", "bo", "cleo", "dee", "eve"):
        await life.does(who, "hello")
    await _asks(life, "ana", "organise channel")
    await _asks(life, "bo", "ask", text="a review", sure="post it")
    async with life.stage.town.store.reading(life.stage.town.community) as work:
        (post,) = await work.boards.standing(life.stage.clock.now())
    for who in ("dee", "eve")[:answers]:
        await _asks(life, who, "answer-post", post=post.id, text=f"{who} can")
    seen: list[str] = []
    for days in (0, 1, 7):
        await life.waits(days * 24 * 60)
        seen += [await _asks(life, who, command) for who in ("ana", "cleo") for command in _LOOKS]
    await _asks(life, "bo", "close-post", post=post.id)
    await life.waits(60)
    seen += [await _asks(life, who, command) for who in ("ana", "cleo") for command in _LOOKS]
    await life.ends()
    seen += [IDS.sub("ID", text) for user, text in recorder.sent if user != "bo"]
    return seen, [text for user, text in recorder.sent if user == "bo"]


async def test_nobody_but_the_author_can_tell_whether_anybody_answered(town: Town) -> None:
    none, nothing = await _lived(town, 0)
    assert any("New on the boards" in each and "a review" in each for each in none)
    assert any("Closed." in each for each in none)
    assert not any("answered" in each for each in nothing)
    for answers in (1, 2):
        seen, told = await _lived(town, answers)
        assert seen == none
        assert sum("answered to" in each for each in told) == answers
