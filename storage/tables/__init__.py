"""Every table, in one metadata."""

from storage.tables import delivery, instance, journal, meetups, members, notebook
from storage.tables.schema import metadata

__all__ = ["delivery", "instance", "journal", "meetups", "members", "metadata", "notebook"]
