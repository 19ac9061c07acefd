"""A fake Slack in a process of its own: says its address and keys as one line of JSON, and runs until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal

from tests.fakes.faults import CALM, Odds
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving
from tests.fakes.slack.slack import Slack


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.slack", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    parser.add_argument("--rough", action="store_true", help="let requests fail now and then")
    parser.add_argument("--limits", action="store_true", help="keep to Slack's rate limits")
    parser.add_argument("--rotate", action="store_true", help="let tokens live for twelve hours")
    parser.add_argument("people", nargs="*", help="names of people who are there from the beginning")
    return parser.parse_args()


def _slack(asked: argparse.Namespace) -> Slack:
    slack = Slack()
    slack.trouble.seed, slack.trouble.odds = asked.seed, Odds() if asked.rough else CALM
    slack.trouble.start()
    slack.trouble.has_limits = asked.limits
    slack.grants.rotates = asked.rotate
    return slack


async def _run(asked: argparse.Namespace) -> None:
    slack, stopping = _slack(asked), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    team = slack.team()
    people = {name: Person.new(slack, team, name).user.id for name in asked.people}
    async with serving(slack, port=asked.port) as address:
        told = {
            "address": address,
            "api_url": f"{address}/api/",
            "bot_token": slack.install(team).token,
            "app_token": slack.keys.app_token,
            "signing_secret": slack.keys.signing_secret,
            "client_id": slack.keys.client_id,
            "client_secret": slack.keys.client_secret,
            "team": team.id,
            "people": people,
        }
        print(json.dumps(told), flush=True)  # noqa: T201 - this line is what whoever started it waits for
        await stopping.wait()


if __name__ == "__main__":
    asyncio.run(_run(_asked()))
