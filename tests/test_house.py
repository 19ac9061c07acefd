"""The rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "adapters", "storage", "scheduler", "config", "tests")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
VAGUE = {"utils", "helpers", "common", "base", "manager", "service"}
IGNORE = re.compile(r"# (?:noqa|type: ignore|pyright: ignore|pragma: no)\b")
REASONED = re.compile(
    r"# (?:noqa: [A-Z0-9, ]+|(?:type|pyright): ignore\[[\w, -]+\]|pragma: no (?:cover|branch))(?: -|  #) \S"
)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_file_is_one_idea_with_a_name_of_its_own(path: Path) -> None:
    assert path.stem not in VAGUE
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    assert {function.name: lines for function in _functions(path) if (lines := _body_lines(function)) > 40} == {}


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_ignore_says_why(path: Path) -> None:
    if path == Path(__file__):
        return
    assert [line for line in path.read_text().splitlines() if IGNORE.search(line) and not REASONED.search(line)] == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_heading_stands_behind_an_empty_line(path: Path) -> None:
    """What is glued to the line above is a heading to some renderers and plain text to others."""
    lines = path.read_text().splitlines()
    glued = [line for above, line in pairwise(lines) if above and re.match(r"#{2,} \S", line)]
    assert glued == []


@pytest.mark.parametrize("path", LOCKS, ids=_name)
def test_locks_hold_hashes_and_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    pins = re.split(r"\n(?=\w)", re.sub(r"(?m)^ *#.*\n", "", text))
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
