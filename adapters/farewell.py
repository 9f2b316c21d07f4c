"""A platform has thrown the bot out of many conversations at once: none of them can be reached any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.conversation.events import Address, Audience, Left, Origin, Person
from bot.core import Bot
from bot.ports import Store


def _now() -> datetime:
    return datetime.now(UTC)


class Farewell:
    """Tells the bot that it has left every place of a workspace, or of a team."""

    def __init__(self, store: Store, now: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._now = now

    async def to(self, gone: Callable[[Address], bool], bot: Bot) -> None:
        """Each place that is gone, and each conversation there that wants alerts, once. Raises StoreError."""
        async with self._store.transaction() as transaction:
            places = [place.address for place in await transaction.places.every()]
            places += [watch.address for watch in await transaction.watches.every()]
        at = self._now()
        for place in dict.fromkeys(places):
            if gone(place):
                await bot.handle(Left(origin=_origin(place, at)))


def _origin(place: Address, at: datetime) -> Origin:
    return Origin(
        event_id=f"farewell:{place.tenant}:{place.conversation}:{place.thread}:{at.timestamp()}",
        person=Person(id=""),
        address=place,
        audience=Audience.STRANGERS,
        at=at,
    )
