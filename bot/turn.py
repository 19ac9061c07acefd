"""One turn of the conversation: an act becomes fillings, fillings become commands or a question, commands a Reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.by_title import meant_by_title
from bot.command import Asks, Command, Ctx, Effect, Place, Spec
from bot.domain.changes import Change
from bot.domain.ids import ChangeId, new_id
from bot.domain.talk import Filling, Pending, Talk
from bot.errors import NotFound, Unsure, UserError
from bot.facts import facts_for
from bot.goals import congratulations
from bot.invocation import Act, Filled, Handed, Pressed, Said, Slash
from bot.kinds import Kind
from bot.kinds.people import PERSON, is_name
from bot.kinds.texts import TextKind, bounded, clean
from bot.language.dates import Now
from bot.language.understand import Grammar, Understood
from bot.pressing import pressed_in_words
from bot.questions import MOST_NAMED, answered, did_not_understand, form, in_form, pose, posed
from bot.reader import Reader
from bot.reply import Button, Buttons, Reply, Small, call, joined
from bot.words import PLAIN, say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import BoundSlot
    from bot.domain.feeds import Site
    from bot.domain.members import Member, Role
    from bot.domain.rounds.entrants import Case, Drawn
    from bot.handles import Handles
    from bot.ports import Work
    from bot.registry import Registry
    from bot.reply import Part


@dataclass(frozen=True, slots=True)
class Mind:
    """What every turn needs and none changes."""

    commands: Registry
    grammar: Grammar
    handles: Handles
    site: Site


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts, where, when, and in which unit of work."""

    member: Member
    place: Place
    now: datetime
    work: Work
    role: Role | None = None
    draws: tuple[tuple[Case, Drawn], ...] = ()


