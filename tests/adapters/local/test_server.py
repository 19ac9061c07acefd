import asyncio
import signal
import socket
from datetime import timedelta

import httpx
import pytest

from adapters.local.server import is_loopback, serve
from adapters.local.web import Controls, Web
from bot.errors import BadSettings
from tests.adapters.local.conftest import Place
from tests.adapters.local.test_web import Around


class Served:
    """A workspace being served on a free port."""

    def __init__(self, place: Place) -> None:
        self.url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        around = Around()
        app = Web(place.platform, Controls(around.advance, timedelta, around.health)).app()
        self.task = asyncio.create_task(serve(app, place.workspace, ("127.0.0.1", 0), self.url.set_result))


async def test_it_answers_once_it_is_ready_and_ends_open_streams_when_stopped(place: Place) -> None:
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    served = Served(place)
    async with httpx.AsyncClient(base_url=await served.url) as client:
        assert (await client.get("/health")).status_code == 200
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == handlers
        async with client.stream("GET", "/stream", params={"as": "ana"}) as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "event: snapshot"
            served.task.cancel()
            rest = [line async for line in lines]
    assert "event: state" in rest
    with pytest.raises(asyncio.CancelledError):
        await served.task


async def test_a_port_that_is_taken_is_said_in_one_line(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        app = Web(place.platform, Controls(Around().advance, timedelta, Around().health)).app()
        with pytest.raises(BadSettings, match="cannot be used"):
            await serve(app, place.workspace, taken.getsockname(), print)


async def test_only_this_machine_may_be_listened_to(place: Place) -> None:
    app = Web(place.platform, Controls(Around().advance, timedelta, Around().health)).app()
    with pytest.raises(BadSettings, match="no login"):
        await serve(app, place.workspace, ("0.0.0.0", 0), print)  # noqa: S104 - it is refused


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("::", False),
        ("10.0.0.1", False),
        ("x.test", False),
    ],
)
def test_which_addresses_are_this_machine(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
