"""A JSON schema against which much is held, most of it right: quick to say so, and slower to say what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import jsonschema_rs
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

_QUICK: Mapping[type[Validator], Callable[[Any], jsonschema_rs.Validator]] = {
    Draft7Validator: jsonschema_rs.Draft7Validator,
    Draft202012Validator: jsonschema_rs.Draft202012Validator,
}


class Described:
    """The schema of one kind of object, in a draft of JSON Schema."""

    def __init__(self, schema: dict[str, Any], draft: type[Validator] = Draft7Validator) -> None:
        self._quick = _QUICK[draft](schema)
        self._thorough = draft(schema)

    def errors(self, value: Any) -> Iterable[ValidationError]:
        """What is wrong with it, in words and with its place."""
        return () if self._quick.is_valid(value) else self._thorough.iter_errors(value)
