"""Discord's own description of its API, and what is wrong with a request by it.

Alternatives are read as "any of": the description's are not exclusive. Ids may be numbers, as Discord takes both.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import cast

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tests.fakes.described import Described
from tests.fakes.discord.refusals import Problem
from tests.fakes.discord.world import Json
from tests.fakes.unions import loosened, told_apart

_REQUESTS = "discord_openapi.json"
_DISPATCHES = "discord_api_types.relaxed.json"
_CODES = {"maxLength": "BASE_TYPE_MAX_LENGTH", "minLength": "BASE_TYPE_MIN_LENGTH", "maxItems": "BASE_TYPE_BAD_LENGTH"}


class Spec:
    """Both descriptions, read from their folder; each body is judged once, however often it comes."""

    def __init__(self, folder: Path) -> None:
        api = cast("Json", loosened(json.loads((folder / _REQUESTS).read_text("utf-8"))))
        named = api["components"]["schemas"]
        named["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^[0-9]{1,20}$"}
        self._api = cast("Json", told_apart(api, named))
        self._types = cast("Json", loosened(json.loads((folder / _DISPATCHES).read_text("utf-8"))))
        self._described: dict[str, Described] = {}
        self._judged: dict[tuple[str, str], tuple[Problem, ...]] = {}

    def knows(self, method: str, template: str) -> bool:
        return method.lower() in self._api["paths"].get(template, {})

    def request(
        self, method: str, template: str, path: Mapping[str, str], query: Mapping[str, str]
    ) -> tuple[Problem, ...]:
        """What is wrong with the address."""
        item = self._api["paths"][template]
        known = {
            (each["in"], each["name"]): each
            for each in (*item.get("parameters", ()), *item[method.lower()].get("parameters", ()))
        }
        given = [("path", *each) for each in path.items()] + [("query", *each) for each in query.items()]
        problems = [
            Problem((name,), f"{where} has no such parameter") for where, name, _ in given if (where, name) not in known
        ]
        for where, name, value in given:
            if (where, name) in known:
                problems += self._parameter(name, value, known[where, name]["schema"])
        missing = {name for (_, name), each in known.items() if each.get("required")} - {name for _, name, _ in given}
        return (*problems, *(Problem((name,), "This parameter is required") for name in sorted(missing)))

    def body(self, method: str, template: str, body: object, *, multipart: bool) -> tuple[Problem, ...]:
        """What is wrong with a JSON body, or with the ``payload_json`` of one that comes with files."""
        wanted = self._api["paths"][template][method.lower()].get("requestBody")
        if wanted is None:
            return () if body is None else (Problem((), f"{method} {template} takes no body"),)
        if body is None:
            return (Problem((), "A body is required"),) if wanted.get("required") else ()
        media = "multipart/form-data" if multipart else "application/json"
        if media not in wanted["content"]:
            return (Problem((), f"{method} {template} does not take {media}"),)
        return self._in_api(f"{method} {template} {media}", wanted["content"][media]["schema"], body)

    def dispatch(self, event: str, data: Json) -> tuple[Problem, ...]:
        """What is wrong with something the gateway sends; nothing where the description does not say what it is."""
        if event not in self._types["definitions"]["Discord"]["properties"]:
            return ()
        schema = self._types["definitions"]["Discord"]["properties"][event]
        whole = schema | {"definitions": self._types["definitions"]}
        return self._judge(event, data, lambda: Described(whole, Draft7Validator))

    def named(self, name: str, value: object) -> tuple[Problem, ...]:
        """What is wrong with it as the object of this name."""
        return self._in_api(name, {"$ref": f"#/components/schemas/{name}"}, value)

    def _parameter(self, name: str, value: str, schema: Json) -> Iterable[Problem]:
        found = [self._in_api(f"parameter {name}", schema, reading) for reading in _readings(value)]
        return [Problem((name,), each.text, each.code) for each in min(found, key=len)]

    def _in_api(self, what: str, schema: Json, value: object) -> tuple[Problem, ...]:
        whole = schema | {"components": self._api["components"]}
        return self._judge(what, value, lambda: Described(whole, Draft202012Validator))

    def _judge(self, what: str, value: object, describe: Callable[[], Described]) -> tuple[Problem, ...]:
        key = what, json.dumps(value, sort_keys=True)
        if key not in self._judged:
            if what not in self._described:
                self._described[what] = describe()
            error = best_match(self._described[what].errors(value))
            self._judged[key] = () if error is None else (_problem(error),)
        return self._judged[key]


@cache
def spec_of(folder: Path) -> Spec:
    """Once per process: reading and preparing them takes a while."""
    return Spec(folder)


def _readings(value: str) -> list[object]:
    """What a word in an address may stand for."""
    readings: list[object] = [value]
    if value.lower() in {"true", "false", "1", "0"}:
        readings.append(value.lower() in {"true", "1"})
    if value.lstrip("-").isdigit():
        readings.append(int(value))
    return readings


def _problem(error: ValidationError) -> Problem:
    code = _CODES.get(str(error.validator), "BASE_TYPE_BAD_VALUE")
    return Problem(tuple(error.absolute_path), shorten(error.message, 300), code)
