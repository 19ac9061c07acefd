"""A JSON schema's alternatives, made easier on whoever reads them: "any of" for "one of", and told apart by their type.

Without the second, what is wrong with one component of a message is said as that it is none of nine others.
"""

from collections import defaultdict
from typing import Any, cast
from urllib.parse import unquote

Json = dict[str, Any]


def loosened(schema: Any) -> Any:
    """The same schema with every ``oneOf`` read as ``anyOf``."""
    match schema:
        case dict():
            loose = {key: loosened(value) for key, value in cast("Json", schema).items()}
            if "oneOf" in loose:
                choices = {"anyOf": loose.pop("oneOf")}
                loose["allOf"] = [*loose.get("allOf", ()), choices]
            return loose
        case list():
            return [loosened(each) for each in cast("list[object]", schema)]
        case _:
            return schema


def told_apart(schema: Any, named: Json) -> Any:
    """The same schema with every choice among objects of different ``type`` made by that type; ``named`` holds the
    definitions by the last part of their reference."""
    match schema:
        case dict():
            apart = {key: told_apart(value, named) for key, value in cast("Json", schema).items()}
            by_type = _by_type(cast("list[Json]", apart.get("anyOf", [])), named)
            if by_type is not None:
                del apart["anyOf"]
                apart["allOf"] = [*apart.get("allOf", ()), *by_type]
            return apart
        case list():
            return [told_apart(each, named) for each in cast("list[object]", schema)]
        case _:
            return schema


def _by_type(choices: list[Json], named: Json) -> list[Json] | None:
    """A value of a type that some of them name is held against those; any other against those that name none."""
    choices_of: dict[int | str, list[Json]] = defaultdict(list)
    others: list[Json] = []
    for each in choices:
        types = _types(each, named)
        others += [] if types else [each]
        for kind in types:
            choices_of[kind].append(each)
    if len(choices) - len(others) < 2:
        return None
    known: Json = {"type": "object", "properties": {"type": {"enum": sorted(choices_of)}}, "required": ["type"]}
    conditions = [{"if": _is_of(kind), "then": _any_of(each)} for kind, each in choices_of.items()]
    return [_any_of([*others, known]), *conditions]


def _any_of(choices: list[Json]) -> Json:
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _is_of(kind: int | str) -> Json:
    return {"type": "object", "properties": {"type": {"const": kind}}, "required": ["type"]}


def _types(choice: Json, named: Json) -> list[int | str]:
    """What the ``type`` of such an object must be; nothing where that is left open."""
    if "$ref" in choice:
        return _types(named.get(unquote(choice["$ref"]).rpartition("/")[2], {}), named)
    if "anyOf" in choice:
        found = [_types(each, named) for each in choice["anyOf"]]
        return [kind for kinds in found for kind in kinds] if all(found) else []
    if "type" in choice.get("required", ()):
        kind = choice["properties"].get("type", {})
        return [kind["const"]] if "const" in kind else list(kind.get("enum", ()))
    return []
