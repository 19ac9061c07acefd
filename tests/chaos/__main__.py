"""``python -m tests.chaos --kills 500 --seed 1``: the long run. Exits 1 when anything was lost, doubled or broken."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.chaos import side_by_side
from tests.chaos.harness import Plan, Report, run

_PER_KILL = 15


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--deliveries", type=int, default=0, help="15 for each kill unless given")
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--url", default="", help="the database; a fresh SQLite file unless given")
    parser.add_argument("--platforms", action="store_true", help="Slack and Discord side by side, each as many")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> Mapping[str, Report]:
    with tempfile.TemporaryDirectory(prefix="hallway-chaos-") as folder:
        plan = Plan(
            url=arguments.url or f"sqlite:///{folder}/chaos.db",
            kills=arguments.kills,
            deliveries=arguments.deliveries or arguments.kills * _PER_KILL,
            seed=arguments.seed,
            replicas=arguments.replicas,
        )
        if arguments.platforms:
            return await side_by_side.run(plan, Path(folder))
        return {"": await run(plan)}


def main() -> int:
    reports = asyncio.run(_run(_arguments()))
    for platform, report in reports.items():
        for violation in report.violations:
            print(f"broken: {violation}")
        if report.uncalled_for:
            print(f"sent although cancelled: {report.uncalled_for}")
        print(f"{platform} {report}".strip())
    return 0 if all(report.is_clean for report in reports.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
