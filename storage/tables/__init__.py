"""Every table, in one metadata."""

from storage.tables import delivery, instance, journal, members, notebook
from storage.tables.schema import metadata

__all__ = ["delivery", "instance", "journal", "members", "metadata", "notebook"]
