"""What becomes of a claim, case by case: pure, and at its limits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.claims import (
    MOST_ATTEMPTS,
    MOST_CRASHES,
    MOST_UNREAD,
    Bucket,
    Claim,
    Terms,
    Tried,
    audit_of,
    back_off,
    given_up,
    reconciled,
    settled,
    turns,
    unsaid,
)
from bot.domain.delivery import (
    Accepted,
    DeliveryState,
    Drop,
    Due,
    NotAccepted,
    NoticeKind,
    Refused,
    Say,
    Seen,
    Unknown,
    Unreadable,
    Wait,
    delivery_key,
)
from bot.domain.ids import CommunityId, DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.times import Frequency, Moment, NthWeekday, Rule, ZoneName
from bot.reply import NOTHING
from tests.stores import NOW, SECRET

_UTC = ZoneName("UTC")
_COMMUNITY, _MEMBER = CommunityId("c1"), MemberId("m1")
_MOMENT = Moment(NOW.replace(tzinfo=None), _UTC)
_DUE = Due(DeliveryId("d1"), NoticeKind.REMINDER, "r1", _MEMBER, _MOMENT, NOW)
_CLAIM = Claim(_COMMUNITY, _DUE, 1, 0, 0, 0, in_doubt=False, since=NOW, leased_until=NOW + timedelta(seconds=45))
_SAY = Say(NOTHING, Account(_COMMUNITY, "local", "u1", _MEMBER), "en", _UTC)
_DAILY = replace(_MOMENT, rule=Rule(Frequency.DAILY))


def test_a_key_is_the_same_on_every_attempt_and_fits_a_nonce() -> None:
    key = _CLAIM.key(SECRET)
    assert key == replace(_CLAIM, number=7, attempts=3).key(SECRET) == delivery_key(SECRET, _COMMUNITY, _DUE.id, 1)
    assert len(key) == 24
    assert key != replace(_CLAIM, due=replace(_DUE, generation=2)).key(SECRET)
    assert key != _CLAIM.key(b"another instance's secret")


def test_a_bucket_is_the_direct_channel_once_it_is_known() -> None:
    assert Bucket.of(_SAY.to).destination == "u1"
    assert Bucket.of(replace(_SAY.to, destination="D1")).destination == "D1"


@pytest.mark.parametrize(
    ("outcome", "tried", "state"),
    [
        (Accepted("m", "D1"), Tried.ACCEPTED, DeliveryState.SENT),
        (NotAccepted("busy"), Tried.NOT_ACCEPTED, DeliveryState.PENDING),
        (Refused("closed"), Tried.REFUSED, DeliveryState.FAILED),
        (Unknown("timeout"), Tried.UNKNOWN, DeliveryState.SENDING),
    ],
)
def test_an_outcome_decides_the_state(
    outcome: Accepted | NotAccepted | Refused | Unknown, tried: Tried, state: DeliveryState
) -> None:
    verdict = settled(_CLAIM, _SAY, outcome, NOW, luck=0.5)
    assert (verdict.tried, verdict.state, verdict.attempts) == (tried, state, 1)
    assert (verdict.next_at is not None) == (state in (DeliveryState.PENDING, DeliveryState.SENDING))
    assert verdict.in_doubt == (tried is Tried.UNKNOWN)
    assert verdict.is_unseen == (state is DeliveryState.FAILED)


def test_doubt_waits_for_the_end_of_the_lease() -> None:
    assert settled(_CLAIM, _SAY, Unknown("reset"), NOW, luck=0).next_at == _CLAIM.leased_until
    late = _CLAIM.leased_until + timedelta(hours=1)
    assert settled(_CLAIM, _SAY, Unknown("reset"), late, luck=0).next_at == late + timedelta(seconds=1)


def test_the_last_attempt_that_is_not_accepted_is_the_end() -> None:
    last = replace(_CLAIM, attempts=MOST_ATTEMPTS - 1)
    verdict = settled(last, _SAY, NotAccepted("busy"), NOW, luck=1)
    assert (verdict.state, verdict.is_unseen) == (DeliveryState.DEAD, True)
    assert settled(last, _SAY, Accepted("m", "D1"), NOW, luck=1).state is DeliveryState.SENT


def test_a_platforms_own_word_pauses_the_bucket_for_an_hour_at_most() -> None:
    verdict = settled(_CLAIM, _SAY, NotAccepted("busy", timedelta(days=1)), NOW, luck=0)
    assert verdict.pause == verdict.next_at == NOW + timedelta(hours=1)
    soon = settled(_CLAIM, _SAY, NotAccepted("busy", timedelta(seconds=-5)), NOW, luck=0)
    assert soon.pause == NOW + timedelta(seconds=1)


@pytest.mark.parametrize("failures", range(40))
def test_backing_off_grows_to_an_hour_and_is_never_nothing(failures: int) -> None:
    assert timedelta(seconds=1) <= back_off(failures, 0.0) <= back_off(failures, 1.0) <= timedelta(hours=1)


def test_a_history_decides_what_is_in_doubt() -> None:
    doubtful = replace(_CLAIM, in_doubt=True)
    assert reconciled(doubtful, _SAY, Seen((), "D1"), NOW, luck=0) is None
    found = reconciled(doubtful, _SAY, Seen(("m1", "m2"), "D1"), NOW, luck=0)
    assert found is not None
    assert (found.state, found.message, found.destination) == (DeliveryState.SENT, "m1", "D1")
    assert audit_of(found, Terms()) == NOW + Terms().audit_after


def test_an_unreadable_history_is_asked_again_and_then_the_message_is_sent_again() -> None:
    verdict = reconciled(_CLAIM, _SAY, Unreadable("limited"), NOW, luck=0)
    assert verdict is not None
    assert (verdict.state, verdict.unread, verdict.attempts) == (DeliveryState.PENDING, 1, 0)
    assert reconciled(replace(_CLAIM, unread=MOST_UNREAD - 1), _SAY, Unreadable("limited"), NOW, luck=0) is None


def test_what_was_not_found_after_the_last_attempt_is_given_up() -> None:
    verdict = reconciled(replace(_CLAIM, attempts=MOST_ATTEMPTS), _SAY, Seen((), "D1"), NOW, luck=0)
    assert verdict is not None
    assert (verdict.tried, verdict.state) == (Tried.GIVEN_UP, DeliveryState.DEAD)


def test_crashes_are_counted_to_five() -> None:
    assert given_up(replace(_CLAIM, crashes=MOST_CRASHES - 1), NOW) is None
    verdict = given_up(replace(_CLAIM, crashes=MOST_CRASHES), NOW)
    assert verdict is not None
    assert verdict.state is DeliveryState.DEAD


def test_waiting_is_never_until_now() -> None:
    assert unsaid(_CLAIM, Wait(NOW - timedelta(hours=1), "budget"), NOW).next_at == NOW + timedelta(seconds=1)


def test_what_has_nothing_left_to_say_is_over() -> None:
    verdict = unsaid(_CLAIM, Drop("done"), NOW)
    assert (verdict.state, verdict.next_at, verdict.code) == (DeliveryState.CANCELLED, None, "done")


def test_only_what_was_in_doubt_is_audited() -> None:
    sent = settled(_CLAIM, _SAY, Accepted("m", "D1"), NOW, luck=0)
    assert audit_of(sent, Terms()) is None
    assert audit_of(replace(sent, claim=replace(_CLAIM, in_doubt=True)), Terms()) is not None
    assert audit_of(settled(_CLAIM, _SAY, Unknown("reset"), NOW, luck=0), Terms()) is None


@pytest.mark.parametrize("days", [0, 1, 2, 3, 7, 30, 365, 3650])
@pytest.mark.parametrize("every", [1, 3, 45])
def test_the_latest_of_the_missed_is_found_however_many_there_are(days: int, every: int) -> None:
    series = replace(_MOMENT, rule=Rule(Frequency.DAILY, interval=every))
    latest, following = turns(series, NOW + timedelta(days=days, hours=1))
    assert following is not None
    assert latest.instant == NOW + timedelta(days=days // every * every)
    assert following.instant == latest.instant + timedelta(days=every)


def test_the_latest_of_days_that_lie_close_together_is_the_last_of_them() -> None:
    """Wednesdays and Thursdays, seen on a Tuesday."""
    series = replace(_MOMENT, rule=Rule(Frequency.WEEKLY, by_weekday=(NthWeekday(2), NthWeekday(3))))
    latest, following = turns(series, NOW + timedelta(days=27))
    assert following is not None
    assert (latest.instant, following.instant) == (NOW + timedelta(days=22), NOW + timedelta(days=28))


def test_a_series_that_ended_has_no_next() -> None:
    twice = replace(_DAILY, rule=Rule(Frequency.DAILY, count=2))
    latest, following = turns(twice, NOW + timedelta(days=10))
    assert (latest.instant, following) == (NOW + timedelta(days=1), None)
    assert turns(_MOMENT, NOW + timedelta(days=10)) == (_MOMENT, None)
