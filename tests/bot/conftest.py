from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.chat import Chat, Room, open_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


@pytest.fixture
def ana(room: Room) -> Chat:
    return room.chat()
