"""POST /api/messages, and posting on our own account: the Teams platform."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import aiohttp
import orjson
from aiohttp import web

from adapters.farewell import Farewell
from adapters.guard import Guard, JsonObject, Refused
from adapters.settings import TeamsSettings
from adapters.teams.access import MICROSOFT, DangerouslyAnonymous, Microsoft, Registered, access_from
from adapters.teams.audience import is_ours_to_serve
from adapters.teams.authentication import Door, NotAuthenticatedError
from adapters.teams.bearer import is_channel_token
from adapters.teams.card import Element
from adapters.teams.connector import Connector
from adapters.teams.delivery import Delivery
from adapters.teams.extensions import Extensions
from adapters.teams.files import Files
from adapters.teams.giving import Giving
from adapters.teams.inbound import CARD_ACTION, event, is_activity, somebody_came_or_went
from adapters.teams.members import Members
from adapters.teams.poster import TeamsPoster
from adapters.teams.render import message
from adapters.teams.service_address import is_this_machine, may_post_to
from adapters.teams.showing import Showing
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.turns import Turns
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import text_at
from bot.conversation.events import Address, Click
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.ports import Store

PATH = "/api/messages"
_CLOSING = 2.5

log = logging.getLogger("dpor.teams")


class TeamsPlatform:
    """Microsoft Teams. Answers to messages go out in tasks of their own; presses are answered at once.

    `calls` watch the calls to Microsoft.
    """

    def __init__(
        self,
        settings: TeamsSettings,
        store: Store,
        microsoft: Microsoft = MICROSOFT,
        *,
        calls: Sequence[aiohttp.TraceConfig] = (),
    ) -> None:
        self._access = access_from(settings, microsoft)
        self._guard = Guard()
        self._connector = Connector(self._access, calls)
        self._keys = SigningKeys(microsoft.signing_keys, lambda: self._connector.session)
        self._door = Door(self._access, self._keys)
        self._under_way = UnderWay()
        self._members = Members(self._access, self._connector)
        self._delivery = Delivery(self._connector)
        self._files = Files(self._access, calls)
        giving = Giving(self._connector, self._delivery, self._files)
        self._showing = Showing(self._delivery, giving, self._under_way)
        self._turns = Turns(self._members, self._showing, self._files, self._under_way, Farewell(store))
        self._poster = TeamsPoster(self._connector, self._members, self._under_way)
        self._extensions = Extensions(self._members, self._showing, giving, self._under_way)

    @property
    def name(self) -> str:
        """The name that `Address.platform` carries."""
        return "teams"

    def routes(self, bot: Bot) -> Sequence[web.RouteDef]:
        """The one messaging endpoint."""
        return [web.post(PATH, partial(self._receive, bot))]

    async def start(self, bot: Bot) -> None:
        """Fetch the signing keys ahead of the first request."""
        if isinstance(self._access, Registered):
            self._under_way.start(self._keys.refresh())

    async def deliver(self, address: Address, reply: Reply, previous: str | None) -> str:
        """Post a message, or edit the one whose receipt is `previous`; the receipt is the message's id."""
        if previous:
            return await self._delivery.edit_or_post(address, previous, reply)
        return await self._connector.post(address, message(reply))

    @property
    def poster(self) -> TeamsPoster:
        """By which the courier delivers."""
        return self._poster

    async def close(self) -> None:
        """Finish the answers under way (at most 3 seconds), then let go."""
        await self._under_way.finish(_CLOSING)
        await self._connector.close()
        await self._files.close()

    async def _receive(self, bot: Bot, request: web.Request) -> web.Response:
        with self._under_way.counted():
            try:
                self._check_sender(request)
                activity = self._guard.json_object(await self._guard.read(request))
                header = request.headers.get("Authorization", "")
                self._check(activity, header)
                return await self._door.enter(header, activity, partial(self._turn, bot, activity))
            except Refused as refused:
                return refused.response()
            except NotAuthenticatedError as error:
                log.warning("teams request not authenticated error=%s", error)
                return Refused(401, "the token is not valid here").response()

    def _check_sender(self, request: web.Request) -> None:
        # Any site can point its own name at 127.0.0.1 and have a browser of this machine ask here.
        here = is_this_machine(request.headers.get("Host", "")) and "Origin" not in request.headers
        if isinstance(self._access, DangerouslyAnonymous) and not here:
            raise Refused(403, "only this machine is served")

    def _check(self, activity: JsonObject, header: str) -> None:
        if isinstance(self._access, Registered) and not is_channel_token(header):
            raise Refused(401, "a token of the channel is needed")
        if not is_activity(activity):
            raise Refused(400, "the body is not an activity")
        if not may_post_to(text_at(activity, "serviceUrl"), self._access):
            raise Refused(403, "the service address is not served")

    async def _turn(self, bot: Bot, activity: JsonObject) -> web.Response:
        if not is_ours_to_serve(activity, self._access):
            raise Refused(403, "the tenant is not served")
        if somebody_came_or_went(activity):
            team = text_at(activity, "channelData", "team", "id")
            self._members.forget(text_at(activity, "conversation", "id"), team)
        now = datetime.now(UTC)
        arrived = event(activity, now=now)
        if arrived is None:
            answer = await self._extensions.answer(bot, activity, now)
            return web.Response() if answer is None else _json(answer)
        if isinstance(arrived, Click) and text_at(activity, "name") == CARD_ACTION:
            return _json(await self._turns.press(bot, arrived, activity))
        self._under_way.start(self._turns.message(bot, arrived, activity))
        return web.Response()


def _json(answer: Element) -> web.Response:
    return web.Response(body=orjson.dumps(answer), content_type="application/json")
