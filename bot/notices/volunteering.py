"""What volunteers are asked, and what becomes of a wish, as it stands when it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, Due, NoticeKind
from bot.domain.times import Moment, local_at
from bot.domain.volunteers import Help, Said, Stage
from bot.mentoring import mention, to_begin
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.support import help_elsewhere, how_to_write
from bot.volunteering import may_be_asked
from bot.words import Code, Exactly, Phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.members import Member
    from bot.domain.volunteers import Question, Wish
    from bot.ports import Work

VOLUNTEER_NOTICES = (NoticeKind.ASKED, NoticeKind.FOUND, NoticeKind.NOBODY)
_A_MINUTE = timedelta(minutes=1)
"""A notice may be due so much before the instant it speaks of: it is due at a whole minute."""


async def write_volunteer_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    asking = dues[0].kind is NoticeKind.ASKED
    questions = await work.volunteers.questions_by_id([due.subject for due in dues]) if asking else {}
    subjects = [each.wish for each in questions.values()] if asking else [due.subject for due in dues]
    wishes = await work.volunteers.wishes(subjects)
    written: Written = {}
    for due in dues:
        question = questions.get(due.subject)
        wish = wishes.get(due.subject if question is None else question.wish)
        told = _Told(work, members[due.recipient], now)
        if wish is None:
            written[due.id] = Drop("nothing of it is left")
        elif question is not None:
            written[due.id] = await told.asked(question, wish)
        elif due.kind is NoticeKind.FOUND:
            written[due.id] = await told.found(wish)
        else:
            written[due.id] = await told.nobody(wish)
    return written


@dataclass(frozen=True, slots=True)
class _Told:
    """What one member is told."""

    work: Work
    member: Member
    now: datetime

    async def asked(self, question: Question, wish: Wish) -> Message | Drop:
        if question.volunteer != self.member.id or not wish.is_open:
            return Drop("settled, or somebody else's")
        if question.stage(self.now) is not Stage.ASKED and question.stage(self.now + _A_MINUTE) is not Stage.ASKED:
            return Drop("answered, or its time is over")
        if not await may_be_asked(self.work, question, wish, self.now):
            return Drop("not to be asked any more")
        seeker = (await self.work.subjects.members([wish.member]))[wish.member]
        return Message(_asking(question, wish, seeker, self.member))

    async def found(self, wish: Wish) -> Message | Drop:
        question = None
        if wish.found is not None:
            question = (await self.work.volunteers.questions_by_id([wish.found])).get(wish.found)
        if question is None or wish.member != self.member.id:
            return Drop("nothing of it is left")
        found = (await self.work.subjects.members([question.volunteer]))[question.volunteer]
        name = mention(found)
        if wish.kind is Help.MENTOR:
            yes = say("{name} would like to be your mentor in {topics}.", name=name, topics=wish.topics)
            return Message(Reply.of(Line(yes), *to_begin(self.member, found, self.now)))
        yes = (
            say("{name} would like to listen to you, and knows that it is you.", name=name)
            if wish.kind is Help.LISTEN
            else say("{name} would like to greet you here.", name=name)
        )
        return Message(Reply.of(Line(yes), Line(await how_to_write(self.work, self.member.id, found.id, name))))

    async def nobody(self, wish: Wish) -> Message | Drop:
        if wish.member != self.member.id or not wish.is_open or not wish.is_dry(self.now + _A_MINUTE):
            return Drop("found, taken back, or others are asked")
        match wish.kind:
            case Help.LISTEN:
                quieter = Button(say("Just be quieter"), call("rough quieter"))
                return Message(Reply.of(*await help_elsewhere(self.work), Buttons.of(quieter)))
            case Help.GREET:
                return Message(Reply.of(Line(_NO_GREETER)))
            case Help.MENTOR:
                none = say(
                    "I found no mentor for {topics} yet, and nobody is left whom I could ask just now. I keep your "
                    "wish, and ask as soon as somebody offers.",
                    topics=wish.topics,
                )
                stop = Button(say("Take it back"), call("mentor stop", what="looking"))
                return Message(Reply.of(Line(none), Buttons.of(stop)))


_NO_GREETER = say(
    "Nobody whom I asked could greet you just now. The next meetup is a good place to begin all the same: {example}",
    example=Code("meetup list"),
)


def _asking(question: Question, wish: Wish, seeker: Member, member: Member) -> Reply:
    until = Moment(local_at(question.answer_by, member.zone).replace(second=0, microsecond=0), member.zone)
    words = [] if wish.words is None else [Line(say("In their words: “{words}”", words=wish.words))]
    aside = say(
        "You offered this. You have until {until}; then I ask somebody else. A no is told to nobody.",
        until=Exactly(until),
    )
    return Reply.of(Line(_asked_for(wish, seeker)), *words, Small(aside), _answers(question))


def _asked_for(wish: Wish, seeker: Member) -> Phrase:
    name = mention(seeker)
    match wish.kind:
        case Help.MENTOR:
            return say("{name} looks for a mentor for {topics}. Would you be one?", name=name, topics=wish.topics)
        case Help.LISTEN if wish.is_named:
            return say("{name} has a hard time. Could you listen?", name=name)
        case Help.LISTEN:
            return say("A member has a hard time. Could you listen? You learn who it is once you say yes.")
        case Help.GREET:
            return say("{name} is new here. Would you greet them?", name=name)


def _answers(question: Question) -> Buttons:
    return Buttons.of(
        Button(say("Yes, gladly"), call("answer-wish", question=question.id, said=Said.YES)),
        Button(say("Not this time"), call("answer-wish", question=question.id, said=Said.NO)),
    )
