"""Slack, from the settings: the one place that hands it what the core has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.platform import Behind, SlackPlatform, SlackSettings

if TYPE_CHECKING:
    from pydantic import SecretStr

    from config.core import Core
    from config.settings import Settings


def open_slack(settings: Settings, core: Core) -> SlackPlatform:
    """Nothing runs yet. Raise BadSettings for settings that cannot work together."""
    behind = Behind(core.store, core.store.keyring(core.clock), core.dispatcher, core.clock, core.secret)
    return SlackPlatform(slack_settings(settings), behind)


def slack_settings(settings: Settings) -> SlackSettings:
    """Raise BadSettings for settings that cannot work together."""
    return SlackSettings(
        bot_token=_told(settings.slack_bot_token),
        app_token=_told(settings.slack_app_token),
        signing_secret=_told(settings.slack_signing_secret),
        client_id=settings.slack_client_id,
        client_secret=_told(settings.slack_client_secret),
        api_url=settings.slack_api_url,
        prefix=settings.command_prefix,
    )


def _told(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value().strip()
