"""Both platforms in every replica: one is killed, and neither platform may lose a message or keep it twice, to single
members or to two of them together."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from storage.ledger import Ledger
from storage.store import Store
from tests.chaos import platforms_worker
from tests.chaos.harness import Crowd, Home, Plan, Report, gather, strike
from tests.chaos.platforms_worker import TERMS, Setup
from tests.chaos.replicas import Replicas
from tests.chaos.worker import SECRET
from tests.fakes import discord
from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.faults import Odds
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving as serving_slack
from tests.fakes.slack.slack import Slack

_MEMBERS = 30
_PATIENCE = 300.0


async def run(plan: Plan, folder: Path) -> Mapping[str, Report]:
    """A report for each platform, each with as many deliveries as planned. ``folder`` is for replicas' files."""
    slack, dice = Slack(), random.Random(plan.seed)
    slack.trouble.seed, slack.trouble.odds = plan.seed, Odds()
    slack.trouble.start()
    setup = discord.Setup(seed=plan.seed, odds=Odds(), nonce_window=plan.nonce_window)
    async with (
        Store.open(plan.url, SECRET) as store,
        serving_slack(slack),
        discord.serving(setup) as fake,
    ):
        crowds = [await _on_slack(slack, store, plan, dice), await _on_discord(fake, store, plan, dice)]
        told = Setup(_settings(plan, folder, slack, fake), seed=plan.seed)
        replicas = Replicas(platforms_worker.main, told, plan.replicas, dice)
        violations = await strike(plan, replicas, Ledger(store.database, TERMS), dice, _PATIENCE)
        copies = {"slack": slack.copies(), "discord": fake.copies()}
        broken = [*violations, *slack.violations, *fake.violations, *_not_up(slack, fake)]
        return {crowd.platform: crowd.report(plan, copies[crowd.platform], broken) for crowd in crowds}


def _not_up(slack: Slack, fake: FakeDiscord) -> list[str]:
    return [
        f"nobody ever connected to {name}"
        for name, count in (("Slack", slack.sockets.opened), ("Discord", len(fake.gateway.identified)))
        if not count
    ]


async def _on_slack(slack: Slack, store: Store, plan: Plan, dice: random.Random) -> Crowd:
    team = slack.team()
    users = [Person.new(slack, team, f"member{number}").user.id for number in range(_MEMBERS)]
    community = await store.community("slack", team.id, "On Slack", datetime.now(UTC))
    return await gather(store, Home("slack", community, dict.fromkeys(users), has_groups=True), plan, dice)


async def _on_discord(fake: FakeDiscord, store: Store, plan: Plan, dice: random.Random) -> Crowd:
    guild = discord.add_guild(fake, "On Discord")
    discord.add_system_channel(fake, guild)
    users = [discord.Person.arrives(fake, f"member{number}", "", guild).user.id for number in range(_MEMBERS)]
    community = await store.community("discord", guild.id, guild.name, datetime.now(UTC))
    return await gather(store, Home("discord", community, dict.fromkeys(users), has_groups=True), plan, dice)


def _settings(plan: Plan, folder: Path, slack: Slack, fake: FakeDiscord) -> Mapping[str, str]:
    return {
        "data_dir": str(folder),
        "database_url": plan.url,
        "secret": SECRET.decode(),
        **slack.settings(slack.team()),
        **fake.settings,
    }
