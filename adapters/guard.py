"""What stands before both chat SDKs: size, content type, UTF-8, and the shape of JSON.

Unsigned or malformed requests make slack-bolt and botbuilder answer 500; here they get a clear status.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import orjson
from aiohttp import ClientPayloadError, web

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

JsonObject = dict[str, object]
"""A decoded JSON object; its values are what orjson makes."""


class Refused(Exception):
    """A request that goes no further. `status` is for HTTP, the message never repeats the request."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status: int = status
        self.reason: str = reason

    def response(self) -> web.Response:
        """The HTTP answer, `{"error": reason}`."""
        return web.json_response({"error": self.reason}, status=self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Limits on a request. `limit` is in bytes, `depth` in nested objects and lists."""

    limit: int = 1 << 20
    depth: int = 64

    async def read(self, request: web.Request, content_types: Iterable[str] | None = (JSON,)) -> bytes:
        """The body, as sent. Raises Refused: 413 where it is too large or compressed, 415 for another
        type, 400 where it breaks off.

        None takes any type, for who asks for a signature first.
        """
        if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            # Its real size shows only by inflating it, and neither platform compresses.
            raise Refused(413, "compressed bodies are not read")
        if (request.content_length or 0) > self.limit:
            raise Refused(413, "the body is too large")
        if content_types is not None and request.content_type not in content_types:
            raise Refused(415, "the content type is not served here")
        try:
            return await self._within_limit(request)
        except (ConnectionError, web.RequestPayloadError, ClientPayloadError):
            raise Refused(400, "the body broke off") from None

    def json_object(self, body: bytes | str) -> JsonObject:
        """The object that the body is. Raises Refused (400) for anything else or what nests too deep."""
        try:
            value: object = orjson.loads(body)
        except (orjson.JSONDecodeError, UnicodeError):
            raise Refused(400, "the body is not JSON in UTF-8") from None
        if not isinstance(value, dict):
            raise Refused(400, "the body is not a JSON object")
        if self._may_be_deep(body) and deeper_than(self.depth, cast("JsonObject", value)):
            raise Refused(400, "the body is nested too deep")
        return cast("JsonObject", value)

    async def _within_limit(self, request: web.Request) -> bytes:
        body = bytearray()
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > self.limit:
                raise Refused(413, "the body is too large")
        return bytes(body)

    def _may_be_deep(self, body: bytes | str) -> bool:
        """Whether there are brackets enough: counting them is far cheaper than the walk."""
        if isinstance(body, str):
            return body.count("{") + body.count("[") > self.depth
        return body.count(b"{") + body.count(b"[") > self.depth


def deeper_than(depth: int, value: object) -> bool:
    """Whether objects and lists nest deeper than that in a decoded JSON value; a bare value nests 0 deep."""
    level = _containers((value,))
    for _ in range(depth):
        if not level:
            return False
        level = _containers(inner for outer in level for inner in outer)
    return bool(level)


def _containers(values: Iterable[object]) -> list[Iterable[object]]:
    """The lists among the values, and the values of the objects among them."""
    return [
        cast("JsonObject", value).values() if isinstance(value, dict) else cast("list[object]", value)
        for value in values
        if isinstance(value, dict | list)
    ]
