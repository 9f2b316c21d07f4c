"""One client that writes all the time while its connections, or its server, are taken from it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from adapters.stores.postgres.database import UNSURE
from bot.errors import StoreError
from bot.ports import Store
from tests.faults.findings import Findings
from tests.faults.pairs import commit, held

_WRITERS = 8
_PATIENCE = 60.0


@dataclass(slots=True, kw_only=True)
class Written:
    """What the store said of each transaction. Of what is neither acknowledged nor refused it said that it
    cannot know.
    """

    store: Store
    commit: Callable[[Store, int], Awaitable[None]] = commit
    acknowledged: set[int] = field(default_factory=set[int])
    refused: set[int] = field(default_factory=set[int])
    numbers: count[int] = field(default_factory=count)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: bool = False

    async def write(self) -> None:
        """One after the other, until it is stopped."""
        while not self.stopped:
            number = next(self.numbers)
            try:
                await self.commit(self.store, number)
            except StoreError as error:
                if str(error) != UNSURE:
                    self.refused.add(number)
            else:
                self.acknowledged.add(number)
            self.changed.set()

    async def goes_on(self) -> bool:
        """Whether as many transactions as there are writers, begun from now on, are acknowledged in time."""
        first = next(self.numbers)
        try:
            async with asyncio.timeout(_PATIENCE):
                while sum(number > first for number in self.acknowledged) < _WRITERS:
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            return False
        return True

    async def judged(self) -> Findings:
        """What has become of all of it: what was refused is not there, what nobody knows is there or not."""
        one, other = await held(self.store)
        found = Findings(acknowledged=len(self.acknowledged))
        found.lost = len(self.acknowledged - (one & other))
        found.halves = len(one ^ other) + len(self.refused & (one | other))
        return found


@asynccontextmanager
async def writing(
    store: Store, commit: Callable[[Store, int], Awaitable[None]] = commit
) -> AsyncGenerator[Written]:
    """Several writers, until the block is left; each is then at its end."""
    written = Written(store=store, commit=commit)
    writers = [asyncio.create_task(written.write()) for _ in range(_WRITERS)]
    try:
        yield written
    finally:
        written.stopped = True
        await asyncio.gather(*writers)
