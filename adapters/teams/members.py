"""Who is in a conversation, asked of Teams and kept for a minute. What cannot be found out is strangers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from adapters.teams.access import Access, Registered
from adapters.teams.audience import (
    STRANGERS,
    Sight,
    is_full_member,
    is_personal,
    kept_of,
    person_may_be_ours,
    place_may_be_ours,
)
from adapters.teams.connector import Connector
from adapters.teams.wire import Json, objects_at, text_at
from bot.conversation.events import Address, Audience
from bot.errors import DeliveryError

PAGE = 500
PAGES = 4
"""Rooms of more people than that are not looked through, and count as strangers'."""
KEPT_FOR = 60.0
_FAILED_FOR = 30.0
_ROOMS, _PEOPLE = 200, 10_000
_LONGEST = 4.0
"""Seconds for a look-up; who presses waits for at most two of them."""

Answer = TypeVar("Answer")

log = logging.getLogger("dpor.teams")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Who is in a room: whether all of them are ours, and whether that is so of those looked at."""

    ours: bool
    people: dict[str, bool]


class Members:
    """Looks up who asks and who reads along. One look-up serves all who ask for it at the same time."""

    def __init__(self, access: Access, connector: Connector) -> None:
        self._access = access
        self._connector = connector
        self._rooms: _Kept[Room] = _Kept(_ROOMS)
        self._people: _Kept[bool] = _Kept(_PEOPLE)

    async def sight(self, activity: Json, address: Address) -> Sight:
        """What is known of who asks in which place. Raises nothing."""
        if not person_may_be_ours(activity, self._access):
            return Sight(private=is_personal(activity))
        if is_personal(activity):
            return await self._alone(activity, address)
        return await self._among_others(activity, address)

    async def person(self, activity: Json, address: Address) -> Sight:
        """What is known of who asks, wherever that is: also where the bot is not."""
        if not person_may_be_ours(activity, self._access):
            return STRANGERS
        return await self._only_asker(activity, address)

    async def place(self, activity: Json, address: Address) -> Sight:
        """Like `sight`, for a conversation that the bot need not be in: a chat of two counts as a room."""
        if not person_may_be_ours(activity, self._access):
            return STRANGERS
        return await self._among_others(activity, address)

    async def admits(self, address: Address) -> bool:
        """Whether none but full members of ours read that place, by what was kept of it.

        Raises DeliveryError where that cannot be found out.
        """
        activity = kept_of(address)
        if not place_may_be_ours(activity, self._access):
            return False
        if is_personal(activity):
            person = _key(activity, address)
            return await self._people.surely(
                person, lambda: self._look_up(activity, address, text_at(activity, "from", "id"))
            )
        team = text_at(activity, "channelData", "team", "id")
        room = await self._rooms.surely(
            address.conversation, lambda: self._look_through(activity, address), also=team
        )
        return room.ours

    def forget(self, conversation: str, team: str) -> None:
        """Somebody came or went there: look again. A team's people are those of its channels too."""
        for room in (conversation, team):
            self._rooms.forget(room)

    def look_again(self, activity: Json, address: Address) -> None:
        """What is known of that room and of who acts in it is not believed any more."""
        self._rooms.drop(address.conversation)
        self._people.drop(_key(activity, address))

    async def _alone(self, activity: Json, address: Address) -> Sight:
        member = await self._is_member(activity, address)
        ours = member and place_may_be_ours(activity, self._access)
        return Sight(member=member, private=True, audience=Audience.OURS if ours else Audience.STRANGERS)

    async def _among_others(self, activity: Json, address: Address) -> Sight:
        if not place_may_be_ours(activity, self._access):
            return await self._only_asker(activity, address)
        team = text_at(activity, "channelData", "team", "id")
        room = await self._rooms.get(
            address.conversation, lambda: self._look_through(activity, address), also=team
        )
        member = room.people.get(text_at(activity, "from", "id")) if room else None
        if member is None:
            # Of somebody who asks in a room and is not on its list, only this much can be found out.
            return await self._only_asker(activity, address)
        ours = bool(member and room and room.ours)
        return Sight(member=member, audience=Audience.OURS if ours else Audience.STRANGERS)

    async def _only_asker(self, activity: Json, address: Address) -> Sight:
        return Sight(member=await self._is_member(activity, address))

    async def _look_through(self, activity: Json, address: Address) -> Room:
        people: dict[str, bool] = {}
        continued = ""
        for _ in range(PAGES):
            page = await self._connector.members(address, most=PAGE, continued=continued)
            for entry in islice(objects_at(page, "members"), PAGE * 2):
                people[text_at(entry, "id")] = is_full_member(entry, activity, self._access)
            continued = text_at(page, "continuationToken")
            if not continued or not all(people.values()):
                break
        return Room(ours=bool(people) and not continued and all(people.values()), people=people)

    async def _is_member(self, activity: Json, address: Address) -> bool:
        person = text_at(activity, "from", "id")
        found = await self._people.get(
            _key(activity, address), lambda: self._look_up(activity, address, person)
        )
        # Without registration nobody proves who they are; the word of the activity is all there is.
        return found if found is not None else not isinstance(self._access, Registered)

    async def _look_up(self, activity: Json, address: Address, person: str) -> bool:
        try:
            entry = await self._connector.member(address, person)
        except DeliveryError as error:
            if error.retry_after is not None or not isinstance(self._access, Registered):
                raise
            # The bot is not in that conversation; it may have one of its own with the person.
            own = await self._connector.private_with(address, person)
            entry = await self._connector.member(own, person)
        return is_full_member(entry, activity, self._access)


