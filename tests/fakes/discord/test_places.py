"""Channels, threads, scheduled events, files, context menus and selects, with the library at the other end."""

from datetime import timedelta
from io import BytesIO

import discord
import pytest

from tests.fakes.discord import FakeDiscord, NotOffered, Permission, Person, add_channel, add_guild, add_role
from tests.fakes.discord.conftest import App, connected


async def test_two_people_meet_in_a_private_thread(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana, bo, cleo = (Person.arrives(fake, name, name.title(), guild) for name in ("ana", "bo", "cleo"))
    async with connected(App(), fake) as app:
        place = app.get_channel(int(channel.id))
        assert isinstance(place, discord.TextChannel)
        thread = await place.create_thread(name="Ana and Bo", type=discord.ChannelType.private_thread)
        for person in (ana, bo):
            await thread.add_user(discord.Object(int(person.user.id)))
        await thread.send("Say hello", allowed_mentions=discord.AllowedMentions.none())
        assert [len(each.sights) for each in (ana, bo, cleo)] == [1, 1, 0]
        assert {each.id for each in await thread.fetch_members()} >= {int(ana.user.id), int(bo.user.id)}


async def test_a_meetup_stands_in_the_server_s_calendar(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa")
    async with connected(App(), fake) as app:
        starts = discord.utils.utcnow() + timedelta(days=2)
        event = await app.guilds[0].create_scheduled_event(
            name="Meetup",
            start_time=starts,
            end_time=starts + timedelta(hours=2),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="The library",
        )
        await event.edit(name="Meetup 7")
        (held,) = fake.world.guilds[str(app.guilds[0].id)].events.values()
        assert (held["name"], held["entity_metadata"]["location"]) == ("Meetup 7", "The library")
        await event.delete()
        assert await app.guilds[0].fetch_scheduled_events() == []


async def test_without_the_permission_there_is_no_calendar(fake: FakeDiscord) -> None:
    add_guild(fake, "PyLisboa", bot_may=Permission.VIEW_CHANNEL)
    async with connected(App(), fake) as app:
        with pytest.raises(discord.Forbidden) as refused:
            await app.guilds[0].create_scheduled_event(
                name="Meetup",
                start_time=discord.utils.utcnow() + timedelta(days=2),
                end_time=discord.utils.utcnow() + timedelta(days=3),
                entity_type=discord.EntityType.external,
                privacy_level=discord.PrivacyLevel.guild_only,
                location="The library",
            )
        assert refused.value.code == 50013


async def test_a_file_comes_with_its_name_and_content(fake: FakeDiscord) -> None:
    ana = Person.arrives(fake, "ana", "Ana", add_guild(fake, "PyLisboa"))
    async with connected(App(), fake) as app:
        user = await app.fetch_user(int(ana.user.id))
        sent = await user.send("Yours", file=discord.File(BytesIO(b'{"a": 1}'), "export.json"))
        (held,) = ana.sees()[0].uploads
        assert (held.name, held.content, held.media_type) == ("export.json", b'{"a": 1}', "application/json")
        assert await sent.attachments[0].read() == b'{"a": 1}'
        assert ana.sights[0].text == "Yours\nexport.json"


async def test_context_menus_carry_their_target(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana, bo = (Person.arrives(fake, name, name.title(), guild) for name in ("ana", "bo"))
    app = App()

    @app.tree.context_menu(name="I met this person")
    async def met(interaction: discord.Interaction, person: discord.Member) -> None:
        await interaction.response.send_message(person.display_name, ephemeral=True)

    @app.tree.context_menu(name="Remember this")
    async def remember(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{message.author.display_name}: {message.content}", ephemeral=True)

    app.setting_up = app.tree.sync
    async with connected(app, fake):
        said = await bo.say("I know Arrow well", channel)
        await ana.use_on_person("I met this person", bo.user, channel)
        await ana.use_on_message("Remember this", said)
        assert [each.text for each in ana.sights] == ["Bo", "Bo: I know Arrow well"]


async def test_only_organisers_are_offered_what_is_theirs(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana, bo = (Person.arrives(fake, name, name.title(), guild) for name in ("ana", "bo"))
    add_role(fake, guild, "Organisers", Permission.MANAGE_GUILD, ana.user)
    app = App()

    @app.tree.command(description="Count")
    @discord.app_commands.default_permissions(manage_guild=True)
    @discord.app_commands.guild_only()
    async def stats(interaction: discord.Interaction) -> None:
        assert interaction.permissions.manage_guild
        await interaction.response.send_message("2 members", ephemeral=True)

    app.setting_up = app.tree.sync
    async with connected(app, fake):
        await ana.slash("stats", channel=channel)
        with pytest.raises(NotOffered):
            await bo.slash("stats", channel=channel)
        with pytest.raises(NotOffered):
            await ana.slash("stats")


async def test_a_choice_in_a_select_and_an_edit_in_its_place(fake: FakeDiscord) -> None:
    ana = Person.arrives(fake, "ana", "Ana", add_guild(fake, "PyLisboa"))
    app = App()

    class Which(discord.ui.View):
        @discord.ui.select(custom_id="which", options=[discord.SelectOption(label=each) for each in ("Bo", "Boris")])
        async def which(self, interaction: discord.Interaction, select: discord.ui.Select["Which"]) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content=f"You mean {select.values[0]}", view=None)

    async with connected(app, fake):
        user = await app.fetch_user(int(ana.user.id))
        await user.send("Which Bo?", view=Which(timeout=None))
        await ana.choose("Boris")
        await fake.pulse.until(lambda: len(ana.sights) == 2, "the edit")
        assert [each.text for each in ana.sights] == ["Which Bo?", "You mean Boris"]
        assert [each.content for each in ana.sees()] == ["You mean Boris"]
        with pytest.raises(NotOffered):
            await ana.press("Undo")


async def test_only_allowed_mentions_alert(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana, bo = (Person.arrives(fake, name, name.title(), guild) for name in ("ana", "bo"))
    async with connected(App(), fake) as app:
        place = app.get_channel(int(channel.id))
        assert isinstance(place, discord.TextChannel)
        allowed = discord.AllowedMentions(users=[discord.Object(int(ana.user.id))], everyone=False, roles=False)
        await place.send(f"@everyone {ana.user.mention} {bo.user.mention}", allowed_mentions=allowed)
        (sight,) = ana.sights
        assert sight.message is not None
        assert (sight.message.mentions, sight.message.mentions_everyone) == ([ana.user], False)
