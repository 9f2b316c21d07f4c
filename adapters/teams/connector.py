"""Talking to Teams over one shared session. The SDK's own client costs ten times the CPU and retries nothing.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import cast
from urllib.parse import quote, urlencode

import aiohttp
import orjson
from yarl import URL

from adapters.courier.deadline import still_in_time
from adapters.teams.access import Access, Registered
from adapters.teams.app_token import AppToken
from adapters.teams.card import Element
from adapters.teams.service_address import may_post_to
from adapters.teams.wire import Json, object_at, text_at
from bot.conversation.events import Address
from bot.errors import DeliveryError

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
_AGAIN = frozenset({412, 429, 502, 503, 504})
_PAUSE = 1.0
_LONGEST_PAUSE = 3600.0
_LONGEST_ID = 500
_POSTING = aiohttp.ClientTimeout(total=15, connect=5)
# Somebody waits for the answer to a press, at most 10 seconds.
_LOOKING = aiohttp.ClientTimeout(total=3)
# One room that hangs must not use up every connection.
_CONNECTIONS = 1000


class UnansweredError(DeliveryError):
    """The request went out and no answer came, or none that says: it may have been done, or not."""


class RefusedError(DeliveryError):
    """Teams answered, and did not do it; a status of 502 or 504 is the word of somebody in between."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(f"refused: {status}", retry_after=retry_after)
        self.status: int = status


class _UnauthorizedError(DeliveryError):
    """Teams did not take the bot's token, which is forgotten."""


