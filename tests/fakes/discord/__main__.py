"""A fake in a process of its own: ``python -m tests.fakes.discord`` prints its addresses as a line of JSON, and serves
until it is interrupted or terminated.

Under ``/fake`` a harness in another process sees what is there, and brings people in.
"""

import argparse
import asyncio
import json
import signal
import sys

from tests.fakes.discord.fake import Setup
from tests.fakes.discord.remote import Remote
from tests.fakes.discord.serving import serving
from tests.fakes.faults import CALM, Odds


def _setup(words: list[str]) -> Setup:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.discord")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm", action="store_true", help="no faults")
    parser.add_argument("--nonce-window", type=float, default=180.0, help="seconds a nonce is recognised for")
    parser.add_argument("--globally", type=float, default=None, help="requests a second in all")
    given = parser.parse_args(words)
    odds = CALM if given.calm else Odds()
    return Setup(seed=given.seed, odds=odds, nonce_window=given.nonce_window, globally=given.globally)


async def main(words: list[str]) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with serving(_setup(words)) as fake:
        addresses = {"api_url": fake.api_url, "gateway_url": fake.gateway_url, "token": fake.setup.token}
        sys.stdout.write(json.dumps(addresses | {"fake_url": f"{fake.address}{Remote.PATH}"}) + "\n")
        sys.stdout.flush()
        await stopping.wait()


asyncio.run(main(sys.argv[1:]))