class Turn:
    """One act of one member inside one unit of work. Run it once; ``talk`` is the conversation's state afterwards.

    When it ``is_over``, the state must not be kept.
    """

    def __init__(self, mind: Mind, scene: Scene, talk: Talk) -> None:
        member, work = scene.member, scene.work
        self.talk = talk
        self.is_over = self.is_filled_in = self._is_settled = False
        self._mind = mind
        book = work.book(member.id)
        self._ctx = Ctx(
            member, scene.now, work, book, scene.place, mind.commands, self, mind.site, scene.role, scene.draws
        )

    async def run(self, act: Act) -> Reply:
        """Raise UserError where the act cannot be done; the unit of work must then be rolled back."""
        before = self.talk.expects(self._ctx.now)
        self.is_filled_in = isinstance(act, Filled)
        try:
            reply = await self._act(act)
        except UserError as error:
            error.also += () if before is None else await self._still_open(before)
            raise
        return reply if before is None else await self._minding(before, reply, is_said=isinstance(act, Said))

    async def _act(self, act: Act) -> Reply:
        match act:
            case Said(text):
                return await self._said(bounded(text))
            case Slash(name, text):
                return await self.carry_out((self._typed(name, bounded(text)),), by_form=True)
            case Filled(name, slots):
                cleaned = {slot: bounded(text) for slot, text in slots.items()}
                return await self.carry_out((Filling(self._spec(name).name, cleaned, self._ctx.now),), by_form=True)
            case Handed(name, slot, text):
                return await self.carry_out((Filling(self._spec(name).name, {slot: clean(text)}, self._ctx.now),))
            case Pressed(handle):
                ctx = self._ctx
                filling = self._mind.handles.read(handle, ctx.work.community, ctx.member.id, at=ctx.now)
                return await self.carry_out((filling,), by_form=True)

    def drop_question(self) -> None:
        self._is_settled = True
        self.talk = self.talk.asking(None)

    def leave(self) -> None:
        self.is_over = self._is_settled = True

    async def carry_out(self, fillings: Sequence[Filling], *, by_form: bool = False) -> Reply:
        """Build every command before doing the first, so that a question about one leaves nothing half done.

        ``by_form``: what is missing or wrong is asked in a form rather than in the conversation.
        """
        built: list[tuple[Spec, Command]] = []
        for index, filling in enumerate(fillings):
            spec = self._spec(filling.command)
            command = spec.build(filling.slots, await facts_for(self._ctx, spec, filling, self.talk))
            if isinstance(command, Asks):
                await spec.model.must_be_possible(self._ctx, filling.slots)
                if by_form and not command.options:
                    return self._open(fillings, index, command)
                return self._ask(fillings, index, command)
            built.append((spec, command))
        try:
            return await self._do(built)
        except Unsure as unsure:
            index = next(index for index, (spec, _) in enumerate(built) if unsure.slot in spec.slots)
            if self._ctx.work.has_changes:
                raise
            words = Reader.of(self._ctx.member, self._ctx.now).plain.put(unsure.phrase)
            asks = Asks(built[index][0].slots[unsure.slot], problem=unsure.phrase)
            return self._ask(fillings, index, asks, words).after(*unsure.shown)

    def _typed(self, name: str, text: str) -> Filling:
        """A group's name alone, or with a word that is none of its commands, is a question about it."""
        typed = self._mind.commands.typed(name, text)
        if typed is None and self._mind.commands.group(name):
            return Filling("help", {"topic": name}, self._ctx.now)
        spec, rest = typed or (self._spec(name), text)
        return self._mind.grammar.read_slash(spec, rest, self._now)

    @property
    def _now(self) -> Now:
        return Now(self._ctx.now, self._ctx.member.zone)

    def _spec(self, name: str) -> Spec:
        spec = self._mind.commands.find(name)
        if spec is None:
            raise NotFound(say("There is no command called “{name}”. Say help to see what I can do.", name=name[:40]))
        return spec

    async def _said(self, text: str) -> Reply:
        """Words: a new command where they are one, else the answer to the question that waits."""
        pending = self.talk.expects(self._ctx.now)
        if pending is not None and self._awaits(pending, text):
            return await self._answer(pending, text)
        pressed = None if pending is not None else await pressed_in_words(self._ctx, text)
        if pressed is not None:
            return await self.carry_out((pressed,))
        meant = self._mind.grammar.understand(text, self._now)
        if isinstance(meant, Understood) and pending is not None:
            is_answer = self._reads_like(pending, meant)
            return await (self._answer(pending, text) if is_answer else self.carry_out(meant.fillings))
        known = meant if isinstance(meant, Understood) else self._mind.grammar.understand_alone(text, self._now)
        if pending is None:
            known = await meant_by_title(self._ctx, self._mind.grammar, text, known)
        if isinstance(known, Reply):
            return known
        if known is not None and (pending is None or self._is_no_yes(pending, known)):
            return await self.carry_out(known.fillings)
        if pending is not None and not (text.endswith("?") and self._awaited(pending).is_statement):
            return await self._answer(pending, text)
        return await self._not_understood(text, () if isinstance(meant, Understood) else meant.nearest)

    async def _not_understood(self, text: str, nearest: Sequence[Spec]) -> Reply:
        """It may be meant for a form that was opened, or else the nearest things are named."""
        opened = self.talk.opened(self._ctx.now)
        if opened is not None and not text.endswith("?"):
            return await self._answer(opened, text)
        people = await self._ctx.book.people.page(offset=0, limit=MOST_NAMED)
        return did_not_understand(nearest, tuple(person.name for person in people))

    async def _answer(self, pending: Pending, text: str) -> Reply:
        slot, filling = self._slot(pending), pending.filling
        if slot.kind.names_people and not (slot.kind == PERSON and is_name(text)):
            spec = self._spec(filling.command)
            more = self._mind.grammar.read_answer(spec, slot, text, filling.slots, self._now)
            if more:
                return await self.carry_out(pending.with_filling(replace(filling, slots={**filling.slots, **more})))
        return await self.carry_out(answered(pending, text, slot))

    async def _minding(self, before: Pending, reply: Reply, *, is_said: bool) -> Reply:
        """The reply, with what becomes of the question that was open: looking at something keeps it, doing ends it."""
        after = self.talk.pending
        if self._is_settled or (after is not None and after is not before and _is_of_same(before, after)):
            return reply
        if after is not before:
            return reply.plus(Small(say("With this, the question before it is dropped; nothing of it was saved.")))
        if not is_said or reply.form is not None:
            return reply
        return reply.plus(*await self._still_open(before))

    async def _still_open(self, pending: Pending) -> tuple[Part, ...]:
        """The question that waits, in the same words and with the same buttons."""
        filling = pending.filling
        spec = self._spec(filling.command)
        asks = spec.build(filling.slots, await facts_for(self._ctx, spec, filling, self.talk))
        if not isinstance(asks, Asks) and not pending.words:
            return ()
        if not isinstance(asks, Asks):  # it came up in doing it
            asks = Asks(spec.slots[pending.slot], problem=say("{question}", question=pending.words))
        return Small(say("My question is still open:")), *posed(pending, asks).parts

    def _awaits(self, pending: Pending, text: str) -> bool:
        """Whether this is the very answer asked for, whatever else the words could mean."""
        return self._awaited(pending).is_answer(text)

    def _awaited(self, pending: Pending) -> Kind[object]:
        return self._slot(pending).kind

    def _slot(self, pending: Pending) -> BoundSlot:
        return self._spec(pending.filling.command).slots[pending.slot]

    def _is_no_yes(self, pending: Pending, alone: Understood) -> bool:
        """Whether a yes is waited for, and these words name a meetup instead: "later" may mean no, that does not."""
        kind = self._awaited(pending)
        named = [self._spec(each.command).slots[slot].kind for each in alone.fillings for slot in each.slots]
        return bool(kind.choices and kind.own_words) and any(each.names_meetups for each in named)

    def _reads_like(self, pending: Pending, meant: Understood) -> bool:
        """Whether these words are an answer that only looks like a command: "I'm a baker" says who one is."""
        return all(filling.command in self._awaited(pending).reads_like for filling in meant.fillings)

    def _ask(self, fillings: Sequence[Filling], index: int, asks: Asks, words: str = "") -> Reply:
        pending, reply = pose(tuple(fillings), index, asks, self.talk, self._ctx.now)
        self.talk = self.talk.asking(replace(pending, words=words))
        return reply

    def _open(self, fillings: Sequence[Filling], index: int, asks: Asks) -> Reply:
        """The form. What is said instead may be meant for it where that is asked about before it is done."""
        if isinstance(asks.slot.kind, TextKind) and self._spec(fillings[index].command).is_asked_about:
            self.talk = self.talk.asking(in_form(tuple(fillings), index, asks, self.talk, self._ctx.now))
        return Reply.of(form(fillings[index], asks))

    async def _do(self, built: Sequence[tuple[Spec, Command]]) -> Reply:
        asked = self.talk.pending
        replies = [await spec.handler(command, self._ctx) for spec, command in built]
        reply = joined(replies).plus(*await self._reached(built))
        self._settle_question(built, asked)
        if self._ctx.work.has_changes and reply.focus is None:
            self.talk = self.talk.moved_on(at=self._ctx.now)
        self.talk = self.talk.about(focus=reply.focus, person=reply.person, at=self._ctx.now)
        effects = {spec.effect for spec, _ in built}
        if self._ctx.work.has_changes and Effect.CHANGES in effects and Effect.FINAL not in effects:
            return reply.plus(
                Buttons((Button(say("Undo"), call("undo", change=await self._file(built[0][0], replies))),))
            )
        return reply

    async def _reached(self, built: Sequence[tuple[Spec, Command]]) -> tuple[Part, ...]:
        """Goals count themselves, from whatever was recorded, by whichever command."""
        ctx = self._ctx
        if not ctx.work.has_changes or any(spec.effect is not Effect.CHANGES for spec, _ in built):
            return ()
        return await congratulations(ctx.book, ctx.member, ctx.now)

    def _settle_question(self, built: Sequence[tuple[Spec, Command]], asked: Pending | None) -> None:
        """The open question is answered by what it asked for, and overtaken by anything else that changes something."""
        if asked is not None and any(spec.name == asked.filling.command for spec, _ in built):
            self._is_settled = True
            self.talk = self.talk.asking(None) if self.talk.pending is asked else self.talk
        elif any(spec.effect is not Effect.READS for spec, _ in built):
            self.talk = self.talk.asking(None)

    async def _file(self, spec: Spec, replies: Sequence[Reply]) -> ChangeId:
        """Keep what was changed, so that it can be undone."""
        ctx = self._ctx
        change = Change(ChangeId(new_id(ctx.now)), ctx.member.id, spec.name, _summary(replies), ctx.now)
        await ctx.work.keep_change(change)
        return change.id


def _is_of_same(before: Pending, after: Pending) -> bool:
    """Whether the one question follows from an answer to the other."""
    return after.filling.command == before.filling.command


def _summary(replies: Sequence[Reply]) -> str:
    """What was done, as undo will call it: the first line of each reply."""
    return " ".join(reply.plain(PLAIN).partition("\n")[0] for reply in replies)[:300]
