"""Many workspaces by OAuth: each installed in a browser, its tokens sealed and exchanged, its end believed once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from adapters.slack.oauth import COOKIE, MOST, STATES
from adapters.slack.platform import SlackPlatform, SlackSettings
from bot.domain.delivery import Accepted, NotAccepted, Parcel, Say
from bot.domain.ids import CommunityId, DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.reply import Reply
from bot.words import say
from config.clocks import SimulatedClock
from config.core import Core
from tests.adapters.slack.hall import behind, open_core_at, open_slack, reachable, running
from tests.fakes.slack.consent import Browser
from tests.fakes.slack.person import Person
from tests.fakes.slack.slack import Slack
from tests.fakes.slack.trouble import Order
from tests.fakes.slack.webhook import posting
from tests.fakes.slack.world import Team

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@dataclass
class Lobby:
    """Two workspaces, and Hallway over HTTP, installed in neither yet."""

    slack: Slack
    clock: SimulatedClock
    core: Core
    platform: SlackPlatform
    address: str
    session: aiohttp.ClientSession
    folder: Path

    @property
    def here(self) -> Team:
        return self.slack.team("T0HERE", name="Here")

    @property
    def there(self) -> Team:
        return self.slack.team("T0THERE", name="There")

    def browser(self, team: Team, *, denies: bool = False) -> Browser:
        return Browser(self.session, "U0INSTALLER", team, {}, denies=denies)

    async def install(self, team: Team) -> None:
        status, page = await self.browser(team).install(f"{self.address}/slack/install")
        assert (status, "Hallway is installed" in page) == (200, True), page

    async def community(self, team: Team) -> CommunityId:
        found = await self.core.store.find_community("slack", team.id)
        assert found is not None
        return found

    async def is_suspended(self, team: Team) -> bool:
        async with self.core.store.work(await self.community(team)) as work:
            return "slack" in await work.members.suspended()

    async def send(self, team: Team, person: Person, platform: SlackPlatform | None = None) -> object:
        community = await self.community(team)
        account = Account(community, "slack", person.user.id, MemberId("m1"), None)
        told = Say(Reply.of(say("Good morning")), account, "en", ZoneName("Europe/Lisbon"))
        messenger = (platform or self.platform).messenger
        return await messenger.send(Parcel("k" * 24, community, DeliveryId("d1"), told))

    def another(self) -> SlackPlatform:
        return SlackPlatform(settings_for(self.slack), behind(self.core))


def settings_for(slack: Slack) -> SlackSettings:
    keys = slack.keys
    return SlackSettings(
        signing_secret=keys.signing_secret,
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        api_url=f"{slack.address}/api/",
    )


@pytest.fixture
async def lobby(tmp_path: Path) -> AsyncIterator[Lobby]:
    async with AsyncExitStack() as stack:
        slack, clock = await stack.enter_async_context(open_slack())
        core = await stack.enter_async_context(open_core_at(tmp_path, clock))
        platform = SlackPlatform(settings_for(slack), behind(core))
        await stack.enter_async_context(running(platform))
        address = await stack.enter_async_context(reachable([platform]))
        await stack.enter_async_context(posting(slack, f"{address}/slack/events"))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Lobby(slack, clock, core, platform, address, session, tmp_path)
        await slack.outgoing.quiet()
        await platform.settled()
        assert slack.failures == []


def member(lobby: Lobby, team: Team) -> Person:
    return Person.new(lobby.slack, team, "ana", real_name="Ana Silva", tz="Europe/Lisbon")


async def said(lobby: Lobby, person: Person, text: str) -> str:
    await person.says(text)
    await lobby.platform.settled()
    return person.sees()[-1]


async def test_two_workspaces_with_the_same_user_ids_know_nothing_of_each_other(lobby: Lobby) -> None:
    await lobby.install(lobby.here)
    await lobby.install(lobby.there)
    one, other = member(lobby, lobby.here), member(lobby, lobby.there)
    assert one.user.id == other.user.id
    assert "Cy Young" in await said(lobby, one, "met Cy Young at PyLisboa")
    assert "Cy Young" not in await said(lobby, other, "people")
    assert "Cy Young" in await said(lobby, one, "people")


async def test_tokens_are_sealed_where_they_are_kept(lobby: Lobby) -> None:
    lobby.slack.grants.rotates = True
    await lobby.install(lobby.here)
    tokens = [*lobby.slack.grants.tokens, *lobby.slack.grants.refreshers]
    assert len(tokens) == 2
    kept = b"".join(path.read_bytes() for path in lobby.folder.glob("hallway.db*"))
    assert [token for token in tokens if token.encode() in kept] == []


async def test_somebody_who_says_no_installs_nothing(lobby: Lobby) -> None:
    status, page = await lobby.browser(lobby.here, denies=True).install(f"{lobby.address}/slack/install")
    assert (status, "Nothing was installed" in page) == (400, True)
    assert await lobby.core.store.find_community("slack", lobby.here.id) is None


async def back_with(lobby: Lobby, state: str, cookie: str, code: str = "code-1") -> tuple[int, str]:
    async with lobby.session.get(
        f"{lobby.address}/slack/oauth_redirect", params={"code": code, "state": state}, cookies={COOKIE: cookie}
    ) as answer:
        return answer.status, await answer.text()


async def begun(lobby: Lobby) -> tuple[str, str]:
    """The state and the cookie of somebody who has been sent to Slack."""
    async with lobby.session.get(f"{lobby.address}/slack/install", allow_redirects=False) as answer:
        cookie = answer.cookies[COOKIE]
        assert cookie["secure"]
        assert cookie["httponly"]
        return answer.headers["Location"].partition("state=")[2].partition("&")[0], cookie.value


async def test_a_state_is_good_once(lobby: Lobby) -> None:
    state, cookie = await begun(lobby)
    assert (await back_with(lobby, state, cookie))[0] == 502  # Slack knows no such code; the state was taken
    status, page = await back_with(lobby, state, cookie)
    assert (status, "used up" in page) == (400, True)


@pytest.mark.parametrize("odd", ["another browser", "another state", "no cookie", "late"])
async def test_a_state_is_good_for_the_browser_it_was_made_for_and_for_ten_minutes(odd: str, lobby: Lobby) -> None:
    state, cookie = await begun(lobby)
    if odd == "late":
        lobby.clock.advance_to(lobby.clock.now() + timedelta(minutes=10))
    told = {
        "another browser": (state, "x" * 43),
        "another state": ("x" * 43, cookie),
        "no cookie": (state, ""),
        "late": (state, cookie),
    }
    assert (await back_with(lobby, *told[odd]))[0] == 400
    assert [each.method for each in lobby.slack.requests] == []


async def test_whoever_asks_for_the_page_again_and_again_fills_nothing(lobby: Lobby) -> None:
    keyring = lobby.core.store.keyring(lobby.clock)
    await begun(lobby)
    (name,) = await keyring.names(STATES)
    kept = await keyring.get(name)
    assert kept is not None
    for number in range(MOST - 1):
        await keyring.put(f"{STATES}{number}", kept)
    status, page = await lobby.browser(lobby.here).install(f"{lobby.address}/slack/install")
    assert (status, "Too many at once" in page) == (429, True)
    assert len(await keyring.names(STATES)) == MOST
    lobby.clock.advance_to(lobby.clock.now() + timedelta(minutes=11))
    await lobby.install(lobby.here)
    assert await keyring.names(STATES) == []


async def test_a_token_is_exchanged_before_it_ends_once_however_many_need_it(lobby: Lobby) -> None:
    lobby.slack.grants.rotates = True
    await lobby.install(lobby.here)
    ana, other = member(lobby, lobby.here), lobby.another()
    async with running(other):
        lobby.clock.advance_to(lobby.clock.now() + timedelta(hours=11))
        sending = [lobby.send(lobby.here, ana, each) for each in (lobby.platform, other) for _ in range(10)]
        outcomes = await asyncio.gather(*sending)
    assert all(isinstance(each, Accepted) for each in outcomes), outcomes
    assert lobby.slack.grants.refreshes == 1


async def test_a_quiet_workspace_has_its_reminders_after_its_token_ended(lobby: Lobby) -> None:
    lobby.slack.grants.rotates = True
    await lobby.install(lobby.here)
    ana = member(lobby, lobby.here)
    for _ in range(3):
        lobby.clock.advance_to(lobby.clock.now() + timedelta(hours=13))
        assert isinstance(await lobby.send(lobby.here, ana), Accepted)
    assert lobby.slack.grants.refreshes == 3


async def test_while_slack_does_not_exchange_it_the_old_token_still_does(lobby: Lobby) -> None:
    lobby.slack.grants.rotates = True
    await lobby.install(lobby.here)
    ana = member(lobby, lobby.here)
    lobby.clock.advance_to(lobby.clock.now() + timedelta(hours=11))
    lobby.slack.trouble.orders.append(Order("oauth.v2.access", "service_unavailable", status=503))
    assert isinstance(await lobby.send(lobby.here, ana), Accepted)
    assert isinstance(await lobby.send(lobby.here, ana), Accepted)
    assert lobby.slack.grants.refreshes == 1


async def test_a_refresh_token_that_is_worth_nothing_suspends_the_community(lobby: Lobby) -> None:
    lobby.slack.grants.rotates = True
    await lobby.install(lobby.here)
    ana = member(lobby, lobby.here)
    lobby.slack.grants.revoke(lobby.here.id)
    lobby.clock.advance_to(lobby.clock.now() + timedelta(hours=13))
    assert await lobby.send(lobby.here, ana) == NotAccepted("invalid_refresh_token")
    assert await lobby.is_suspended(lobby.here)


@pytest.mark.parametrize("end", ["uninstalled", "revoked"])
async def test_the_end_of_an_installation_suspends_until_the_next(end: str, lobby: Lobby) -> None:
    await lobby.install(lobby.here)
    ana = member(lobby, lobby.here)
    await said(lobby, ana, "met Cy Young at PyLisboa")
    lobby.clock.advance_to(lobby.clock.now() + timedelta(hours=1))
    if end == "uninstalled":
        await lobby.slack.uninstalled(lobby.here)
    else:
        await lobby.slack.revoked(lobby.here)
    await lobby.platform.settled()
    assert await lobby.is_suspended(lobby.here)
    assert isinstance(await lobby.send(lobby.here, ana), NotAccepted)
    await lobby.install(lobby.here)
    assert not await lobby.is_suspended(lobby.here)
    assert isinstance(await lobby.send(lobby.here, ana), Accepted)
    assert "Cy Young" in await said(lobby, ana, "people")


async def test_news_of_an_end_that_come_after_the_new_beginning_end_nothing(lobby: Lobby) -> None:
    await lobby.install(lobby.here)
    old = lobby.slack.envelope(lobby.here, {"type": "app_uninstalled"})
    lobby.clock.advance_to(lobby.clock.now() + timedelta(minutes=1))
    await lobby.install(lobby.here)
    for event in (old, {**old, "event_id": "Ev1", "event_time": int(lobby.clock.now().timestamp()) + 60}):
        (answer,) = await lobby.slack.outgoing.repeat(event)
        assert answer.is_taken
    assert not await lobby.is_suspended(lobby.here)
    assert isinstance(await lobby.send(lobby.here, member(lobby, lobby.here)), Accepted)


async def test_the_end_of_somebodys_own_token_is_not_ours(lobby: Lobby) -> None:
    await lobby.install(lobby.here)
    await lobby.slack.send_event(lobby.here, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
    assert not await lobby.is_suspended(lobby.here)


async def test_an_organisation_that_takes_all_of_slack_away_is_not_believed_while_slack_cannot_be_asked(
    lobby: Lobby,
) -> None:
    await lobby.install(lobby.here)
    lobby.slack.outgoing.retry_delays = ()
    lobby.slack.trouble.orders.append(Order("auth.test", "service_unavailable", status=503))
    answer = await lobby.slack.send_event(lobby.here, {"type": "app_uninstalled"})
    assert answer is not None
    assert not answer.is_taken
    assert not await lobby.is_suspended(lobby.here)


async def test_workspaces_that_removed_us_while_we_were_down_are_found_at_the_start(lobby: Lobby) -> None:
    for team in (lobby.here, lobby.there):
        await lobby.install(team)
    lobby.slack.grants.revoke(lobby.there.id)
    again = lobby.another()
    async with running(again):
        for _ in range(5):  # until it runs
            await asyncio.sleep(0)
        await again.settled()
        assert await lobby.core.store.teams("slack") == [lobby.here.id]
