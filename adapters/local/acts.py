"""What the page may ask for, parsed once."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, TypeAdapter

_Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=80)]
_Id: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
_Place: TypeAlias = Annotated[str, Field(min_length=1, max_length=1000)]
"""A channel's name, or that of a group's conversation, which names everybody in it."""

_Text: TypeAlias = Annotated[str, Field(max_length=20_000)]


class Step(StrEnum):
    """How far one press moves the clock."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def length(self) -> timedelta:
        return {Step.HOUR: timedelta(hours=1), Step.DAY: timedelta(days=1), Step.WEEK: timedelta(weeks=1)}[self]


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    user: _Name


class SayAct(_Act):
    act: Literal["say"]
    text: Annotated[_Text, Field(min_length=1)]
    channel: _Place | None = None


class ShareAct(_Act):
    """A file's content as base64, as a page reads it."""

    act: Literal["share"]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    content: Annotated[Base64Bytes, Field(max_length=300_000)]


class PressAct(_Act):
    act: Literal["press"]
    message: _Id
    handle: _Id


class FillAct(_Act):
    act: Literal["fill"]
    form: _Id
    values: Annotated[dict[_Name, _Text], Field(max_length=50)]


class DismissAct(_Act):
    act: Literal["dismiss"]
    form: _Id


class ReadAct(_Act):
    act: Literal["read"]
    conversation: _Place
    seq: Annotated[int, Field(ge=0, lt=2**53)]


class RefuseAct(_Act):
    act: Literal["refuse"]
    refuses: bool


class AdvanceAct(_Act):
    act: Literal["advance"]
    step: Step


PageAct: TypeAlias = Annotated[
    SayAct | ShareAct | PressAct | FillAct | DismissAct | ReadAct | RefuseAct | AdvanceAct, Field(discriminator="act")
]
PAGE_ACT: TypeAdapter[PageAct] = TypeAdapter(PageAct)
