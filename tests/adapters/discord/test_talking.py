"""Messages, in private and in channels: what is meant for Hallway is answered, once, and nothing else is."""

from tests.adapters.discord.conftest import Stage, heard


async def test_a_reply_to_hallway_is_meant_for_it_and_to_others_is_not(stage: Stage) -> None:
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    others = await stage.bo.say("who is Cleo?", stage.channel)
    await stage.ana.say("people", stage.channel, reply_to=others)
    ours = stage.fake.chat.post(stage.fake.chat.write(stage.channel, stage.fake.world.bot, {"content": "Hello"}))
    await stage.ana.say("people", stage.channel, reply_to=ours)
    assert "Cleo" in await heard(stage.ana)
    await stage.settled()
    assert len([each for each in stage.ana.sees() if each.channel.guild is None]) == 1


async def test_an_empty_message_is_not_answered(stage: Stage) -> None:
    await stage.ana.say("   ")
    await stage.ana.mention("", stage.channel)
    await stage.settled()
    assert stage.ana.sees() == []


async def test_a_server_that_became_part_of_another_community_is_served_there(stage: Stage) -> None:
    await stage.settled()
    now = stage.clock.now()
    await stage.store.community("slack", "T1", "PyLisboa on Slack", now)
    await stage.store.span(("slack", "T1"), ("discord", stage.guild.id))
    await stage.ana.slash("met", {"person": "Cleo"}, stage.channel)
    assert "Cleo" in stage.read_by(stage.ana, stage.channel)[-1]
    assert await stage.community() == await stage.store.find_community("slack", "T1")
    await stage.ana.say("people")
    assert "Cleo" in await heard(stage.ana)
