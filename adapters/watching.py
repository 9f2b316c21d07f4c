"""Who looks on while the bot serves: metrics and traces, each loaded only where a setting asks for it."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.events import Event
from bot.conversation.notices import Notice
from bot.conversation.replies import Reply
from bot.middleware import Middleware
from bot.partnership.records import Import
from bot.ports import UNOBSERVED, Observer, Store

if TYPE_CHECKING:
    import aiohttp
    from aiohttp import web

    from adapters.health import Health
    from adapters.metrics.measures import Measures
    from adapters.settings import Settings
    from adapters.traces.tracing import Tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What the bot, its store, its calls and its routes get of those who look on; nothing by default."""

    measures: Measures | None = None
    tracing: Tracing | None = None

    @property
    def observer(self) -> Observer:
        """Who is told what happened."""
        asked: list[Observer] = [one for one in (self.measures, self.tracing) if one is not None]
        return Several(asked) if len(asked) > 1 else next(iter(asked), UNOBSERVED)

    @property
    def around(self) -> tuple[Middleware, ...]:
        """What stands around each turn."""
        return (self.tracing.turn,) if self.tracing else ()

    @property
    def calls(self) -> Sequence[aiohttp.TraceConfig]:
        """What sessions call around each request."""
        if self.tracing is None:
            return ()
        from adapters.traces.calls import traced_calls

        return (traced_calls(self.tracing.tracer),)

    def store(self, real: Store) -> Store:
        """The store as it is to be used."""
        if self.tracing is None:
            return real
        from adapters.traces.traced_store import TracedStore

        return TracedStore(real, self.tracing.tracer)

    def routes(self, store: Store, health: Health, token: str) -> Sequence[web.RouteDef]:
        """Where the figures are read."""
        if self.measures is None:
            return ()
        from adapters.metrics.endpoint import routes
        from adapters.metrics.standing import Standing

        registry = self.measures.registry
        return routes(registry, Standing(registry, store, health), token)


UNWATCHED = Watching()


@asynccontextmanager
async def watching(settings: Settings, given: Mapping[str, str]) -> AsyncGenerator[Watching]:
    """Who the settings ask for; `given` are all variables, for the SDK reads its own from the environment."""
    measures = tracing = None
    if settings.metrics_token:
        from adapters.metrics.measures import Measures

        measures = Measures()
    if settings.traces_endpoint:
        for name, value in given.items():
            if name.startswith("OTEL_"):
                os.environ.setdefault(name, value)
        from adapters.traces.tracing import Tracing

        tracing = Tracing()
    try:
        yield Watching(measures=measures, tracing=tracing)
    finally:
        if tracing:
            await tracing.close()


class Several:
    """Observers, told one after the other."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def answered(self, event: Event, reply: Reply | None, seconds: float) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.answered(event, reply, seconds)

    def failed(self, event: Event, error: Exception) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.failed(event, error)

    def imported(self, entry: Import) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.imported(entry)

    def not_imported(self, error: Exception) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.not_imported(error)

    def told(self, ended: Notice) -> None:
        """Tell all."""
        for observer in self._observers:
            observer.told(ended)
