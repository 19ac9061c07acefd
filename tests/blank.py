"""A database as Hallway makes it on its first day: made once a process, copied for every test that wants one."""

import asyncio
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from storage.migrate import migrate

NAME = "hallway.db"


def put_blank(folder: Path) -> str:
    """Put one there, unless there is one; the address of it."""
    if not (folder / NAME).exists():
        shutil.copyfile(Path(_made().name) / NAME, folder / NAME)
    return f"sqlite+aiosqlite:///{folder / NAME}"


def make(url: str) -> None:
    """Bring that database up to date, also where an event loop runs already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, migrate(url)).result()


@cache
def _made() -> tempfile.TemporaryDirectory[str]:
    """Kept for as long as the process, and removed with it."""
    folder = tempfile.TemporaryDirectory(prefix="hallway-blank-")
    make(f"sqlite+aiosqlite:///{Path(folder.name) / NAME}")
    return folder
