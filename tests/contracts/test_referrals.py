"""What the core may expect of referrals in a store, on every database."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account
from bot.domain.profiles import Consent
from bot.domain.referrals import MOST_ASKED, Referral, Said, Vouch, two_weeks_on
from bot.domain.times import Moment, Precision
from bot.referring import put_what_is_open_to
from storage.tables.referrals import REFERRAL
from tests.contracts.test_boards import TOLD, planned
from tests.contracts.test_profiles import keep, profile
from tests.stores import NOW, ZONE, Town, settle

NEWS = Moment(datetime.fromisoformat("2026-03-06T09:00"), ZONE, Precision.DAY)


async def look(town: Town, asker: MemberId, company: str = "Acme") -> Referral:
    async with town.store.work(town.community) as work:
        ends = two_weeks_on(await work.members.get(asker), NOW)
        referral = Referral(new_id(NOW), asker, company, "I know Arrow", NOW, ends)
        await work.referrals.add(referral)
        await work.commit()
    return referral


def question(referral: Referral, member: MemberId, *, minutes: int = 0) -> Vouch:
    at = NOW + timedelta(minutes=minutes)
    return Vouch(new_id(at), referral.id, member, referral.asker, at, TOLD)


async def ask(town: Town, *vouches: Vouch) -> None:
    async with town.store.work(town.community) as work:
        for each in vouches:
            await work.referrals.ask(each)
        await work.commit()


async def willing(town: Town, member: MemberId, *companies: str) -> None:
    await keep(town, replace(profile(member), refers=companies, refers_since=NOW))


async def test_whoever_said_so_is_willing_and_nobody_else(town: Town) -> None:
    await willing(town, town.ana, "ACME GmbH", "Initech")
    await keep(town, profile(town.bo, *Consent))
    async with town.store.reading(town.community) as work:
        assert await work.referrals.willing("Acme") == [town.ana]
        assert await work.referrals.willing("Acm") == []
        assert await work.referrals.willing("GmbH") == []
        assert (await work.book(town.bo).profiles.get(town.bo)).refers is None
    other = await settle(town.store, "T2")
    async with town.store.reading(other.community) as work:
        assert await work.referrals.willing("Acme") == []


async def test_whoever_was_asked_longest_ago_comes_first(town: Town) -> None:
    await willing(town, town.ana, "Acme")
    await willing(town, town.bo, "Acme")
    for asked, other in ((town.ana, town.bo), (town.bo, town.ana)):
        referral = await look(town, other)
        await ask(
            town, replace(question(referral, asked), created_at=NOW + timedelta(hours=1 if asked == town.ana else 2))
        )
        async with town.store.reading(town.community) as work:
            assert await work.referrals.willing("Acme") == [other, asked]


async def open_up(town: Town, member: MemberId, *companies: str, days: int = 1) -> None:
    """As whoever says that they may be asked from now on."""
    async with town.store.work(town.community) as work:
        asked = await work.members.get(member)
        await put_what_is_open_to(work, asked, companies, NOW + timedelta(days=days))
        await work.commit()


async def asked_of(town: Town, member: MemberId) -> list[str]:
    async with town.store.reading(town.community) as work:
        return [each.referral for each in await work.referrals.vouches_of(member)]


async def test_whoever_may_be_asked_later_is_asked_about_what_is_open_once_and_never_by_themselves(town: Town) -> None:
    first, second = await look(town, town.ana), await look(town, town.ana, "Acme GmbH")
    await look(town, town.ana, "Initech")
    await look(town, town.bo)
    closed = await look(town, town.ana)
    async with town.store.work(town.community) as work:
        await work.referrals.save(closed.closed(now=NOW))
        await work.commit()
    for _ in range(2):
        await open_up(town, town.bo, "ACME")
        assert await asked_of(town, town.bo) == [first.id, second.id]
    async with town.store.reading(town.community) as work:
        told = [each.told.local.date() for each in await work.referrals.vouches_of(town.bo)]
    assert told[0] < told[1], "once a day at most"
    await open_up(town, town.ana, "Initech", "Acme", days=15)
    assert await asked_of(town, town.ana) == [], "all of it is over"


async def test_of_one_referral_no_more_are_asked_than_ever(town: Town) -> None:
    referral = await look(town, town.ana)
    for number in range(MOST_ASKED):
        assert await asked_of(town, town.bo) == []
        member = MemberId(new_id(NOW))
        async with town.store.work(town.community) as work:
            known = await work.members.get(town.ana)
            account = Account(town.community, "local", f"m{number}", member)
            await work.members.join(replace(known, id=member, name=f"M{number}"), account)
            await work.commit()
        await open_up(town, member, "Acme")
        assert await asked_of(town, member) == [referral.id]
    await open_up(town, town.bo, "Acme")
    assert await asked_of(town, town.bo) == []


async def test_what_is_looked_for_elsewhere_is_nobodys_here(town: Town) -> None:
    other = await settle(town.store, "T2")
    referral = await look(town, town.ana)
    async with town.store.reading(town.community) as work:
        assert await work.referrals.since(NOW) == [referral]
        assert await work.referrals.since(NOW + timedelta(seconds=1)) == []
    async with town.store.reading(other.community) as work:
        assert await work.referrals.since(NOW) == []


async def test_what_is_said_follows_from_the_records(town: Town) -> None:
    referral = await look(town, town.ana)
    asked = question(referral, town.bo)
    await ask(town, asked)
    over = ("referral", town.ana, "2026-03-18T09:00")
    assert await planned(town) == [("vouch", town.bo, TOLD.key), over]
    async with town.store.work(town.community) as work:
        no = asked.answered(Said.NO, NEWS)
        await work.referrals.answer(no)
        await work.commit()
    assert await planned(town) == [over]
    async with town.store.work(town.community) as work:
        kept = await work.referrals.vouch(asked.id)
        assert kept is not None
        await work.referrals.answer(kept.answered(Said.YES, NEWS))
        await work.commit()
    assert await planned(town) == [("vouched", town.ana, NEWS.key), over]
    async with town.store.work(town.community) as work:
        await work.referrals.save(referral.closed(now=NOW))
        await work.commit()
    assert [each[0] for each in await planned(town)] == ["vouched"]
    async with town.store.database.reading() as connection:
        found = str((await connection.execute(REFERRAL.select())).all())
    assert "Acme" not in found
    assert "Arrow" not in found


async def test_whoever_leaves_leaves_nothing_of_it(town: Town) -> None:
    for leaves in (town.ana, town.bo):
        referral = await look(town, town.ana)
        await ask(town, question(referral, town.bo))
        async with town.store.work(town.community) as work:
            await work.book(leaves).forget_everything()
            assert await work.referrals.vouches_of(town.bo) == []
            assert len(await work.referrals.of(town.ana)) == (0 if leaves == town.ana else 2)


async def test_two_accounts_that_are_one_are_not_asked_about_themselves(town: Town) -> None:
    cleo = MemberId(new_id(NOW))
    async with town.store.work(town.community) as work:
        member = await work.members.get(town.ana)
        await work.members.join(replace(member, id=cleo, name="Cleo"), Account(town.community, "local", "cleo", cleo))
        await work.commit()
    mine, theirs = await look(town, town.ana), await look(town, town.bo)
    await ask(town, question(mine, cleo), question(theirs, town.ana), question(theirs, cleo))
    await willing(town, cleo, "Acme")
    async with town.store.work(town.community) as work:
        await work.members.absorb(cleo, town.ana)
        assert [each.referral for each in await work.referrals.vouches_of(town.ana)] == [theirs.id]
        assert await work.referrals.vouches_for(town.ana) == []
        assert await work.referrals.willing("Acme") == [town.ana]
        await work.commit()
    assert await town.store.check(NOW) == []
