"""Whom members never want to be put together with: private, as their notebook is."""

from sqlalchemy import Index

from storage.tables.notebook import records
from storage.tables.schema import key, refers

BLOCK = records(
    "block",
    key("member"),
    refers("community", "owner", to="member", name="fk_block_owner"),
    refers("community", "member", to="member", name="fk_block_member"),
    Index(None, "community", "member", "owner"),
)
