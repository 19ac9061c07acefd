"""Zones, by name and by city."""

import pytest

from bot.domain.times import (
    UnknownZone,
    zone_named,
)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        *(("Europe/Lisbon", "Europe/Lisbon"), ("europe/lisbon", "Europe/Lisbon"), ("Lisbon", "Europe/Lisbon")),
        *((" new  york ", "America/New_York"), ("America/New York", "America/New_York"), ("NYC", "America/New_York")),
        *(
            ("buenos aires", "America/Argentina/Buenos_Aires"),
            ("istanbul", "Europe/Istanbul"),
            ("São Paulo", "America/Sao_Paulo"),
        ),
        *(
            ("utc", "UTC"),
            ("GMT", "UTC"),
            ("Etc/UTC", "UTC"),
            ("Mumbai", "Asia/Kolkata"),
            ("ho chi minh", "Asia/Ho_Chi_Minh"),
        ),
    ],
)
def test_a_zone_is_found_by_name_or_city(text: str, zone: str) -> None:
    assert zone_named(text) == (zone,)


@pytest.mark.parametrize(
    "text", ["", "EST", "CET", "MST", "PST8PDT", "Etc/GMT+5", "+02:00", "UTC+2", "Springfield", "Mars", "x" * 4000]
)
def test_what_does_not_say_when_its_clock_changes_is_refused(text: str) -> None:
    with pytest.raises(UnknownZone):
        zone_named(text)
