"""What the channels of a community are told of its meetups, as it stands when it is posted, and as it is kept since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.announcements import Announcement, Topic, told_of
from bot.domain.claims import UNSURE
from bot.domain.delivery import (
    CalledOff,
    Composed,
    DeliveryState,
    Drop,
    Due,
    Event,
    NoticeKind,
    Say,
    TooLate,
    Wait,
)
from bot.domain.meetups import Occurrence
from bot.domain.noticeboard import Channel
from bot.gatherings import counted, noticeboard_of
from bot.notices import policy
from bot.notices.bulletins import bulletin, renewed_bulletin
from bot.notices.renewing import A_MOMENT, kept_back
from bot.notices.writing import Message
from bot.reply import NOTHING, Button, Buttons, Heading, Line, Reply, Small, call
from bot.telling_meetups import answers_to, posted
from bot.words import Exactly, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import DeliveryId
    from bot.domain.meetups import Meetup, Override
    from bot.notices.writing import Members, Written
    from bot.ports import Work


async def compose_announcements(work: Work, dues: Sequence[Due], now: datetime) -> dict[DeliveryId, Composed]:
    """What is posted, and what stands there written anew. There are few at a time: each asks for what it needs."""
    if not dues:
        return {}
    suspended, composed = await work.members.suspended(), dict["DeliveryId", Composed]()
    for due in dues:
        channel = Channel.at(due.recipient, work.community)
        assert channel is not None, "announcements go to channels"
        if channel.platform in suspended:
            composed[due.id] = Wait(now + policy.SUSPENDED_FOR, "platform suspended")
        else:
            composed[due.id] = await _composed(work, due, channel, now)
    return composed


async def _composed(work: Work, due: Due, channel: Channel, now: datetime) -> Composed:
    if due.kind is NoticeKind.BULLETIN:
        return await bulletin(work, due, channel, now)
    if due.kind is not NoticeKind.REFRESH:
        return await _announcement(work, due, channel, now)
    if await work.boards.issue(due.subject) is not None:
        return await renewed_bulletin(work, due, channel, now)
    return await _renewal(work, due, channel, now)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A meetup with what became of its occurrences."""

    meetup: Meetup
    overrides: Sequence[Override]

    def told_of(self, topic: Topic, key: str, now: datetime) -> Occurrence | None:
        return told_of(topic, key, self.meetup, self.overrides, now)

    def is_moved(self, key: str) -> bool:
        return any(each.key == key for each in self.overrides)


async def _plan(work: Work, topic: Topic) -> _Plan | None:
    meetup = await work.meetups.find(topic.meetup)
    return None if meetup is None else _Plan(meetup, await work.meetups.overrides([meetup.id]))


async def _announcement(work: Work, due: Due, channel: Channel, now: datetime) -> Composed:
    topic = Topic.parse(due.subject)
    plan = await _plan(work, topic)
    if plan is None or plan.meetup.is_cancelled:
        return Drop("it does not take place")
    about = plan.told_of(topic, due.moment.key, now)
    if about is None or about.is_cancelled:
        return Drop("it does not take place")
    if topic.kind is NoticeKind.HOSTED:
        return Drop("it has begun") if about.begins <= now else _listed(about, channel)
    needless = None if topic.is_at_once else await _needless(work, due, plan, about, now)
    if needless is not None:
        return needless
    return TooLate("it has begun") if about.begins <= now else await _said(work, about, _Post(channel, topic), now)


async def _needless(work: Work, due: Due, plan: _Plan, about: Occurrence, now: datetime) -> Drop | None:
    """Why a step of the plan has not to be taken, where others have taken it or will."""
    topic = Topic.parse(due.subject)
    key = topic.key or due.moment.key
    if not topic.key and plan.is_moved(key):
        return Drop("it was moved, and is announced before its own time")
    if await _is_known(work, due, topic, key, is_series=plan.meetup.is_series):
        return Drop("announced already")
    if await _is_overtaken(work, about, topic, now):
        return Drop("a later step of the plan stands for it")
    return None


async def _is_known(work: Work, due: Due, topic: Topic, key: str, *, is_series: bool) -> bool:
    """Whether this step was taken for it before, when it was to be at another time."""
    alike = [topic] if not topic.key else [topic, Topic(topic.meetup, topic.step, topic.platform)]
    others = [each for each in await work.announcements.about(alike) if each.has_spoken and each.id != due.id]
    return any(each.topic.key == topic.key if topic.key else not is_series for each in others) or any(
        each.occurrence_key == key for each in others
    )


async def _is_overtaken(work: Work, about: Occurrence, topic: Topic, now: datetime) -> bool:
    """Whether the next step of the plan is due too: after a standstill, only the last of them is said."""
    plan = (await noticeboard_of(work, now)).plan
    shorter = [each for each in plan if topic.ahead is not None and each < topic.ahead]
    return bool(shorter) and about.begins - max(shorter) <= now < about.begins


