"""Settings: from the environment (HALLWAY_…), then hallway.toml, then defaults. Documented in .env.example."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from contextlib import suppress
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.domain.feeds import Site
from bot.errors import BadSettings

_PREFIX = "HALLWAY_"
SECRET_BYTES = 32
FILE = "HALLWAY_CONFIG"
"""The variable that names the TOML file; hallway.toml in the working directory where it is not set."""

_OTHER_VARIABLES = frozenset({FILE, "HALLWAY_SPECS", "HALLWAY_FAILPOINTS"})
"""Variables that are no settings: they steer tests."""


class Settings(BaseSettings):
    """What an operator can set. A wrong value is refused with one line that names it."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=".env", extra="forbid", frozen=True)

    data_dir: Path = Path("data")
    database_url: str = ""
    secret: SecretStr | None = None
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=1, le=65535)] = 8765
    public_url: str = ""
    log_level: str = "warning"
    command_prefix: str = ""
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    discord_token: SecretStr | None = None
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = ""

    @field_validator("command_prefix")
    @classmethod
    def _short_name(cls, prefix: str) -> str:
        if not re.fullmatch(r"[a-z]{0,8}-?", prefix):
            raise ValueError("it is up to eight small letters and a hyphen, such as hw-")
        return prefix

    @field_validator(
        "slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_secret", "discord_token"
    )
    @classmethod
    def _left_empty(cls, token: SecretStr | None) -> SecretStr | None:
        return token if token is not None and token.get_secret_value().strip() else None

    @property
    def has_slack(self) -> bool:
        """Whether Slack is wanted: any of its settings is there, be it enough or not."""
        tokens = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret, self.slack_client_secret)
        return any(token is not None for token in tokens) or bool(self.slack_client_id)

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("it is debug, info, warning or error")
        return level.lower()

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        url = url.strip().rstrip("/")
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("it is a whole address, such as https://hallway.example.org")
        return url

    @field_validator("secret")
    @classmethod
    def _strong_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None or not secret.get_secret_value():
            return None
        if len(secret.get_secret_value()) < SECRET_BYTES:
            raise ValueError(f"it needs at least {SECRET_BYTES} characters; `openssl rand -hex 32` makes one")
        return secret

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del file_secret_settings
        toml = TomlConfigSettingsSource(settings_cls, Path(os.environ.get(FILE, "hallway.toml")))
        return init_settings, env_settings, dotenv_settings, toml

    @property
    def site(self) -> Site:
        """Where people outside reach what Hallway serves."""
        if self.public_url:
            return Site(self.public_url, is_public=not _is_loopback(urlsplit(self.public_url).hostname or ""))
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return Site(f"http://{host}:{self.http_port}")

    @property
    def url(self) -> str:
        """The database's URL; a file in the data folder where none is set."""
        return self.database_url or f"sqlite+aiosqlite:///{(self.data_dir / 'hallway.db').absolute()}"


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def load() -> Settings:
    """Raise BadSettings, in one line, for a value that cannot be."""
    _refuse_unknown()
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{os.environ.get(FILE, 'hallway.toml')} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise BadSettings(f"HALLWAY_{name.upper()}: {reason}. See .env.example.") from error


def _refuse_unknown() -> None:
    """A misspelt name would be a setting that silently has no effect."""
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields} | _OTHER_VARIABLES
    for name in os.environ:
        if name.startswith(_PREFIX) and name not in known:
            nearest = get_close_matches(name, known, n=1)
            hint = f" Did you mean {nearest[0]}?" if nearest else ""
            raise BadSettings(f"there is no setting {name}.{hint} See .env.example.")


def prepare(settings: Settings) -> bytes:
    """Make the data folder where it is missing, and give the instance's secret, generated on first use.

    Raise BadSettings where the folder cannot be written.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        if settings.secret is not None:
            return settings.secret.get_secret_value().encode()
        return _kept_secret(settings.data_dir / "secret.key")
    except OSError as error:
        raise BadSettings(
            f"cannot write in {settings.data_dir}: {error.strerror}. "
            "Set HALLWAY_DATA_DIR to a folder that can be written."
        ) from error


def _kept_secret(path: Path) -> bytes:
    """The secret in the file, which only its owner may read. Two first starts at once agree on one."""
    if not path.exists():
        _make_secret(path)
    secret = path.read_bytes().strip()
    if len(secret) < SECRET_BYTES:
        raise BadSettings(f"{path} holds no secret: restore it from your backup, or remove it if nothing is saved yet")
    return secret


def _make_secret(path: Path) -> None:
    """Whole or not at all: written beside its place first, and linked there if nobody else was faster."""
    descriptor, beside = mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(SECRET_BYTES).encode())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        Path(beside).unlink()
