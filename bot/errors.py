"""The tree of errors.

    HallwayError
    ├── UserError            speaks to the person who acted; nothing was changed
    │   ├── BadValue         one slot of a command cannot be what was given
    │   ├── NotFound         there is no such thing among what this member may see
    │   ├── NotPossible      the thing exists, but not in a state that allows this
    │   ├── Stale            a button or form that is forged, expired or overtaken
    │   ├── TooMuch          a quota or a pace was exceeded
    │   └── Unsure           only the one who acts can say whether it is meant so
    ├── RoleUnknown          the platform has to be asked which role the member has; nothing was changed
    ├── Undrawn              a round has to be drawn first, outside of the transaction; nothing was changed
    └── OperatorError        speaks to whoever runs the instance: one line, exit code 2
        ├── BadSettings      a setting is missing, wrong or contradicts another
        ├── BadToken         a platform does not take the token it was given, and never will
        ├── DatabaseError    the database does not answer
        ├── SchemaError      the database is newer than this program, or damaged
        └── SecretError      what is sealed does not open with this instance's secret

`NotFound` reads the same whether the thing belongs to someone else or never existed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.rounds.entrants import Case
    from bot.reply import Part
    from bot.words import Phrase


class HallwayError(Exception):
    """Anything Hallway raises on purpose."""


class UserError(HallwayError):
    """Something a person can put right; ``phrase`` tells them how, ``also`` what is good to know beside it."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.template)
        self.phrase = phrase
        self.also: tuple[Part, ...] = ()


class BadValue(UserError):
    """What was given for ``slot`` cannot be used."""

    def __init__(self, phrase: Phrase, slot: str = "") -> None:
        super().__init__(phrase)
        self.slot = slot


class NotFound(UserError):
    """There is no such thing among what this member may see."""


class NotPossible(UserError):
    """The thing is not in a state that allows this."""


class Stale(UserError):
    """A button or form that no longer stands for anything."""


class TooMuch(UserError):
    """A quota or a pace was exceeded."""


class Unsure(UserError):
    """Whether it is meant so has to be asked: in the conversation, for ``slot`` of the command. Raised before anything
    is changed. ``shown`` comes before the question."""

    def __init__(self, phrase: Phrase, slot: str, shown: tuple[Part, ...] = ()) -> None:
        super().__init__(phrase)
        self.slot = slot
        self.shown = shown


class RoleUnknown(HallwayError):
    """What was asked for depends on the member's role, which the platform did not tell with it."""


class Undrawn(HallwayError):
    """What was asked for needs a draw of this case, which takes too long for a transaction."""

    def __init__(self, case: Case) -> None:
        super().__init__("a round has to be drawn first")
        self.case = case


class OperatorError(HallwayError):
    """Something the operator must put right; the message is one line that says how."""


class BadSettings(OperatorError):
    """A setting is missing, wrong or contradicts another."""


class BadToken(OperatorError):
    """A platform refuses the token, or what the app may do with it is not enough."""


class DatabaseError(OperatorError):
    """The database does not answer."""


class SchemaError(OperatorError):
    """The database does not fit this program."""


class SecretError(OperatorError):
    """Sealed text does not open with this instance's secret."""