class Connector:
    """Posts, edits, looks up. Opens its session at the first use, inside the running loop."""

    def __init__(self, access: Access, calls: Sequence[aiohttp.TraceConfig] = ()) -> None:
        self._access = access
        self._calls = calls
        self._token = AppToken(access) if isinstance(access, Registered) else None
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session; cookies are not kept."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
                trace_configs=list(self._calls),
            )
        return self._session

    async def post(self, address: Address, activity: Element, *, reply_to: str = "") -> str:
        """Post a message, as an answer to the message `reply_to`; gives its id, empty where none came.

        Raises DeliveryError; `retry_after` is set where Teams asks to try again later.
        """
        if len(reply_to) > _LONGEST_ID:
            # No such message was ever posted, and no address holds it.
            reply_to = ""
        answer_to = f"/{quote(reply_to, safe='')}" if reply_to else ""
        return await self._send("POST", address, answer_to, activity, reply_to)

    async def update(self, address: Address, message: str, activity: Element) -> str:
        """Put this in place of the message with that id; gives its id. Raises DeliveryError."""
        sent = {**activity, "id": message}
        return await self._send("PUT", address, f"/{quote(message, safe='')}", sent, "") or message

    async def delete(self, address: Address, message: str) -> None:
        """Take the message with that id away. Raises DeliveryError."""
        try:
            url, _ = self._prepared(address, f"/{quote(message, safe='')}", {}, "")
        except ValueError as error:
            raise DeliveryError(f"no request to send: {type(error).__name__}") from None
        await self._request("DELETE", url, None, _POSTING)

    async def member(self, address: Address, person: str) -> Json:
        """What the directory says of a person in that conversation. Raises DeliveryError."""
        return await self._look(address, f"/members/{quote(person, safe='')}", {})

    async def members(self, address: Address, *, most: int, continued: str = "") -> Json:
        """A page of who is in the conversation: `members`, `continuationToken`. Raises DeliveryError."""
        query = {"pageSize": str(most), **({"continuationToken": continued} if continued else {})}
        return await self._look(address, "/pagedmembers", query)

    async def private_with(self, address: Address, person: str) -> Address:
        """The person's own conversation with the bot, found or made by the service of `address`.

        `person` is a Teams id (29:…), as an activity's `from` has it: other channels take no Entra id.
        Raises DeliveryError, where the person does not have the app for instance.
        """
        reference = _reference(address)
        body: Element = {
            "bot": object_at(reference, "bot"),
            "members": [{"id": person}],
            "isGroup": False,
            "tenantId": address.tenant,
            "channelData": {"tenant": {"id": address.tenant}},
        }
        url = URL(f"{self._service(reference)}/v3/conversations", encoded=True)
        made = _read(await self._request("POST", url, orjson.dumps(body), _LOOKING))
        conversation = text_at(made, "id")
        if not conversation:
            raise DeliveryError("no conversation was made")
        kept = {
            **reference,
            "conversation": {
                "conversationType": "personal",
                "id": conversation,
                "tenantId": address.tenant,
            },
            "user": {"id": person},
        }
        text = orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()
        return replace(address, conversation=conversation, thread=None, reference=text)

    async def close(self) -> None:
        """Let go of the session."""
        if self._session is not None:
            await self._session.close()

    async def _send(self, method: str, address: Address, path: str, activity: Element, reply_to: str) -> str:
        try:
            url, body = self._prepared(address, path, activity, reply_to)
        except ValueError as error:
            raise DeliveryError(f"no request to send: {type(error).__name__}") from None
        return text_at(_read(await self._request(method, url, body, _POSTING)), "id")

    async def _look(self, address: Address, path: str, query: Mapping[str, str]) -> Json:
        try:
            # Who is in a thread is who is in its channel.
            room = quote(address.conversation, safe="")
            asked = f"?{urlencode(query)}" if query else ""
            url = URL(
                f"{self._service(_reference(address))}/v3/conversations/{room}{path}{asked}", encoded=True
            )
        except ValueError as error:
            raise DeliveryError(f"no request to send: {type(error).__name__}") from None
        return object_at(_read(await self._request("GET", url, None, _LOOKING)))

    def _service(self, reference: Json) -> str:
        """The service's address. Raises DeliveryError for one that is not Microsoft's."""
        service = text_at(reference, "serviceUrl")
        if not may_post_to(service, self._access):
            raise DeliveryError("the service address is not one of Microsoft's")
        return service.rstrip("/")

    def _prepared(self, address: Address, path: str, activity: Element, reply_to: str) -> tuple[URL, bytes]:
        """Where to send what. Raises DeliveryError for a service not to post to, ValueError for oddities."""
        reference = _reference(address)
        room = (
            f"{address.conversation};messageid={address.thread}" if address.thread else address.conversation
        )
        url = f"{self._service(reference)}/v3/conversations/{quote(room, safe='')}/activities{path}"
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

    async def _request(
        self, method: str, url: URL, body: bytes | None, limits: aiohttp.ClientTimeout
    ) -> bytes:
        try:
            return await self._once(method, url, body, limits)
        except _UnauthorizedError:
            # The token may have been withdrawn before its time; a new one is tried once.
            return await self._once(method, url, body, limits)

    async def _once(self, method: str, url: URL, body: bytes | None, limits: aiohttp.ClientTimeout) -> bytes:
        headers = {"Content-Type": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {await self._token.get(self.session)}"
        still_in_time()
        try:
            async with self.session.request(
                method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                answer = await response.read()
        except aiohttp.ClientConnectorError as error:
            raise DeliveryError(f"no connection: {type(error).__name__}", retry_after=_PAUSE) from error
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise UnansweredError(f"no answer: {type(error).__name__}") from error
        if response.status == HTTPStatus.UNAUTHORIZED and self._token is not None:
            self._token.forget()
            raise _UnauthorizedError("refused: 401")
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR and response.status not in _AGAIN:
            raise UnansweredError(f"no answer: {response.status}")
        if not response.ok or response.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise RefusedError(response.status, _retry_after(response))
        return answer


def _reference(address: Address) -> Json:
    """What was kept of the conversation. Raises DeliveryError for an address of nowhere."""
    try:
        return _read_reference(address.reference)
    except ValueError as error:
        raise DeliveryError("the address leads nowhere") from error


@lru_cache(maxsize=1024)
def _read_reference(reference: str) -> Json:
    return object_at(cast("object", orjson.loads(reference)))


def _read(body: bytes) -> object:
    try:
        return cast("object", orjson.loads(body)) if body else None
    except orjson.JSONDecodeError:
        return None


def _retry_after(response: aiohttp.ClientResponse) -> float | None:
    if response.status not in _AGAIN:
        return None
    stated = response.headers.get("Retry-After", "")
    if stated.isascii() and stated.isdigit():
        return min(float(stated), _LONGEST_PAUSE)
    return _seconds_until(stated)


def _seconds_until(date: str) -> float:
    """From now to an HTTP date, within what is waited for; a second where it is none."""
    try:
        until = parsedate_to_datetime(date).astimezone(UTC)
        seconds = (until - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return _PAUSE
    return min(max(seconds, 0.0), _LONGEST_PAUSE)
