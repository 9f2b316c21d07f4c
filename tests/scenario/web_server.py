"""The page on a random port of this machine, before a bot that shows the sample replies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import cast

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.web.endpoint import WebPlatform
from bot.conversation.events import Click, Event, FileGiven, Question
from bot.conversation.replies import Block, Checklist, Reply
from bot.core import Bot
from tests.samples import SAMPLES


@dataclass(slots=True)
class SampleBot:
    """Answers with the sample of the name asked for, boxes as last ticked, and keeps the events."""

    events: list[Event] = field(default_factory=list[Event])
    ticked: frozenset[str] = frozenset({"1"})
    pauses: list[float] = field(default_factory=list[float])
    """How many seconds the next ticks take, each."""
    reading: asyncio.Event | None = None
    """Until it is set, files are being read."""
    kept: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    """The boxes that were ticked, after each tick."""

    async def handle(self, event: Event) -> Reply | None:
        """A sample reply; "title-only.en" for what is no sample's name."""
        self.events.append(event)
        if isinstance(event, Click) and event.ticked is not None:
            await asyncio.sleep(self.pauses.pop(0) if self.pauses else 0)
            self.ticked = event.ticked
            self.kept.append(event.ticked)
            return self._with_ticks(SAMPLES["checklist.en"])
        if isinstance(event, FileGiven) and self.reading is not None:
            await self.reading.wait()
        name = event.text if isinstance(event, Question) else "status-ours.sv"
        return self._with_ticks(replace(SAMPLES.get(name, SAMPLES["title-only.en"]), replaces=False))

    def _with_ticks(self, reply: Reply) -> Reply:
        return replace(reply, blocks=tuple(self._ticks(block) for block in reply.blocks))

    def _ticks(self, block: Block) -> Block:
        if not isinstance(block, Checklist):
            return block
        items = tuple(replace(item, ticked=item.id in self.ticked) for item in block.items)
        return replace(block, items=items)


@asynccontextmanager
async def page_for(bot: Bot | SampleBot, *, public_host: str | None = None) -> AsyncGenerator[TestServer]:
    """The page of that bot, served until the block ends."""
    app = web.Application()
    app.router.add_routes(WebPlatform(public_host=public_host).routes(cast("Bot", bot)))
    server = TestServer(app)
    await server.start_server()
    try:
        yield server
    finally:
        await server.close()
