"""Somebody who uses Slack: what they do, and what they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack import forms, payloads, screens
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.forms import CannotDo
from tests.fakes.slack.mrkdwn import Reading, typed
from tests.fakes.slack.outgoing import Answer, Sort
from tests.fakes.slack.responses import respond
from tests.fakes.slack.sights import Button, Eyes, Sight
from tests.fakes.slack.stamps import Hook
from tests.fakes.slack.wire import SlackError
from tests.fakes.slack.world import File, User

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.wire import Json
    from tests.fakes.slack.world import Channel, Message, Team, View


@dataclass(frozen=True, slots=True)
class Person:
    """Every act returns what the app answered to it, or None where the app was not asked. Channels go by their names;
    none is the direct conversation with the app. Acts raise CannotDo where there is nothing to act on."""

    slack: Slack
    team: Team
    user: User

    @classmethod
    def new(cls, slack: Slack, team: Team, name: str, **more: object) -> Person:
        """Somebody who is in the workspace from now on; ``more`` are fields of User."""
        told = {"real_name": name.capitalize(), "home": team.id} | more
        user = User(f"U{name.upper()}", name, **told)  # pyright: ignore[reportArgumentType] - fields by name
        team.users[user.id] = user
        return cls(slack, team, user)

    @property
    def direct(self) -> Channel:
        return self.slack.direct(self.team, self.user.id)

    @property
    def modal(self) -> View | None:
        """The modal on top of the person's screen."""
        stack = self.team.modals.get(self.user.id)
        return stack[-1] if stack else None

    @property
    def home(self) -> View | None:
        return self.team.homes.get(self.user.id)

    def messages(self, channel: str | None = None) -> list[Sight]:
        """What stands in the conversation for this person, oldest first, their own words included."""
        return self.sights_in(self._channel(channel))

    def sights_in(self, channel: Channel, after: int = -1) -> list[Sight]:
        """Those that came, or were changed, since the number ``after``."""
        return [self._eyes.message(each) for each in channel.seen_by(self.user.id) if each.seq > after]

    def sees(self, channel: str | None = None) -> list[str]:
        """The texts of what the app said there, oldest first."""
        return [each.text for each in self.messages(channel) if each.author == self.team.bot_user]

    def reads(self, view: View | None) -> str:
        """A modal or Home tab as text; empty for none."""
        return "" if view is None else self._eyes.view(view)

    async def says(self, text: str, channel: str | None = None) -> Answer | None:
        """Write it. ``@name`` mentions somebody, ``@hallway`` the app."""
        where, said = self._channel(channel), typed(text, self.team)
        message = self.slack.post(self.team, where, self.user.id, said)
        event = payloads.message_event(message, where, self.team)
        answer = None
        if self.team.bot_user in where.members:
            answer = await self.slack.send_event(self.team, event, subscription=f"message.{where.kind}")
            if f"<@{self.team.bot_user}>" in said and where is not self.direct:
                event = payloads.mention_event(message, where, self.team)
                answer = await self.slack.send_event(self.team, event) or answer
        return answer

    async def shares(self, name: str, content: bytes, text: str = "") -> Answer | None:
        """A file in the direct conversation, with a few words perhaps."""
        file = File(self.slack.stamps.id("F"), name, name, content)
        self.slack.uploads[file.id] = file
        message = self.slack.post(self.team, self.direct, self.user.id, text, files=[file])
        event = payloads.message_event(message, self.direct, self.team) | {"subtype": "file_share"}
        event["files"] = [payloads.shared_file(file, self.slack.address)]
        return await self.slack.send_event(self.team, event, subscription="message.im")

    async def slash(self, command: str, text: str = "", channel: str | None = None) -> Answer:
        where = self._channel(channel)
        payload = self._acting.slash(command, typed(text, self.team, named=True), where)
        answer = await self._send(Sort.SLASH, payload, "SlashCommand")
        if answer.is_taken and answer.payload:
            self._answered(where, answer.payload)
        return answer

    async def presses(self, label: str, beside: str = "", channel: str | None = None) -> Answer:
        """The newest button of that label or action_id: in the modal, else in messages, else on the Home tab; the one
        that has the text ``beside`` it, or else in its message."""
        there = self._buttons(channel)
        found = [each for each in there if label.casefold() in (each[0].label.casefold(), each[0].action_id.casefold())]
        in_rows = (each for each in found if beside and beside.casefold() in each[0].row.casefold())
        around = (each for each in found if beside.casefold() in self._around(each[1]).casefold())
        button, place = next(in_rows, None) or next(around, (None, None))
        if button is None or place is None:
            labels = ", ".join(dict.fromkeys(each[0].label for each in there))
            raise CannotDo(f"There is no such button. {self.user.name} sees these: {labels or 'none'}.")
        return await self.act(button, place)

    async def act(self, button: Button, place: Message | View) -> Answer:
        """Press this one."""
        if isinstance(place, screens.View):
            payload, checked = self._acting.press_in_view(button, place), {"response_url": ""}
        else:
            payload, checked = self._acting.press_in_message(button, place, self.team.channels[place.channel]), {}
        # The description wants a response_url always; Slack sends none for what is in a view.
        return await self._send(Sort.INTERACTIVE, payload, "BlockAction", payload | checked)

    async def submits(self, values: Mapping[str, str] | None = None) -> Answer:
        """Fill in the modal on top, fields by their block_id, action_id or label, and submit it."""
        view = self._top()
        forms.fill(view, values or {}, self.team)
        if view.view.get("submit") is None:
            raise CannotDo("The modal has no button to submit it.")
        forms.accept(view)
        answer = await self._send(Sort.INTERACTIVE, self._acting.submit(view), "ViewSubmitAction")
        if answer.is_taken:
            self._submitted(view, answer.payload)
        return answer

    async def closes(self) -> Answer | None:
        """Close the modal on top."""
        view = self._top()
        self._take_away(view)
        if not view.view.get("notify_on_close"):
            return None
        return await self._send(Sort.INTERACTIVE, self._acting.close(view, is_cleared=False), "ViewClosedAction")

    async def uses_shortcut(self, callback_id: str) -> Answer:
        return await self._send(Sort.INTERACTIVE, self._acting.shortcut(callback_id), "GlobalShortcut")

    async def uses_message_shortcut(self, callback_id: str, containing: str, channel: str | None = None) -> Answer:
        """On the newest message with this text in it."""
        where = self._channel(channel)
        found = [each for each in where.seen_by(self.user.id) if containing in self._eyes.message(each).text]
        if not found:
            raise CannotDo(f"Nothing there says {containing!r}.")
        payload = self._acting.message_shortcut(callback_id, found[-1], where)
        return await self._send(Sort.INTERACTIVE, payload, "MessageShortcut")

    async def opens_home(self, tab: str = "home") -> Answer | None:
        return await self.slack.send_event(self.team, self._acting.home(tab, self.direct))

    async def joins_workspace(self) -> Answer | None:
        return await self.slack.send_event(self.team, self._acting.changed("team_join"))

    async def changes(self, **fields: object) -> Answer | None:
        """Change fields of the User, such as ``tz`` or ``real_name``."""
        for name, value in fields.items():
            setattr(self.user, name, value)
        return await self.slack.send_event(self.team, self._acting.changed("user_change"))

    def refuses(self, error: str | None = "cannot_dm_bot") -> None:
        """Close the direct messages with this error from now on; None opens them."""
        self.user.refuses = error

    @property
    def _eyes(self) -> Eyes:
        return Eyes(Reading(self.team, self.user, self.slack.now(), self.slack.is_native))

    @property
    def _acting(self) -> Acting:
        return Acting(self.slack, self.team, self.user)

    def _channel(self, name: str | None) -> Channel:
        return self.direct if name is None else self.team.channel_named(name)

    def _around(self, place: Message | View) -> str:
        return self.reads(place) if isinstance(place, screens.View) else self._eyes.message(place).text

    def _top(self) -> View:
        if self.modal is None:
            raise CannotDo("No modal is open.")
        return self.modal

    def _buttons(self, channel: str | None) -> list[tuple[Button, Message | View]]:
        """Every button in sight, the newest first."""
        if self.modal is not None:
            return [(button, self.modal) for button in self._eyes.buttons(self.modal.blocks)]
        channels = self.team.channels.values() if channel is None else [self._channel(channel)]
        seen = [each for where in channels if self.user.id in where.members for each in where.seen_by(self.user.id)]
        seen.sort(key=lambda each: each.seq, reverse=True)
        found: list[tuple[Button, Message | View]] = []
        found += [(button, message) for message in seen for button in self._eyes.buttons(message.blocks)]
        home = self.home
        return found + ([] if home is None else [(button, home) for button in self._eyes.buttons(home.blocks)])

    async def _send(self, sort: Sort, payload: Json, name: str, checked: Json | None = None) -> Answer:
        answer = await self.slack.send(sort, payload, name, checked)
        if not answer.is_taken:
            self.slack.failures.append(f"{self.user.name}: {name} came to nothing ({answer.status} {answer.reason})")
        return answer

    def _answered(self, where: Channel, body: Json) -> None:
        """A slash command was answered in its acknowledgement."""
        hook = Hook(self.team.id, where.id, self.user.id, None, self.slack.now())
        try:
            respond(self.slack, hook, body)
        except SlackError as error:
            self.slack.failures.append(f"{self.user.name}: {error.code}")

    def _submitted(self, view: View, body: Json) -> None:
        action = body.get("response_action")
        if action == "errors":
            self._marked(view, body["errors"])
        elif action == "update":
            self.slack.accept_modal(body["view"])
            screens.replace_view(self.slack.stamps, view, body["view"])
        elif action == "push":
            self.slack.accept_modal(body["view"])
            self.team.modals[self.user.id].append(
                screens.new_view(self.slack.stamps, self.user.id, body["view"], below=view)
            )
        elif action == "clear":
            self.team.modals.pop(self.user.id, None)
        else:
            self._take_away(view)

    def _marked(self, view: View, errors: Mapping[str, str]) -> None:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        self.slack.violated("view_submission", [f"errors: {name} is no input" for name in errors if name not in inputs])
        view.errors = dict(errors)

    def _take_away(self, view: View) -> None:
        stack = self.team.modals.get(self.user.id, [])
        if view in stack:
            stack.remove(view)
