"""The one net of the clock's work: whatever fails in it is logged, and everything else goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)


class surviving:  # noqa: N801 - reads as what it does: `with surviving("send"):`
    """Deliveries that were claimed in ``work`` lapse with their lease and come up again, in doubt.

    One that is entered again and again, and fails each time in the same way, logs where it fails the first time alone.
    """

    __slots__ = ("_last", "_work")

    def __init__(self, work: str) -> None:
        self._work = work
        self._last = ""

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Holds back every Exception, and neither a cancellation nor the end of the program."""
        if not isinstance(error, Exception):
            self._last = ""
            return False
        before, self._last = self._last, repr(error).partition("\n")[0]
        trouble = {"work": self._work, "error": self._last}
        _log.error("delivery.failed", exc_info=None if self._last == before else error, extra=trouble)
        return True
