"""Every table, in one metadata."""

from storage.tables import (
    boards,
    company,
    delivery,
    feeds,
    instance,
    introducing,
    journal,
    meetups,
    members,
    notebook,
    profiles,
    referrals,
    rounds,
    thanks,
    volunteers,
)
from storage.tables.schema import metadata

__all__ = [
    "boards",
    "company",
    "delivery",
    "feeds",
    "instance",
    "introducing",
    "journal",
    "meetups",
    "members",
    "metadata",
    "notebook",
    "profiles",
    "referrals",
    "rounds",
    "thanks",
    "volunteers",
]
