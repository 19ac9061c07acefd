"""Plays transcript files one after the other, each on a stage of its own, and says with what exit code to end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

from config.play.narrator import Narrator
from config.play.parse import parse
from config.play.runner import Runner, Unmet
from config.play.script import Mistake, Script, Unreadable

if TYPE_CHECKING:
    from config.play.stage import Stage

SUFFIX = ".transcript"

OpenStage: TypeAlias = "Callable[[Script], Awaitable[Stage]]"
"""Opens a fresh stage whose clock stands where the script starts."""


def read(path: Path) -> Script:
    """Raise Unreadable for a file that is not there, is no UTF-8 text, or is no transcript."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise Unreadable(str(path), (Mistake(1, "", f"a file that can be read: {reason}"),)) from error
    return parse(text, str(path))


def transcripts(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and every transcript below the folders."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob(f"*{SUFFIX}"))
        else:
            yield path


async def play_on(open_stage: OpenStage, paths: Sequence[Path], out: TextIO) -> int:
    """0 when every expectation holds, 1 when one does not, 2 (and nothing is played) when a file cannot be read."""
    files = list(transcripts(paths))
    scripts = [script for path in files if (script := _read_or_say(path, out)) is not None]
    if not files:
        out.write(f"There is no {SUFFIX} file in {', '.join(map(str, paths))}.\n")
    if not files or len(scripts) < len(files):
        return 2
    unmet = [script for script in scripts if not await _holds(open_stage, script, out)]
    if len(scripts) > 1:
        out.write(f"{len(scripts) - len(unmet)} of {len(scripts)} transcripts hold.\n")
        out.writelines(f"  not {script.name}\n" for script in unmet)
    return 1 if unmet else 0


def _read_or_say(path: Path, out: TextIO) -> Script | None:
    try:
        return read(path)
    except Unreadable as unreadable:
        out.write(f"{unreadable}\n")
        return None


async def _holds(open_stage: OpenStage, script: Script, out: TextIO) -> bool:
    narrator = Narrator(out, script.zone)
    stage = await open_stage(script)
    try:
        await Runner(stage, narrator).play(script)
    except Unmet as unmet:
        narrator.failed(str(unmet))
        return False
    finally:
        await stage.close()
    return True
