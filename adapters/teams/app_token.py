"""The bot's own token for Microsoft's services: OAuth 2.0 client credentials of the single tenant.

Fetched over the shared aiohttp session: MSAL, which the SDK would use, blocks the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import time
from http import HTTPStatus

import aiohttp
import orjson

from adapters.teams.access import Registered
from adapters.teams.wire import object_at, text_at
from bot.errors import DeliveryError

SCOPE = "https://api.botframework.com/.default"
_EARLY = 300.0
_TIMEOUT = aiohttp.ClientTimeout(total=10)

log = logging.getLogger("dpor.teams")


class AppToken:
    """One token, fetched when it is needed and kept until five minutes before it ends."""

    def __init__(self, registration: Registered) -> None:
        self._registration = registration
        self._token = ""
        self._until = 0.0
        self._lock = asyncio.Lock()

    async def get(self, session: aiohttp.ClientSession) -> str:
        """The token. Raises DeliveryError where Microsoft gives none."""
        async with self._lock:
            if time.monotonic() >= self._until:
                await self._fetch(session)
            return self._token

    def forget(self) -> None:
        """Fetch a new one next time: this one was refused."""
        self._until = 0.0

    async def _fetch(self, session: aiohttp.ClientSession) -> None:
        registration = self._registration
        form = {
            "grant_type": "client_credentials",
            "client_id": registration.app_id,
            "client_secret": registration.password,
            "scope": SCOPE,
        }
        url = f"{registration.microsoft.login}/{registration.tenant_id}/oauth2/v2.0/token"
        try:
            async with session.post(url, data=form, timeout=_TIMEOUT, allow_redirects=False) as response:
                status, body = response.status, await response.read()
            answer = object_at(orjson.loads(body))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise DeliveryError(f"no token: {type(error).__name__}", retry_after=1.0) from error
        token, lasts = text_at(answer, "access_token"), answer.get("expires_in")
        if status != HTTPStatus.OK or not token or not isinstance(lasts, int):
            # The error's code says which setting is wrong; its description may repeat the request.
            log.error("teams token refused status=%s error=%s", status, text_at(answer, "error")[:60])
            raise DeliveryError(f"no token: {status}")
        self._token, self._until = token, time.monotonic() + max(lasts - _EARLY, 60.0)
