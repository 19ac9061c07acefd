"""Files that people share: as an option of a command, or in a direct message."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.fetching import NotFetched, fetched
from bot.files import LARGEST, SharedFile, handed, not_fetched, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.desk import Desk
    from adapters.discord.inbound import Attached
    from bot.invocation import Handed
    from bot.words import Phrase

log = logging.getLogger(__name__)


async def read_files(desk: Desk, files: Sequence[Attached]) -> Handed | Phrase:
    """What sharing these asks for, or why it is not done. Discord gives them to whoever has their address, so our token
    stays here."""
    commands, first = desk.dispatcher.commands, files[0]
    why_not = refusal(commands, [SharedFile(each.filename, each.size) for each in files])
    if why_not is not None:
        return why_not
    try:
        return handed(commands, first.filename, await fetched(first.url, LARGEST))
    except NotFetched as error:
        log.info("discord_file_not_read", extra={"status": error.status})
        return not_fetched(first.filename)
