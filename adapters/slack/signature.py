"""Whether a request over HTTP is Slack's: its signature over the very bytes, and not older than five minutes."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 300
"""Seconds for which a signature is good, either way."""

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"

_SECONDS = re.compile(r"[0-9]{10}")
_SIGNED = re.compile(r"v0=[0-9a-f]{64}")


def is_from_slack(secret: str, timestamps: Sequence[str], signatures: Sequence[str], body: bytes) -> bool:
    """False for anything else than one header of each kind that fit each other; nothing is ever raised."""
    if len(timestamps) != 1 or len(signatures) != 1 or not secret:
        return False
    (timestamp,), (signature,) = timestamps, signatures
    if not _SECONDS.fullmatch(timestamp) or not _SIGNED.fullmatch(signature):
        return False
    if abs(time.time() - int(timestamp)) > WINDOW:
        return False
    return hmac.compare_digest(signature.encode(), sign(secret, timestamp, body).encode())


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Such as ``v0=`` and 64 hexadecimal digits."""
    signed = b":".join((b"v0", timestamp.encode(), body))
    return f"v0={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
