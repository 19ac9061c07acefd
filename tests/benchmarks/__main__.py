"""``python -m tests.benchmarks [NAME ...]``: all of them, or those named. Exits 1 when a limit is missed."""

import asyncio
import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import tests.benchmarks
from tests.benchmarks.table import BENCHES, Line, show


def main() -> int:
    for module in pkgutil.iter_modules(tests.benchmarks.__path__):
        if not module.name.startswith("__"):
            importlib.import_module(f"tests.benchmarks.{module.name}")
    lines: list[Line] = []
    for name in sys.argv[1:] or sorted(BENCHES):
        print(f"{name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="hallway-bench-") as folder:
            lines += asyncio.run(_run(name, Path(folder)))
    print(show(lines))
    return 0 if all(line.holds for line in lines) else 1


async def _run(name: str, folder: Path) -> list[Line]:
    return list(await BENCHES[name](folder))


if __name__ == "__main__":
    sys.exit(main())
