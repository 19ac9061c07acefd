"""Discord put together from the settings. Import it only where there is a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.platform import DiscordPlatform, DiscordSettings

if TYPE_CHECKING:
    from config.core import Core
    from config.settings import Settings


def open_discord(settings: Settings, core: Core) -> DiscordPlatform:
    """In front of this core."""
    keyring = core.store.keyring(core.clock)
    return DiscordPlatform(discord_settings(settings), core.dispatcher, core.store, keyring, core.clock)


def discord_settings(settings: Settings) -> DiscordSettings:
    assert settings.discord_token is not None
    return DiscordSettings(
        token=settings.discord_token.get_secret_value().strip(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        command_prefix=settings.command_prefix,
    )
