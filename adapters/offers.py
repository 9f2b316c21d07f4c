"""Files that wait to be fetched, each by a name nobody can guess, for one person and a while."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from adapters.files import LARGEST_FILE
from bot.conversation.replies import Attachment

WHILE = 15 * 60.0
"""Seconds that a file waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    owner: str
    file: Attachment
    until: float


class Offers:
    """Keeps them in memory: after a restart the person asks again. `most` bytes in all, the newest ones."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = LARGEST_FILE) -> None:
        self._clock = clock
        self._most = most
        self._waiting: dict[str, _Offer] = {}

    def put(self, owner: str, file: Attachment) -> str:
        """Keep it for that person; gives the name by which it is fetched."""
        self._waiting = {name: offer for name, offer in self._waiting.items() if self._is_good(offer)}
        while self._waiting and self._size() + len(file.content) > self._most:
            self._waiting.pop(next(iter(self._waiting)))
        name = secrets.token_urlsafe(32)
        self._waiting[name] = _Offer(owner=owner, file=file, until=self._clock() + WHILE)
        return name

    def get(self, owner: str, name: str) -> Attachment | None:
        """The file of that name, None where none waits for that person any more."""
        offer = self._waiting.get(name)
        if offer is None or offer.owner != owner or not self._is_good(offer):
            return None
        return offer.file

    def take(self, owner: str, name: str) -> Attachment | None:
        """The same, for the last time."""
        file = self.get(owner, name)
        if file is not None:
            del self._waiting[name]
        return file

    def _is_good(self, offer: _Offer) -> bool:
        return self._clock() < offer.until

    def _size(self) -> int:
        return sum(len(offer.file.content) for offer in self._waiting.values())
