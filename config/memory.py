"""The interpreter's collector of cycles, set for a program that has started and now works in batches."""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""Objects made before it looks for cycles; Python's own 700 are gone through dozens of times in a batch of messages."""


def settle_memory() -> None:
    """What is loaded by now stays: walking it again and again would hold up the loop for 50 ms at a time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
