"""From what Discord hands over to what the core takes; nothing of it can bring us down."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from adapters.discord.inbound import Data, act_of, addressed, chosen, mentioned, typed, with_accounts
from adapters.discord.options import Tree, tree_of
from bot.commands import COMMANDS
from bot.invocation import Said, Slash
from tests.adapters.discord.test_options import Plant, registry

TREE = tree_of(COMMANDS)
GROUPED = tree_of(registry("meetup new", "meetup list", model=Plant))


def option(name: str, **rest: object) -> dict[str, object]:
    return {"name": name, **rest}


def read(tree: Tree, **data: object) -> tuple[str, dict[str, str], str] | None:
    found = typed(Data.model_validate(data), tree)
    return None if found is None else (found.spec.name, dict(found.slots), found.focused)


def test_options_are_texts_whatever_their_type() -> None:
    options = [option("where", value="the park"), option("age", value=3)]
    assert read(tree_of(registry("plant", model=Plant)), name="plant", options=options) == (
        "plant", {"where": "the park", "age": "3"}, "",
    )  # fmt: skip


def test_a_command_in_a_group_is_found_by_its_path() -> None:
    within = [option("new", type=1, options=[option("where", value="the park", focused=True)])]
    assert read(GROUPED, name="meetup", options=within) == ("meetup new", {"where": "the park"}, "where")
    assert read(GROUPED, name="meetup", options=[option("list", type=1)]) == ("meetup list", {}, "")


@pytest.mark.parametrize("name", ["", "meetup", "frobnicate"])
def test_a_command_of_an_older_tree_is_none(name: str) -> None:
    assert read(GROUPED, name=name, options=[]) is None
    assert read(GROUPED, name=name, options=[option("gone", type=1)]) is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("met Bo", Said("met Bo")),
        ("/met Bo", Slash("met", "Bo")),
        ("/Follow-Up Bo\nin a week", Slash("follow-up", "Bo\nin a week")),
        ("/due", Slash("due", "")),
        ("/ due", Said("/ due")),
        ("//", Said("//")),
        ("/home/bo is full", Said("/home/bo is full")),
    ],
)
def test_what_is_typed_is_said_or_a_command(text: str, act: object) -> None:
    assert act_of(text) == act


def test_people_are_accounts_wherever_they_are_named() -> None:
    assert with_accounts("<@!12> and <@34>, <@&5>, <#6>") == "<@12> and <@34>, <@&5>, <#6>"
    assert mentioned(["<@1> <@!2>", "<@1>"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@7> due", "due"),
        ("<@!7>, due", "due"),
        ("what is due, <@7>?", "what is due, ?"),
        ("due", None),
        ("<@8> due", None),
        ("<@77> due", None),
    ],
)
def test_a_channel_speaks_to_us_by_our_name(text: str, said: str | None) -> None:
    assert addressed(text, 7) == said


TREES = [TREE, GROUPED]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
NAMES = st.sampled_from(["met", "meetup", "new", "person", "I met this person", "Remember this", "", "x"])
OPTIONS: st.SearchStrategy[Any] = st.recursive(
    st.fixed_dictionaries({"name": NAMES}, optional={"value": SCALARS, "focused": st.booleans(), "new": SCALARS}),
    lambda inner: st.fixed_dictionaries({"name": NAMES, "options": st.lists(inner, max_size=3)}),
    max_leaves=6,
)
USERS = st.dictionaries(
    st.sampled_from(["1", "2"]), st.fixed_dictionaries({"id": st.just("1"), "username": st.text(max_size=40)})
)


@given(NAMES, st.lists(OPTIONS, max_size=4), USERS, st.sampled_from(["", "1", "2", "3"]))
def test_whatever_an_interaction_holds_is_a_command_or_none(
    name: str, options: list[Any], users: dict[str, Any], target: str
) -> None:
    data = {"name": name, "options": options, "target_id": target, "resolved": {"users": users}, "unheard_of": 1}
    try:
        parsed = Data.model_validate(data)
    except ValidationError:
        return
    for tree in TREES:
        typed(parsed, tree)
        for menu in tree.menus.values():
            chosen(parsed, menu)
