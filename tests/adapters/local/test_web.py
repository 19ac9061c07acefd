from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest

from adapters.local.acts import Step
from adapters.local.guard import POLICY, Guard
from adapters.local.messages import HALLWAY, Draft, File, ShownFile, dm
from adapters.local.web import BODY_LIMIT, Controls, Web
from tests.adapters.local.conftest import NOW, Place

HERE = "http://127.0.0.1:8765"


@dataclass
class Around:
    """The program around the page: what it was asked, and how it is."""

    moved: list[timedelta] = field(default_factory=list[timedelta])
    ok: bool = True

    async def advance(self, length: timedelta) -> None:
        self.moved.append(length)

    async def health(self) -> Mapping[str, object]:
        return {"ok": self.ok}


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
async def browser(place: Place, around: Around) -> AsyncIterator[httpx.AsyncClient]:
    controls = Controls(around.advance, lambda: sum(around.moved, timedelta(0)), around.health)
    transport = httpx.ASGITransport(Guard(Web(place.platform, controls).app(), 8765))
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers={"origin": HERE}) as client:
        yield client


async def test_the_page_is_served_under_a_strict_policy(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["cache-control"] == "no-store"
    assert "<script>" not in page.text
    assert "style=" not in page.text


@pytest.mark.parametrize("host", ["evil.example:8765", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.evil.example", ""])
async def test_another_name_for_this_machine_is_refused(browser: httpx.AsyncClient, host: str) -> None:
    assert (await browser.get("/", headers={"host": host})).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
async def test_its_own_names_are_welcome(browser: httpx.AsyncClient, host: str) -> None:
    assert (await browser.get("/", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:9999"])
async def test_another_page_can_neither_act_nor_read(place: Place, browser: httpx.AsyncClient, origin: str) -> None:
    act = {"act": "say", "user": "ana", "text": "forget me"}
    assert (await browser.post("/act", json=act, headers={"origin": origin})).status_code == 403
    assert (await browser.get("/", headers={"origin": origin})).status_code == 403
    assert place.platform.seen_by("ana") == []


async def test_an_act_without_an_origin_is_refused(browser: httpx.AsyncClient) -> None:
    del browser.headers["origin"]
    assert (await browser.post("/act", json={"act": "say", "user": "ana", "text": "hi"})).status_code == 403
    assert (await browser.get("/health")).status_code == 200


async def test_a_form_on_another_page_cannot_pass_for_an_act(browser: httpx.AsyncClient) -> None:
    text = b'{"act": "say", "user": "ana", "text": "hi"}'
    assert (await browser.post("/act", content=text, headers={"content-type": "text/plain"})).status_code == 415


async def test_an_act_is_done(place: Place, browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/act", json={"act": "say", "user": "ana", "text": "met Bo at PyLisboa"})
    assert answer.status_code == 204
    assert "PyLisboa" in place.last("ana").plain


async def test_a_whole_conversation_of_acts(place: Place, browser: httpx.AsyncClient) -> None:
    async def act(name: str, **values: object) -> None:
        assert (await browser.post("/act", json={"act": name, "user": "ana", **values})).status_code == 204

    await act("say", text="/met", channel="meetups")
    form = place.platform.open_form("ana")
    assert form is not None
    await act("fill", form=form.id, values={"person": "Bo"})
    message = place.last("ana")
    await act("press", message=message.id, handle=message.buttons[0].handle)
    await act("say", text="/met")
    form = place.platform.open_form("ana")
    assert form is not None
    await act("dismiss", form=form.id)
    assert place.platform.open_form("ana") is None
    await act("read", conversation="channel:meetups", seq=place.workspace.last_seq)
    assert place.workspace.unread("ana") == {}
    await act("refuse", refuses=True)
    assert place.workspace.persona("ana").refuses


@pytest.mark.parametrize("step", Step)
async def test_the_clock_is_moved_by_a_step(browser: httpx.AsyncClient, around: Around, step: Step) -> None:
    assert (await browser.post("/act", json={"act": "advance", "user": "ana", "step": step})).status_code == 204
    assert around.moved == [step.length]


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"act": "format-disk", "user": "ana"},
        {"act": "say", "user": "ana"},
        {"act": "say", "user": "ana", "text": ""},
        {"act": "say", "user": "ana", "text": "x", "extra": 1},
        {"act": "advance", "user": "ana", "step": "year"},
        {"act": "fill", "user": "ana", "form": "f", "values": {"a": 1}},
    ],
)
async def test_anything_else_is_refused(browser: httpx.AsyncClient, act: Mapping[str, object]) -> None:
    assert (await browser.post("/act", json=act)).status_code == 422


@pytest.mark.parametrize(
    "act",
    [
        {"act": "say", "user": "nobody", "text": "hi"},
        {"act": "press", "user": "ana", "message": "m", "handle": "h"},
        {"act": "dismiss", "user": "ana", "form": "f"},
        {"act": "read", "user": "nobody", "conversation": "dm:nobody", "seq": 1},
    ],
)
async def test_what_is_not_there_is_said_kindly(browser: httpx.AsyncClient, act: Mapping[str, object]) -> None:
    answer = await browser.post("/act", json=act)
    assert answer.status_code == 404
    assert "not there" in answer.json()["problem"]


async def test_a_body_that_is_too_long_is_refused_however_it_comes(browser: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(BODY_LIMIT // 1024 + 2):
            yield b" " * 1024

    answer = await browser.post("/act", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


async def test_a_file_is_for_whoever_sees_its_message(place: Place, browser: httpx.AsyncClient) -> None:
    file = File('my "ana" é.html', "text/html", b"<script>alert(1)</script>")
    draft = Draft((ShownFile(file.name, 0, 5),), "", (file,))
    message = await place.workspace.post(dm("ana"), HALLWAY, draft, NOW)
    answer = await browser.get(f"/files/{message.id}/0", params={"as": "ana"})
    assert answer.content == file.content
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''my%20%22ana%22%20%C3%A9.html"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await browser.get(f"/files/{message.id}/0", params={"as": "bo"})).status_code == 404
    assert (await browser.get(f"/files/{message.id}/1", params={"as": "ana"})).status_code == 404


async def test_health_is_what_the_program_says(browser: httpx.AsyncClient, around: Around) -> None:
    assert (await browser.get("/health")).json() == {"ok": True}
    around.ok = False
    assert (await browser.get("/health")).status_code == 503


@pytest.mark.parametrize("path", ["/static/../web.py", "/static/%2e%2e/web.py", "/docs", "/act"])
async def test_nothing_else_is_served(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code in (404, 405)


async def test_a_stream_is_for_a_persona(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/stream", params={"as": "nobody"})).status_code == 404
