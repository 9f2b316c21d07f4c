"""Calls to Slack's Web API. Nothing is sent again that Slack may have taken already."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import aiohttp
import orjson
from slack_sdk.web.async_client import AsyncWebClient

from adapters.courier.deadline import still_in_time
from adapters.guard import JsonObject
from adapters.slack import render
from adapters.slack.lanes import Lanes
from adapters.slack.pictures.keeping import Pictures
from adapters.slack.uploading import LOOPBACK
from adapters.slack.wire import mapping, text
from bot.conversation.events import Address
from bot.conversation.replies import Reply
from bot.errors import DeliveryError

LONGEST_WAIT = 30.0
"""Seconds that an answer waits where Slack says that it must."""
ATTEMPTS = 3
RESPONSE, RESPONSES = "response_url", "hooks.slack.com"

_REFUSED = frozenset({400, 403, 404, 410})
_WORD = re.compile(rb"[a-z_]{1,40}")
_JSON = "application/json; charset=utf-8"
_FORM = "application/x-www-form-urlencoded"
UNDRAWABLE = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "block_mismatch"}
)
_TROUBLE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Words for trouble of Slack's own: like a status of 500 they do not tell whether it acted."""
_SETTLING = (0.0, 0.4, 1.2)
"""Seconds before each try with a picture: Slack refuses a file that it is still taking in."""
_Result = TypeVar("_Result")
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})


class SlackRefusal(DeliveryError):
    """Slack said no. `code` is its word for the reason; nothing was posted."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method}: {code}")
        self.code: str = code


class Outgoing:
    """Messages to Slack, over one client for life."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._lanes = Lanes()
        self._pictures = Pictures(self)

    @property
    def client(self) -> AsyncWebClient:
        """The SDK's client."""
        return self._client

    async def call(self, method: str, message: JsonObject) -> JsonObject:
        """Do something. Raises DeliveryError; with `retry_after` only where Slack surely did nothing."""
        conversation = text(message.get("channel"))
        async with self._lanes.of(conversation) if conversation else contextlib.nullcontext():
            return await self._answered(method, self._method(method), orjson.dumps(message), _JSON)

    async def look_up(self, method: str, arguments: Mapping[str, str]) -> JsonObject:
        """Read something: these methods take no JSON. Raises DeliveryError."""
        return await self._answered(method, self._method(method), urlencode(arguments).encode(), _FORM)

    async def respond(
        self,
        address: str,
        thread: str | None,
        reply: Reply,
        *,
        replaces: bool,
        everybody: bool = False,
        belongs: str | None = None,
    ) -> None:
        """Answer at the address that came with a press or a command. Raises DeliveryError.

        It works for a while also where the bot is no member. Without `everybody` only that person sees it.
        """
        if not self._is_slacks(address):
            raise SlackRefusal(RESPONSE, "another address")
        place: JsonObject = {
            "response_type": "in_channel" if everybody else "ephemeral",
            "replace_original": replaces,
        }
        if thread:
            place["thread_ts"] = thread
        await self._drawn(
            lambda message: self._answered(RESPONSE, address, orjson.dumps({**place, **message}), _JSON),
            reply,
            belongs,
        )

    async def withdraw(self, address: str) -> None:
        """Take away what only one person sees, at the address of its press. Raises DeliveryError."""
        if self._is_slacks(address):
            await self._answered(RESPONSE, address, b'{"delete_original":true}', _JSON)

    def _method(self, method: str) -> str:
        return f"{self._client.base_url}{method}"

    def _is_slacks(self, address: str) -> bool:
        """Whether nothing but Slack can stand there; beside a Slack on this machine, this machine."""
        own = urlsplit(self._client.base_url)
        try:
            asked = urlsplit(address)
        except ValueError:
            return False
        if own.hostname in LOOPBACK:
            return asked.hostname in LOOPBACK
        return asked.scheme == "https" and asked.netloc in (RESPONSES, own.netloc)

    async def _answered(self, method: str, address: str, body: bytes, content_type: str) -> JsonObject:
        """What Slack says to a request on the client's own session.

        Not through the client's `api_call`: it costs a quarter of a whole answer, mostly in logging that
        is switched off and in reading its own options.
        """
        still_in_time()
        try:
            status, wait, said = await self._posted(method, address, body, content_type)
            answer = _read(method, status, said)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise DeliveryError(f"{method}: {type(error).__name__}", retry_after=1.0) from None
        except Exception as error:
            # A reset, a time-out, an answer that is not JSON: whether Slack acted is not known.
            raise DeliveryError(f"{method}: {type(error).__name__}") from None
        if answer.get("ok") is True:
            return answer
        raise _refusal(method, status, text(answer.get("error")), wait)

    async def _posted(
        self, method: str, address: str, body: bytes, content_type: str
    ) -> tuple[int, str, bytes]:
        """Status, Retry-After and body."""
        client = self._client
        if client.session is None:
            raise DeliveryError(f"{method}: Slack has not been started.")
        headers = {"Content-Type": content_type}
        if client.token and method != RESPONSE:
            headers["Authorization"] = f"Bearer {client.token}"
        async with client.session.post(
            address,
            data=body,
            headers=headers,
            proxy=client.proxy,
            allow_redirects=False,  # A redirect would carry messages elsewhere.
            middlewares=(),
        ) as response:
            return response.status, response.headers.get("Retry-After", ""), await response.read()

    async def post(
        self, conversation: str, thread: str | None, reply: Reply, metadata: JsonObject | None = None
    ) -> str:
        """Post a message; gives its time stamp. Raises DeliveryError. People do not see its `metadata`."""
        place: JsonObject = {"channel": conversation, "unfurl_links": False, "unfurl_media": False}
        if metadata:
            place["metadata"] = metadata
        if thread:
            place["thread_ts"] = thread
        return text((await self._send("chat.postMessage", place, reply)).get("ts"))

    async def whisper(self, room: Address, thread: str | None, person: str, reply: Reply) -> None:
        """Show a message to one person of a room. Raises DeliveryError."""
        place: JsonObject = {"channel": room.conversation, "user": person}
        if thread:
            place["thread_ts"] = thread
        await self._send("chat.postEphemeral", place, reply, room.thread)

    async def edit(self, conversation: str, stamp: str, reply: Reply) -> bool:
        """Put a reply in a message's place. False where that message can no longer be changed."""
        try:
            await self._send("chat.update", {"channel": conversation, "ts": stamp}, reply)
        except SlackRefusal as error:
            if error.code in _GONE:
                return False
            raise
        return True

    async def show(self, trigger: str, view: JsonObject) -> None:
        """Open a modal, at most 3 seconds after the press. Raises DeliveryError."""
        await self.call("views.open", {"trigger_id": trigger, "view": view})

    async def publish(self, person: str, reply: Reply) -> None:
        """Make a reply the person's App Home. Raises DeliveryError."""
        await self.call("views.publish", {"user_id": person, "view": render.home(reply)})

    async def _send(
        self, method: str, place: JsonObject, reply: Reply, belongs: str | None = None
    ) -> JsonObject:
        return await self._drawn(lambda message: self.call(method, {**place, **message}), reply, belongs)

    async def _drawn(
        self, send: Callable[[JsonObject], Awaitable[JsonObject]], reply: Reply, belongs: str | None = None
    ) -> JsonObject:
        """Sent as it can be drawn: where Slack refuses, without pictures, with plainer buttons, as text."""
        if pictures := await self._pictures.of(reply):
            for pause in _SETTLING:
                await asyncio.sleep(pause)
                try:
                    return await send(render.message(reply, pictures=pictures, belongs=belongs))
                except SlackRefusal as error:
                    if error.code not in UNDRAWABLE:
                        raise
            self._pictures.forget(pictures)
        for thumbs in (True, False) if reply.feedback is not None else (True,):
            try:
                return await send(render.message(reply, thumbs=thumbs, belongs=belongs))
            except SlackRefusal as error:
                if error.code not in UNDRAWABLE:
                    raise
        return await send(render.text_only(reply))


