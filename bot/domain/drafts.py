"""Three short messages to a person, quoting where one met, what about and what was promised: specifics get answers.

Free notes are never put into a message: "going through a divorce" is for remembering, not for quoting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, Note, Person
from bot.words import Phrase, say


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything one member recorded about one person, each newest first."""

    person: Person
    introductions: tuple[Introduction, ...] = ()
    promises: tuple[Promise, ...] = ()
    notes: tuple[Note, ...] = ()
    contacts: tuple[Contact, ...] = ()
    about: str | None = None
    """What the messages are to be about, where that was said."""

    @property
    def first_name(self) -> str:
        return self.person.name.split()[0]

    @property
    def where(self) -> str | None:
        return next((each.where for each in self.introductions if each.where), None)

    @property
    def topic(self) -> str | None:
        if self.about:
            return self.about
        met = (each.about for each in self.introductions)
        return next((about for about in (*met, *(each.topic for each in self.contacts)) if about), None)

    @property
    def promise(self) -> str | None:
        text = next((each.text for each in self.promises if each.state is PromiseState.OPEN), None)
        return text and _to_you(text)

    @property
    def note(self) -> str | None:
        return next(
            iter([*(each.text for each in self.notes), *(each.note for each in self.introductions if each.note)]), None
        )

    @property
    def is_empty(self) -> bool:
        return not any((self.where, self.topic, self.promise, self.note))


_YOU = {"him": "you", "her": "you", "them": "you", "his": "your", "their": "your"}


def _to_you(promise: str) -> str:
    """A promise as said to the person themselves: "send him my slides" is "send you my slides"."""
    return " ".join(_YOU.get(word.casefold(), word) for word in promise.split(" "))


def drafts(memory: Memory) -> tuple[Phrase, Phrase, Phrase]:
    """Three different ones: what was promised first, then what was talked about, then something to give."""
    found = list(_specific(memory))[:3]
    general = iter(_general(memory))
    while len(found) < 3:
        found.append(next(general))
    return found[0], found[1], found[2]


def _specific(memory: Memory) -> Iterable[Phrase]:
    name, where, topic = memory.first_name, memory.where, memory.topic
    if memory.about:
        yield say(
            "Hi {name}, I am writing about {topic}. Do you have a moment this week?", name=name, topic=topic or ""
        )
    if memory.promise:
        yield say(
            "Hi {name}, I said I would {promise}. Here it is. Tell me if it helps.", name=name, promise=memory.promise
        )
    if where and topic:
        yield say(
            "Hi {name}, good to meet you at {where}. I keep thinking about what you said on {topic}. How is it going?",
            name=name,
            where=where,
            topic=topic,
        )
    elif where:
        yield say("Hi {name}, it was good to meet you at {where}. Shall we stay in touch?", name=name, where=where)
    if topic:
        yield say(
            "Hi {name}, I came across something about {topic} and thought of you. May I send it over?",
            name=name,
            topic=topic,
        )


def _general(memory: Memory) -> Iterable[Phrase]:
    name = memory.first_name
    yield say("Hi {name}, how are you, and what are you working on these days?", name=name)
    yield say("Hi {name}, is there anything I can help you with these days?", name=name)
    yield say("Hi {name}, would you like to catch up for twenty minutes next week?", name=name)
