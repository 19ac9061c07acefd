"""Questions Hallway asks back: posing one, understanding its answer, and what to say when nothing was understood."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.talk import FORM_LIVES_FOR, QUESTION_LIVES_FOR, Filling, Option, Pending, Talk
from bot.kinds.texts import TextKind
from bot.reply import Button, Buttons, Form, Line, Reply, call
from bot.words import Code, Phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.command import Asks, BoundSlot, Spec

MOST_NAMED = 3
"""People that one example names, at most."""

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "former": 1, "latter": 2}


def pose(fillings: tuple[Filling, ...], index: int, asks: Asks, talk: Talk, now: datetime) -> tuple[Pending, Reply]:
    """The question about one slot, and what has to be remembered until it is answered."""
    options = tuple(Option(text, str(label)) for text, label in _offered(asks))
    pending = Pending(fillings, index, asks.slot.name, options, talk.asked + 1, now + QUESTION_LIVES_FOR)
    return pending, posed(pending, asks)


def in_form(fillings: tuple[Filling, ...], index: int, asks: Asks, talk: Talk, now: datetime) -> Pending:
    """The question that a form puts, to be remembered as long as words may be meant for it."""
    pending, _ = pose(fillings, index, asks, talk, now)
    return replace(pending, is_form=True, expires_at=now + FORM_LIVES_FOR)


def posed(pending: Pending, asks: Asks) -> Reply:
    """The question that waits, as it is shown."""
    answers = [
        Button(label, call("answer", question=str(pending.number), option=str(option)))
        for option, (_, label) in enumerate(_offered(asks), 1)
    ]
    said = pending.filling.slots.get(asks.slot.name, "")
    never_mind = Button(say("Never mind"), call("never-mind"))
    return Reply.of(_wording(asks, said), Buttons((*answers, never_mind)))


def _offered(asks: Asks) -> Sequence[tuple[str, Phrase]]:
    """The texts that would answer, and how each is shown."""
    choices = asks.slot.kind.choices or asks.slot.kind.ways_out
    readings = [(reading.text, reading.label) for reading in asks.options]
    return readings or [(choice, say("{choice}", choice=choice.capitalize())) for choice in choices]


def _wording(asks: Asks, said: str) -> Phrase:
    if asks.problem is not None:
        return asks.problem
    if not asks.options or not said:
        return asks.question
    if len(asks.options) == 1:
        return say("I want to be sure about “{text}”. Do you mean {it}?", text=said, it=asks.options[0].label)
    if not asks.options[0].sure:
        return say("I want to be sure about “{text}”. Which do you mean?", text=said)
    return say("“{text}” can mean more than one thing. Which one?", text=said)


def answered(pending: Pending, text: str, slot: BoundSlot) -> tuple[Filling, ...]:
    """The fillings with the answer in its slot: an option by its label or its number, or the answer's own words."""
    meant = _meant(pending.options, _without_lead(text, slot))
    return pending.with_filling(pending.filling.with_slot(pending.slot, meant))


def _without_lead(text: str, slot: BoundSlot) -> str:
    """Asked "What for?", people answer "for the review": the word that leads to it in a sentence is no part of it."""
    first, _, rest = text.strip().partition(" ")
    is_lead = first.casefold() in slot.slot.lead and first.casefold() not in slot.slot.keeps
    return rest.strip() if isinstance(slot.kind, TextKind) and is_lead and rest.strip() else text


def _meant(options: Sequence[Option], text: str) -> str:
    said = text.strip(" .!").casefold()
    for option in options:
        if said in (option.label.casefold(), option.text.casefold()):
            return option.text
    number = (
        int(said)
        if said.isdecimal() and len(said) < 3
        else _ORDINALS.get(said.removeprefix("the ").removesuffix(" one"), 0)
    )
    if 0 < number <= len(options):
        return options[number - 1].text
    if options and said in ("yes", "y", "yes please", "sure") and len(options) <= 2:
        return options[0].text
    return text


def form(filling: Filling, asks: Asks) -> Form:
    """The command's form, holding what is known already and the problem at its field."""
    problems = {} if asks.problem is None else {asks.slot.name: asks.problem}
    return Form(filling.command, filling.slots, problems)


def did_not_understand(nearest: Sequence[Spec], names: Sequence[str]) -> Reply:
    """The nearest things that could have been meant, each on its own line, told with the member's own people."""
    examples = [example for spec in nearest if (example := own_example(spec, names))]
    if not examples:
        example = own_example_of("met Carla Dias at PyLisboa about Arrow", names)
        return Reply.of(
            say(
                "I did not understand that. Tell me whom you met, such as {example}, or ask for help.", example=example
            ),
            Buttons((Button(say("Help"), call("help")),)),
        )
    buttons = tuple(
        Button(say("About {command}", command=spec.name), call("help", topic=spec.name)) for spec in nearest
    )
    lines = [Line(say("{example}", example=example)) for example in examples]
    return Reply.of(say("I did not understand that. You can say things like these:"), *lines, Buttons(buttons))


SAMPLES = ("Ana Silva", "Carla Dias", "Ana", "Bo", "Priya", "Rita", "Helena", "Helen", "Tomás")
"""People in examples, the longer names first."""

_SAMPLE = re.compile("|".join(rf"\b{name}\b" for name in SAMPLES))


def own_example(spec: Spec, names: Sequence[str]) -> Code | None:
    """The command's first example that can be told with these names; as it stands for somebody who knows nobody yet."""
    fits = (example for example in spec.examples if not names or len(set(_SAMPLE.findall(example))) <= len(names))
    example = next(fits, None)
    return None if example is None else own_example_of(example, names)


def own_example_of(example: str, names: Sequence[str]) -> Code:
    own = dict(zip(dict.fromkeys(_SAMPLE.findall(example)), names, strict=False))
    return Code(_SAMPLE.sub(lambda match: own.get(match[0], match[0]), example))