async def _renewal(work: Work, due: Due, channel: Channel, now: datetime) -> Composed:
    found = (await work.announcements.by_id([due.subject])).get(due.subject)
    if found is None or not found.has_spoken:
        return Drop("it does not stand there")
    if found.state is DeliveryState.SENDING or found.message is None:
        return Wait(now + A_MOMENT, "it is on its way")
    if (back := await kept_back(work, due, now)) is not None:
        return back
    plan = await _plan(work, found.topic)
    if plan is None:
        off = CalledOff.GONE if found.topic.kind is NoticeKind.HOSTED else None
        return Say(NOTHING, channel, "en", due.moment.zone, replaces=found.message, event=off)
    about = plan.told_of(found.topic, found.key, found.sent_at or now)
    if about is None or about.ends <= now:
        return Drop("it is over")
    if found.topic.kind is NoticeKind.HOSTED:
        return Drop("it has begun") if about.begins <= now else _listed(about, channel, found.message)
    return await _said(work, about, _Post(channel, found.topic, found), now)


def _listed(about: Occurrence, channel: Channel, before: str | None = None) -> Say:
    """As the platform's own event. What was cancelled is taken off its list."""
    meetup = about.meetup
    place = meetup.where or meetup.link or f"#{channel.id}"
    links = [meetup.link] if meetup.link and meetup.where else []
    text = "\n\n".join(filter(None, (meetup.about, *links)))
    event = CalledOff.GONE if about.is_cancelled else Event(meetup.title, about.begins, about.ends, place, text)
    return Say(NOTHING, channel, "en", about.starts.zone, replaces=before, event=event)


@dataclass(frozen=True, slots=True)
class _Post:
    """Something to be posted, or to stand in the place of what was ``before``."""

    channel: Channel
    topic: Topic
    before: Announcement | None = None


async def _said(work: Work, about: Occurrence, post: _Post, now: datetime) -> Say:
    meetup, before = about.meetup, post.before
    host = None if meetup.host is None else (await work.subjects.members([meetup.host])).get(meetup.host)
    rsvps = await work.meetups.rsvps(meetup.id, about.key)
    title = Heading(say("{title}", title=meetup.title))
    if about.is_cancelled:
        gone = say("{title} on {when} is cancelled.", title=Strong(meetup.title), when=Exactly(about.starts))
        reply = Reply.of(title, Line(gone))
    else:
        lead = say("A new meetup") if post.topic.ahead is None else say("Coming up")
        news = [Small(say("Changed since this was posted."))] if _is_changed(about, before) else []
        told = posted(about, None if host is None else host.name, counted(about, rsvps, now))
        reply = Reply.of(title, Small(lead), *news, *told, answers_to(about))
    locale = "en" if host is None else host.locale
    return Say(reply, post.channel, locale, about.starts.zone, replaces=None if before is None else before.message)


def _is_changed(about: Occurrence, before: Announcement | None) -> bool:
    if before is None or before.sent_at is None or about.told_at is None:
        return False
    return about.told_at > before.sent_at


async def write_unannounced(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    """For hosts: what did not come to stand in a channel, and why."""
    del members
    written: Written = {}
    found = await work.announcements.by_id([due.subject for due in dues])
    for due in dues:
        announcement = found.get(due.subject)
        meetup = None if announcement is None else await work.meetups.find(announcement.topic.meetup)
        is_open = meetup is not None and not meetup.is_cancelled and (meetup.over_at is None or meetup.over_at > now)
        if announcement is None or meetup is None or not is_open or announcement.has_spoken:
            written[due.id] = Drop("nothing is left to say")
        else:
            written[due.id] = Message(_unannounced(announcement, meetup))
    return written


def _unannounced(announcement: Announcement, meetup: Meetup) -> Reply:
    title, platform = Strong(meetup.title), announcement.channel.platform
    again = Button(say("Announce it now"), call("meetup announce", announcement=announcement.id))
    if announcement.code == UNSURE:
        unsure = say(
            "I cannot see whether my announcement of {title} reached its channel on {platform}. Please look there: if "
            "it is not there, I can post it once more.",
            title=title,
            platform=platform,
        )
        return Reply.of(unsure, Buttons.of(again))
    if announcement.state is DeliveryState.EXPIRED:
        return Reply.of(say("{title} was not announced in time: I was not running then.", title=title))
    failed = say(
        "I could not announce {title} on {platform} ({code}). Is the channel still there, and am I in it?",
        title=title,
        platform=platform,
        code=announcement.code or "?",
    )
    return Reply.of(failed, Buttons.of(again))
