"""The platforms' published descriptions, as something a fake can hold every request against."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

import jsonschema
from jsonschema.validators import extend

from tests.absent import specs_folder

_Error = jsonschema.ValidationError


class Schema:
    """A JSON Schema document of many definitions."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._definitions: dict[str, Any] = document["definitions"]
        self._validating = extend(jsonschema.Draft7Validator, {"anyOf": _any_of(self._types_of)})
        self._validators: dict[str, jsonschema.Draft7Validator] = {}
        self._types_named = cache(self._types_of_named)

    def names(self) -> frozenset[str]:
        return frozenset(self._definitions)

    def check(self, value: Any, name: str) -> list[str]:
        """What is wrong with ``value`` as the definition of this name, a sentence each, with its place."""
        if name not in self._validators:
            document = {"$ref": f"#/definitions/{name}", "definitions": self._definitions}
            self._validators[name] = self._validating(document)
        return [f"{_place(error)}: {error.message[:300]}" for error in self._validators[name].iter_errors(value)]

    def _types_of(self, choice: dict[str, Any]) -> frozenset[str] | None:
        """Every ``type`` a value of this choice can have; None where it does not say."""
        if "$ref" in choice:
            return self._types_named(choice["$ref"])
        if "anyOf" in choice:
            known = [self._types_of(each) for each in choice["anyOf"]]
            return None if None in known else frozenset().union(*filter(None, known))
        found = choice.get("properties", {}).get("type", {}).get("const")
        return frozenset([found]) if isinstance(found, str) else None

    def _types_of_named(self, reference: str) -> frozenset[str] | None:
        return self._types_of(self._definitions[unquote(reference).removeprefix("#/definitions/")])


@cache
def schema(file: str) -> Schema | None:
    """The description of this file name; None where the descriptions are not on this machine."""
    folder = specs_folder()
    path = folder / file if folder is not None else None
    return Schema(json.loads(path.read_text())) if path is not None and path.is_file() else None


def _place(error: _Error) -> str:
    return "/" + "/".join(str(step) for step in error.absolute_path)


def _any_of(types_of: Callable[[dict[str, Any]], frozenset[str] | None]) -> Callable[..., Iterator[_Error]]:
    """As anyOf, but a value that says its type is held against that type alone: many times faster, and the complaint
    is about what is wrong with it rather than that it is none of ninety things."""
    plain_any_of: Callable[..., Iterator[_Error]] = jsonschema.Draft7Validator.VALIDATORS["anyOf"]

    def check(validator: jsonschema.Draft7Validator, choices: list[Any], value: Any, whole: Any) -> Iterator[_Error]:
        said = value.get("type") if isinstance(value, dict) else None
        naming = [each for each in choices if said in (types_of(each) or ())]
        fitting = naming or [each for each in choices if types_of(each) is None]
        if isinstance(said, str) and len(fitting) == 1:
            yield from validator.descend(value, fitting[0])
        elif isinstance(said, str) and not fitting:
            yield _Error(f"{said!r} cannot stand here")
        else:
            yield from plain_any_of(validator, fitting or choices, value, whole)

    return check
