"""A Slack and a Teams that answer one post in eleven badly, and know what really stands in their rooms.

They are the judges of a run of alerts: what a store says of itself counts for nothing here.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.conversation.events import Address
from bot.conversation.language import Language
from bot.conversation.texts import texts_in
from tests.scenario.fake_connector import TENANT, FakeTeams, fake_teams
from tests.scenario.fake_slack import FakeSlack, fake_slack
from tests.scenario.slack_values import ASKER, TEAM, a_room

ROOMS = 50
"""On each platform."""
LATE_AT_MOST = 1.0
"""Seconds until Slack shows a message in its history, where it is late."""
_LATE = 0.05
_HANGS = 3.5
_KEY = re.compile(rb"alert (\d+)\b")
_MARK = texts_in(Language.ENGLISH).delivery.may_repeat.encode()


@dataclass(slots=True)
class Judge:
    """Posts as they came, by the number of the alert; and how many of its answers were lost on the way."""

    random: Random
    posts: Counter[int] = field(default_factory=Counter[int])
    unmarked: Counter[int] = field(default_factory=Counter[int])
    lost_answers: Counter[int] = field(default_factory=Counter[int])
    slack: FakeSlack | None = None
    calm: bool = False

    @web.middleware
    async def between(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Nine in a hundred posts are answered badly, half of them after they were taken."""
        body = await request.read()
        found = _KEY.search(body)
        if found is None:
            return await handler(request)
        number, chance = int(found[1]), 1.0 if self.calm else self.random.random()
        if (refusal := _refusal(chance, slack=b'"channel"' in body)) is not None:
            return refusal
        if self.slack is not None:
            late = self.random.random() < _LATE and not self.calm
            self.slack.history.late = self.random.uniform(0, LATE_AT_MOST) if late else 0.0
        answer = await handler(request)
        if _took(answer):
            self.posts[number] += 1
            self.unmarked[number] += _MARK not in body
            if chance < _RUINED:
                self.lost_answers[number] += 1
                return await _ruined(chance, request)
        return answer


_LIMITED, _LIMITED_IN_WORDS, _TROUBLE, _RUINED = 0.02, 0.03, 0.045, 0.09


def _refusal(chance: float, *, slack: bool) -> web.Response | None:
    """An answer in place of doing it."""
    if chance < _LIMITED:
        return web.json_response({"ok": False}, status=429, headers={"Retry-After": "1"})
    if chance < _LIMITED_IN_WORDS:
        return web.json_response({"ok": False, "error": "ratelimited"}, status=200 if slack else 412)
    return web.Response(status=500) if chance < _TROUBLE else None


def _took(answer: web.StreamResponse) -> bool:
    if not isinstance(answer, web.Response) or answer.status >= 300:
        return False
    return bool(json.loads(answer.text or "{}").get("ok", True))


async def _ruined(chance: float, request: web.Request) -> web.Response:
    """It was done, and the answer says something else, is cut off, or does not come."""
    if chance < _TROUBLE + 0.02:
        return web.Response(status=502)
    if chance > _RUINED - 0.005:
        await asyncio.sleep(_HANGS)
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Both, running."""

    slack: FakeSlack
    teams: FakeTeams
    in_slack: Judge
    in_teams: Judge

    def address(self, number: int) -> Address:
        """The even ones go to Slack, the odd ones to Teams."""
        room = number // 2 % ROOMS
        if number % 2 == 0:
            return Address(tenant=TEAM, platform="slack", conversation=f"C{room}")
        chat = f"19:{room}@thread.v2"
        reference = {
            "bot": {"id": "28:bot"},
            "conversation": {"conversationType": "groupChat", "id": chat, "tenantId": TENANT},
            "serviceUrl": self.teams.service_url,
        }
        return Address(tenant=TENANT, platform="teams", conversation=chat, reference=json.dumps(reference))


@asynccontextmanager
async def flaky_services(random: Random) -> AsyncGenerator[Services]:
    """On random ports, until the block ends."""
    in_slack, in_teams = Judge(random), Judge(random)
    async with fake_slack(in_slack.between) as slack, fake_teams(in_teams.between) as teams:
        in_slack.slack = slack
        for room in range(ROOMS):
            slack.rooms[f"C{room}"], slack.members[f"C{room}"] = a_room(f"C{room}"), [ASKER]
        yield Services(slack=slack, teams=teams, in_slack=in_slack, in_teams=in_teams)