def _key(activity: Json, address: Address) -> str:
    return f"{address.tenant}/{text_at(activity, 'from', 'id')}"


class _Kept(Generic[Answer]):
    """Answers by key, the look-ups under way among them; an error where one failed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[str, tuple[float, str, asyncio.Task[Answer | DeliveryError]]] = {}

    async def get(self, key: str, look: Callable[[], Awaitable[Answer]], *, also: str = "") -> Answer | None:
        """The answer that is kept, or a new one, None where none is had.

        `also` is another key that forgets it.
        """
        answer = await self._answer(key, look, also)
        return None if isinstance(answer, DeliveryError) else answer

    async def surely(self, key: str, look: Callable[[], Awaitable[Answer]], *, also: str = "") -> Answer:
        """The same. Raises DeliveryError where none is had."""
        answer = await self._answer(key, look, also)
        if isinstance(answer, DeliveryError):
            raise answer
        return answer

    async def _answer(
        self, key: str, look: Callable[[], Awaitable[Answer]], also: str
    ) -> Answer | DeliveryError:
        until, _, task = self._answers.get(key, (0.0, "", None))
        if task is None or time.monotonic() > until:
            if len(self._answers) >= self._most:
                self._answers.clear()
            task = asyncio.create_task(self._looked(key, look))
            self._answers[key] = (time.monotonic() + KEPT_FOR, also, task)
        # Whoever gives up waiting does not take the answer from the others.
        return task.result() if task.done() else await asyncio.shield(task)

    def forget(self, key: str) -> None:
        """Look again next time."""
        self._answers = {
            kept: answer for kept, answer in self._answers.items() if key not in (kept, answer[1]) or not key
        }

    def drop(self, key: str) -> None:
        """Look again next time under this key."""
        self._answers.pop(key, None)

    async def _looked(self, key: str, look: Callable[[], Awaitable[Answer]]) -> Answer | DeliveryError:
        try:
            async with asyncio.timeout(_LONGEST):
                return await look()
        except (DeliveryError, TimeoutError) as error:
            log.warning("teams members not known key=%s error=%s", key, error or "TimeoutError")
            if key in self._answers:
                _, also, task = self._answers[key]
                self._answers[key] = (time.monotonic() + _FAILED_FOR, also, task)
            return error if isinstance(error, DeliveryError) else DeliveryError("TimeoutError")
        except Exception:
            # A fault of ours is not kept: whoever asks next looks again.
            self._answers.pop(key, None)
            raise
