"""What Slack takes and what it does not: the published schemas, and the limits those leave out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.fakes.schemas import schema
from tests.fakes.slack.wire import Json

SUM_LIMIT = 13_000
_MOST_BLOCKS = 50
_MOST_VIEW_BLOCKS = 100
_VIEW_BYTES = 250_000


def blocks_of_message(blocks: Sequence[Json]) -> list[str]:
    """What is wrong with a message's blocks."""
    found = _by_schema("slack_blockkit_limits.SlackBlocks.json", "SlackBlocks", list(blocks))
    if len(blocks) > _MOST_BLOCKS:
        found.append(f"/: no more than {_MOST_BLOCKS} items allowed")
    found += [f"/{place}: an input cannot stand in a message" for place in _inputs(blocks)]
    return found + _in_any_surface(blocks)


def modal(view: Json) -> list[str]:
    found = _by_schema("slack_blockkit_limits.SlackModalView.json", "SlackModalView", view)
    if view.get("submit") is None and _inputs(view.get("blocks", [])):
        found.append("/submit: required where there are inputs")
    return list(dict.fromkeys(found + _in_any_view(view)))


def home(view: Json) -> list[str]:
    found = _by_schema("slack_blockkit_limits.SlackHomeView.json", "SlackHomeView", view)
    return list(dict.fromkeys(found + _in_any_view(view)))


def payload(value: Json, name: str) -> list[str]:
    """What is wrong with something Slack itself sends."""
    return _by_schema("slack_bolt_payloads.json", name, value)


def letters(blocks: Sequence[Json]) -> int:
    """How many characters people would read, which is what the sum limit counts."""
    return sum(len(each["text"]) for each in _objects(blocks) if isinstance(each.get("text"), str))


def _by_schema(file: str, name: str, value: object) -> list[str]:
    known = schema(file)
    return [] if known is None else known.check(value, name)


def _in_any_view(view: Json) -> list[str]:
    blocks = view.get("blocks", [])
    # The views' own descriptions let blocks of any unheard-of type pass.
    found = [f"/blocks{each}" for each in _by_schema("slack_blockkit_limits.SlackBlocks.json", "SlackBlocks", blocks)]
    found += _in_any_surface(blocks)
    if len(blocks) > _MOST_VIEW_BLOCKS:
        found.append(f"/blocks: no more than {_MOST_VIEW_BLOCKS} items allowed")
    if len(repr(view).encode()) > _VIEW_BYTES:
        found.append("/: view_too_large")
    return found


def _in_any_surface(blocks: Sequence[Json]) -> list[str]:
    twice = [name for name, count in Counter(each.get("block_id") for each in blocks).items() if name and count > 1]
    found = [f"/: block_id {name!r} is there twice" for name in twice]
    for place, block in enumerate(blocks):
        found += [f"/{place}: {what}" for what in _in_block(block)]
    return found


def _in_block(block: Json) -> Iterator[str]:
    if block.get("type") == "section" and not block.get("text") and not block.get("fields"):
        yield "a section needs text or fields"
    if block.get("type") in ("actions", "context") and not block.get("elements"):
        yield f"no elements in {block['type']}"
    actions = Counter(each.get("action_id") for each in _objects([block]) if each.get("action_id"))
    yield from (f"action_id {name!r} is there twice" for name, count in actions.items() if count > 1)
    for each in _objects([block]):
        yield from _in_element(each)


def _in_element(element: Json) -> Iterator[str]:
    kind = str(element.get("type", ""))
    if kind in ("plain_text", "mrkdwn") and not element.get("text"):
        yield "text must be at least one character long"
    if kind in ("static_select", "multi_static_select"):
        if bool(element.get("options")) == bool(element.get("option_groups")):
            yield "a select needs options or option_groups"
    elif kind in ("radio_buttons", "checkboxes", "overflow") and not element.get("options"):
        yield f"{kind} needs options"


def _inputs(blocks: Sequence[Json]) -> list[int]:
    return [place for place, block in enumerate(blocks) if block.get("type") == "input"]


def _objects(value: object) -> Iterator[Json]:
    """Every object in it, however deep."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _objects(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _objects(each)
