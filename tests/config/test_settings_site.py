"""Where people outside reach what Hallway serves, from the settings."""

import pytest

from bot.domain.feeds import Site
from config.settings import Settings


@pytest.mark.parametrize(
    ("settings", "site"),
    [
        ({}, Site("http://127.0.0.1:8765")),
        ({"http_host": "::1", "http_port": 9000}, Site("http://[::1]:9000")),
        ({"public_url": "https://hallway.example.org/"}, Site("https://hallway.example.org", is_public=True)),
        (
            {"public_url": " https://example.org/bots/hallway "},
            Site("https://example.org/bots/hallway", is_public=True),
        ),
        ({"public_url": "http://localhost:9000"}, Site("http://localhost:9000")),
        ({"public_url": "http://127.1.2.3"}, Site("http://127.1.2.3")),
        ({"public_url": "http://[::1]:9000"}, Site("http://[::1]:9000")),
    ],
)
def test_an_address_of_this_machine_is_not_public(settings: dict[str, object], site: Site) -> None:
    assert Settings.model_validate(settings).site == site


def test_a_calendar_is_below_the_site() -> None:
    assert (
        Site("https://example.org/bots", is_public=True).calendar("abc") == "https://example.org/bots/calendar/abc.ics"
    )
