"""The interactions Slack sends when somebody acts on a message, a view or a shortcut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack import payloads, screens

if TYPE_CHECKING:
    from tests.fakes.slack.sights import Button
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Channel, Message, Team, User, View

_KEPT = frozenset({"action_id", "type", "text", "value", "style", "confirm", "url"})


@dataclass(frozen=True, slots=True)
class Acting:
    """One person in one workspace, for whom payloads are made."""

    slack: Slack
    team: Team
    user: User

    def slash(self, command: str, text: str, channel: Channel) -> Json:
        return {
            "token": self.slack.keys.verification_token,
            "team_id": self.team.id,
            "team_domain": self.team.domain,
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": self.user.id,
            "user_name": self.user.name,
            "command": command,
            "text": text,
            "api_app_id": self.slack.keys.app_id,
            "is_enterprise_install": "false",
            "response_url": self.slack.hooks.issue(self.team.id, channel.id, self.user.id),
            "trigger_id": self.slack.triggers.issue(self.team.id, self.user.id),
            **self._enterprise,
        }

    @property
    def _enterprise(self) -> Json:
        enterprise = self.team.enterprise
        return {} if enterprise is None else {"enterprise_id": enterprise, "enterprise_name": "Org"}

    def press_in_message(self, button: Button, message: Message, channel: Channel) -> Json:
        hook = self.slack.hooks.issue(self.team.id, channel.id, self.user.id, message=message.ts)
        payload = self._interaction("block_actions") | {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel.id,
                "is_ephemeral": message.audience is not None,
            },
            "channel": {"id": channel.id, "name": channel.name},
            "state": {"values": {}},
            "response_url": hook,
            "actions": [self._action(button)],
        }
        if message.audience is None:
            payload["message"] = payloads.message(message, self.team)
        return payload

    def press_in_view(self, button: Button, view: View) -> Json:
        return self._interaction("block_actions", view=view) | {
            "container": {"type": "view", "view_id": view.id},
            "view": self._view(view),
            "actions": [self._action(button)],
        }

    def submit(self, view: View) -> Json:
        return self._interaction("view_submission", view=view) | {"view": self._view(view), "response_urls": []}

    def close(self, view: View, *, is_cleared: bool) -> Json:
        payload = self._interaction("view_closed") | {"view": self._view(view), "is_cleared": is_cleared}
        del payload["trigger_id"]
        return payload

    def shortcut(self, callback_id: str) -> Json:
        return self._interaction("shortcut") | {"callback_id": callback_id, "action_ts": self.slack.stamps.ts()}

    def message_shortcut(self, callback_id: str, message: Message, channel: Channel) -> Json:
        return self._interaction("message_action") | {
            "callback_id": callback_id,
            "action_ts": self.slack.stamps.ts(),
            "message_ts": message.ts,
            "message": payloads.message(message, self.team),
            "channel": {"id": channel.id, "name": channel.name},
            "response_url": self.slack.hooks.issue(self.team.id, channel.id, self.user.id, message=message.ts),
        }

    def home(self, tab: str, channel: Channel) -> Json:
        event: Json = {
            "type": "app_home_opened",
            "user": self.user.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self.slack.stamps.ts(),
        }
        home = self.team.homes.get(self.user.id)
        return event if home is None or tab != "home" else event | {"view": self._view(home)}

    def changed(self, kind: str) -> Json:
        """``user_change`` or ``team_join``."""
        now = self.slack.now()
        shown = payloads.user(self.user, self.team, now=now)
        return {"type": kind, "user": shown, "cache_ts": int(now.timestamp()), "event_ts": self.slack.stamps.ts()}

    def _interaction(self, kind: str, *, view: View | None = None) -> Json:
        user = {"id": self.user.id, "username": self.user.name, "name": self.user.name, "team_id": self.user.home}
        payload: Json = {
            "type": kind,
            "token": self.slack.keys.verification_token,
            "api_app_id": self.slack.keys.app_id,
            "team": payloads.team_of(self.team),
            "user": user,
            "is_enterprise_install": False,
            "trigger_id": self.slack.triggers.issue(
                self.team.id, self.user.id, view=None if view is None or view.view["type"] != "modal" else view.id
            ),
        }
        if self.team.enterprise is not None:
            payload["enterprise"] = {"id": self.team.enterprise, "name": "Org"}
        return payload

    def _view(self, view: View) -> Json:
        return screens.view_output(view, self.team, self.slack.keys.app_id)

    def _action(self, button: Button) -> Json:
        kept = {key: value for key, value in button.element.items() if key in _KEPT}
        chosen = {} if button.chosen is None else {"selected_option": button.chosen}
        return kept | chosen | {"block_id": button.block_id, "action_ts": self.slack.stamps.ts()}
