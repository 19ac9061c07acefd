"""The page's own files, held to what the policy and the house ask."""

import re
from pathlib import Path

import pytest

import adapters.local

HERE = Path(adapters.local.__file__).parent
SCRIPTS = sorted((HERE / "static").glob("*.js"))
STYLES = sorted((HERE / "static").glob("*.css"))
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_markup_of_text(path: Path) -> None:
    assert MARKUP.search(path.read_text()) is None


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_a_file_of_the_page_is_short_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert len(text.splitlines()) <= 300
    assert "//" not in re.sub(r"(?m)//[^\n]*$", "", text)
    assert "url(" not in text


def test_the_page_holds_no_script_and_no_style_of_its_own() -> None:
    text = (HERE / "templates" / "page.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", text) == []
    assert re.findall(r"(?:src|href)=\"(?!/static/|#)[^\"]*\"", text) == []


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _schemes() -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", (HERE / "static" / "frame.css").read_text(), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks]


PAIRS = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "shade", "sunk")),
    ("on-brand", "brand"),
    ("brand-ink", "brand-soft"),
    ("note-ink", "note"),
    ("ink", "note"),
    ("danger", "paper"),
    ("danger", "danger-soft"),
]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("scheme", _schemes(), ids=["light", "dark"])
def test_text_is_readable(scheme: dict[str, str], ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3 Contrast (Minimum): 4.5 to 1."""
    assert _contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", _schemes(), ids=["light", "dark"])
def test_controls_stand_out_from_the_ground(scheme: dict[str, str]) -> None:
    """WCAG 2.2, 1.4.11 Non-text Contrast: 3 to 1."""
    assert _contrast(scheme["edge"], scheme["paper"]) >= 3
    assert _contrast(scheme["brand"], scheme["paper"]) >= 3
