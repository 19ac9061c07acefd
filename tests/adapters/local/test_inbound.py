import pytest

from adapters.local.inbound import act_of, with_accounts
from bot.invocation import Act, Said, Slash
from tests.adapters.local.conftest import PEOPLE


@pytest.mark.parametrize(
    ("text", "channel", "act"),
    [
        ("met Bo at PyLisboa", None, Said("met Bo at PyLisboa")),
        ("@Hallway, what's due?", None, Said("what's due?")),
        ("met Bo at PyLisboa", "meetups", None),
        ("thanks @hallway", "meetups", None),
        ("@hallway what's due?", "meetups", Said("what's due?")),
        ("@hallwayfinder hello", "meetups", None),
        ("/Met Bo at PyLisboa\nabout Arrow", "meetups", Slash("met", "Bo at PyLisboa\nabout Arrow")),
        (" /due ", None, Slash("due")),
        ("/ due", None, Said("/ due")),
        ("/", "meetups", None),
        ("met @Bo Chen and @ANA", None, Said("met <@bo> and <@ana>")),
        ("/met @bo", None, Slash("met", "<@bo>")),
    ],
)
def test_what_is_meant_for_hallway(text: str, channel: str | None, act: Act | None) -> None:
    assert act_of(text, channel, PEOPLE) == act


@pytest.mark.parametrize("text", ["mail ana@bo.example", "@bobby", "no at sign", "@ bo"])
def test_what_only_resembles_a_mention_stays_as_it_is(text: str) -> None:
    assert with_accounts(text, PEOPLE).text == text


def test_mentions_are_found_as_they_were_typed() -> None:
    assert with_accounts("@hallway met @Bo Chen", PEOPLE).mentions == ("@hallway", "@Bo Chen")
