"""views.*: modals and Home tabs."""

from tests.fakes.slack import checks, screens
from tests.fakes.slack.methods.method import Ask, method
from tests.fakes.slack.wire import Json, SlackError, complaints
from tests.fakes.slack.world import View

_DEEPEST = 3


@method("views.open", "trigger_id interactivity_pointer view")
def open_(ask: Ask) -> Json:
    view = _modal(ask)
    trigger = ask.slack.triggers.use(ask.text("trigger_id"), ask.team.id)
    shown = screens.new_view(ask.slack.stamps, trigger.user, view)
    ask.team.modals[trigger.user] = [shown]
    return {"view": screens.view_output(shown, ask.team, ask.slack.keys.app_id)}


@method("views.push", "trigger_id interactivity_pointer view")
def push(ask: Ask) -> Json:
    view = _modal(ask)
    trigger = ask.slack.triggers.use(ask.text("trigger_id"), ask.team.id)
    stack = ask.team.modals.get(trigger.user, [])
    if not stack or trigger.view is None:
        raise SlackError("not_found")
    if len(stack) >= _DEEPEST:
        raise SlackError("push_limit_reached")
    shown = screens.new_view(ask.slack.stamps, trigger.user, view, below=stack[-1])
    stack.append(shown)
    return {"view": screens.view_output(shown, ask.team, ask.slack.keys.app_id)}


@method("views.update", "view_id external_id view hash")
def update(ask: Ask) -> Json:
    view = _modal(ask)
    shown = _known(ask)
    if ask.args.get("hash") and ask.args["hash"] != shown.hash:
        raise SlackError("hash_conflict")
    screens.replace_view(ask.slack.stamps, shown, view)
    return {"view": screens.view_output(shown, ask.team, ask.slack.keys.app_id)}


@method("views.publish", "user_id view hash")
def publish(ask: Ask) -> Json:
    view = ask.args.get("view") or {}
    _accept(ask, "views.publish", checks.home(view))
    user = ask.user(ask.text("user_id"))
    before = ask.team.homes.get(user.id)
    if before is not None and ask.args.get("hash") and ask.args["hash"] != before.hash:
        raise SlackError("hash_conflict")
    shown = screens.new_view(ask.slack.stamps, user.id, view)
    ask.team.homes[user.id] = shown
    return {"view": screens.view_output(shown, ask.team, ask.slack.keys.app_id)}


def _modal(ask: Ask) -> Json:
    view = ask.args.get("view") or {}
    _accept(ask, "a modal", checks.modal(view))
    return view


def _accept(ask: Ask, where: str, found: list[str]) -> None:
    ask.slack.violated(where, found)
    if found:
        raise SlackError("invalid_arguments", response_metadata=complaints(found))


def _known(ask: Ask) -> View:
    external = ask.args.get("external_id")
    stacks = ask.team.modals.values()
    by_name = (view for stack in stacks for view in stack if view.view.get("external_id") == external)
    found = next(by_name, None) if external else ask.team.view(ask.text("view_id"))
    if found is None:
        raise SlackError("not_found")
    return found
