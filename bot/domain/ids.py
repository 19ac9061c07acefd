"""Identifiers. A person is not an account: accounts belong to members, people belong to whoever recorded them."""

from __future__ import annotations

import base64
import itertools
import secrets
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

CommunityId = NewType("CommunityId", str)
MemberId = NewType("MemberId", str)
PersonId = NewType("PersonId", str)
ChangeId = NewType("ChangeId", str)
DeliveryId = NewType("DeliveryId", str)

_TURNS = itertools.count()

LENGTH = 20
"""Characters of every id: two of them and a signature fit a Discord ``custom_id`` of 100."""


def new_id(at: datetime) -> str:
    """A fresh id, 20 characters of ``0-9a-v``: 48 bits of milliseconds, 20 that count up and 32 random ones.

    Ids of one process sort by age, also within a millisecond.
    """
    milliseconds, turn = int(at.timestamp() * 1000) & (1 << 48) - 1, next(_TURNS) & (1 << 20) - 1
    bits = milliseconds << 52 | turn << 32 | secrets.randbits(32)
    return base64.b32hexencode((bits << 4).to_bytes(13, "big")).decode()[:LENGTH].lower()
