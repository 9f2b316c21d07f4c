"""Which notices are to be sent next, held in memory: only what is not sent is ever looked through."""

from __future__ import annotations

from bisect import insort
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from adapters.stores.kinds import NOTICES, Key, place_key
from adapters.stores.shelf import Shelf
from bot.conversation.notices import (
    OPEN,
    Notice,
    NoticeState,
    Waiting,
    due_since,
    may_be_tried,
    turn_of,
)

Group = TypeVar("Group", bound=Hashable)


class Outbox(Shelf[Notice]):
    """Every notice, and of each conversation the open ones in the order in which they are sent."""

    def __init__(self) -> None:
        super().__init__(NOTICES)
        self.unsent: dict[Key, Notice] = {}
        self._queues: dict[Key, list[Notice]] = {}
        self._rests: dict[Key, datetime] = {}

    def put(self, key: Key, value: Notice | None) -> None:
        """Keep it in place of what is there; None forgets that."""
        before = self.values.get(key)
        if before and before.state in OPEN:
            self._leave(before)
        self.unsent.pop(key, None)
        super().put(key, value)
        if value and value.state is not NoticeState.SENT:
            self.unsent[key] = value
        if value and value.state in OPEN:
            insort(self._queues.setdefault(place_key(value.address), []), value, key=turn_of)

    def due(self, now: datetime, most: int, platform: str | None = None) -> list[Notice]:
        """The first of every conversation that may be tried, the longest due first."""
        self._rests = {place: until for place, until in self._rests.items() if until > now}
        heads = (queue[0] for place, queue in self._queues.items() if place not in self._rests)
        served = (notice for notice in heads if platform in (None, notice.address.platform))
        ready = sorted((notice for notice in served if may_be_tried(notice, now)), key=_age)
        return ready[:most]

    def rest(self, notice: Notice, until: datetime | None) -> None:
        """Give nothing else of its conversation before that."""
        if until is not None:
            self._rests[place_key(notice.address)] = until

    def _leave(self, notice: Notice) -> None:
        place = place_key(notice.address)
        self._queues[place].remove(notice)
        if not self._queues[place]:
            del self._queues[place]


def taken(notice: Notice, now: datetime, lease: timedelta) -> Notice:
    """The same, in the hands of somebody who tries it."""
    return replace(
        notice,
        state=NoticeState.TRYING,
        attempt=notice.attempt + 1,
        leased_until=now + lease,
        first_tried=notice.first_tried or now,
        perhaps_sent=notice.perhaps_sent or notice.state is not NoticeState.READY,
    )


def settled(stored: Notice | None, ended: Notice) -> Notice | None:
    """What is to be stored of a try that ended, None where the try is somebody else's by now."""
    if stored is None or stored.state is not NoticeState.TRYING or stored.attempt != ended.attempt:
        return None
    return replace(
        stored,
        state=ended.state,
        due=ended.due,
        leased_until=None,
        perhaps_sent=ended.perhaps_sent,
        receipt=ended.receipt,
        reason=ended.reason,
    )


def counted(notices: Iterable[Notice]) -> Mapping[NoticeState, Waiting]:
    """How many there are in each state but `sent`, with the oldest's time."""
    return _grouped((one.state, one) for one in notices if one.state is not NoticeState.SENT)


def overdue(notices: Iterable[Notice], moment: datetime) -> Mapping[str, Waiting]:
    """How many open ones were due by then on each platform, with the oldest's time."""
    late = (one for one in notices if one.state in OPEN and one.due <= moment)
    return _grouped((one.address.platform, one) for one in late)


def _grouped(notices: Iterable[tuple[Group, Notice]]) -> Mapping[Group, Waiting]:
    times: dict[Group, list[datetime]] = {}
    for group, notice in notices:
        times.setdefault(group, []).append(due_since(notice))
    return {group: _waiting(found) for group, found in times.items()}


def _waiting(times: list[datetime]) -> Waiting:
    return Waiting(count=len(times), oldest=min(times))


def _age(notice: Notice) -> tuple[datetime, str]:
    return notice.due, notice.key