async def stay(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Follow no redirect: it would carry messages elsewhere. Raises ClientError; for aiohttp's sessions."""
    response = await handler(request)
    if 300 <= response.status < 400:
        response.close()
        raise aiohttp.ClientError("a redirect is not followed")
    return response


async def patiently(send: Callable[[], Awaitable[_Result]]) -> _Result:
    """Send, waiting a while where Slack asks for it. Raises DeliveryError."""
    for _ in range(ATTEMPTS - 1):
        try:
            return await send()
        except DeliveryError as error:
            if error.retry_after is None or error.retry_after > LONGEST_WAIT:
                raise
            await asyncio.sleep(error.retry_after)
    return await send()


def _read(method: str, status: int, said: bytes) -> JsonObject:
    """The answer; to a press or a command Slack says "ok" in plain text, or refuses by its status."""
    if method != RESPONSE:
        return mapping(orjson.loads(said)) if status == 200 else {}
    if status == 200 and said.strip() == b"ok":
        return {"ok": True}
    if status == 200:
        return mapping(orjson.loads(said))
    return {"error": _reason(said) or f"status {status}"} if status in _REFUSED else {}


def _reason(said: bytes) -> str:
    """Slack's word, which comes as JSON or bare; empty for a page."""
    try:
        return text(mapping(orjson.loads(said)).get("error"))
    except orjson.JSONDecodeError:
        return said.decode("ascii", "replace") if _WORD.fullmatch(said) else ""


def _refusal(method: str, status: int, code: str, wait: str) -> DeliveryError:
    """Slack's word alone."""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return DeliveryError(f"{method}: rate limited", retry_after=_seconds(wait))
    if code and code not in _TROUBLE:
        return SlackRefusal(method, code)
    return DeliveryError(f"{method}: {code or f'status {status}'}")


def _seconds(said: str | None) -> float:
    return float(said) if said and said.isascii() and said.isdigit() and len(said) < 7 else 1.0
