"""What has to be looked up before a command can be built: whom and what its words may name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.naming_meetups import MeetupRef, Programme
from bot.domain.talk import ItemRef
from bot.gatherings import coming
from bot.kinds import Facts
from bot.language.names import Directory
from bot.things import shelf

if TYPE_CHECKING:
    from bot.command import Ctx, Spec
    from bot.domain.talk import Filling, Talk


async def facts_for(ctx: Ctx, spec: Spec, filling: Filling, talk: Talk) -> Facts:
    facts = Facts(ctx.member, filling.said_at)
    names = [filling.slots.get(bound.name, "") for bound in spec.slots.values() if bound.kind.names_people]
    if any(names):
        directory = Directory(ctx.work, ctx.book, ctx.member, ctx.place.platform, talk.person)
        facts = replace(facts, candidates=await directory.candidates(names))
    things = [filling.slots.get(bound.name, "") for bound in spec.slots.values() if bound.kind.names_things]
    is_named = any(text and ItemRef.parse(text) is None for text in things)
    if is_named:
        facts = replace(facts, things=await shelf(ctx.book, things, talk.focus))
    gatherings = [filling.slots.get(bound.name, "") for bound in spec.slots.values() if bound.kind.names_meetups]
    if is_named or any(MeetupRef.parse(text) is None for text in gatherings):
        facts = replace(facts, meetups=Programme(await coming(ctx.work, ctx.now)))
    return facts
