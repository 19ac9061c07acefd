"""Clocks that disagree: a little is said, a lot is refused."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadSettings
from config.skew import refuse_skew, skew
from tests.stores import Town, database_url, store, town

__all__ = ["database_url", "store", "town"]


@dataclass(frozen=True)
class Elsewhere:
    """A database whose clock is so much behind ours."""

    behind: timedelta | None

    async def now(self) -> datetime | None:
        return None if self.behind is None else datetime.now(UTC) - self.behind


@pytest.mark.parametrize(("seconds", "says"), [(40, "ahead of"), (-40, "behind")])
async def test_clocks_far_apart_are_refused(seconds: int, says: str) -> None:
    with pytest.raises(BadSettings, match=f"40 s {says} the database's"):
        await refuse_skew(Elsewhere(timedelta(seconds=seconds)))


@pytest.mark.parametrize(("seconds", "warnings"), [(20, 1), (-20, 1), (0, 0), (None, 0)])
async def test_a_little_is_logged(seconds: int | None, warnings: int, caplog: pytest.LogCaptureFixture) -> None:
    await refuse_skew(Elsewhere(None if seconds is None else timedelta(seconds=seconds)))
    assert len([record for record in caplog.records if record.message == "clock_skew"]) == warnings


async def test_a_database_on_this_machine_agrees(town: Town) -> None:
    assert abs(await skew(town.store)) < timedelta(seconds=2)
