"""Looking for a way to somebody, in words: what is looked for, whom it may be asked of, and what the asker may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.quests import Help, SeenQuest, seen
from bot.reply import Button, Buttons, Line, Small, call
from bot.words import Mention, Phrase, Strong, by_name, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.people import Person
    from bot.domain.quests import Inquiry, Quest
    from bot.ports import Book, Work
    from bot.reply import Part

_MOST_QUOTED = 3


def sought(where: str | None, about: str | None) -> Phrase:
    if where and about:
        return say("somebody at {place}, about {topic}", place=Strong(where), topic=Strong(about))
    if where:
        return say("somebody at {place}", place=Strong(where))
    return say("somebody who has to do with {topic}", topic=Strong(about or ""))


async def asked_of(work: Work, members: Mapping[MemberId, Member], now: datetime) -> dict[MemberId, Inquiry]:
    """What each of them is asked now: of what is open, what they were to be asked longest."""
    inquiries = [each for each in await work.questing.of_members(list(members)) if each.ask_at <= now]
    quests = await work.questing.quests([each.quest for each in inquiries])
    helped = {each.quest for each in await work.questing.of_quests(list(quests)) if each.answer is Help.YES}
    apart = await work.company.kept_apart([*members, *(each.asker for each in inquiries)])
    found: dict[MemberId, Inquiry] = {}
    for each in inquiries:
        quest = quests.get(each.quest)
        is_open = quest is not None and quest.is_open(now) and each.is_open(now) and each.quest not in helped
        may_be = members[each.owner].knowing and frozenset((each.owner, each.asker)) not in apart
        if is_open and may_be:
            found.setdefault(each.owner, each)
    return found


async def inquiry_parts(book: Book, inquiry: Inquiry, quest: Quest, asker: Member) -> list[Part]:
    """The question with one's own notes, which nobody else sees; nothing where they do not fit any more."""
    person = await book.people.find(inquiry.person)
    texts = [] if person is None else await _noted(book, person)
    if person is None or not quest.fits(texts):
        return []
    name, what = Mention(asker.id, asker.name), sought(quest.where, quest.about)
    quoted = [each for each in texts if quest.fits([each])] or texts
    of = inquiry.id
    return [
        Line(say("{name} is looking for {what}.", name=name, what=what)),
        Line(say("You noted about {person}: {notes}", person=by_name(person), notes=tuple(quoted[:_MOST_QUOTED]))),
        Line(say("Would you help {name}?", name=name)),
        Small(
            say(
                "Only you see this. {name} knows neither that you are asked nor whom you noted; a yes tells them your "
                "name, and nothing else.",
                name=asker.name,
            )
        ),
        Buttons.of(
            Button(say("Yes, I would help"), call("inquiry-answer", inquiry=of, answer="yes")),
            Button(say("No"), call("inquiry-answer", inquiry=of, answer="no")),
            Button(say("Never ask me this"), call("questions", knowing="off")),
        ),
    ]


async def _noted(book: Book, person: Person) -> list[str]:
    """What its owner wrote about somebody."""
    met = [text for each in await book.introductions.about(person.id) for text in (each.where, each.about, each.note)]
    touched = [each.about for each in await book.contacts.about(person.id)]
    noted = [each.text for each in await book.notes.about(person.id)]
    return [text for text in (*met, *noted, *touched) if text]


async def seen_quests(work: Work, member: MemberId, since: datetime) -> Sequence[SeenQuest]:
    """What a member may know of their own, the newest first."""
    quests = [each for each in await work.book(member).quests.every() if each.created_at >= since]
    helping = [each for each in await work.questing.of_quests([each.id for each in quests]) if each.answer is Help.YES]
    people = await work.subjects.members([each.owner for each in helping])
    names = {each.quest: people[each.owner].name for each in helping if each.owner in people}
    return [seen(each, (names[each.id],) if each.id in names else ()) for each in quests]
