"""A throwaway PostgreSQL: the machine's own binaries, a fresh cluster per test process, an empty database per test.

Each pytest-xdist worker starts a cluster of its own, in a second or so: no port, lock file or life time has to be
agreed on between processes. The cluster listens on a unix socket only, and is gone when the worker ends.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.tables import metadata
from tests.blank import make

_FAST = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
_EMPTY = f"""
DO $$ BEGIN
PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
PERFORM set_config('session_replication_role', 'replica', true);
{" ".join(f"{delete(table)};" for table in metadata.tables.values())}
END $$
"""
"""As a replica, so that no foreign key asks for an order. Whoever a failed test left connected is shown out."""


@dataclass(frozen=True)
class Cluster:
    """A running server; ``socket`` is the folder of its unix socket."""

    socket: Path

    def url(self, database: str) -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql+asyncpg://hallway@/{database}?host={self.socket}"

    def run(self, sql: str) -> None:
        """The same where no event loop runs."""
        asyncio.run(self.execute(sql))

    async def execute(self, sql: str, at: str = "postgres") -> None:
        """Run one statement as the superuser, outside any transaction."""
        engine = create_async_engine(self.url(at), isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                await connection.execute(text(sql))
        finally:
            await engine.dispose()


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``; Debian keeps it off PATH, one folder per major version."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))[::-1]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """Skips where the machine has no PostgreSQL; the summary of the run then says how to get it."""
    folder = binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    root = Path(tempfile.mkdtemp(prefix="hallway-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(root, owner)
    try:
        _run(
            folder / "initdb",
            "--auth=trust",
            "--username=hallway",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            at=root,
        )
        _run(
            folder / "pg_ctl",
            "start",
            "--wait",
            "--silent",
            f"--log={root}/log",
            f"--options={_FAST} -k {root}",
            at=root,
        )
        yield Cluster(root)
        _run(folder / "pg_ctl", "stop", "--wait", "--silent", "--mode=immediate", at=root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_tables(postgres_cluster: Cluster) -> str:
    """The name of the database that a process's tests have one after the other."""
    name = "hallway_tables"
    postgres_cluster.run(f"CREATE DATABASE {name}")
    make(postgres_cluster.url(name))
    return name


@pytest.fixture
async def postgres_url(postgres_cluster: Cluster, postgres_tables: str) -> str:
    """The address of a database with every table and nothing in them. Emptying it takes a twentieth of making one."""
    await postgres_cluster.execute(_EMPTY, at=postgres_tables)
    return postgres_cluster.url(postgres_tables)


@pytest.fixture
async def bare_postgres_url(postgres_cluster: Cluster) -> AsyncIterator[str]:
    """The address of a database of its own, without tables, which lives as long as the test."""
    name = f"hallway_{secrets.token_hex(6)}"
    await postgres_cluster.execute(f"CREATE DATABASE {name}")
    yield postgres_cluster.url(name)
    await postgres_cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: whom to run it as then."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(user.pw_name == "postgres" for user in pwd.getpwall()) else "nobody"


def _run(program: Path, *arguments: str, at: Path) -> None:
    command = [str(program), f"--pgdata={at}/data", *arguments]
    done = subprocess.run(
        command,
        cwd=at,
        user=_owner(),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        pytest.fail(f"{program.name} failed: {done.stdout.decode(errors='replace')}")
