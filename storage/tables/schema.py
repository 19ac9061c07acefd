"""The one metadata, and the columns that many tables share.

The community comes first in every key and index, the owner next: a query cannot cross either by accident, and the
same tables can be spread over machines by community.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData

from storage.types import Key

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def key(name: str, *, primary: bool = False) -> Column[str]:
    return Column(name, Key, primary_key=primary, nullable=False)


def community(*, primary: bool = True) -> Column[str]:
    return key("community", primary=primary)


def version() -> Column[int]:
    return Column("version", Integer, nullable=False)


def refers(*columns: str, to: str, name: str | None = None) -> ForeignKeyConstraint:
    """A reference within one community; where it names an owner too, within one notebook."""
    targets = ("community", "owner", "id")[-len(columns) :] if len(columns) == 3 else ("community", "id")
    return ForeignKeyConstraint(columns, [f"{to}.{target}" for target in targets], name=name)
