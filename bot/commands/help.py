"""Help: what fits now, and how each command is used, straight from its definition."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot, Spec
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Small, call
from bot.words import Code, Strong, say

_ALSO_CALLED = {"reminder": "remind", "meeting": "met", "introduction": "introduce", "follow up": "follow-up"}
_TOPICS = ("meetup", "round", "mentor", "board", "profile")


class Help(Command):
    """See what you can do here, or how one command works."""

    topic: Annotated[str | None, Slot("Command", lead=("with", "for", "about", "on"))] = None


@command(
    "help",
    phrases=(
        "help [me] [out]",
        "~ help ~",
        "~ commands ~",
        "help [with|about|on] [the] {topic-}",
        "hi|hello|hey|yo [there] [hallway]",
        "good morning|afternoon|evening [hallway]",
        "start",
        "~ you can do",
        "what [all] can you [actually|really|all|even] do [for me]",
        "what do you do",
        "what are your commands|skills|features|functions",
        "what are you able to do",
        "what can i do|say|ask [you] [here]",
        "how does this|it|hallway work",
        "how does|do {topic!} work",
        "how do i use {topic!}",
        "how do|can i add|make|write|set|create|record|delete|cancel|leave a|an|my {topic-}",
        "how do you work",
        "how do i start",
        "how do i use this|it|hallway|you",
        "who are you",
        "what are you",
    ),
    examples=("help", "help met"),
    effect=Effect.READS,
)
async def show_help(cmd: Help, ctx: Ctx) -> Reply:
    if cmd.topic is None:
        return await _what_fits_now(ctx)
    topic = cmd.topic.strip().casefold().removeprefix("/")
    spellings = (topic, _ALSO_CALLED.get(topic, topic), topic.replace(" ", "-"), topic.removesuffix("s"), f"{topic}s")
    spec = next(filter(None, map(ctx.commands.find, spellings)), None)
    if spec is not None and not spec.hidden:
        return usage_of(spec)
    group = ctx.commands.group(topic)
    if group:
        return Reply.of(Heading(say("{group}", group=topic)), *map(_line, group))
    heads = tuple(ctx.commands.heads)
    return Reply.of(say("There is no command called “{topic}”. There are: {names}.", topic=cmd.topic, names=heads))


def _line(spec: Spec) -> Line:
    return Line(say("{usage}: {help}", usage=Code(spec.usage), help=say(spec.help)))


def usage_of(spec: Spec) -> Reply:
    """A command's usage line, its slots and examples."""
    parts: list[Part] = [Heading(say(spec.help)), Line(say("{usage}", usage=Code(spec.usage)))]
    for bound in spec.visible_slots:
        hint = Code(bound.usage)
        if bound.required:
            parts.append(Line(say("{hint}: {title} (needed)", hint=hint, title=bound.title)))
        else:
            parts.append(Line(say("{hint}: {title}", hint=hint, title=bound.title)))
    if spec.examples:
        examples = tuple(Code(example) for example in spec.examples)
        parts.append(Line(say("In your own words: {examples}", examples=examples)))
    return Reply.of(*parts, Small(say("The same words work with and without the slash.")))


async def _what_fits_now(ctx: Ctx) -> Reply:
    """A handful of lines: the next thing to do comes first, and where to read on comes last."""
    name = Strong(ctx.member.name)
    if not await ctx.book.people.count():
        return Reply.of(
            say("Hello {name}, I am Hallway. I remember whom you meet, and remind you to follow up.", name=name),
            say(
                "Tell me in one sentence: {example}",
                example=Code("met Carla Dias at PyLisboa about Arrow, promised to send her my benchmark by Friday"),
            ),
            say(
                "Your times are in {zone}. To change that: {example}",
                zone=ctx.member.zone,
                example=Code("settings zone Lisbon"),
            ),
            say("What you tell me is private to you."),
            Buttons.of(
                Button(say("I met someone"), call("met")),
                Button(say("Settings"), call("settings")),
                Button(say("Privacy"), call("privacy")),
            ),
        )
    return Reply.of(
        say("You can say, for example:"),
        say("{example}: record a meeting, a promise, a note", example=Code("met Bo at the sprint about Rust")),
        say("{example}: what is due and what is worth doing", example=Code("what's due?")),
        say("{example}: once or every Monday", example=Code("remind me in two weeks to ask Bo about the grant")),
        say("{example}: search your people", example=Code("who did I meet at PyCon?")),
        say("{example}: come, be prepared, note whom you met", example=Code("which meetups are coming up?")),
        say("{example}: only if you both say yes", example=Code("introduce me to Bo because we both use Arrow")),
        Small(say("To read on: {topics}.", topics=tuple(Code(f"help {topic}") for topic in _TOPICS))),
        Buttons.of(
            Button(say("What's due?"), call("due")),
            Button(say("My people"), call("people")),
            Button(say("Reminders"), call("reminders")),
            Button(say("Settings"), call("settings")),
            Button(say("Privacy"), call("privacy")),
        ),
    )
