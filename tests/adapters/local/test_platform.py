import pytest

from adapters.local.sample import SAMPLE, seed
from adapters.local.workspace import NoSuchThing
from tests.adapters.local.conftest import Place

MET = "met Bo at PyLisboa about Arrow"


async def test_a_sentence_in_the_direct_conversation_is_read_back(place: Place) -> None:
    await place.platform.say("ana", MET)
    said, answered = place.platform.seen_by("ana")
    assert (said.author, said.plain) == ("ana", MET)
    assert "PyLisboa" in answered.plain
    assert place.platform.seen_by("bo") == []


async def test_a_button_is_pressed_where_it_stands(place: Place) -> None:
    await place.platform.say("ana", MET)
    before = place.last("ana")
    await place.press("ana", "Undo")
    assert place.last("ana").seq > before.seq


async def test_only_buttons_that_are_shown_to_somebody_can_be_pressed(place: Place) -> None:
    await place.platform.say("ana", MET)
    message = place.last("ana")
    with pytest.raises(NoSuchThing):
        await place.platform.press("ana", message.id, "hw;undo;forged")
    with pytest.raises(NoSuchThing):
        await place.platform.press("bo", message.id, message.buttons[0].handle)


async def test_in_a_channel_hallway_stays_silent_until_addressed(place: Place) -> None:
    await place.platform.say("ana", "met Bo yesterday, it was great", "meetups")
    assert place.heard("ana") == []
    assert [message.plain for message in place.platform.in_channel("meetups")] == ["met Bo yesterday, it was great"]


async def test_an_answer_in_a_channel_is_seen_by_whoever_asked_alone(place: Place) -> None:
    await place.platform.say("ana", "@hallway help", "meetups")
    assert place.last("ana").audience == "ana"
    assert place.last("ana").conversation == "channel:meetups"
    assert place.heard("bo") == []
    assert [message.plain for message in place.platform.in_channel("meetups")] == ["@hallway help"]


async def test_a_slash_command_in_a_channel_is_nobody_elses_business(place: Place) -> None:
    await place.platform.slash("ana", "meetups", "/help")
    assert place.platform.seen_by("bo") == []
    assert len(place.platform.seen_by("ana")) == 2


async def test_a_command_without_what_it_needs_opens_its_form(place: Place) -> None:
    await place.platform.say("ana", "/met")
    form = place.platform.open_form("ana")
    assert form is not None
    assert place.heard("ana") == []
    await place.platform.fill("ana", form.id, {"person": "Bo", "where": "PyLisboa"})
    assert place.platform.open_form("ana") is None
    assert "PyLisboa" in place.last("ana").plain


async def test_a_form_opens_again_with_its_problems(place: Place) -> None:
    await place.platform.say("ana", "/met")
    form = place.platform.open_form("ana")
    assert form is not None
    await place.platform.fill("ana", form.id, {"person": "Bo", "when": "the day of the flood"})
    again = place.platform.open_form("ana")
    assert again is not None
    fields = {each.name: each for each in again.fields}
    assert fields["person"].value == "Bo"
    assert fields["when"].problem
    with pytest.raises(NoSuchThing):
        await place.platform.fill("ana", form.id, {})


async def test_a_form_answers_where_it_was_opened(place: Place) -> None:
    await place.platform.slash("ana", "meetups", "/met")
    form = place.platform.open_form("ana")
    assert form is not None
    await place.platform.fill("ana", form.id, {"person": "Bo"})
    assert (place.last("ana").conversation, place.last("ana").audience) == ("channel:meetups", "ana")


async def test_a_dismissed_form_is_gone(place: Place) -> None:
    await place.platform.say("ana", "/met")
    form = place.platform.open_form("ana")
    assert form is not None
    await place.platform.dismiss("ana", form.id)
    assert place.platform.open_form("ana") is None


async def test_nothing_is_posted_by_or_to_what_is_not_there(place: Place) -> None:
    with pytest.raises(NoSuchThing):
        await place.platform.say("nobody", "hello")
    with pytest.raises(NoSuchThing):
        await place.platform.say("ana", "hello", "nowhere")
    assert place.workspace.last_seq == 0


async def test_what_one_wrote_oneself_is_not_unread(place: Place) -> None:
    await place.platform.say("ana", "hello everybody", "meetups")
    assert place.workspace.unread("ana") == {}
    assert place.workspace.unread("bo") == {"channel:meetups": 1}


async def test_a_new_workspace_is_filled_with_a_sample(place: Place) -> None:
    await seed(place.platform)
    for persona in SAMPLE.personas:
        assert len(place.heard(persona.user)) == 1
        assert place.workspace.unread(persona.user) == {f"dm:{persona.user}": 1}
    assert {message.author for message in place.platform.in_channel("general")} <= {
        each.user for each in SAMPLE.personas
    }
    async with place.store.reading(place.community) as work:
        assert await work.members.by_account("local", "priya") is not None
