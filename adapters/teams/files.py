"""Fetching files from where Teams keeps them, and putting them there. No token goes along."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

import aiohttp
from yarl import URL

from adapters.fetching import AS_IT_IS, PATIENCE, fetched
from adapters.files import NotTaken
from adapters.teams.access import Access, DangerouslyAnonymous
from adapters.teams.file_address import PublicResolver, public_place
from bot.conversation.events import Hindrance
from bot.errors import DeliveryError

PART = 32 * 320 * 1024
"""Bytes that are put at a time: a multiple of what OneDrive asks for."""
_TRIES = 3
_PAUSE = 0.3
_DONE = frozenset({200, 201, 202})


class Files:
    """Opens its session at the first file, inside the running loop."""

    def __init__(self, access: Access, calls: Sequence[aiohttp.TraceConfig] = ()) -> None:
        self._access = access
        self._calls = calls
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, address: str) -> bytes:
        """What lies there: whoever has the address may read it. Raises NotTaken."""
        place = public_place(address, self._access)
        if place is None:
            raise NotTaken(Hindrance.KEPT_ELSEWHERE)
        request = self._open().get(place, headers=AS_IT_IS, allow_redirects=False)
        return await fetched(request, _pass)

    async def put(self, address: str, content: bytes) -> None:
        """Put it there, part by part; a part that is put twice is there once. Raises DeliveryError."""
        place = public_place(address, self._access)
        if place is None:
            raise DeliveryError("the address for the file is not a public one")
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            await self._put_part(place, part, f"bytes {start}-{start + len(part) - 1}/{len(content)}")

    async def close(self) -> None:
        """Let go of the session."""
        if self._session is not None:
            await self._session.close()

    async def _put_part(self, place: URL, part: bytes, which: str) -> None:
        failure = ""
        for attempt in range(_TRIES):
            await asyncio.sleep(attempt * _PAUSE)
            try:
                async with self._open().put(
                    place, data=io.BytesIO(part), headers={"Content-Range": which}, allow_redirects=False
                ) as response:
                    await response.read()
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                failure = type(error).__name__
                continue
            if response.status in _DONE:
                return
            failure = f"status {response.status}"
            if response.status < 500:
                break
        raise DeliveryError(f"the file was not taken: {failure}")

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            here = isinstance(self._access, DangerouslyAnonymous) or self._access.microsoft.on_this_machine
            resolver = None if here else PublicResolver()
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                connector=aiohttp.TCPConnector(resolver=resolver),
                timeout=aiohttp.ClientTimeout(total=PATIENCE, sock_connect=5.0, sock_read=30.0),
                trace_configs=list(self._calls),
            )
        return self._session


def _pass(response: aiohttp.ClientResponse) -> None:
    """Any answer but the file is no file, and that is all there is to say of it."""
