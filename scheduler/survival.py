"""The one net of the clock's work: whatever fails in it is logged, and everything else goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


class surviving:  # noqa: N801 - reads as what it does: `with surviving("send"):`
    """Deliveries that were claimed in ``work`` lapse with their lease and come up again, in doubt."""

    __slots__ = ("_work",)

    def __init__(self, work: str) -> None:
        self._work = work

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Holds back every Exception, and neither a cancellation nor the end of the program."""
        if isinstance(error, Exception):
            _log.error("delivery.failed", exc_info=error, extra={"work": self._work})
            return True
        return False
