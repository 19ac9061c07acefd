"""What people do on Discord, and what they see there: over real HTTP and a real gateway, through discord.py."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.adapters.discord.conftest import Stage, heard
from tests.adapters.discord.eyes import seen
from tests.fakes.discord import NotOffered, Permission, Person, add_channel, add_guild, add_role
from tests.fakes.discord.places import join
from tests.fakes.discord.reading import label_of, pressable


async def test_a_direct_message_is_answered_in_the_community_shared_with_us(stage: Stage) -> None:
    await stage.ana.say("met Bo at PyLisboa about Arrow")
    answer = await heard(stage.ana)
    assert "Bo" in answer
    assert "PyLisboa" in answer
    assert stage.bo.sights == []


async def test_a_slash_command_with_typed_options_is_answered_for_its_author_alone(stage: Stage) -> None:
    await stage.ana.slash("met", {"person": "Bo", "where": "PyCon"}, stage.channel)
    (answer,) = stage.read_by(stage.ana, stage.channel)
    assert "PyCon" in answer
    assert stage.read_by(stage.bo, stage.channel) == []


async def test_a_missing_option_opens_the_form(stage: Stage) -> None:
    await stage.ana.slash("note", {"text": "likes Rust"}, stage.channel)
    assert {each.custom_id: each.held for each in stage.ana.fields} == {"person": "", "text": "likes Rust"}
    await stage.ana.submit({"person": "Cleo"})
    assert any("Cleo" in each for each in stage.read_by(stage.ana, stage.channel))


async def test_somebody_mentioned_is_the_member_they_are(stage: Stage) -> None:
    await stage.ana.slash("met", {"person": f"<@{stage.bo.user.id}>"}, stage.channel)
    (answer,) = stage.read_by(stage.ana, stage.channel)
    assert "Bo Chen" in answer
    async with stage.store.reading(await stage.community()) as work:
        ana = await work.members.by_account("discord", stage.ana.user.id)
        bo = await work.members.by_account("discord", stage.bo.user.id)
        assert ana is not None
        assert bo is not None
        assert await work.book(ana.id).people.linked_to(bo.id) is not None


async def test_a_button_works_after_a_restart(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected():
        await stage.ana.say("met Cleo")
        await heard(stage.ana)
    async with stage.connected(stage.another()):
        await stage.ana.press("Undo")
        assert stage.read_by(stage.ana)[-1].startswith("Undone")


async def test_a_form_that_is_open_works_after_a_restart(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected():
        await stage.ana.slash("met", {"about": "Rust"}, stage.channel)
        await stage.ana.submit({"person": "Cleo", "~more": ["via", "note"]})
    async with stage.connected(stage.another()):
        await stage.ana.press("Fill in the rest")
    async with stage.connected(stage.another()):
        await stage.ana.submit({"via": "Bo", "note": "likes Rust"})
        answer = stage.read_by(stage.ana, stage.channel)[-1]
        assert all(each in answer for each in ("Cleo", "Rust", "Bo"))


async def test_a_button_of_anybody_else_does_nothing(stage: Stage) -> None:
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    message = stage.ana.sees(stage.channel)[-1]
    undo = next(each for each in pressable(message) if label_of(each) == "Undo")
    await stage.bo.press_button(message, undo)
    assert "Cleo" not in stage.read_by(stage.bo, stage.channel)[-1]
    await stage.ana.slash("people", channel=stage.channel)
    assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]


@pytest.mark.parametrize("custom_id", ["", "undo", "open~", "open~zzz", "save~1", "modal~met~", "~~~~", "x" * 100])
async def test_a_button_that_was_made_up_does_nothing(custom_id: str, stage: Stage) -> None:
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    message = stage.ana.sees(stage.channel)[-1]
    await stage.ana.press_button(message, {"custom_id": custom_id, "id": 1})
    assert "went wrong" not in stage.read_by(stage.ana, stage.channel)[-1]
    await stage.ana.slash("people", channel=stage.channel)
    assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_a_command_can_be_typed_out(stage: Stage) -> None:
    await stage.ana.say("/met Cleo at PyCon")
    assert "PyCon" in await heard(stage.ana)
    await stage.ana.mention("/people", stage.channel)
    assert "Cleo" in await heard(stage.ana)


async def test_a_time_is_said_with_its_zone_and_shown_on_the_clock_of_whoever_looks(stage: Stage) -> None:
    await stage.ana.slash("remind", {"what": "call Cleo", "when": "tomorrow 9:00"}, stage.channel)
    answer = seen(stage.ana.sees(stage.channel)[-1].content)
    assert "I will remind you on Thu 5 Mar, 09:00 (UTC): call Cleo" in answer.text
    assert answer.times == (int(datetime(2026, 3, 5, 9, tzinfo=UTC).timestamp()),)


async def test_a_person_is_met_by_their_menu(stage: Stage) -> None:
    await stage.ana.use_on_person("I met this person", stage.bo.user, stage.channel)
    assert "@Bo Chen" in [each.held for each in stage.ana.fields]
    await stage.ana.submit({"where": "the hallway"})
    assert "the hallway" in stage.read_by(stage.ana, stage.channel)[-1]
    assert "Bo Chen" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_a_person_is_introduced_by_their_menu(stage: Stage) -> None:
    """The one in whose menu it was comes first; the form asks for the other and why, and nobody else sees it."""
    cleo = Person.arrives(stage.fake, "cleo", "Cleo Dias", stage.guild)
    await stage.ana.use_on_person("Introduce…", stage.bo.user, stage.channel)
    assert {each.custom_id: each.held for each in stage.ana.fields} == {
        "first": "@Bo Chen",
        "second": "",
        "because": "",
    }
    await stage.ana.submit({"second": f"<@{cleo.user.id}>", "because": "both work on Arrow"})
    answer = stage.read_by(stage.ana, stage.channel)[-1]
    assert "I ask Bo Chen first, without naming Cleo Dias" in answer
    assert stage.read_by(stage.bo, stage.channel) == []


async def test_a_channel_is_answered_only_when_we_are_named_and_in_private(stage: Stage) -> None:
    await stage.ana.say("met Bo", stage.channel)
    await stage.ana.mention("met Bo at PyLisboa", stage.channel)
    assert "PyLisboa" in await heard(stage.ana)
    assert stage.read_by(stage.bo, stage.channel) == []


async def test_who_cannot_be_placed_is_told_so(stage: Stage) -> None:
    stage.fake.failing["GET /guilds/{guild_id}/members/{user_id}"] = [500] * 3
    await stage.ana.say("help")
    assert "no server" in await heard(stage.ana)


async def test_apps_are_not_answered(stage: Stage) -> None:
    stage.bo.user.is_bot = True
    await stage.bo.mention("help", stage.channel)
    await stage.ana.mention("help", stage.channel)
    await heard(stage.ana)
    assert stage.bo.sights == []


async def test_a_menu_on_an_app_opens_nothing(stage: Stage) -> None:
    stage.bo.user.is_bot = True
    await stage.ana.use_on_person("I met this person", stage.bo.user, stage.channel)
    assert stage.ana.modal is None
    assert stage.read_by(stage.ana, stage.channel) == ["That is an app, not a person."]


async def test_a_message_is_remembered_by_its_menu(stage: Stage) -> None:
    written = await stage.bo.say("I *love* Rust, <@1>", stage.channel)
    await stage.ana.use_on_message("Remember this", written)
    assert [each.held for each in stage.ana.fields] == ["@Bo Chen", "I *love* Rust, <@1>"]
    await stage.ana.submit()
    assert "I *love* Rust, <@1>" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_a_form_of_many_fields_goes_on_in_a_second_modal(stage: Stage) -> None:
    await stage.ana.slash("met", channel=stage.channel)
    assert [each.label for each in stage.ana.fields][-1] == "Anything else to fill in?"
    await stage.ana.submit({"person": "Cleo", "where": "PyCon", "~more": ["via", "note"]})
    assert "Nothing is saved yet" in stage.read_by(stage.ana, stage.channel)[-1]
    await stage.ana.press("Fill in the rest")
    await stage.ana.submit({"via": "Bo", "note": "likes Rust"})
    answer = stage.read_by(stage.ana, stage.channel)[-1]
    assert all(each in answer for each in ("Cleo", "PyCon", "Bo"))


async def test_a_form_can_be_left_at_its_first_modal_and_only_once(stage: Stage) -> None:
    await stage.ana.slash("met", channel=stage.channel)
    await stage.ana.submit({"person": "Cleo", "~more": ["via"]})
    await stage.ana.press("Leave it at that")
    assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]
    await stage.ana.press("Leave it at that")
    assert "not there any more" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_what_is_wrong_in_a_modal_is_said_and_can_be_put_right(stage: Stage) -> None:
    await stage.ana.slash("remind", channel=stage.channel)
    await stage.ana.submit({"what": "call Bo", "when": "yesterday"})
    assert "Nothing was changed yet." in stage.read_by(stage.ana, stage.channel)[-1]
    await stage.ana.press("Fill in the form")
    assert [each.held for each in stage.ana.fields] == ["yesterday"]
    await stage.ana.submit({"when": "tomorrow 9:00"})
    assert "call Bo" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_the_time_zone_is_asked_for_once(stage: Stage) -> None:
    await stage.ana.slash("due", channel=stage.channel)
    await stage.ana.slash("due", channel=stage.channel)
    first, second = stage.read_by(stage.ana, stage.channel)
    assert "I take your times as UTC until you tell me where you are" in first
    assert "UTC" not in second
    await stage.ana.press("Set my time zone")
    await stage.ana.submit({"zone": "Lisbon"})
    assert "Europe/Lisbon" in stage.read_by(stage.ana, stage.channel)[-1]


async def test_a_slow_answer_is_announced_and_still_comes(discord_stage: Stage) -> None:
    stage = discord_stage
    platform = stage.another(replace(stage.settings, patience=0.0))
    async with stage.connected(platform):
        await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
        assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]
        await stage.ana.slash("met", channel=stage.channel)
        assert stage.ana.modal is None
        await stage.ana.press("Fill in the form")
        await stage.ana.submit({"person": "Dan"})
        assert "Dan" in stage.read_by(stage.ana, stage.channel)[-1]
        assert stage.read_by(stage.bo, stage.channel) == []


async def test_two_sessions_of_one_token_answer_once(discord_stage: Stage) -> None:
    stage = discord_stage
    async with stage.connected(), stage.connected(stage.another()):
        for person in ("Cleo", "Dan", "Eva"):
            await stage.ana.slash("met", {"person": person}, stage.channel)
        await stage.ana.say("due")
        await heard(stage.ana)
        await stage.platform.settled()
    assert len(stage.ana.sees()) == 4


async def test_one_in_two_communities_is_told_once_which_one_counts(stage: Stage) -> None:
    berlin = add_guild(stage.fake, "PyBerlin")
    elsewhere = add_channel(stage.fake, berlin, "talks")
    join(stage.fake, berlin, stage.ana.user)
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    stage.clock.advance_to(stage.clock.now() + timedelta(minutes=1))
    await stage.ana.slash("met", {"person": "Dan"}, elsewhere)
    await stage.ana.say("people")
    first = await heard(stage.ana)
    assert "Dan" in first
    assert "Cleo" not in first
    assert "PyBerlin" in first
    await stage.ana.say("people")
    assert "PyBerlin" not in await heard(stage.ana)
    stage.clock.advance_to(stage.clock.now() + timedelta(minutes=1))
    await stage.ana.slash("due", channel=stage.channel)
    await stage.ana.say("people")
    assert "Cleo" in await heard(stage.ana)


async def test_nobody_from_outside_is_brought_in_by_a_mention(stage: Stage) -> None:
    outsider = Person.arrives(stage.fake, "eve", "Eve")
    await stage.ana.slash("met", {"person": f"<@{outsider.user.id}>"}, stage.channel)
    async with stage.store.reading(await stage.community()) as work:
        assert await work.members.by_account("discord", outsider.user.id) is None


async def test_where_direct_messages_are_closed_the_channel_learns_nothing(stage: Stage) -> None:
    stage.ana.close_messages()
    await stage.ana.mention("met Bo, who owes me money", stage.channel)
    await stage.until(lambda: stage.ana.sees(stage.channel))
    (answer,) = stage.read_by(stage.bo, stage.channel)
    assert "closed" in answer
    assert "Bo" not in answer


async def test_a_long_list_comes_whole(stage: Stage) -> None:
    for number in range(12):
        await stage.ana.slash("met", {"person": f"Person {number:02}", "about": "x" * 290}, stage.channel)
    before = len(stage.ana.sees())
    await stage.ana.slash("people", channel=stage.channel)
    await stage.platform.settled()
    assert len(stage.ana.sees()) > before


async def test_a_file_arrives_as_one(stage: Stage) -> None:
    await stage.ana.slash("export", {"format": "json"}, stage.channel)
    await stage.platform.settled()
    (upload,) = stage.ana.sees()[-1].uploads
    assert upload.name.endswith(".json")


async def test_members_are_not_offered_what_is_for_organisers_and_are_refused_when_they_type_it(stage: Stage) -> None:
    add_role(stage.fake, stage.guild, "Organisers", Permission.MANAGE_GUILD, stage.ana.user)
    await stage.ana.slash("organise show", channel=stage.channel)
    assert "Only organisers" not in await heard(stage.ana)
    with pytest.raises(NotOffered):
        await stage.bo.slash("organise show", channel=stage.channel)
    await stage.bo.mention("/organise show", stage.channel)
    assert "Only organisers" in await heard(stage.bo)
