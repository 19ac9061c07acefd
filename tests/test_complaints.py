"""What users of systems like this complained about: each is named by a test which shows that it is so no more."""

from __future__ import annotations

from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_TESTS = sorted(path for pattern in ("*.py", "*.transcript") for path in _HERE.rglob(pattern) if path != Path(__file__))

COMPLAINTS = {
    "the same partner three rounds in a row": ("icebreaker 56", "icebreaker_56_228_299"),
    "the odd one out is dropped and not told": ("icebreaker 72", "icebreaker_72"),
    "a trio ignores history, or somebody is in two groups": ("rc_coffee_chats_92",),
    "expected a match, heard nothing": ("slack-sup 64",),
    "the partner has left": ("slack-sup 85", "slack-sup 64, 85"),
    "pairs across time zones cannot meet": ("slack_sup_36",),
    "ghosts keep being matched": ("pairing-bot 75",),
    "a pause must be undone by hand": ("icebreaker 163",),
    "enrolled without asking": ("icebreaker 58",),
    "reminders vanish on restart": ("titanium 248",),
    "reminders vanish on a refused message": ("python-discord 363",),
    "the wrong day, or an hour off after the clock change": ("monica 389",),
    "nagged though I called two days ago": ("monica 1814",),
    "cannot say who introduced whom, where and when": ("monica 560",),
    "the same reminder set again and again": ("python-discord 2045",),
    "mentors never answer": ("find-a-mentor 869",),
    "no-shows": ("bridge_troll 424",),
    "the waiting list is unfair": ("discal 108",),
    "messages about events I am not going to": ("dndvault 361",),
    "need it in my own calendar": ("duckbot 71",),
    "too chatty, too many permissions": ("codepath 7",),
    "the community moved and lost its bot": ("wnb-rb 337",),
    "forget what was spoken about, and never follow up": ("swaap",),
}


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_each_complaint_is_named_by_a_test(complaint: str) -> None:
    names = COMPLAINTS[complaint]
    assert any(name in path.read_text(errors="replace").casefold() for path in _TESTS for name in names), names
