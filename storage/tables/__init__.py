"""Every table, in one metadata."""

from storage.tables import instance, journal, members, notebook
from storage.tables.schema import metadata

__all__ = ["instance", "journal", "members", "metadata", "notebook"]
