"""Forms on their way: opened as modals, submitted, gone on with in a second modal, opened again with what was wrong.

A modal cannot answer a modal, so what is wrong is said in a message, with a button that opens the form again. What its
button stands for is kept, since a custom id has no room for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.discord.forms import kept_values, laid_out, modal, problems, submission
from adapters.discord.inbound import Named, with_accounts
from adapters.discord.messages import CUSTOM_ID
from adapters.discord.render import render
from bot.invocation import Filled
from bot.reply import Button, Buttons, Call, Form, Line, Reply
from bot.words import PLAIN, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.drafts import Drafts, Kept
    from adapters.discord.inbound import Chosen
    from adapters.discord.messages import Draft, Json
    from bot.reader import Reader
    from bot.registry import Registry
    from bot.words import Words

OPEN, SAVE, MODAL = "open", "save", "modal"
"""How the custom ids begin that are ours and not the core's; a handle begins otherwise."""

GONE = Reply.of(say("That form is not there any more, and nothing was changed. Start again, please."))


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal that came back whole; ``draft`` is what it went on from, and ends with it."""

    act: Filled
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A modal that came back with wishes for more fields: the message that leads on to them."""

    messages: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Modals:
    drafts: Drafts
    commands: Registry

    def choosing(self, found: Chosen, words: Words) -> Json:
        """The modal of a context menu. It needs nothing but what it was opened on, so it is there at once."""
        form, named = found.form, found.named
        spec = self.commands.find(form.command)
        assert spec is not None, form.command
        custom_id = f"{MODAL}~{form.command}~"
        if named is not None:
            custom_id += f"~{named.slot}~{named.account}~{named.name}"
        if len(custom_id) > CUSTOM_ID and named is not None:
            form = replace(form, values={**form.values, named.slot: f"<@{named.account}>"})
            custom_id = f"{MODAL}~{form.command}~"
        return modal(form, spec, laid_out(form, spec), words, custom_id)

    async def opening(self, form: Form, user: str, words: Words = PLAIN, *, draft: str = "") -> Json:
        """The modal of a form, or the one that ``draft`` asks for next. Nothing is kept where nothing must be."""
        kept = await self.drafts.find(draft, user) if draft else None
        spec = self.commands.find(form.command)
        assert spec is not None, form.command
        layout = laid_out(form, spec, () if kept is None else kept.ask)
        rest = kept_values(form, layout)
        if rest and not draft:
            draft = await self.drafts.keep(user, form.command, rest)
        return modal(form, spec, layout, words, f"{MODAL}~{form.command}~{draft}")

    async def kept(self, custom_id: str, user: str) -> Kept | None:
        """What the button of this custom id stands for; none where it is gone or another's."""
        return await self.drafts.find(custom_id.rpartition("~")[2], user)

    async def submitted(self, custom_id: str, data: object, user: str, reader: Reader) -> Submitted | Unfinished | None:
        """What a modal that comes back asks for; none where what it went on from is gone."""
        _, command, draft, *about = custom_id.split("~", 5)
        kept = await self.drafts.find(draft, user) if draft else None
        if draft and kept is None:
            return None
        read = submission(data)
        values = {} if kept is None else kept.values
        values |= {name: with_accounts(text) for name, text in read.slots.items()}
        if len(about) == 3 and (named := Named(*about)).shown == values.get(named.slot, "").strip():
            values[named.slot] = f"<@{named.account}>"
        if not read.more:
            return Submitted(Filled(command, values), draft)
        going_on = await self.drafts.keep(user, command, values, read.more)
        if draft:
            await self.drafts.drop(draft)
        return Unfinished(_leading_on(going_on, reader))

    async def again(self, form: Form, user: str, reader: Reader) -> Sequence[Draft]:
        """What is wrong with a form, and the button that opens it as it was filled in."""
        spec = self.commands.find(form.command)
        assert spec is not None, form.command
        draft = await self.drafts.keep(user, form.command, form.values, tuple(form.problems))
        lines = [Line(say("{problem}", problem=each)) for each in problems(form, spec, reader.plain)]
        if lines:
            lines.append(Line(say("Nothing was changed yet.")))
        button = Button(say("Fill in the form"), Call(OPEN, {"draft": draft}))
        return render(Reply((*lines, Buttons.of(button))), reader, _custom_id)


def _leading_on(draft: str, reader: Reader) -> Sequence[Draft]:
    on, save = Call(OPEN, {"draft": draft}), Call(SAVE, {"draft": draft})
    buttons = Buttons.of(Button(say("Fill in the rest"), on), Button(say("Leave it at that"), save))
    return render(Reply.of(say("Nothing is saved yet. There is more to fill in:"), buttons), reader, _custom_id)


def _custom_id(call: Call) -> str:
    return f"{call.command}~{call.slots['draft']}"
