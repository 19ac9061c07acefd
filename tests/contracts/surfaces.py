"""The platforms under contract, as far as rendering goes: one entry per folder in adapters/."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

import discord

from adapters.discord.buttons import handle_in
from adapters.discord.errors import EXCEPTIONS
from adapters.discord.forms import laid_out, submission
from adapters.discord.forms import modal as discord_modal
from adapters.discord.options import tree_of
from adapters.discord.render import render as render_for_discord
from adapters.local.forms import open_form
from adapters.local.inbound import act_of
from adapters.local.render import LocalStyle, render
from adapters.slack.errors import RAISED, nearest
from adapters.slack.forms import Opened, answers, modal, opened_at, problems_at_fields
from adapters.slack.inbound import slash_of
from adapters.slack.manifest import manifest
from adapters.slack.payloads import SlashCommand
from adapters.slack.render import render as render_for_slack
from adapters.slack.sealing import Seal
from bot.command import Spec
from bot.commands import COMMANDS
from bot.domain.ids import CommunityId, MemberId
from bot.domain.times import ZoneName
from bot.handles import Handles
from bot.invocation import Act, Slash
from bot.reader import Reader
from bot.registry import Registry
from bot.reply import Form, Reply
from tests.adapters.discord.eyes import seen
from tests.adapters.discord.limits import controls_of
from tests.adapters.discord.modals import opened
from tests.adapters.slack.library import ERRORS, subclasses
from tests.adapters.slack.shown import buttons_of, text_of, unescaped
from tests.adapters.slack.submitting import as_it_opened

HANDLES = Handles(b"thirty-two bytes that open it up", COMMANDS)
COMMUNITY, ANA = CommunityId("c1"), MemberId("ana")
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """What a person sees of a reply: its text, and its buttons with what they carry."""

    text: str
    plain: str
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownForm:
    """A form's labels, its problems, and what it sends when it is submitted as it was opened."""

    labels: tuple[str, ...]
    problems: tuple[str, ...]
    answers: Mapping[str, str]


class Surface(Protocol):
    """How one platform shows things. Nothing is cut, nothing is left out, whatever the text."""

    def show(self, reply: Reply) -> Shown: ...
    def form(self, form: Form, spec: Spec) -> ShownForm: ...

    def offered(self, commands: Registry) -> frozenset[str]:
        """The commands that come back as themselves when they are called by the names they have there."""
        ...

    def unmapped(self) -> Sequence[str]:
        """What the platform's library can raise and nobody here knows the meaning of."""
        ...


def _called(commands: Registry, acts: Iterable[Act | None]) -> frozenset[str]:
    """The commands that these acts are calls of."""
    typed = (commands.typed(act.command, act.text) for act in acts if isinstance(act, Slash))
    return frozenset(found[0].name for found in typed if found is not None)


class LocalSurface:
    reader = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4))

    def show(self, reply: Reply) -> Shown:
        draft = render(reply, self.reader, lambda call: HANDLES.write(call, COMMUNITY, ANA))
        text, buttons = list[str](), list[tuple[str, str]]()
        for part in draft.parts:
            match part.type:
                case "copyable":
                    text.append(part.text)
                case "buttons":
                    buttons += [(button.label, button.handle) for button in part.buttons]
                case "file":
                    text.append(part.name)
                case "row":
                    text += ["".join(span.text for span in part.spans), "".join(span.text for span in part.detail)]
                    buttons += [(button.label, button.handle) for button in part.buttons]
                case "text" | "heading" | "small":
                    text.append("".join(span.text for span in part.spans))
        return Shown("\n".join(text), draft.plain, tuple(buttons))

    def form(self, form: Form, spec: Spec) -> ShownForm:
        shown = open_form(form, spec, self.reader.words(LocalStyle()), channel=None, at=NOW)
        problems = tuple(each.problem for each in shown.fields if each.problem)
        return ShownForm(tuple(each.label for each in shown.fields), problems, shown.answers({}))

    def offered(self, commands: Registry) -> frozenset[str]:
        return _called(commands, (act_of(f"/{spec.name} something", None, ()) for spec in commands.visible))

    def unmapped(self) -> Sequence[str]:
        return ()


