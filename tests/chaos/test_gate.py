"""The gate of every run: 40 kills, 600 deliveries, none lost and none left twice. `make chaos` runs it long."""

from pathlib import Path

import pytest

from tests.chaos import side_by_side
from tests.chaos.harness import Plan, run


@pytest.mark.timeout(240)
async def test_forty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    report = await run(Plan(f"sqlite:///{tmp_path}/chaos.db", kills=40, deliveries=600))
    assert report.is_clean, report


@pytest.mark.timeout(240)
async def test_the_same_holds_on_postgres_with_a_short_nonce_window(postgres_url: str) -> None:
    report = await run(Plan(postgres_url, kills=15, deliveries=200, seed=2, nonce_window=3))
    assert report.is_clean, report


@pytest.mark.timeout(400)
async def test_the_same_holds_for_slack_and_discord_side_by_side(tmp_path: Path) -> None:
    reports = await side_by_side.run(Plan(f"sqlite:///{tmp_path}/chaos.db", kills=40, deliveries=600), tmp_path)
    assert {platform: report.is_clean for platform, report in reports.items()} == {"slack": True, "discord": True}, (
        reports
    )
