"""A JSON schema's alternatives, made easier on whoever reads them: "any of" for "one of", and told apart by their type.

Without the second, what is wrong with one component of a message is said as that it is none of nine others.
"""

from collections import defaultdict
from typing import Any, cast

from tests.fakes.discord.world import Json


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
    """The same schema with every choice among ``named`` objects of different ``type`` made by that type."""
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
    objects = [each for each in choices if each != {"type": "null"}]
    if len(objects) < 2:
        return None
    choices_of: dict[int, list[Json]] = defaultdict(list)
    for each in objects:
        types = _types(each, named)
        if not types:
            return None
        for number in types:
            choices_of[number].append(each)
    conditions: list[Json] = [
        {"if": _is_of(number), "then": each[0] if len(each) == 1 else {"anyOf": each}}
        for number, each in choices_of.items()
    ]
    known: Json = {"type": "object", "properties": {"type": {"enum": sorted(choices_of)}}, "required": ["type"]}
    if len(objects) < len(choices):
        known = {"anyOf": [{"type": "null"}, known]}
    return [known, *conditions]


def _is_of(number: int) -> Json:
    return {"type": "object", "properties": {"type": {"const": number}}, "required": ["type"]}


def _types(choice: Json, named: Json) -> list[int]:
    """What the ``type`` of such an object must be; nothing where that is left open."""
    name = str(choice.get("$ref", "")).rpartition("/")[2]
    target = named.get(name, {})
    if "type" not in target.get("required", ()):
        return []
    return list(target["properties"].get("type", {}).get("enum", ()))
