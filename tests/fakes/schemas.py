"""The platforms' published descriptions, as something a fake can hold every request against."""

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from jsonschema.exceptions import ValidationError

from tests.absent import specs_folder
from tests.fakes.described import Described
from tests.fakes.unions import told_apart


class Schema:
    """A JSON Schema document of many definitions."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._definitions: dict[str, Any] = told_apart(document["definitions"], document["definitions"])
        self._described: dict[str, Described] = {}

    def names(self) -> frozenset[str]:
        return frozenset(self._definitions)

    def check(self, value: Any, name: str) -> list[str]:
        """What is wrong with ``value`` as the definition of this name, a sentence each, with its place."""
        if name not in self._described:
            document = {"$ref": f"#/definitions/{quote(name)}", "definitions": self._definitions}
            self._described[name] = Described(document)
        return [f"{_place(error)}: {error.message[:300]}" for error in self._described[name].errors(value)]


@cache
def schema(file: str) -> Schema | None:
    """The description of this file name; None where the descriptions are not on this machine."""
    folder = specs_folder()
    path = folder / file if folder is not None else None
    return Schema(json.loads(path.read_text())) if path is not None and path.is_file() else None


def _place(error: ValidationError) -> str:
    return "/" + "/".join(str(step) for step in error.absolute_path)
