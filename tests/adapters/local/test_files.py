"""Files that are shared in the local workspace, through its page."""

import base64
from datetime import timedelta

import httpx
import pytest

from adapters.local.acts import PAGE_ACT
from adapters.local.web import Controls, Web
from bot.files import LARGEST
from tests.adapters.local.conftest import Place

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nSUMMARY:Rust night\r\n"
    b"DTSTART:20260312T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


async def shared(place: Place, name: str, content: bytes) -> int:
    controls = Controls(_nothing, timedelta, _well)
    transport = httpx.ASGITransport(Web(place.platform, controls).app())
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        act = {"act": "share", "user": "ana", "name": name, "content": base64.b64encode(content).decode()}
        return (await browser.post("/act", json=act)).status_code


async def _nothing(length: timedelta) -> None:
    del length


async def _well() -> dict[str, object]:
    return {"ok": True}


async def test_a_file_that_is_shared_is_read(place: Place) -> None:
    assert await shared(place, "pylisboa.ics", CALENDAR) == 204
    assert "Rust night" in place.last("ana").plain
    assert next(each.plain for each in place.platform.seen_by("ana")) == "pylisboa.ics"
    assert place.heard("bo") == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"\x89PNG", "cannot do anything with photo.png"),
        ("long.ics", b"x" * (LARGEST + 1), "larger than 100 kB"),
        ("odd.ics", b"\xff\xfe", "not text"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_reason(
    name: str, content: bytes, said: str, place: Place
) -> None:
    assert await shared(place, name, content) == 204
    assert said in place.last("ana").plain


def test_what_is_no_file_is_no_act() -> None:
    with pytest.raises(ValueError, match="content"):
        PAGE_ACT.validate_python({"act": "share", "user": "ana", "name": "a.ics", "content": "abc"})
