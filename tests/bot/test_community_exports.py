"""Two worlds: what organisers take along is the same, whatever anybody noted, promised or asked for."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.members import Role
from bot.reply import Attachment
from tests.bot.chat import Chat, open_room

_PRIVATE = (
    "met Priya Nair at PyLisboa about Arrow, promised to send her my benchmark",
    "met <@bo> at PyLisboa about Kafka",
    "note Priya: prefers email",
    "remind me tomorrow at 9 to water the ferns",
    "keep in touch with Priya every 6 weeks",
    "my goal is to meet 3 people who know Kafka by 30 June",
    "follow up with Priya in a week",
    "I gave a talk on Arrow at PyLisboa",
    "/prep Rust night",
    "digest at 8",
)
_SECRETS = ("Priya", "PyLisboa", "benchmark", "ferns", "Kafka", "Arrow")


async def _exported(folder: Path, private: list[str], *, is_silent: bool) -> bytes:
    """A world of its own; a silent one is told nothing of ``private``, and takes as long over it."""
    async with open_room(folder) as room:
        ana, bo, cleo = room.chat(), room.chat("bo", "Bo Chen"), room.chat("cleo", "Cleo Diaz")
        ana.role = Role.ORGANISER
        for each in (ana, bo, cleo):
            await each.say("hello")
        await bo.say("announce a meetup: Rust night on 12 March at 19:00 at Café Luz")
        await cleo.slash("meetup", "going Rust night")
        await bo.slash("meetup", "maybe Rust night")
        await cleo.fill("consent", organisers="on")
        await cleo.fill("ask", text="a review of my talk", sure="post it")
        for text in private:
            for each in (ana, bo, cleo):
                if is_silent:
                    room.clock.advance_to(room.clock.now() + each.pause)
                else:
                    await _act(each, text)
        await ana.slash("organise", "export")
        (file,) = [part for part in ana.last.parts if isinstance(part, Attachment)]
        return file.content


async def _act(who: Chat, text: str) -> None:
    if text.startswith("/"):
        name, _, rest = text.removeprefix("/").partition(" ")
        await who.slash(name, rest)
    else:
        await who.say(text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(private=st.lists(st.sampled_from(_PRIVATE), min_size=1, max_size=5, unique=True))
async def test_it_is_the_same_byte_for_byte_whatever_anybody_wrote_down(
    tmp_path_factory: pytest.TempPathFactory, private: list[str]
) -> None:
    spoken = await _exported(tmp_path_factory.mktemp("spoken"), private, is_silent=False)
    assert spoken == await _exported(tmp_path_factory.mktemp("silent"), private, is_silent=True)
    assert not any(secret in spoken.decode() for secret in _SECRETS)


async def test_it_holds_what_the_community_shares(tmp_path: Path) -> None:
    document = json.loads(await _exported(tmp_path, [], is_silent=True))
    (meetup,) = document["meetups"]
    assert (meetup["title"], meetup["host"], meetup["where"]) == ("Rust night", "Bo Chen", "Café Luz")
    (answers,) = meetup["answers"]
    assert {name: answers[name] for name in ("going", "waiting", "maybe", "not")} == {
        "going": 1,
        "waiting": 0,
        "maybe": 1,
        "not": 0,
    }
    assert answers["names"] == ["Cleo Diaz"], "who has a seat, as everybody sees it, and nobody else"
    assert [each["name"] for each in document["members"]] == ["Cleo Diaz"]
    (post,) = document["boards"]
    assert (post["board"], post["text"], post["author"]) == ("ask", "a review of my talk", "Cleo Diaz")
