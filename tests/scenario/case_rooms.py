"""One conflict told in a room in Slack and a chat in Teams, through the real couriers, posters and SDKs."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.bringing import bring_in
from adapters.courier.couriers import Couriers
from bot.alerts import case_actions as do
from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.watches import Watch
from bot.core import build_bot
from bot.partnership.cases import Case, CaseEntry
from bot.ports import Services
from tests.fakes import NOON
from tests.scenario.fake_connector import FakeTeams, fake_teams
from tests.scenario.fake_slack import FakeSlack, fake_slack
from tests.scenario.slack_app import Service, serving
from tests.scenario.teams_app import OurSide, our_side, payload
from tests.scenario.test_alerts_whole import CHAT, CONTOSO, IN_SLACK, in_teams
from tests.whole_bot import DEMO, demo_services, recogniser

SUBSCRIPTION = "a1000000-0000-4000-8000-000000000001"


@dataclass(slots=True)
class Running:
    """Goes on from noon: a conversation rests between two messages."""

    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The time."""
        return NOON + timedelta(seconds=time.monotonic() - self.began)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The two rooms, with a card in each."""

    services: Services
    slack: FakeSlack
    teams: FakeTeams
    in_slack: Service
    in_teams: OurSide
    counter: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def case(self) -> Case:
        """As it is now."""
        async with self.services.store.transaction() as transaction:
            (case,) = await transaction.cases.of_subscription(SUBSCRIPTION)
        return case

    async def entries(self) -> tuple[CaseEntry, ...]:
        """What has happened to it."""
        async with self.services.store.transaction() as transaction:
            return await transaction.cases.entries((await self.case()).key)

    async def button(self, name: str) -> Action:
        """A button of the card as it stands."""
        return do.case_action(name, await self.case(), Language.ENGLISH)

    async def press_in_slack(self, action: Action, *, again: str = "", **changes: object) -> int:
        """A signed press on the card; `again` is the time of a press that is delivered twice."""
        stamp = self.slack.history.posted[0].stamp
        body = self.in_slack.fresh("button", **changes)
        body["message"] |= {"ts": stamp, "thread_ts": None}
        body["container"] |= {"message_ts": stamp}
        when = again or f"1466071500.{next(self.counter):06}"
        body["actions"][0] |= {"action_id": action.name, "value": action.encode(), "action_ts": when}
        status, _ = await self.in_slack.send(body)
        return status

    async def press_in_teams(self, action: Action, **person: object) -> dict[str, Any]:
        """A press on the card; gives the card in the answer."""
        there = payload("message-group", self.teams.service_url)
        activity = payload(
            "press-execute",
            self.teams.service_url,
            id=f"f:press-{next(self.counter)}",
            conversation={**there["conversation"], "id": CHAT},
            channelData=there["channelData"],
            replyToId="posted-1",
            value={
                "action": {
                    "type": "Action.Execute",
                    "verb": action.name,
                    "data": {"action": action.encode()},
                },
                "trigger": "manual",
            },
            **{"from": {**there["from"], **person}},
        )
        response = await self.in_teams.post(activity, token=self.teams.token())
        answer: dict[str, Any] = await response.json()
        return answer

    async def in_a_dialog(self, name: str, **data: object) -> dict[str, Any]:
        """A Teams dialog in that chat: opened ("dialog-open"), or sent ("dialog-send")."""
        there = payload("message-group", self.teams.service_url)
        activity = payload(
            name,
            self.teams.service_url,
            id=f"f:dialog-{next(self.counter)}",
            conversation={**there["conversation"], "id": CHAT},
            channelData=there["channelData"],
            value={"data": data, "context": {"theme": "default"}},
            **{"from": there["from"]},
        )
        response = await self.in_teams.post(activity, token=self.teams.token())
        answer: dict[str, Any] = await response.json()
        return answer

    async def until(self, so: Callable[[], bool]) -> None:
        """Return once that is so."""
        async with asyncio.timeout(30):
            while True:
                if so():
                    return
                await asyncio.sleep(0.02)

    def edits_in_slack(self) -> list[str]:
        """Every state in which the card there was shown after it was posted."""
        return [json.dumps(call, ensure_ascii=False) for call in self.slack.of("chat.update")]

    def edits_in_teams(self) -> list[str]:
        """The same in Teams."""
        return [json.dumps(sent.body) for sent in self.teams.sent if sent.method == "PUT"]


@asynccontextmanager
async def two_rooms(folder: Path) -> AsyncGenerator[Rooms]:
    """Another partner is registered for what was ours, and both rooms have a card of it."""
    services = await demo_services(Running())
    bot = build_bot(services, recogniser())
    async with (
        fake_slack() as slack,
        fake_teams() as teams,
        serving(slack, bot=bot, store=services.store) as in_slack,
        our_side(bot, teams, store=services.store) as teams_side,
    ):
        async with services.store.transaction() as transaction:
            for address in (IN_SLACK, in_teams(teams)):
                await transaction.watches.save(Watch(address=address, since=NOON))
        couriers = Couriers(services)
        couriers.begin([in_slack.platform, teams_side.platform])
        file = folder / "subscriptions.csv"
        ours, theirs = (
            f"{CONTOSO}microsoft-azure,Azure Production,{holder}"
            for holder in ("us,dpor", "First Up Consultants,none")
        )
        file.write_text(DEMO.read_text("utf-8").replace(ours, theirs), "utf-8")
        await bring_in(services.store, file, services.clock.now(), lambda _: None)
        rooms = Rooms(services=services, slack=slack, teams=teams, in_slack=in_slack, in_teams=teams_side)
        await rooms.until(lambda: bool(slack.history.posted and teams.sent))
        yield rooms
        await couriers.end()
