"""POST /api/messages, and posting on our own account: the Teams platform."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import orjson
from aiohttp import web

from adapters.guard import Guard, JsonObject, Refused
from adapters.settings import TeamsSettings
from adapters.teams.access import MICROSOFT, DangerouslyAnonymous, Microsoft, Registered, access_from
from adapters.teams.authentication import Door, NotAuthenticatedError
from adapters.teams.bearer import is_channel_token
from adapters.teams.connector import Connector
from adapters.teams.inbound import CARD_ACTION, event, is_activity, is_ours_to_serve
from adapters.teams.render import CARD, adaptive_card, message
from adapters.teams.service_address import is_this_machine, may_post_to
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import text_at
from bot.conversation.events import Address, Click, Event
from bot.conversation.replies import Reply
from bot.core import Bot
from bot.errors import DeliveryError

PATH = "/api/messages"
_CLOSING = 3.0
_TRIES = 3
_LONGEST_WAIT = 10.0

log = logging.getLogger("dpor.teams")


class TeamsPlatform:
    """Microsoft Teams. Answers to messages go out in tasks of their own; presses are answered at once."""

    def __init__(self, settings: TeamsSettings, microsoft: Microsoft = MICROSOFT) -> None:
        self._access = access_from(settings, microsoft)
        self._guard = Guard()
        self._connector = Connector(self._access)
        self._keys = SigningKeys(microsoft.signing_keys, lambda: self._connector.session)
        self._door = Door(self._access, self._keys)
        self._under_way = UnderWay()

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
            return await self._connector.update(address, previous, message(reply))
        return await self._connector.post(address, message(reply))

    async def close(self) -> None:
        """Finish the answers under way (at most 3 seconds), then let go."""
        await self._under_way.finish(_CLOSING)
        await self._connector.close()

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
        arrived = event(activity, access=self._access, now=datetime.now(UTC))
        if arrived is None:
            return web.Response()
        if text_at(activity, "name") == CARD_ACTION:
            return await self._answer_press(bot, arrived, activity)
        self._under_way.start(self._answer(bot, arrived, activity))
        return web.Response()

    async def _answer_press(self, bot: Bot, arrived: Event, activity: JsonObject) -> web.Response:
        reply = await bot.handle(arrived)
        if reply is None:
            # Answered before: a tick mark needs no language and leaves the card as it is.
            return _invoke_answer("application/vnd.microsoft.activity.message", "\N{CHECK MARK}")
        pressed = text_at(activity, "replyToId")
        if reply.replaces and pressed:
            # The answer alone is lost when somebody reacts to the message (botbuilder-js issue 4635).
            self._under_way.start(self._replace(arrived.origin.address, pressed, reply))
        return _invoke_answer(CARD, adaptive_card(reply))

    async def _answer(self, bot: Bot, arrived: Event, activity: JsonObject) -> None:
        reply = await bot.handle(arrived)
        if reply is None:
            return
        pressed = text_at(activity, "replyToId")
        if isinstance(arrived, Click) and reply.replaces and pressed:
            await self._replace(arrived.origin.address, pressed, reply)
            return
        await self._post(arrived.origin.address, text_at(activity, "id"), reply)

    async def _post(self, address: Address, reply_to: str, reply: Reply) -> None:
        sent = message(reply)
        for left in reversed(range(_TRIES)):
            try:
                await self._connector.post(address, sent, reply_to=reply_to)
            except DeliveryError as error:
                wait = error.retry_after
                if not left or wait is None or wait > _LONGEST_WAIT:
                    log.error("teams answer lost conversation=%s error=%s", address.conversation, error)
                    return
                await asyncio.sleep(wait)
            else:
                return

    async def _replace(self, address: Address, pressed: str, reply: Reply) -> None:
        try:
            await self._connector.update(address, pressed, message(reply))
        except DeliveryError as error:
            log.warning("teams card not updated conversation=%s error=%s", address.conversation, error)


def _invoke_answer(kind: str, value: object) -> web.Response:
    body = orjson.dumps({"statusCode": 200, "type": kind, "value": value})
    return web.Response(body=body, content_type="application/json")
