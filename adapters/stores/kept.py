"""The parts of a transaction that keep small values by a key: reads see the transaction's own writes.

What each method promises stands in bot/ports.py.
"""

from __future__ import annotations

from collections.abc import Hashable
from heapq import nlargest
from typing import Generic

from adapters.stores.kinds import (
    CLAIMS,
    INSTALLATIONS,
    OPINIONS,
    PEOPLE,
    PLACES,
    Installation,
    Key,
    Kind,
    Value,
    place_key,
    private_group,
)
from adapters.stores.state import Changes, State, group_thing
from bot.conversation.events import Address
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.partnership.claims import Claim


class Kept(Generic[Value]):
    """One kind's values; whatever is looked at is noted in `read`."""

    def __init__(self, kind: Kind[Value], state: State, changes: Changes, read: set[Hashable]) -> None:
        self._kind = kind
        self._state = state
        self._changes = changes
        self._read = read

    def _one(self, key: Key) -> Value | None:
        self._read.add((self._kind.table, key))
        own = self._changes.of(self._kind)
        return own[key] if key in own else self._state.shelf(self._kind).values.get(key)

    def _all(self) -> list[Value]:
        self._read.add(self._kind.table)
        merged = {**self._state.shelf(self._kind).values, **self._changes.of(self._kind)}
        return [value for value in merged.values() if value is not None]

    def _together(self, group: Key) -> list[Value]:
        self._read.add(group_thing(self._kind, group))
        merged = {**self._state.shelf(self._kind).together(group), **self._changes.of(self._kind)}
        return [value for value in merged.values() if value is not None and self._kind.group(value) == group]

    def _put(self, value: Value) -> None:
        self._changes.keep(self._kind, self._kind.key(value), value)

    def _forget(self, key: Key) -> None:
        self._changes.keep(self._kind, key, None)


class KeptPlaces(Kept[Place]):
    """Conversations that the bot is in."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        super().__init__(PLACES, state, changes, read)

    async def note(self, place: Place) -> None:
        self._put(place)

    async def forget(self, address: Address) -> None:
        self._forget(place_key(address))

    async def private_with(self, tenant: str, platform: str, person: str) -> Place | None:
        """The newest, where there are several."""
        places = self._together(private_group(tenant, platform, person))
        return max(places, key=lambda place: (place.since, place_key(place.address)), default=None)

    async def every(self) -> tuple[Place, ...]:
        return tuple(sorted(self._all(), key=lambda place: place_key(place.address)))


class KeptPeople(Kept[Wishes]):
    """What people have chosen."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        super().__init__(PEOPLE, state, changes, read)

    async def wishes(self, person: str) -> Wishes | None:
        return self._one((person,))

    async def save(self, wishes: Wishes) -> None:
        self._put(wishes)


class KeptOpinions(Kept[Feedback]):
    """What people thought of answers."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        super().__init__(OPINIONS, state, changes, read)

    async def add(self, feedback: Feedback) -> None:
        self._put(feedback)

    async def latest(self, most: int) -> tuple[Feedback, ...]:
        return tuple(nlargest(most, self._all(), key=lambda feedback: (feedback.at, feedback.id)))


class KeptClaims(Kept[Claim]):
    """What people reported by hand."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        super().__init__(CLAIMS, state, changes, read)

    async def add(self, claim: Claim) -> None:
        self._put(claim)

    async def about(self, customer_id: str) -> tuple[Claim, ...]:
        return tuple(sorted(self._together((customer_id,)), key=_age, reverse=True))

    async def latest(self, most: int) -> tuple[Claim, ...]:
        return tuple(nlargest(most, self._all(), key=_age))


class KeptInstallations(Kept[Installation]):
    """What platforms keep of their installations."""

    def __init__(self, state: State, changes: Changes, read: set[Hashable]) -> None:
        super().__init__(INSTALLATIONS, state, changes, read)

    async def text(self, key: str) -> str | None:
        kept = self._one((key,))
        return None if kept is None else kept.text

    async def save(self, key: str, text: str | None) -> None:
        if text is None:
            self._forget((key,))
        else:
            self._put(Installation(key=key, text=text))

    async def keys(self, beginning: str) -> tuple[str, ...]:
        return tuple(sorted(kept.key for kept in self._all() if kept.key.startswith(beginning)))


def _age(claim: Claim) -> tuple[object, ...]:
    return claim.at, claim.id
