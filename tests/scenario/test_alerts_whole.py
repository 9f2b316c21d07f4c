"""From an import to a card in Slack and one in Teams: the real store, courier, posters and SDKs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.bringing import bring_in
from adapters.courier.couriers import Couriers
from adapters.platforms import Platform
from adapters.stores.state_store import StateStore
from bot.conversation.events import Address
from bot.conversation.notices import Notice, NoticeState
from bot.conversation.watches import Watch
from bot.core import build_bot
from bot.errors import StoreError
from bot.ports import Services
from tests.fakes import NOON, FrozenClock
from tests.scenario.fake_connector import TENANT, FakeTeams, fake_teams, somebody
from tests.scenario.fake_slack import FakeSlack, a_room, fake_slack
from tests.scenario.slack_app import ASKER, ROOM, serving
from tests.scenario.slack_values import TEAM, a_user
from tests.scenario.teams_app import our_side
from tests.whole_bot import DEMO, demo_services, recogniser

CHAT = "19:alerts@thread.v2"
IN_SLACK = Address(tenant=TEAM, platform="slack", conversation=ROOM)
CONTOSO = "Contoso,7c1f0a52-3d0e-4a6b-9f0e-51a1c0de0001,contoso.com,a1000000-0000-4000-8000-000000000001,"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A bot with its couriers, between a small Slack and a small Teams."""

    services: Services
    clock: FrozenClock
    slack: FakeSlack
    teams: FakeTeams
    platforms: list[Platform]

    def couriers(self) -> Couriers:
        """New ones, at work."""
        made = Couriers(self.services)
        made.begin(self.platforms)
        return made

    async def lose_contoso(self, folder: Path) -> None:
        """Another partner is registered for what was ours."""
        file = folder / "subscriptions.csv"
        rows = DEMO.read_text("utf-8").replace(
            f"{CONTOSO}microsoft-azure,Azure Production,us,dpor",
            f"{CONTOSO}microsoft-azure,Azure Production,First Up Consultants,none",
        )
        file.write_text(rows, "utf-8")
        await bring_in(self.services.store, file, self.clock.now(), lambda _: None)

    async def notices(self, platform: str) -> list[Notice]:
        """Those of the platform's room that are due by now, in the order in which they were written."""
        async with self.services.store.transaction() as transaction:
            cases = await transaction.cases.open()
            found = [notice for case in cases for notice in await transaction.notices.about(case.key)]
        due = [notice for notice in found if notice.created + timedelta(hours=1) > notice.due]
        return [notice for notice in due if notice.address.platform == platform]

    async def until(self, platform: str, wanted: Callable[[Notice], bool]) -> None:
        """Return when all of these are so."""
        async with asyncio.timeout(30):
            while True:
                notices = await self.notices(platform)
                if notices and all(map(wanted, notices)):
                    return
                await asyncio.sleep(0.02)


def in_teams(fake: FakeTeams) -> Address:
    reference = {
        "bot": {"id": "28:bot"},
        "conversation": {"conversationType": "groupChat", "id": CHAT, "tenantId": TENANT},
        "serviceUrl": fake.service_url,
    }
    return Address(tenant=TENANT, platform="teams", conversation=CHAT, reference=json.dumps(reference))


@asynccontextmanager
async def world(store: Callable[[Services], Services] = lambda same: same) -> AsyncGenerator[World]:
    clock = FrozenClock(NOON)
    services = store(await demo_services(clock))
    bot = build_bot(services, recogniser())
    async with (
        fake_slack() as slack,
        fake_teams() as teams,
        serving(slack, bot=bot, store=services.store) as slack_side,
        our_side(bot, teams, store=services.store) as teams_side,
    ):
        async with services.store.transaction() as transaction:
            for address in (IN_SLACK, in_teams(teams)):
                await transaction.watches.save(Watch(address=address, since=NOON))
        platforms: list[Platform] = [slack_side.platform, teams_side.platform]
        yield World(services=services, clock=clock, slack=slack, teams=teams, platforms=platforms)


def is_sent(notice: Notice) -> bool:
    return notice.state is NoticeState.SENT


async def test_one_card_stands_in_each_room_whatever_comes_again(tmp_path: Path) -> None:
    async with world() as here:
        couriers = here.couriers()
        await here.lose_contoso(tmp_path)
        for platform in ("slack", "teams"):
            await here.until(platform, is_sent)
        for _ in range(3):
            await here.lose_contoso(tmp_path)
        await asyncio.sleep(1.2)
        await couriers.end()
        [card] = here.slack.of("chat.postMessage")
        [same] = here.teams.sent
    assert "Contoso" in str(card)
    assert "First Up Consultants" in str(card)
    assert same.conversation == CHAT
    assert "First Up Consultants" in str(same.body)


class Crashed(StateStore):
    """Dies once, after a post and before that is written down."""

    def __init__(self, real: StateStore) -> None:
        self.__dict__.update(real.__dict__)
        self.crashes = 1

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        if notice.address.platform == "slack" and self.crashes:
            self.crashes -= 1
            raise StoreError("killed")
        return await super().settle(notice, rests_until)


def _crashing(services: Services) -> Services:
    assert isinstance(services.store, StateStore)
    return replace(services, store=Crashed(services.store))


async def test_a_crash_between_the_post_and_the_write_posts_once(tmp_path: Path) -> None:
    async with world(_crashing) as here:
        couriers = here.couriers()
        await here.lose_contoso(tmp_path)
        await here.until("teams", is_sent)
        await here.slack.wait_for("chat.postMessage")
        await couriers.end()
        assert [notice.state for notice in await here.notices("slack")] == [NoticeState.TRYING]
        here.clock.advance(timedelta(seconds=61))
        couriers = here.couriers()
        await here.until("slack", is_sent)
        await couriers.end()
        assert len(here.slack.of("chat.postMessage")) == 1
        assert here.slack.of("conversations.history")
        [card] = await here.notices("slack")
    assert card.receipt == f"{ROOM}:{here.slack.history.posted[0].stamp}"


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_room_with_a_stranger_is_told_nothing_and_rests(platform: str, tmp_path: Path) -> None:
    async with world() as here:
        here.slack.rooms[ROOM] = a_room(is_ext_shared=True) if platform == "slack" else a_room()
        if platform == "teams":
            here.teams.people = [somebody(), somebody("29:guest", userRole="guest")]
        couriers = here.couriers()
        await here.lose_contoso(tmp_path)
        await here.until(platform, lambda notice: notice.state is NoticeState.DEAD)
        await here.until("teams" if platform == "slack" else "slack", is_sent)
        await couriers.end()
        assert (platform == "slack") == (not here.slack.of("chat.postMessage"))
        assert (platform == "teams") == (not here.teams.sent)
        [refused] = await here.notices(platform)
        async with here.services.store.transaction() as transaction:
            watch = await transaction.watches.of(refused.address)
    assert refused.reason == "strangers"
    assert watch is not None
    assert watch.paused == "strangers"


async def test_an_outage_of_slack_is_no_matter_to_teams(tmp_path: Path) -> None:
    async with world() as here:
        here.slack.users[ASKER] = a_user()
        async with here.slack.held("chat.postMessage"):
            couriers = here.couriers()
            await here.lose_contoso(tmp_path)
            await here.until("teams", is_sent)
            assert [notice.state for notice in await here.notices("slack")] == [NoticeState.TRYING]
        await here.until("slack", is_sent)
        await couriers.end()
