"""Posting to Teams over one shared session. The SDK's own client costs ten times the CPU and retries nothing.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

from http import HTTPStatus
from typing import cast
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from adapters.teams.access import Access, Registered
from adapters.teams.app_token import AppToken
from adapters.teams.card import Element
from adapters.teams.service_address import may_post_to
from adapters.teams.wire import object_at, text_at
from bot.conversation.events import Address
from bot.errors import DeliveryError

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
_AGAIN = frozenset({412, 429, 502, 503, 504})
_PAUSE = 1.0
_LONGEST_PAUSE = 3600.0
_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)


class Connector:
    """Posts and edits messages. Opens its session at the first use, inside the running loop."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._token = AppToken(access) if isinstance(access, Registered) else None
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session; cookies are not kept."""
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def post(self, address: Address, activity: Element, *, reply_to: str = "") -> str:
        """Post a message, as an answer to the message `reply_to`; gives its id, empty where none came.

        Raises DeliveryError; `retry_after` is set where Teams asks to try again later.
        """
        answer_to = f"/{quote(reply_to, safe='')}" if reply_to else ""
        return await self._send("POST", address, answer_to, activity, reply_to)

    async def update(self, address: Address, message: str, activity: Element) -> str:
        """Put this in place of the message with that id; gives its id. Raises DeliveryError."""
        sent = {**activity, "id": message}
        return await self._send("PUT", address, f"/{quote(message, safe='')}", sent, "") or message

    async def close(self) -> None:
        """Let go of the session."""
        if self._session is not None:
            await self._session.close()

    async def _send(self, method: str, address: Address, path: str, activity: Element, reply_to: str) -> str:
        try:
            url, body = self._prepared(address, path, activity, reply_to)
        except ValueError as error:
            raise DeliveryError(f"no request to send: {type(error).__name__}") from None
        return await self._request(method, url, body)

    def _prepared(self, address: Address, path: str, activity: Element, reply_to: str) -> tuple[URL, bytes]:
        """Where to send what. Raises DeliveryError for a service not to post to, ValueError for oddities."""
        reference = cast("object", orjson.loads(address.reference))
        service = text_at(reference, "serviceUrl")
        if not may_post_to(service, self._access):
            raise DeliveryError("the service address is not one of Microsoft's")
        room = (
            f"{address.conversation};messageid={address.thread}" if address.thread else address.conversation
        )
        url = f"{service.rstrip('/')}/v3/conversations/{quote(room, safe='')}/activities{path}"
        body = {
            **activity,
            "from": object_at(reference, "bot"),
            "conversation": {**object_at(reference, "conversation"), "id": room},
        }
        if user := object_at(reference, "user"):
            body["recipient"] = user
        if reply_to:
            body["replyToId"] = reply_to
        return URL(url, encoded=True), orjson.dumps(body)

    async def _request(self, method: str, url: URL, body: bytes) -> str:
        headers = {"Content-Type": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {await self._token.get(self.session)}"
        try:
            async with self.session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=_TIMEOUT,
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise DeliveryError(f"no answer: {type(error).__name__}") from error
        if response.status == HTTPStatus.UNAUTHORIZED and self._token is not None:
            self._token.forget()
        if not response.ok or response.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise DeliveryError(f"refused: {response.status}", retry_after=_retry_after(response))
        return _message_id(answer)


def _message_id(body: bytes) -> str:
    try:
        return text_at(cast("object", orjson.loads(body)), "id") if body else ""
    except orjson.JSONDecodeError:
        return ""


def _retry_after(response: aiohttp.ClientResponse) -> float | None:
    if response.status not in _AGAIN:
        return None
    stated = response.headers.get("Retry-After", "")
    return min(float(stated), _LONGEST_PAUSE) if stated.isascii() and stated.isdigit() else _PAUSE
