"""The kind that names one of the member's own things. What there is was looked up before; here it is only decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.talk import ItemKind, ItemRef
from bot.errors import NotFound
from bot.kinds import Facts, Plain, Reading
from bot.kinds.meetups import called
from bot.words import Code, Phrase, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.things import Thing

_MOST_NAMED = 5
_MOST_OPTIONS = 4
_ANY = (ItemKind.REMINDER, ItemKind.PROMISE, ItemKind.FOLLOWUP, ItemKind.NUDGE, ItemKind.NOTE)


@dataclass(frozen=True, slots=True)
class ThingKind(Plain):
    """One of the member's own things, of the ``kinds`` given: a reference, as buttons carry it, or its name."""

    names_things: bool = True
    kinds: tuple[ItemKind, ...] = _ANY

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[ItemRef]]:
        """Raise NotFound for a name that nothing has: another thing is never meant by it."""
        item = ItemRef.parse(text.strip())
        if item is not None:
            return (Reading(item, str(item), say("{item}", item=str(item))),)
        shelf = facts.things.of(self.kinds)
        found, is_sure = shelf.called(text)
        if not found:
            raise NotFound(_meetup_called(text, facts) or _nothing_called(text, shelf.things))
        return tuple(Reading(each.ref, str(each.ref), each.label, is_sure) for each in found[:_MOST_OPTIONS])


def _meetup_called(text: str, facts: Facts) -> Phrase | None:
    """A meetup is nobody's own thing, but may well be what is meant."""
    found, is_sure = called(text, facts)
    if not found or not is_sure:
        return None
    title = found[0].meetup.title
    return say(
        "{title} is a meetup. Say {cancel}, or {move}.",
        title=Strong(title),
        cancel=Code(f"cancel the meetup {title}"),
        move=Code(f"move the meetup {title} to Friday 20:00"),
    )


def _nothing_called(text: str, things: Sequence[Thing]) -> Phrase:
    name = text.strip(" .,!?\"'")
    if not things:
        return say("I find nothing called “{name}”: no reminder, promise or follow-up is open.", name=name)
    names = tuple(each.name for each in things[:_MOST_NAMED])
    left = len(things) - len(names)
    if left:
        return say_count(
            "I find nothing called “{name}”. There is {things}, and one more.",
            "I find nothing called “{name}”. There is {things}, and {count} more.",
            left,
            name=name,
            things=names,
        )
    return say("I find nothing called “{name}”. There is {things}.", name=name, things=names)


THING = ThingKind("which")
PROMISE = ThingKind("promise", kinds=(ItemKind.PROMISE,))
CHANGEABLE = ThingKind("reminder", kinds=(ItemKind.REMINDER, ItemKind.NOTE))
