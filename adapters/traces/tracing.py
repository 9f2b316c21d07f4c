"""Spans of turns, sent to the collector that the standard variables name. They carry ids, never contents."""

from __future__ import annotations

import asyncio
import threading
from importlib.metadata import version

from opentelemetry.context import Context, attach
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode, get_current_span, set_span_in_context

from bot.conversation.events import Event
from bot.conversation.notices import Notice
from bot.conversation.replies import Reply
from bot.middleware import Turn
from bot.partnership.records import Import
from bot.ports import Services

NAME = "dpor-bot"
FAREWELL = 0.3
"""Seconds that the last spans are given to reach the collector."""
_LONGEST_ID = 200
_UNNAMED = "unknown_service"
"""How the SDK begins the name of a service that nobody has named."""


class Tracing:
    """The tracer of one service: a middleware around each turn, and an observer that marks what failed."""

    def __init__(self) -> None:
        """Reads OTEL_… from the environment; connects to nothing yet."""
        self._provider = TracerProvider(resource=_resource(), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self.tracer = self._provider.get_tracer(NAME, version(NAME))

    async def turn(self, event: Event, services: Services, turn: Turn) -> Reply | None:
        """A span of its own. What its task does afterwards, the sending above all, belongs to it too."""
        address = event.origin.address
        ids = {
            "dpor.event": event.origin.event_id[:_LONGEST_ID],
            "dpor.platform": address.platform,
            "dpor.conversation": address.conversation[:_LONGEST_ID],
        }
        span = self.tracer.start_span("turn", context=Context(), attributes=ids)
        attach(set_span_in_context(span))
        try:
            return await turn(event, services)
        finally:
            span.end()

    def answered(self, event: Event, reply: Reply | None, seconds: float) -> None:
        """Note what sort of answer it was."""
        get_current_span().set_attribute("dpor.outcome", reply.outcome.kind.value if reply else "none")

    def failed(self, event: Event, error: Exception) -> None:
        """Mark the turn, with the kind of error alone: messages may quote what people wrote."""
        get_current_span().set_status(Status(StatusCode.ERROR, type(error).__name__))

    def imported(self, entry: Import) -> None:
        """An import is no turn."""

    def not_imported(self, error: Exception) -> None:
        """An import is no turn."""

    def told(self, ended: Notice) -> None:
        """A notice is no turn."""

    async def close(self) -> None:
        """Send what is left; a collector that does not answer is not waited for."""
        # The SDK waits up to half a minute, and takes no other time limit.
        ending = threading.Thread(target=self._provider.shutdown, daemon=True)
        ending.start()
        await asyncio.to_thread(ending.join, FAREWELL)


def _resource() -> Resource:
    given = Resource.create({SERVICE_VERSION: version(NAME)})
    unnamed = str(given.attributes.get(SERVICE_NAME, _UNNAMED)).startswith(_UNNAMED)
    return given.merge(Resource({SERVICE_NAME: NAME})) if unnamed else given
