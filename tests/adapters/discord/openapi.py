"""Discord's own description of its interface, for bodies that a test holds in its hand."""

import json
from functools import cache
from typing import Any

import jsonschema

from tests.absent import specs_folder


@cache
def _document() -> dict[str, Any] | None:
    folder = specs_folder()
    path = None if folder is None else folder / "discord_openapi.json"
    # Its "oneOf" are not exclusive: most objects of a union fit several of its members.
    return json.loads(path.read_text().replace('"oneOf"', '"anyOf"')) if path is not None and path.is_file() else None


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator | None:
    document = _document()
    if document is None:
        return None
    return jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )


def faults(body: Any, name: str) -> list[str]:
    """What is wrong with the body as this schema; nothing where the description is not on this machine."""
    validator = _validator(name)
    if validator is None:
        return []
    return [f"{list(each.absolute_path)}: {each.message[:200]}" for each in validator.iter_errors(body)]
