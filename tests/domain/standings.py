"""What somebody lets stand of themselves, for tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
