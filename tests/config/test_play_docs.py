"""The transcript that docs/transcripts.md shows is one, and it holds."""

import re
from io import StringIO
from pathlib import Path

from config.play import play_all

DOCS = Path(__file__).parents[2] / "docs" / "transcripts.md"


async def test_the_example_holds(tmp_path: Path) -> None:
    block = re.search(r"```\n(at .*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert block is not None
    (tmp_path / "example.transcript").write_text(block[1], "utf-8")
    out = StringIO()
    assert await play_all([tmp_path], out) == 0, out.getvalue()
