"""What Slack sends, parsed once. Fields nobody here reads may be anything; a payload of another kind is none at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from adapters.slack.workspaces import Tenant


def _text_or_nothing(value: object) -> object:
    return "" if value is None else value


def _truth(value: object) -> bool:
    """Forms say "true" where JSON says true."""
    return value is True or value == "true"


_Text: TypeAlias = Annotated[str, BeforeValidator(_text_or_nothing)]
_Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Team(_Model):
    id: _Text = ""
    enterprise_id: _Text = ""


class Enterprise(_Model):
    id: _Text = ""


class User(_Model):
    id: str
    name: _Text = ""
    username: _Text = ""
    team_id: _Text = ""


class Channel(_Model):
    id: str


class Container(_Model):
    type: _Text = ""
    channel_id: _Text = ""
    thread_ts: _Text = ""
    is_ephemeral: _Truth = False


class View(_Model):
    id: _Text = ""
    type: _Text = ""
    hash: _Text = ""
    callback_id: _Text = ""
    private_metadata: _Text = ""
    app_installed_team_id: _Text = ""
    state: object = None


class Action(_Model):
    type: _Text = ""
    action_id: _Text = ""
    action_ts: _Text = ""
    value: _Text = ""


class ShortMessage(_Model):
    text: _Text = ""
    user: _Text = ""


class _Interaction(_Model):
    user: User
    team: Team | None = None
    enterprise: Enterprise | None = None
    is_enterprise_install: _Truth = False
    trigger_id: _Text = ""
    response_url: _Text = ""

    @property
    def tenant(self) -> Tenant:
        team = self.team or Team()
        enterprise = (self.enterprise.id if self.enterprise else "") or team.enterprise_id
        return Tenant(team.id or self.user.team_id, enterprise, self.is_enterprise_install)


class BlockActions(_Interaction):
    type: Literal["block_actions"]
    actions: Sequence[Action] = ()
    channel: Channel | None = None
    container: Container = Container()
    view: View | None = None


class ViewSubmission(_Interaction):
    type: Literal["view_submission"]
    view: View

    @property
    def tenant(self) -> Tenant:
        """A modal from a shared channel belongs to the workspace that installed the app."""
        found = super().tenant
        installed = self.view.app_installed_team_id
        return Tenant(installed, found.enterprise, found.is_org) if installed else found


class ViewClosed(_Interaction):
    type: Literal["view_closed"]


class GlobalShortcut(_Interaction):
    type: Literal["shortcut"]
    callback_id: _Text = ""
    action_ts: _Text = ""


class MessageShortcut(_Interaction):
    type: Literal["message_action"]
    callback_id: _Text = ""
    action_ts: _Text = ""
    channel: Channel | None = None
    message: ShortMessage = ShortMessage()


class SlashCommand(_Model):
    command: str
    user_id: str
    text: _Text = ""
    team_id: _Text = ""
    enterprise_id: _Text = ""
    is_enterprise_install: _Truth = False
    channel_id: _Text = ""
    user_name: _Text = ""
    trigger_id: _Text = ""
    response_url: _Text = ""

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.team_id, self.enterprise_id, self.is_enterprise_install)


class Authorization(_Model):
    team_id: _Text = ""
    enterprise_id: _Text = ""
    is_enterprise_install: _Truth = False


class SharedFile(_Model):
    """A file in a message. Only the address for downloading it gives its content."""

    id: _Text = ""
    name: _Text = ""
    size: int = 0
    url_private_download: _Text = ""
    url_private: _Text = ""

    @property
    def address(self) -> str:
        return self.url_private_download or self.url_private


class Told(_Model):
    """A message to Hallway, in the direct conversation or addressed to it in a channel."""

    type: Literal["message", "app_mention"]
    channel: str
    ts: _Text = ""
    user: _Text = ""
    text: _Text = ""
    subtype: _Text = ""
    bot_id: _Text = ""
    channel_type: _Text = ""
    thread_ts: _Text = ""
    client_msg_id: _Text = ""
    team: _Text = ""
    user_team: _Text = ""
    files: Sequence[SharedFile] = ()


class HomeOpened(_Model):
    type: Literal["app_home_opened"]
    user: str
    channel: _Text = ""
    tab: _Text = ""


class PersonProfile(_Model):
    real_name: _Text = ""
    display_name: _Text = ""


class EnterpriseUser(_Model):
    enterprise_id: _Text = ""


class Person(_Model):
    """A user as Slack describes them."""

    id: str
    team_id: _Text = ""
    name: _Text = ""
    real_name: _Text = ""
    profile: PersonProfile = PersonProfile()
    enterprise_user: EnterpriseUser = EnterpriseUser()
    tz: _Text = ""
    locale: _Text = ""
    deleted: _Truth = False
    is_bot: _Truth = False
    is_stranger: _Truth = False
    is_admin: _Truth = False
    is_owner: _Truth = False


class PersonChanged(_Model):
    type: Literal["user_change", "team_join"]
    user: Person


class Uninstalled(_Model):
    type: Literal["app_uninstalled"]


class Revoked(_Model):
    type: Literal["tokens_revoked"]
    tokens: Mapping[str, Sequence[str] | None] = {}


Event: TypeAlias = Annotated[Told | HomeOpened | PersonChanged | Uninstalled | Revoked, Field(discriminator="type")]


class EventCallback(_Model):
    type: Literal["event_callback"]
    event: Event
    event_id: _Text = ""
    event_time: int = 0
    team_id: _Text = ""
    enterprise_id: _Text = ""
    authorizations: Sequence[Authorization] | None = None

    @property
    def tenant(self) -> Tenant:
        """In a shared channel the event's own team may be the other side's; the authorization is ours."""
        first = next(iter(self.authorizations or ()), None)
        if first is None:
            return Tenant(self.team_id, self.enterprise_id)
        return Tenant(first.team_id or self.team_id, first.enterprise_id, first.is_enterprise_install)


Interaction: TypeAlias = BlockActions | ViewSubmission | ViewClosed | GlobalShortcut | MessageShortcut
Payload: TypeAlias = EventCallback | Interaction | SlashCommand

_TYPED: TypeAdapter[EventCallback | Interaction] = TypeAdapter(
    Annotated[EventCallback | Interaction, Field(discriminator="type")]
)
_SLASH = TypeAdapter(SlashCommand)


def payload_of(body: Mapping[str, object]) -> Payload | None:
    """None for what Hallway has no use for, and for what no Slack would send."""
    try:
        return _SLASH.validate_python(body) if "command" in body else _TYPED.validate_python(body)
    except ValidationError:
        return None


def person_of(body: object) -> Person | None:
    """A user as ``users.info`` describes them."""
    try:
        return Person.model_validate(body)
    except ValidationError:
        return None