def _longer(commands: Registry) -> Iterator[str]:
    """What stands behind a group's name, or behind the name that takes every command."""
    yield from (spec.path[-1] for spec in commands if len(spec.path) > 1)
    yield from (spec.name for spec in commands)


class SlackSurface:
    reader = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4))
    seal = Seal(b"thirty-two bytes that open it up")

    def show(self, reply: Reply) -> Shown:
        messages = render_for_slack(reply, self.reader, lambda call: HANDLES.write(call, COMMUNITY, ANA)).messages
        blocks = [block for message in messages for block in message.blocks]
        buttons = tuple((each["text"]["text"], each["value"]) for each in buttons_of(blocks))
        return Shown("".join(map(text_of, blocks)), "".join(unescaped(message.text) for message in messages), buttons)

    def form(self, form: Form, spec: Spec) -> ShownForm:
        carried = opened_at(form, spec).sealed(self.seal)
        opened = Opened.unsealed(carried, self.seal)
        assert opened is not None
        inputs, values = as_it_opened(modal(form, spec, self.reader, carried))
        problems = problems_at_fields(form, spec, self.reader) or {}
        return ShownForm(
            tuple(each["label"]["text"] for each in inputs), tuple(problems.values()), answers(opened, values)
        )

    def offered(self, commands: Registry) -> frozenset[str]:
        features: Any = manifest(commands)["features"]
        payloads = (
            SlashCommand(command=each["command"], user_id="U0ANA", text=text)
            for each in features["slash_commands"]
            for text in ("something", *(f"{name} something" for name in _longer(commands)))
        )
        return _called(commands, (slash_of(payload, commands, "") for payload in payloads))

    def unmapped(self) -> Sequence[str]:
        return [kind.__name__ for kind in ERRORS if nearest(kind, RAISED) is None]


class DiscordSurface:
    reader = Reader("en", ZoneName("Europe/Lisbon"), date(2026, 3, 4))

    def show(self, reply: Reply) -> Shown:
        drafts = render_for_discord(reply, self.reader, lambda call: HANDLES.write(call, COMMUNITY, ANA))
        texts = [text for draft in drafts for text in (draft.content, *draft.embeds)]
        files = [file.content.decode() for draft in drafts for file in draft.files if file.name == "hallway.txt"]
        controls = [control for draft in drafts for control in controls_of(draft)]
        buttons = [(str(each["label"]), str(each.get("custom_id", each.get("value")))) for each in controls]
        text = "".join([*(seen(each).text for each in texts), *files])
        return Shown(
            text, reply.plain(self.reader.plain), tuple((label, handle_in(carried)) for label, carried in buttons)
        )

    def form(self, form: Form, spec: Spec) -> ShownForm:
        """Page after page, as somebody sees it who wants every field and changes none."""
        labels, problems, ask = list[str](), list[str](), ()
        values = {name: value for name, value in form.values.items() if spec.slots[name].slot.hidden}
        while True:
            layout = laid_out(form, spec, ask)
            page = opened(discord_modal(form, spec, layout, self.reader.plain, "modal"))
            labels += page.labels
            problems += page.descriptions
            values |= submission({"components": page.fields}).slots
            ask = tuple(bound.name for bound in layout.offered)
            if not ask:
                return ShownForm(tuple(labels), tuple(problems), values)

    def offered(self, commands: Registry) -> frozenset[str]:
        tree = tree_of(commands)
        names = {each["name"] for each in tree.commands}
        return frozenset(spec.name for path, spec in tree.slash.items() if path[0] in names)

    def unmapped(self) -> Sequence[str]:
        raised = (each for kind in discord.DiscordException.__subclasses__() for each in subclasses(kind))
        own = [each for each in raised if each.__module__.startswith("discord.") and ".ext." not in each.__module__]
        return [each.__name__ for each in own if not any(known in EXCEPTIONS for known in each.__mro__)]


SURFACES: Mapping[str, Surface] = {"discord": DiscordSurface(), "local": LocalSurface(), "slack": SlackSurface()}
