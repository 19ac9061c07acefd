"""Discord's own description of its interface, for bodies that a test holds in its hand."""

from typing import Any

from tests.absent import specs_folder
from tests.fakes.discord.spec import spec_of


def faults(body: Any, name: str) -> list[str]:
    """What is wrong with the body as this schema; nothing where the description is not on this machine."""
    folder = specs_folder()
    return [] if folder is None else [str(each) for each in spec_of(folder).named(name, body)]
