"""Putting a file to Slack: a place is asked for, the bytes go there, and it is named or shared last.

https://docs.slack.dev/messaging/working-with-files
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from adapters.guard import JsonObject
from bot.errors import DeliveryError

SLACK = "slack.com"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
UPLOAD = "file upload"
"""What stands in a method's place in what the log says."""
SLOT, COMPLETE = "files.getUploadURLExternal", "files.completeUploadExternal"


class Calls(Protocol):
    """Calls to Slack's Web API."""

    @property
    def client(self) -> AsyncWebClient: ...
    async def call(self, method: str, message: JsonObject) -> JsonObject: ...
    async def look_up(self, method: str, arguments: Mapping[str, str]) -> JsonObject: ...


def place(client: AsyncWebClient, address: str) -> URL | None:
    """The address where Slack keeps its files there; a Slack on this machine keeps them itself."""
    own = URL(client.base_url)
    try:
        asked = URL(address, encoded=True)
        host, port = asked.host, asked.port
    except ValueError:
        return None
    if asked.user is not None or asked.password is not None:
        return None
    if own.host in LOOPBACK:
        return asked if (asked.scheme, host, port) == (own.scheme, own.host, own.port) else None
    hosts = (own.host, f"files.{own.host}", f"files.{SLACK}")
    return asked if asked.scheme == "https" and port == 443 and host in hosts else None


async def put(client: AsyncWebClient, address: str, content: bytes, patience: float) -> None:
    """The bytes, without the token: the address itself is the permission. Raises DeliveryError."""
    there = place(client, address)
    if client.session is None or there is None:
        raise DeliveryError(f"{UPLOAD}: another address")
    try:
        async with client.session.post(
            there,
            data=io.BytesIO(content),
            headers={"Content-Type": "application/octet-stream"},
            proxy=client.proxy,
            allow_redirects=False,  # A redirect would carry numbers of ours elsewhere.
            middlewares=(),
            timeout=aiohttp.ClientTimeout(total=patience, sock_connect=5.0),
        ) as response:
            await response.read()
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryError(f"{UPLOAD}: {type(error).__name__}") from None
    if response.status != 200:
        raise DeliveryError(f"{UPLOAD}: status {response.status}")
