"""The library and the fake understand each other: messages, commands, buttons, modals."""

import discord
from discord import app_commands

from tests.fakes.discord import FakeDiscord, Person, add_channel, add_guild
from tests.fakes.discord.conftest import App, connected


async def test_a_direct_message_is_heard_and_answered(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana Silva", guild)
    async with connected(App(), fake) as app:
        await ana.say("met Bo")
        heard = await app.heard.get()
        assert (heard.content, heard.author.display_name, heard.guild) == ("met Bo", "Ana Silva", None)
        await heard.channel.send("Noted: Bo")
        assert (await ana.hears()).text == "Noted: Bo"


async def test_a_slash_command_arrives_with_typed_values(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    channel = add_channel(fake, guild, "meetups")
    ana, bo = (Person.arrives(fake, name, name.title(), guild) for name in ("ana", "bo"))
    app = App()

    @app.tree.command(description="Record that you met someone")
    async def met(interaction: discord.Interaction, person: discord.Member, times: int = 1) -> None:
        await interaction.response.send_message(f"{person.display_name} {times}", ephemeral=True)

    app.setting_up = app.tree.sync
    async with connected(app, fake):
        await ana.slash("met", {"person": bo.user, "times": 3}, channel)
        assert [each.text for each in ana.sights] == ["Bo 3"]
        assert bo.sights == []


async def test_completion_button_and_modal(fake: FakeDiscord) -> None:
    guild = add_guild(fake, "PyLisboa")
    ana = Person.arrives(fake, "ana", "Ana", guild)
    app = App()

    class Question(discord.ui.Modal, title="Who?"):
        person = discord.ui.Label(text="Person", component=discord.ui.TextInput(custom_id="person"))

        async def on_submit(self, interaction: discord.Interaction) -> None:
            assert isinstance(self.person.component, discord.ui.TextInput)
            await interaction.response.edit_message(content=f"You met {self.person.component.value}", view=None)

    class Ask(discord.ui.View):
        @discord.ui.button(label="Fix", custom_id="fix")
        async def fix(self, interaction: discord.Interaction, button: discord.ui.Button["Ask"]) -> None:
            await interaction.response.send_modal(Question())

    @app.tree.command(description="See")
    async def people(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.defer(thinking=True)
        await interaction.followup.send(f"Found {name}", view=Ask())

    @people.autocomplete("name")
    async def names(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}ris", value="bo")]

    app.setting_up = app.tree.sync
    async with connected(app, fake):
        assert await ana.complete("people", "name", "Bo") == ["Boris"]
        await ana.slash("people", {"name": "Bo"})
        assert [(each.text, each.buttons) for each in ana.sights] == [("Found Bo", ("Fix",))]
        await ana.press("fix")
        assert [each.label for each in ana.fields] == ["Person"]
        await ana.submit({"Person": "Cleo"})
        assert [each.content for each in ana.sees()] == ["You met Cleo"]
