"""The morning after a meetup: who was there, to note whom one talked to, and what its host is told in numbers."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.attending import Vague, attendees, tally
from bot.domain.meetups import upcoming
from bot.domain.naming_meetups import MeetupRef
from bot.domain.people import name_key
from bot.domain.times import local_at
from bot.kinds import PersonRef
from bot.kinds.people import exact
from bot.paging import PAGE, more, page_within
from bot.reply import Button, Buttons, Line, Row, Small, call
from bot.words import Mention, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.command import Ctx
    from bot.domain.attending import Tally
    from bot.domain.ids import MemberId
    from bot.domain.meetups import Occurrence
    from bot.domain.members import Member
    from bot.domain.rsvps import Rsvp
    from bot.ports import Book, Work
    from bot.reply import Part
    from bot.words import Phrase

LATELY = timedelta(days=14)
"""How long after a meetup a meeting that is recorded with its name still counts as one there."""

_MOST = LATELY.days
"""Of one series, a daily one, so many are looked at."""


async def begun(work: Work, now: datetime) -> list[Occurrence]:
    """What has begun and took place lately, the latest first."""
    since = now - LATELY
    meetups = [each for each in await work.meetups.coming(since) if not each.is_cancelled]
    overrides = await work.meetups.overrides([each.id for each in meetups])
    found = [each for meetup in meetups for each in islice(upcoming(meetup, overrides, since), _MOST)]
    past = [each for each in found if each.begins <= now and not each.is_cancelled]
    return sorted(past, key=lambda each: (each.begins, each.meetup.id), reverse=True)


async def who_was_there(work: Work, me: MemberId, occurrence: Occurrence) -> list[Member]:
    """The others who were there and are not noted yet by this member, by name."""
    rsvps = await work.meetups.rsvps(occurrence.meetup.id, occurrence.key)
    noted = await noted_there(work.book(me), occurrence)
    others = [each for each in attendees(rsvps, occurrence.meetup.host) if each != me and each not in noted]
    return sorted((await work.subjects.members(others)).values(), key=lambda each: (name_key(each.name), each.id))


async def noted_there(book: Book, occurrence: Occurrence) -> set[MemberId]:
    """The members with whom this notebook has a meeting on the meetup's days."""
    days = days_of(occurrence)
    people = {each.person for each in await book.introductions.every() if each.on in days}
    return {each.member for each in await book.people.every() if each.id in people and each.member is not None}


def days_of(occurrence: Occurrence) -> frozenset[date]:
    """The days on which it was, on its own clock."""
    zone, first = occurrence.starts.zone, occurrence.starts.local.date()
    last = local_at(occurrence.ends - timedelta(minutes=1), zone).date()
    return frozenset(first + timedelta(days=at) for at in range((last - first).days + 1))


def attendee_parts(occurrence: Occurrence, there: Sequence[Member], page: int | None) -> list[Part]:
    """One row for each, and the ways out: somebody who is not among them, or nobody."""
    ref, at = str(MeetupRef.of(occurrence)), page_within(page, len(there))
    parts: list[Part] = [_row(each, ref) for each in there[(at - 1) * PAGE : at * PAGE]]
    parts += more("meetup after", at, len(there), meetup=ref)
    ways_out = (
        Button(say("Someone else"), call("meetup met", meetup=ref)),
        Button(say("No one"), call("meetup no-one", meetup=ref)),
    )
    return [*parts, Buttons(ways_out)]


def _row(member: Member, ref: str) -> Row:
    whom = exact(PersonRef("", member=member.id))
    button = Button(say("We talked"), call("meetup talked", meetup=ref, person=whom))
    return Row(say("{name}", name=Mention(member.id, member.name)), (button,))


def asked_who(occurrence: Occurrence) -> list[Part]:
    title = Strong(occurrence.meetup.title)
    return [
        Line(say("{title} is over. Who did you talk to?", title=title)),
        Small(say("A few words about each are enough, and I bring up the follow-up. Only you see what you note.")),
    ]


async def note_talk(ctx: Ctx, where: str | None, on: date) -> None:
    """Count the member among those who recorded a conversation, where this was at a meetup that is over."""
    if where is None:
        return
    rsvps = [each for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.talked_at is None]
    for rsvp_id, found in (await ctx.work.meetups.occurrences_of(rsvps)).items():
        is_lately = found.ends <= ctx.now < found.ends + LATELY
        if is_lately and on in days_of(found) and name_key(where) == name_key(found.meetup.title):
            rsvp = next(each for each in rsvps if each.id == rsvp_id)
            await ctx.work.meetups.answer(rsvp.talked(at=ctx.now))


def tally_parts(rsvps: Sequence[Rsvp]) -> list[Part]:
    """Numbers for the host; nothing where so few were there that they would speak of single members."""
    told = tally(rsvps)
    if not told.is_telling:
        return []
    going = say_count("One said yes.", "{count} said yes.", told.going)
    aside = Small(say("Numbers only: who talked to whom is for nobody but them. Small numbers are left vague."))
    return [Line(going), Line(_came(told)), Line(_talked(told)), aside]


def _came(told: Tally) -> Phrase:
    came = told.came_told
    if isinstance(came, Vague):
        return say("Fewer than three pressed “I'm here”.")
    return say("{count} pressed “I'm here”.", count=came)


def _talked(told: Tally) -> Phrase:
    match told.talked_told:
        case Vague.FEW:
            return say("Fewer than three have noted a conversation so far.")
        case Vague.NEARLY_ALL:
            return say("Nearly everybody has noted a conversation.")
        case count:
            return say("{count} have noted a conversation so far.", count=count)
