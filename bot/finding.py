"""Members who let themselves be found by what they say of themselves, and what is on offer on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.boards import rows_of
from bot.domain.boards import Board
from bot.domain.profiles import Consent
from bot.domain.searching import holds
from bot.kinds import PersonRef
from bot.kinds.people import exact
from bot.reply import Button, Buttons, Heading, Row, Small, call
from bot.words import Mention, Phrase, say, say_count

if TYPE_CHECKING:
    from bot.command import Ctx
    from bot.domain.profiles import Shown
    from bot.reply import Part

MOST = 8
MOST_OFFERS = 4


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: anywhere, in what somebody does, among their topics."""

    text: str | None
    where: str | None
    about: str | None

    def fits(self, shown: Shown) -> bool:
        work = tuple(each for each in (shown.occupation, shown.headline) if each)
        topics = (*shown.interests, *shown.offers, *shown.asks)
        return (
            any((self.text, self.where, self.about))
            and (self.where is None or holds(work, self.where))
            and (self.about is None or holds((*topics, *work), self.about))
            and (self.text is None or holds((shown.name, *topics, *work), self.text))
        )


async def found_beyond(sought: Sought, ctx: Ctx) -> list[Part]:
    """Beyond one's own notebook: members who show that they fit, and what is on offer on the board."""
    return [*await found_members(sought, ctx), *await _found_offers(sought, ctx)]


async def _found_offers(sought: Sought, ctx: Ctx) -> list[Part]:
    """Offers whose words fit, the newest first; nothing where none does."""
    words = [each for each in (sought.text, sought.about) if each]
    if not words or sought.where is not None:
        return []
    posts = [
        each
        for each in await ctx.work.boards.standing(ctx.now, Board.OFFER)
        if each.author != ctx.member.id and all(holds((each.text,), word) for word in words)
    ]
    if not posts:
        return []
    parts: list[Part] = [Heading(say("On the board"))]
    parts += await rows_of(ctx.work, posts[:MOST_OFFERS], ctx.member.id)
    if len(posts) > MOST_OFFERS:
        parts.append(Buttons.of(Button(say("All offers"), call("board list", board=Board.OFFER.value))))
    return parts


async def found_members(sought: Sought, ctx: Ctx) -> list[Part]:
    """Those who show that they fit, by name; nothing where nobody does."""
    everybody = await ctx.work.profiles.shown(Consent.SEARCH)
    fitting = [each for each in everybody.values() if each.member != ctx.member.id and sought.fits(each)]
    if not fitting:
        return []
    fitting.sort(key=lambda each: (each.name.casefold(), each.member))
    with_card = await ctx.work.profiles.shown(Consent.CARD, [each.member for each in fitting[:MOST]])
    parts: list[Part] = [Heading(say("Members who let themselves be found"))]
    parts += [_row(each, has_card=each.member in with_card) for each in fitting[:MOST]]
    left = len(fitting) - MOST
    if left > 0:
        parts.append(Small(say_count("and one more: say more to find them", "and {count} more: say more", left)))
    return parts


def _row(shown: Shown, *, has_card: bool) -> Row:
    button = Button(say("Card"), call("card", person=exact(PersonRef("", None, shown.member))))
    return Row(say("{person}", person=Mention(shown.member, shown.name)), (button,) if has_card else (), _told(shown))


def _told(shown: Shown) -> Phrase:
    lines = (
        shown.occupation and say("{occupation}", occupation=shown.occupation),
        shown.headline and say("{headline}", headline=shown.headline),
        shown.interests and say("interests: {topics}", topics=shown.interests),
        shown.offers and say("offers: {topics}", topics=shown.offers),
        shown.asks and say("looks for: {topics}", topics=shown.asks),
    )
    return say("{lines}", lines=tuple(line for line in lines if isinstance(line, Phrase)))
