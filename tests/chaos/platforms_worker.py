"""One replica with Slack and Discord side by side, as `hallway run` starts them but with shorter terms."""

import asyncio
import random
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.claims import Terms
from bot.domain.delivery import Composed, Destination, Due, Say
from bot.domain.ids import CommunityId, MemberId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.domain.together import GROUP, Together
from bot.reply import Reply
from bot.words import say
from config.clocks import SystemClock
from config.core import open_core
from config.discord import open_discord
from config.platforms import platforms_of, run_all
from config.settings import Settings
from config.slack import open_slack
from scheduler.clock import DeliveryClock
from storage.ledger import Ledger
from storage.store import Store
from tests.chaos.worker import run

PRELOADED = open_discord, open_slack
"""Imported once, in the process that replicas are forked from."""

TERMS = Terms(lease=timedelta(seconds=16), margin=timedelta(seconds=11), audit_after=timedelta(seconds=12))
"""As short as they may be while a request takes up to ten seconds."""


@dataclass(frozen=True, slots=True)
class Setup:
    settings: Mapping[str, str]
    holder: str = ""
    seed: int = 1
    failpoints: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Composes messages that say the names of their records, so that the oracle knows them."""

    store: Store

    async def __call__(self, community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
        del now
        async with self.store.reading(community) as work:
            accounts = await work.members.accounts(list({each for due in dues for each in _members(due)}))
            teams = await work.members.teams()
        return [
            Say(Reply.of(say("{subject}", subject=due.subject)), _to(due, accounts, teams), "en", ZoneName("UTC"))
            for due in dues
        ]


def _members(due: Due) -> list[MemberId]:
    """Whom it is to; the address of a group of the harness names those in it."""
    return [MemberId(each) for each in due.recipient.removeprefix(GROUP).split("+")]


def _to(due: Due, accounts: Mapping[MemberId, Sequence[Account]], teams: Mapping[str, str]) -> Destination:
    first, *others = (accounts[each][0] for each in _members(due))
    if not others:
        return first
    users = (first.user, *(each.user for each in others))
    return Together(first.community, first.platform, users, " and ".join(users), teams[first.platform])


async def work(setup: Setup) -> None:
    """Serve both platforms and deliver until a SIGTERM."""
    stopping, luck = asyncio.Event(), random.Random(setup.seed)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    settings = Settings.model_validate(dict(setup.settings))
    async with open_core(settings, SystemClock()) as core:
        platforms = platforms_of(settings, core)
        delivery = replace(
            core.delivery([platform.messenger for platform in platforms]),
            ledger=Ledger(core.store.database, TERMS),
            composer=Names(core.store),
            holder=setup.holder,
            terms=TERMS,
            batch=20,
            luck=lambda: luck.random() / 20,  # the longest wait decides how long a run takes
        )
        serving = asyncio.create_task(run_all(platforms))
        async with DeliveryClock(delivery):
            await stopping.wait()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def main(setup: Setup) -> None:
    """What a process of the harness runs."""
    run(work(setup), setup.failpoints)
