"""Everything of one member's as files: JSON without loss, CSV and vCard of their people for other programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, cast

from bot.domain.times import Cadence, Moment, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.blocks import Block
    from bot.domain.boards import Hand, Post
    from bot.domain.confirmations import SeenConfirmation
    from bot.domain.deeds import Deed
    from bot.domain.followups import FollowUp
    from bot.domain.goals import Goal
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.meetups import Meetup
    from bot.domain.members import Member
    from bot.domain.mentoring import Mentorship, Session
    from bot.domain.paths import Path
    from bot.domain.people import Contact, Note, Person
    from bot.domain.pitches import Pitch
    from bot.domain.profiles import Profile
    from bot.domain.quests import Inquiry, SeenQuest
    from bot.domain.referrals import Referral, Vouch
    from bot.domain.reminders import Reminder
    from bot.domain.rounds.records import Participation, Seat
    from bot.domain.rsvps import Rsvp
    from bot.domain.seen_introductions import SeenIntroduction
    from bot.domain.thanks import Thanks
    from bot.domain.volunteers import Answered, Volunteer, Wish

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters that make a spreadsheet run a cell (OWASP ASVS 5.0, 1.2.10), the full-width forms included."""


@dataclass(frozen=True, slots=True)
class Everything:
    member: Member
    people: tuple[Person, ...]
    introductions: tuple[Introduction, ...]
    promises: tuple[Promise, ...]
    notes: tuple[Note, ...]
    contacts: tuple[Contact, ...]
    followups: tuple[FollowUp, ...]
    reminders: tuple[Reminder, ...]
    rsvps: tuple[Rsvp, ...] = ()
    meetups: tuple[Meetup, ...] = ()
    profiles: tuple[Profile, ...] = ()
    pitches: tuple[Pitch, ...] = ()
    goals: tuple[Goal, ...] = ()
    deeds: tuple[Deed, ...] = ()
    blocks: tuple[Block, ...] = ()
    posts: tuple[Post, ...] = ()
    hands: tuple[Hand, ...] = ()
    volunteering: tuple[Volunteer, ...] = ()
    wishes: tuple[Wish, ...] = ()
    answers: tuple[Answered, ...] = ()
    mentorships: tuple[Mentorship, ...] = ()
    sessions: tuple[Session, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    referrals: tuple[Referral, ...] = ()
    asked_to_refer: tuple[Vouch, ...] = ()
    rounds: tuple[Participation, ...] = ()
    seats: tuple[Seat, ...] = ()
    warm_introductions: tuple[SeenIntroduction, ...] = ()
    confirmations: tuple[SeenConfirmation, ...] = ()
    quests: tuple[SeenQuest, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    paths: tuple[Path, ...] = ()


def as_json(everything: Everything, now: datetime) -> bytes:
    """UTF-8, every record with all its fields; times as ``Moment.reading`` shows them."""
    document: dict[str, object] = {"hallway": 1, "exported_at": now.isoformat()}
    for name in Everything.__dataclass_fields__:
        document[name] = plain(getattr(everything, name))
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def plain(value: object) -> object:
    """As JSON can hold it."""
    match value:
        case Moment():
            return value.reading()
        case Cadence() | Rule():
            return str(value)
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
        case tuple():
            return [plain(each) for each in cast("tuple[object, ...]", value)]
        case _ if is_dataclass(value):
            return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
        case _:
            return value


def as_csv(everything: Everything) -> bytes:
    """UTF-8 with a byte order mark, for spreadsheets: a row per person. No cell can start a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(
        ["name", "last in touch", "keep in touch", "first met", "places", "topics", "notes", "open promises"]
    )
    for person in everything.people:
        writer.writerow([_cell(text) for text in _row(person, everything)])
    return out.getvalue().encode("utf-8-sig")


def _row(person: Person, everything: Everything) -> Iterable[str]:
    met = [each for each in everything.introductions if each.person == person.id]
    yield person.name
    yield person.seen_on.isoformat() if person.seen_on else ""
    yield str(person.cadence or "")
    yield min(each.on for each in met).isoformat() if met else ""
    yield "; ".join(each.where for each in met if each.where)
    yield "; ".join(each.about for each in met if each.about)
    yield "; ".join(each.text for each in everything.notes if each.person == person.id)
    yield "; ".join(each.text for each in everything.promises if each.person == person.id and each.wake is not None)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_vcard(everything: Everything) -> bytes:
    """vCard 4.0 (RFC 6350), a card per person: name and notes."""
    cards = (_card(person, everything) for person in everything.people)
    return "".join(line for card in cards for line in card).encode()


def _card(person: Person, everything: Everything) -> Iterable[str]:
    notes = [each.text for each in everything.notes if each.person == person.id]
    notes += [
        text
        for each in everything.introductions
        if each.person == person.id
        for text in (each.where, each.about)
        if text
    ]
    yield from map(_folded, ("BEGIN:VCARD", "VERSION:4.0", f"UID:{person.id}", f"FN:{_escaped(person.name)}"))
    if notes:
        yield _folded(f"NOTE:{_escaped('; '.join(notes))}")
    yield _folded("END:VCARD")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "".join("\\n" if c == "\n" else c for c in text if c == "\n" or c >= " ")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character (RFC 6350, section 3.2)."""
    pieces, piece = list[str](), ""
    for character in line:
        if len((piece + character).encode()) > 74:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece]) + "\r\n"
