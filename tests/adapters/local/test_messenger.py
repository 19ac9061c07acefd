from datetime import timedelta

from bot.domain.delivery import Accepted, Parcel, Refused, Say, Seen
from bot.domain.ids import DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.reply import Button, Buttons, Reply, call
from bot.words import say
from tests.adapters.local.conftest import Place

KEY = "k" * 24


def parcel(place: Place, user: str = "ana") -> Parcel:
    reply = Reply.of(say("You promised it"), Buttons.of(Button(say("Help"), call("help"))))
    account = Account(place.community, "local", user, MemberId("m1"))
    return Parcel(KEY, place.community, DeliveryId("d1"), Say(reply, account, "en", ZoneName("Europe/Lisbon")))


async def test_a_parcel_arrives_in_the_direct_conversation_with_its_key(place: Place) -> None:
    outcome = await place.messenger.send(parcel(place))
    (message,) = place.platform.seen_by("ana")
    assert outcome == Accepted(message.id, "dm:ana")
    assert (message.key, message.plain, message.author) == (KEY, "You promised it", "hallway")
    assert place.platform.seen_by("bo") == []


async def test_a_second_send_is_a_second_message_and_both_are_found(place: Place) -> None:
    await place.messenger.send(parcel(place))
    place.clock.advance_to(place.clock.now() + timedelta(hours=1))
    await place.messenger.send(parcel(place))
    first, second = place.platform.seen_by("ana")
    began = place.clock.now() - timedelta(hours=2)
    assert await place.messenger.look_up(parcel(place), began) == Seen((first.id, second.id), "dm:ana")
    assert await place.messenger.look_up(parcel(place), place.clock.now()) == Seen((second.id,), "dm:ana")


async def test_what_was_removed_is_not_found_and_can_be_removed_again(place: Place) -> None:
    outcome = await place.messenger.send(parcel(place))
    assert isinstance(outcome, Accepted)
    for _ in range(2):
        assert isinstance(await place.messenger.remove(parcel(place), outcome.message), Accepted)
    assert await place.messenger.look_up(parcel(place), place.clock.now()) == Seen((), "dm:ana")


async def test_closed_direct_messages_are_refused_until_they_are_opened(place: Place) -> None:
    await place.workspace.refuse("ana", refuses=True)
    assert await place.messenger.send(parcel(place)) == Refused("dm_closed")
    await place.workspace.refuse("ana", refuses=False)
    assert isinstance(await place.messenger.send(parcel(place)), Accepted)


async def test_nobody_there_is_refused(place: Place) -> None:
    assert await place.messenger.send(parcel(place, "nobody")) == Refused("no_such_user")
