"""Charts that Slack has as files: put there before the message that shows them, and kept for the next one.

A file is shared with nobody by itself: whoever may see the message may see the image in it.
https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.guard import JsonObject
from adapters.slack.wire import text
from bot.conversation.replies import Chart, Reply
from bot.errors import DeliveryError

MOST = 4
"""Charts of one reply that become images; the others are text alone."""
KEPT = 32
PATIENCE = aiohttp.ClientTimeout(total=5.0)
"""How long an answer waits for its picture; it is worth no more, for the numbers stand in text."""

_WORDS = 1000
"""Of an image's description."""
_HOST = "slack.com"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

log = logging.getLogger("dpor.slack")


class Calls(Protocol):
    """Calls to Slack's Web API."""

    @property
    def client(self) -> AsyncWebClient: ...
    async def call(self, method: str, message: JsonObject) -> JsonObject: ...
    async def look_up(self, method: str, arguments: Mapping[str, str]) -> JsonObject: ...


class Pictures:
    """The files of one workspace's charts."""

    def __init__(self, out: Calls) -> None:
        self._out = out
        self._kept: OrderedDict[Chart, str] = OrderedDict()

    async def of(self, reply: Reply) -> Mapping[Chart, str]:
        """The files' ids by chart. A chart that Slack does not take has none, which only the log says."""
        charts = [block for block in reply.blocks if isinstance(block, Chart)][:MOST]
        for chart in charts:
            if chart not in self._kept:
                try:
                    self._kept[chart] = await self._put(chart)
                except DeliveryError as error:
                    log.warning("slack picture not taken reason=%s", error)
                    break
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return {chart: self._kept[chart] for chart in charts if chart in self._kept}

    def forget(self, charts: Mapping[Chart, str]) -> None:
        """Slack no longer shows these."""
        for chart in charts:
            self._kept.pop(chart, None)

    async def _put(self, chart: Chart) -> str:
        """The new file's id. Raises DeliveryError."""
        # Loaded with the first chart: most answers have none.
        from adapters.slack.pictures.drawing import drawn

        content = drawn(chart)
        name = f"{chart.kind.value}.png"
        words = f"{chart.caption}. {chart.summary}"[:_WORDS]
        asked = {"filename": name, "length": str(len(content)), "alt_txt": words}
        slot = await self._out.look_up("files.getUploadURLExternal", asked)
        await self._send(text(slot.get("upload_url")), content)
        file = text(slot.get("file_id"))
        await self._out.call("files.completeUploadExternal", {"files": [{"id": file, "title": name}]})
        return file

    async def _send(self, address: str, content: bytes) -> None:
        """The bytes, without the token: the address itself is the permission."""
        client = self._out.client
        if client.session is None or not self._is_slacks(address):
            raise DeliveryError("file upload: another address")
        try:
            async with client.session.post(
                address,
                data=content,
                headers={"Content-Type": "image/png"},
                proxy=client.proxy,
                allow_redirects=False,  # A redirect would carry numbers of ours elsewhere.
                middlewares=(),
                timeout=PATIENCE,
            ) as response:
                await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise DeliveryError(f"file upload: {type(error).__name__}") from None
        if response.status != 200:
            raise DeliveryError(f"file upload: status {response.status}")

    def _is_slacks(self, address: str) -> bool:
        """Whether Slack keeps its files there; beside a Slack on this machine, whether that one does."""
        own = urlsplit(self._out.client.base_url)
        try:
            asked = urlsplit(address)
        except ValueError:
            return False
        if own.hostname in _LOOPBACK:
            return asked.netloc == own.netloc
        host = asked.hostname or ""
        return asked.scheme == "https" and (host == _HOST or host.endswith(f".{_HOST}"))
