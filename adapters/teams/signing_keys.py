"""The keys that the channel signs with. The SDK would fetch them by a blocking call in the event loop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

import aiohttp
import orjson
from jwt.algorithms import RSAAlgorithm

from adapters.teams.wire import Json, objects_at, text_at

_DAY = 24 * 3600.0
_PAUSE = 300.0
_PAUSE_WITHOUT_ANY = 5.0
_TIMEOUT = aiohttp.ClientTimeout(total=5)

log = logging.getLogger("dpor.teams")


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A public key, and the channels whose messages it may sign ("msteams", …). The SDK reads both."""

    public_key: object
    endorsements: tuple[str, ...]


class SigningKeys:
    """The published keys, fetched ahead and again once a day. Stands in for the SDK's own key cache."""

    def __init__(self, address: str, session: Callable[[], aiohttp.ClientSession]) -> None:
        self._address = address
        self._session = session
        self._keys: dict[str, SigningKey] = {}
        self._fetched = self._tried = float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, key_id: str) -> SigningKey:
        """The key of that id. Raises PermissionError where there is none."""
        if key_id not in self._keys or time.monotonic() - self._fetched > _DAY:
            await self.refresh(unless_has=key_id)
        if key_id not in self._keys:
            raise PermissionError("The token is signed with a key that is not published.")
        return self._keys[key_id]

    async def refresh(self, *, unless_has: str = "") -> None:
        """Fetch the keys, unless that was tried a moment ago; where it fails, those at hand stay."""
        async with self._lock:
            fresh = time.monotonic() - self._fetched <= _DAY
            pause = _PAUSE if self._keys else _PAUSE_WITHOUT_ANY
            if (fresh and unless_has in self._keys) or time.monotonic() - self._tried < pause:
                return
            self._tried = time.monotonic()
            try:
                self._keys = await self._fetch()
                self._fetched = time.monotonic()
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                log.warning("teams signing keys not fetched error=%s", type(error).__name__)

    async def _fetch(self) -> dict[str, SigningKey]:
        metadata = await self._json(self._address)
        published = await self._json(text_at(metadata, "jwks_uri"))
        keys = (key for key in objects_at(published, "keys") if text_at(key, "kty") == "RSA")
        return {text_at(key, "kid"): _signing_key(key) for key in keys}

    async def _json(self, address: str) -> object:
        async with self._session().get(address, timeout=_TIMEOUT, allow_redirects=False) as response:
            if response.status != HTTPStatus.OK:
                raise ValueError("no answer to read keys from")
            return cast("object", orjson.loads(await response.read()))


def _signing_key(key: Json) -> SigningKey:
    endorsements = key.get("endorsements")
    listed = cast("list[object]", endorsements) if isinstance(endorsements, list) else []
    return SigningKey(
        public_key=RSAAlgorithm.from_jwk(dict(key)),
        endorsements=tuple(item for item in listed if isinstance(item, str)),
    )
