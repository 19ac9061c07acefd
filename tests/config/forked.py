"""`hallway` as an operator runs it: a process with an environment of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from multiprocessing.process import BaseProcess

from tests.forking import FORKING


@dataclass(frozen=True, slots=True)
class Running:
    process: BaseProcess
    out: asyncio.StreamReader
    err: asyncio.StreamReader

    async def ended(self) -> tuple[int, str, str]:
        """Exit code, and what is left of standard output and standard error."""
        out, err = await asyncio.gather(self.out.read(), self.err.read())
        await asyncio.to_thread(self.process.join)
        return self.process.exitcode or 0, out.decode(), err.decode()

    async def interrupted(self) -> tuple[int, str, str]:
        """The same, once it was interrupted, if it still runs."""
        if self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGINT)
        return await self.ended()


async def start(arguments: tuple[str, ...], env: Mapping[str, str]) -> Running:
    """Start `hallway` with these arguments in this environment."""
    (out, told), (err, complained) = Pipe(duplex=False), Pipe(duplex=False)
    process = FORKING.Process(target=_run, args=(arguments, env, told, complained), daemon=True)
    await asyncio.to_thread(process.start)
    running = Running(process, await _stream(out.fileno()), await _stream(err.fileno()))
    for end in (out, told, err, complained):
        end.close()
    return running


async def _stream(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    pipe = os.fdopen(os.dup(descriptor), "rb", buffering=0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    return reader


def _run(arguments: tuple[str, ...], env: Mapping[str, str], told: Connection, complained: Connection) -> None:
    os.dup2(told.fileno(), 1)
    os.dup2(complained.fileno(), 2)
    told.close()
    complained.close()
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["hallway", *arguments]
    from config.cli import main

    main()
