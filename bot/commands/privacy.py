"""Control over one's own data: what is stored, taking it along, erasing it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.exports import as_csv, as_json, as_vcard
from bot.gatherings import leave_all
from bot.kinds import PersonRef
from bot.kinds.choices import choice_of
from bot.kinds.confirm import ConfirmKind
from bot.kinds.people import KNOWN_PERSON
from bot.notebook import everything_of, person_of
from bot.own_profile import AUDIENCES, own_profile
from bot.registry import command
from bot.reply import Attachment, Button, Buttons, Heading, Line, Reply, Small, call
from bot.volunteering import leave
from bot.words import Code, Phrase, by_name, say


class Privacy(Command):
    """See what is stored about you and who can read it."""


@command(
    "privacy",
    phrases=(
        "~ privacy [policy|info] ~",
        "~ private ~",
        "is this|that|it private",
        "how do|can|would i delete|remove|erase|wipe [all] [of] my data|account|information|notebook",
        "how do|can|would i delete|remove|erase|wipe everything ...",
        "is|are what i write|say|note|tell [you] [here] visible|private|secret|public to|for [the] [other] *",
        "is|are what i write|say|note|tell [you] [here] visible|private|secret|public|shared",
        "is|are my notes|people|contacts|promises|reminders visible|private|secret|public|shared ~",
        "how private|safe|secure is|are this|it",
        "how private|safe|secure is|are my data|notes|information|contacts",
        "what do you know|store|keep|have about|on me",
        "what ~ know|store|keep|have|hold about|on me",
        "what ~ know|store|keep|have|hold about|on me and who can|may [see|read|access] [it|that]",
        "what ~ know|store|keep|have|hold|storing|keeping|holding about|on me and who sees|reads [it|that]",
        "what ~ storing|keeping|holding about|on me [and] [who] [gets] [to] [see|read] [it|that]",
        "what do|will you store|keep|save|collect|record",
        "what ~ data|information ~ store|keep|save|collect|record|hold",
        "~ stored [about] [me]",
        "~ read|see|sees|access my notes|data",
        "who can read|see|access [my] notes|contacts|people|promises|reminders|notebook|this|that|data|it",
        "~ read|reads|see|sees what i write|say|note|tell [you] [here|down]",
        "can others|anyone|anybody|people|someone|admins see|read|access [my] notes|data|this|that|it",
        "~ others|anyone|anybody|people|someone|admins|members see|read|access what i write|say|note|tell [you]",
        "~ other people|members|users see|read|access what i write|say|note|tell [you]",
        "~ organisers|organizers|admins|moderators read|see|access what i write|say|note ~",
        "~ other people|members|users see|read|access my notes|data|notebook",
        "can|do|does [the|my|other|any] * see|read|access my notes|data|people|contacts|notebook|reminders|promises",
        "can|do|does [the|my|other|any] * see|read|access my notes about|on her|him|them",
        "is|are anyone|anybody|others|people|someone able to see|read|access what i write|say|note ~",
        "is|are anyone|anybody|others|people|someone able to see|read|access my notes|data|contacts ~",
        "who sees|reads [my] notes|contacts|people|promises|reminders|notebook|this|that|data|it",
        "who has access to [my] notes|this|that|data|it",
        "what happens with|to my data|notes",
        "do you read|see|share|sell|show my messages|notes|data|chats [to|with] [others|anyone|anybody|people|someone]",
        "~ data|notes|people stored|kept|saved|safe|private|secure",
    ),
    examples=("privacy",),
    effect=Effect.READS,
)
async def privacy(cmd: Privacy, ctx: Ctx) -> Reply:
    del cmd
    book = ctx.book
    return Reply.of(
        Heading(say("Your data")),
        Line(
            say(
                "Stored for you: people {people}, meetings {meetings}, notes {notes}, promises {promises}, "
                "reminders {reminders}.",
                people=await book.people.count(),
                meetings=await book.introductions.count(),
                notes=await book.notes.count(),
                promises=await book.promises.count(),
                reminders=await book.reminders.count(),
            )
        ),
        Line(say("Who can read it: only you. Not the people you write about, not other members, not organisers.")),
        Line(_ORGANISERS_SEE),
        Line(await _profile(ctx)),
        Line(_BOARDS),
        Line(
            say(
                "What you write is sealed on disk with a key kept outside the database. "
                "Whoever runs this server holds both."
            )
        ),
        Line(say("I read only what you tell me: no channel history. I never write to people for you.")),
        Line(
            say(
                "What you change can be undone for 24 hours; for that long the earlier version is kept, sealed. "
                "Forgetting a person erases all earlier versions at once: nothing before it can be undone."
            )
        ),
        Small(say("Platforms keep their own copy of the messages you and I exchange.")),
        Buttons.of(
            Button(say("Export everything"), call("export")),
            Button(say("Forget me"), call("forget-me"), danger=True),
        ),
    )


_BOARDS = say(
    "What you post on the boards everybody here reads, with your name; who answers to it, and what, only you and they."
)
_ORGANISERS_SEE = say(
    "Organisers see numbers no one can be told from: members, those who noted nobody in a month, messages that failed. "
    "Names only of those who agreed."
)


async def _profile(ctx: Ctx) -> Phrase:
    consents = (await own_profile(ctx)).consents
    if not consents:
        return say(
            "Your profile is shown to nobody, unless you say so: {example}.", example=Code("who sees my profile?")
        )
    audiences = tuple(AUDIENCES[each] for each in consents)
    return say("Of your profile is shown what you agreed to, to: {audiences}.", audiences=audiences)


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    VCARD = "vcard"
    ALL = "all"


class Export(Command):
    """Take everything of yours with you: JSON, CSV and vCard."""

    format: Annotated[Format | None, Slot("Format", lead=("as", "in"), kind=choice_of(Format))] = None


@command(
    "export",
    phrases=(
        "export [it] [all] [my|of] [my] [data|everything|people|contacts|notes]",
        "export {format!}",
        "export [all] [my] [data|everything|people|contacts|notes] as|in|to {format}",
        "download|get everything ...",
        "download|get [all] my data|notes|people|contacts ...",
        "[give|send|get] [me] [a|my] {format!} of [all] [my] data|everything|people|contacts|notes",
        "give|send [me] [all] my data|notes|contacts ...",
        "give|send [me] everything [you] have|know|store ...",
        "[i] want [all] my data ...",
        "can i get|download|have|export [all] my data ...",
    ),
    examples=("export", "export my people as csv"),
    effect=Effect.READS,
)
async def export(cmd: Export, ctx: Ctx) -> Reply:
    everything = await everything_of(ctx.work, ctx.member, ctx.now)
    files = {
        Format.JSON: Attachment("hallway.json", "application/json", as_json(everything, ctx.now)),
        Format.CSV: Attachment("hallway-people.csv", "text/csv", as_csv(everything)),
        Format.VCARD: Attachment("hallway-people.vcf", "text/vcard", as_vcard(everything)),
    }
    wanted = files.values() if cmd.format in (None, Format.ALL) else (files[cmd.format],)
    return Reply.of(
        Line(say("Everything of yours. The JSON file holds all of it; CSV and vCard hold your people.")),
        *wanted,
        Small(say("These files are yours to keep safe: they hold your private notes.")),
    )


class Forget(Command):
    """Erase a person and all you noted about them."""

    person: Annotated[PersonRef, Slot("Whom to forget", "Whom should I forget?", kind=KNOWN_PERSON)]
    sure: Annotated[
        str,
        Slot(
            "Erase it all?",
            "This erases all you noted about {person}, for good, and your undo history with it. Go ahead?",
            lead=("sure",),
            kind=ConfirmKind("yes", choices=("yes",), own_words=("yes",)),
        ),
    ]


@command(
    "forget",
    phrases=(
        "forget [all] [about] {person}",
        "delete|erase|remove {person}",
        "delete|erase|remove [the] person|card|contact [of] {person}",
        "delete|erase|remove {person} from [my] contacts|people|notebook|notes|list",
        "forget|delete|erase everything [you know|you have|i have] about|on {person}",
        "delete|erase|remove|wipe everything about {person}",
        "bin|scrap|wipe|trash|purge {person}",
        "delete|erase|remove|forget {person} and whatever|everything|all i wrote|noted|saved about|on her|him|them",
        "bin|scrap|wipe|trash|purge|delete|erase {person} everything|all [you] [have|know] about|on her|him|them",
    ),
    examples=("forget Ana Silva",),
    effect=Effect.FINAL,
)
async def forget(cmd: Forget, ctx: Ctx) -> Reply:
    person = await person_of(ctx, cmd.person)
    await ctx.book.forget_person(person.id)
    return Reply.of(
        say(
            "Forgotten: {person}, with every note, promise and message that was still to come.",
            person=by_name(person),
        )
    )


class ForgetMe(Command):
    """Erase everything you have here, for good."""

    confirmation: Annotated[
        str,
        Slot(
            "Type: forget me",
            "This erases everything of yours here, for good: people, notes, reminders, profile, settings. "
            "Type “forget me” once more to do it.",
            kind=ConfirmKind("forget me", own_words=("forget me",)),
        ),
    ]


@command(
    "forget-me",
    phrases=(
        "forget me|everything",
        "forget everything|all about me",
        "delete|erase|remove everything about me",
        "delete|erase|remove me",
        "delete|erase|remove|wipe|close [all] [of] my account|data|notebook|history|information",
        "delete|erase|remove|wipe|close my account|data|notebook and everything|all [in it|you have|with it]",
        "delete|erase|remove|wipe everything",
        "delete|erase|remove|wipe|forget everything|all|anything you have|know|store|stored|saved|keep about|on|of me",
    ),
    examples=("forget me",),
    effect=Effect.FINAL,
)
async def forget_me(cmd: ForgetMe, ctx: Ctx) -> Reply:
    del cmd
    await leave_all(ctx)
    await leave(ctx.work, ctx.member.id, ctx.now)
    await ctx.book.forget_everything()
    ctx.conversation.leave()
    return Reply.of(
        say("Everything of yours is erased, and nothing more will come. If you ever write to me again, we start anew."),
        say("To start, tell me whom you met: {example}.", example=Code("met Carla Dias at PyLisboa")),
    )
