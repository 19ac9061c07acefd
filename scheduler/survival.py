"""The one net of the clock's work: whatever fails in it is logged, and everything else goes on."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_log = logging.getLogger(__name__)


@contextmanager
def surviving(work: str) -> Generator[None]:
    """Deliveries that were claimed in ``work`` lapse with their lease and come up again, in doubt."""
    try:
        yield
    except Exception:
        _log.exception("delivery.failed", extra={"work": work})
