"""Spans of outgoing calls: which server, how it went. Paths and queries may hold secrets, and stay out."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer


def traced_calls(tracer: Tracer) -> aiohttp.TraceConfig:
    """What a session is told to call around each request."""

    async def begin(
        session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestStartParams
    ) -> None:
        described = {"http.request.method": params.method, "server.address": params.url.host or ""}
        context.span = tracer.start_span(params.method, kind=SpanKind.CLIENT, attributes=described)

    async def end(
        session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        span: Span = context.span
        span.set_attribute("http.response.status_code", params.response.status)
        span.end()

    async def fail(
        session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestExceptionParams
    ) -> None:
        span: Span = context.span
        span.set_status(Status(StatusCode.ERROR, type(params.exception).__name__))
        span.end()

    config = aiohttp.TraceConfig()
    config.on_request_start.append(begin)
    config.on_request_end.append(end)
    config.on_request_exception.append(fail)
    return config
