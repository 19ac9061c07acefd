"""A throwaway PostgreSQL: the machine's own binaries, a fresh cluster per test process, a fresh database per test.

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
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.blank import make

_BLANK = "hallway_blank"
_FAST = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


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

    async def execute(self, sql: str) -> None:
        """Run one statement as the superuser, outside any transaction."""
        engine = create_async_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
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
def postgres_blank(postgres_cluster: Cluster) -> str:
    """The name of a database to copy: every table is in it, and nothing in them."""
    postgres_cluster.run(f"CREATE DATABASE {_BLANK}")
    make(postgres_cluster.url(_BLANK))
    return _BLANK


@pytest.fixture
async def postgres_url(postgres_cluster: Cluster, postgres_blank: str) -> AsyncIterator[str]:
    """The address of a database with every table, which lives as long as the test."""
    async with _database(postgres_cluster, f"TEMPLATE {postgres_blank}") as url:
        yield url


@pytest.fixture
async def bare_postgres_url(postgres_cluster: Cluster) -> AsyncIterator[str]:
    """The same for one in which there is nothing."""
    async with _database(postgres_cluster) as url:
        yield url


@asynccontextmanager
async def _database(cluster: Cluster, like: str = "") -> AsyncGenerator[str]:
    name = f"hallway_{secrets.token_hex(6)}"
    await cluster.execute(f"CREATE DATABASE {name} {like}")
    yield cluster.url(name)
    await cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
