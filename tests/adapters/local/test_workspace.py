from pathlib import Path

import pytest

from adapters.local.archive import Channel, Persona
from adapters.local.messages import HALLWAY, Draft, File, ShownCopyable, ShownFile, ShownRow, ShownText, Span, dm
from adapters.local.render import typed
from adapters.local.workspace import PATIENCE, Changed, NoSuchThing, Posted, Removed, Workspace
from bot.domain.members import Role
from bot.domain.times import ZoneName
from tests.adapters.local.conftest import NOW

ANA = Persona("ana", "Ana Silva", ZoneName("Europe/Lisbon"), "pt", Role.ORGANISER)
RICH = Draft(
    (ShownText((Span("Hi", "strong"), Span("Fri", "time", "Friday")), "small"), ShownRow((Span("Bo"),)),
     ShownCopyable("copy"), ShownFile("a.json", 0, 2)),
    "Hi Fri\nBo", (File("a.json", "application/json", b"{}"),), key="k" * 24,
)  # fmt: skip


async def filled(path: Path) -> None:
    async with Workspace(path) as workspace:
        await workspace.add_persona(ANA)
        await workspace.add_channel(Channel("meetups", "Where"))
        message = await workspace.post(dm("ana"), HALLWAY, RICH, NOW)
        await workspace.mark_read("ana", dm("ana"), message.seq)
        await workspace.post(dm("ana"), HALLWAY, typed("unread"), NOW)
        await workspace.refuse("ana", refuses=True)


async def test_everything_is_there_again_after_a_restart(tmp_path: Path) -> None:
    await filled(tmp_path / "workspace.db")
    async with Workspace(tmp_path / "workspace.db") as again:
        assert [(each.user, each.role, each.refuses) for each in again.personas] == [("ana", Role.ORGANISER, True)]
        assert again.channels == (Channel("meetups", "Where"),)
        first, _ = again.seen_by("ana")
        assert (first.parts, first.files, first.key, first.at) == (RICH.parts, RICH.files, RICH.key, NOW)
        assert again.unread("ana") == {dm("ana"): 1}
        assert (await again.post(dm("ana"), "ana", typed("more"), NOW)).seq == 3


async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    await filled(tmp_path / "workspace.db")
    assert (tmp_path / "workspace.db").stat().st_mode & 0o077 == 0


async def test_only_so_many_messages_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.local.archive.KEPT", 1)
    await filled(tmp_path / "workspace.db")
    async with Workspace(tmp_path / "workspace.db") as again:
        assert [message.plain for message in again.seen_by("ana")] == ["unread"]


async def test_a_removed_message_is_gone_and_removing_it_again_is_nothing(tmp_path: Path) -> None:
    async with Workspace(tmp_path / "workspace.db") as workspace:
        message = await workspace.post(dm("ana"), HALLWAY, RICH, NOW)
        await workspace.remove(message.id)
        await workspace.remove(message.id)
        assert workspace.seen_by("ana") == []
    async with Workspace(tmp_path / "workspace.db") as again:
        assert again.seen_by("ana") == []


async def test_nobody_sees_what_is_for_somebody_else() -> None:
    async with Workspace() as workspace:
        await workspace.post(dm("ana"), HALLWAY, typed("to ana"), NOW)
        await workspace.post("channel:meetups", "bo", typed("to all"), NOW)
        whisper = await workspace.post("channel:meetups", HALLWAY, Draft((), "to bo", audience="bo"), NOW)
        assert [each.plain for each in workspace.seen_by("ana")] == ["to ana", "to all"]
        assert [each.plain for each in workspace.seen_by("bo")] == ["to all", "to bo"]
        assert [each.plain for each in workspace.in_channel("meetups")] == ["to all"]
        with pytest.raises(NoSuchThing):
            workspace.message("ana", whisper.id)


async def test_watchers_are_told_in_order() -> None:
    async with Workspace() as workspace:
        await workspace.add_persona(ANA)
        with workspace.watching() as queue:
            message = await workspace.post(dm("ana"), HALLWAY, typed("hi"), NOW)
            await workspace.mark_read("ana", dm("ana"), message.seq)
            await workspace.mark_read("ana", dm("ana"), message.seq)
            await workspace.remove(message.id)
            workspace.end_watching()
            told = [queue.get_nowait() for _ in range(queue.qsize())]
        assert told == [Posted(message), Changed("marks", "ana"), Removed(message), None]


async def test_a_watcher_that_falls_behind_is_told_the_end() -> None:
    async with Workspace() as workspace:
        with workspace.watching() as queue:
            for _ in range(PATIENCE + 10):
                workspace.announce_clock()
            assert queue.qsize() == PATIENCE
            assert [queue.get_nowait() for _ in range(PATIENCE)][-1] is None
