"""How column types are written into a migration: as what the database keeps, so that it means the same in ten years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.types import Key

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext


def render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """False leaves it to Alembic."""
    return _kept_as(cast("TypeEngine[Any]", item)) if kind == "type" and isinstance(item, TypeDecorator) else False


def _kept_as(column_type: TypeEngine[Any]) -> str:
    while isinstance(column_type, TypeDecorator) and not isinstance(column_type, Key):
        column_type = column_type.impl_instance
    match column_type:
        case Key():
            return "KEY"
        case BigInteger():
            return "sa.BigInteger()"
        case LargeBinary():
            return "sa.LargeBinary()"
        case _:
            return "sa.Text()"
