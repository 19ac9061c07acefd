"""The file in which the local workspace keeps its own history, as any real platform keeps its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import aiosqlite

from adapters.local.messages import PARTS, File, Message
from bot.domain.members import Role
from bot.domain.times import ZoneName

if TYPE_CHECKING:
    from sqlite3 import Row

KEPT = 5_000
"""Messages that are still there after a restart: enough to look back, and bounded."""

_TABLES = """
create table if not exists personas (
    user text primary key, name text not null, zone text not null, locale text not null, role text not null,
    refuses integer not null default 0
) strict;
create table if not exists channels (name text primary key, topic text not null) strict;
create table if not exists messages (
    seq integer primary key, id text not null unique, conversation text not null, author text not null, audience text,
    at text not null, parts text not null, plain text not null, key text
) strict;
create table if not exists files (
    seq integer not null references messages (seq) on delete cascade, position integer not null, name text not null,
    media_type text not null, content blob not null, primary key (seq, position)
) strict;
create table if not exists marks (
    user text not null, conversation text not null, seq integer not null, primary key (user, conversation)
) strict;
"""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to be. ``refuses`` means that their direct messages are closed."""

    user: str
    name: str
    zone: ZoneName
    locale: str = "en"
    role: Role = Role.MEMBER
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    name: str
    topic: str = ""


class Archive:
    """One SQLite file, written through by the workspace and read once, when it opens."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    async def opened(cls, path: Path) -> Archive:
        """The archive in this file, made where there is none, readable by its owner alone."""
        _make(path)
        archive = cls(await aiosqlite.connect(path, isolation_level=None))
        await archive.prepare()
        return archive

    async def prepare(self) -> None:
        """Make the tables, and let go of what is too old to keep."""
        await self._connection.executescript(f"pragma journal_mode = wal; pragma foreign_keys = on; {_TABLES}")
        await self._run("delete from messages where seq <= (select max(seq) - ? from messages)", KEPT)

    async def close(self) -> None:
        await self._connection.close()

    async def personas(self) -> Sequence[Persona]:
        rows = await self._rows("select user, name, zone, locale, role, refuses from personas order by rowid")
        return [Persona(row[0], row[1], ZoneName(row[2]), row[3], Role(row[4]), bool(row[5])) for row in rows]

    async def channels(self) -> Sequence[Channel]:
        return [Channel(row[0], row[1]) for row in await self._rows("select name, topic from channels order by rowid")]

    async def messages(self) -> Sequence[Message]:
        """All that are kept, oldest first."""
        files: dict[int, list[File]] = {}
        for row in await self._rows("select seq, name, media_type, content from files order by seq, position"):
            files.setdefault(row[0], []).append(File(row[1], row[2], row[3]))
        columns = "id, seq, conversation, author, audience, at, parts, plain, key"
        rows = await self._rows(f"select {columns} from messages order by seq")  # noqa: S608 - no value is in the text
        return [_message(row, files.get(row[1], ())) for row in rows]

    async def marks(self) -> dict[tuple[str, str], int]:
        """The last message read, per person and conversation."""
        return {(row[0], row[1]): row[2] for row in await self._rows("select user, conversation, seq from marks")}

    async def keep_persona(self, persona: Persona) -> None:
        await self._run(
            "insert into personas values (?, ?, ?, ?, ?, ?) on conflict (user) do update set name = excluded.name, "
            "zone = excluded.zone, locale = excluded.locale, role = excluded.role, refuses = excluded.refuses",
            persona.user,
            persona.name,
            persona.zone,
            persona.locale,
            persona.role,
            int(persona.refuses),
        )

    async def keep_channel(self, channel: Channel) -> None:
        await self._run("insert or replace into channels values (?, ?)", channel.name, channel.topic)

    async def keep_message(self, message: Message) -> None:
        await self._run(
            "insert or replace into messages values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            message.seq,
            message.id,
            message.conversation,
            message.author,
            message.audience,
            message.at.isoformat(),
            PARTS.dump_json(message.parts).decode(),
            message.plain,
            message.key,
        )
        for position, file in enumerate(message.files):
            await self._run(
                "insert into files values (?, ?, ?, ?, ?)",
                message.seq,
                position,
                file.name,
                file.media_type,
                file.content,
            )

    async def drop_message(self, message: Message) -> None:
        await self._run("delete from messages where seq = ?", message.seq)

    async def keep_mark(self, user: str, conversation: str, seq: int) -> None:
        await self._run("insert or replace into marks values (?, ?, ?)", user, conversation, seq)

    async def _rows(self, question: str) -> Iterable[Row]:
        return await self._connection.execute_fetchall(question)

    async def _run(self, statement: str, *values: str | int | bytes | None) -> None:
        async with self._connection.execute(statement, values):
            pass


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _message(row: Row, files: Iterable[File]) -> Message:
    return Message(
        id=row[0],
        seq=row[1],
        conversation=row[2],
        author=row[3],
        audience=row[4],
        at=datetime.fromisoformat(row[5]),
        parts=PARTS.validate_json(row[6]),
        plain=row[7],
        key=row[8],
        files=tuple(files),
    )
