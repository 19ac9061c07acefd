"""What Discord asks of messages and modals beyond its description.

Limits: https://discord.com/developers/docs/resources/message#create-message and .../components/reference
"""

from collections import Counter
from collections.abc import Iterator

from tests.fakes.discord.refusals import Problem
from tests.fakes.discord.world import Json, MessageFlag

_CONTENT = 2000
_EMBEDS = 6000
_ROWS = 5
_COMPONENTS = 40
_TEXT_DISPLAYS = 4000
_MODAL_PARTS = 5
_BUTTON, _ROW, _TEXT_INPUT, _TEXT_DISPLAY, _LABEL = 2, 1, 4, 10, 18
_LINK, _PREMIUM = 5, 6
_SELECTS = {3, 5, 6, 7, 8}


def message_problems(body: Json) -> Iterator[Problem]:
    """Of a message to be sent or edited."""
    if len(body.get("content") or "") > _CONTENT:
        yield Problem(("content",), f"Must be {_CONTENT} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    if sum(map(_embed_length, body.get("embeds") or ())) > _EMBEDS:
        yield Problem(("embeds",), f"Embed size exceeds maximum size of {_EMBEDS}", "MAX_EMBED_SIZE_EXCEEDED")
    yield from _mention_problems(body.get("allowed_mentions") or {})
    yield from _layout_problems(body)


def modal_problems(data: Json) -> Iterator[Problem]:
    parts: list[Json] = data.get("components") or []
    if len(parts) > _MODAL_PARTS:
        yield Problem(("components",), f"Must be between 1 and {_MODAL_PARTS} in length.", "BASE_TYPE_BAD_LENGTH")
    yield from _custom_id_problems(parts)
    for path, each in walk(parts):
        if each["type"] == _TEXT_INPUT and len(each.get("value") or "") > (each.get("max_length") or 4000):
            yield Problem((*path, "value"), "Must be no longer than max_length.", "BASE_TYPE_MAX_LENGTH")
        if each["type"] == _TEXT_INPUT and path[-1] != "component" and not each.get("label"):
            yield Problem((*path, "label"), "This field is required", "BASE_TYPE_REQUIRED")
        yield from _select_problems(path, each)


def walk(
    components: list[Json], path: tuple[str | int, ...] = ("components",)
) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Every component with its place, rows and containers before what is in them."""
    for number, each in enumerate(components):
        yield from _within((*path, number), each)


def _within(path: tuple[str | int, ...], component: Json) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    yield path, component
    yield from walk(component.get("components") or [], (*path, "components"))
    for single in ("accessory", "component"):
        if component.get(single) is not None:
            yield from _within((*path, single), component[single])


def is_empty(body: Json, uploads: int = 0) -> bool:
    """Whether there is nothing in a message for anybody to see."""
    return not (uploads or any(body.get(part) for part in ("content", "embeds", "components", "sticker_ids", "poll")))


def _embed_length(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get(part) or {}).get(key) for part, key in (("footer", "text"), ("author", "name"))]
    texts += [field.get(key) for field in embed.get("fields") or () for key in ("name", "value")]
    return sum(len(text.strip()) for text in texts if text)


def _mention_problems(allowed: Json) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or ()) and allowed.get(kind):
            path = ("allowed_mentions",)
            yield Problem(
                path,
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            )


def _layout_problems(body: Json) -> Iterator[Problem]:
    components: list[Json] = body.get("components") or []
    everything = list(walk(components))
    if MessageFlag.COMPONENTS_V2 in MessageFlag(body.get("flags") or 0):
        yield from _new_layout_problems(body, everything)
    else:
        if len(components) > _ROWS:
            yield Problem(("components",), f"Must be {_ROWS} or fewer in length.", "BASE_TYPE_BAD_LENGTH")
        for path, each in everything:
            if len(path) == 2 and each["type"] != _ROW:
                yield Problem((*path, "type"), 'Value of field "type" must be one of (1,).', "UNION_TYPE_CHOICES")
    yield from _custom_id_problems(components)
    for path, each in everything:
        yield from _row_problems(path, each)
        yield from _button_problems(path, each)
        yield from _select_problems(path, each)


def _new_layout_problems(body: Json, everything: list[tuple[tuple[str | int, ...], Json]]) -> Iterator[Problem]:
    for old in ("content", "embeds", "sticker_ids", "poll"):
        if body.get(old):
            text = f"The '{old}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Problem((old,), text, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
    if len(everything) > _COMPONENTS:
        yield Problem(
            ("components",),
            f"The total number of components cannot exceed {_COMPONENTS}",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        )
    if sum(len(each.get("content") or "") for _, each in everything if each["type"] == _TEXT_DISPLAY) > _TEXT_DISPLAYS:
        yield Problem(
            ("components",),
            f"The text of all components cannot exceed {_TEXT_DISPLAYS}",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        )


def _custom_id_problems(components: list[Json]) -> Iterator[Problem]:
    found = [(path, each["custom_id"]) for path, each in walk(components) if each.get("custom_id")]
    times = Counter(custom_id for _, custom_id in found)
    for path, custom_id in found:
        if times[custom_id] > 1:
            yield Problem(
                (*path, "custom_id"), "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED"
            )


def _row_problems(path: tuple[str | int, ...], row: Json) -> Iterator[Problem]:
    if row["type"] != _ROW:
        return
    inside: list[Json] = row.get("components") or []
    has_select = any(each["type"] in _SELECTS for each in inside)
    most = 1 if has_select else 5
    if not 1 <= len(inside) <= most:
        text = f"Must be between 1 and {most} in length."
        yield Problem((*path, "components"), text, "BASE_TYPE_BAD_LENGTH")


def _button_problems(path: tuple[str | int, ...], button: Json) -> Iterator[Problem]:
    if button["type"] != _BUTTON:
        return
    if not (button.get("label") or button.get("emoji") or button["style"] == _PREMIUM):
        yield Problem(path, "A button must have a label or an emoji", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED")
    needed = {_LINK: "url", _PREMIUM: "sku_id"}.get(button["style"], "custom_id")
    if not button.get(needed):
        yield Problem((*path, needed), "This field is required", "BASE_TYPE_REQUIRED")


def _select_problems(path: tuple[str | int, ...], select: Json) -> Iterator[Problem]:
    options: list[Json] = select.get("options") or []
    values = [each.get("value") for each in options]
    if len(values) != len(set(values)):
        yield Problem(
            (*path, "options"), "The specified option value is already used", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"
        )
    if select["type"] == 3 and not 1 <= len(options) <= 25:
        yield Problem((*path, "options"), "Must be between 1 and 25 in length.", "BASE_TYPE_BAD_LENGTH")
    if select["type"] in _SELECTS and options and (select.get("max_values") or 1) > len(options):
        yield Problem((*path, "max_values"), "Must be no more than the number of options", "BASE_TYPE_BAD_VALUE")
