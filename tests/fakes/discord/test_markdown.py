"""What people read of what was sent."""

import pytest

from tests.fakes.discord.markdown import as_read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("**You met Bo**\\_", "You met Bo_"),
        ("### People\n-# Page 1", "People\nPage 1"),
        ("due <t:1772791200:F>, <@7>", "due [1772791200], @bo"),
        ("Fri 6 Mar, 12:00 (UTC) · <t:1772791200:R>", "Fri 6 Mar, 12:00 (UTC) · …"),
        ("say `due \\_`\n```\na **b**\n```", "say due \\_\na **b**"),
        ("https://a.example/b_c_d. \\<@7>", "https://a.example/b_c_d. <@7>"),
        ("5 \\* 3 and 2 * 4", "5 * 3 and 2 * 4"),
    ],
)
def test_marks_are_not_shown_and_ids_are_names(sent: str, read: str) -> None:
    assert as_read(sent, {"7": "@bo"}, lambda seconds: f"[{seconds}]") == read
