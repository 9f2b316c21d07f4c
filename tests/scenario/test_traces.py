"""Spans reach a collector, with ids and nothing else; without one set, nothing of it is loaded."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from adapters import contradictions
from adapters.settings import ROOT, Settings
from bot.errors import SettingsError
from tests.scenario.fake_slack import FakeSlack, fake_slack, refused
from tests.scenario.listening import listening
from tests.scenario.slack_values import BOT_TOKEN, SIGNING_SECRET
from tests.scenario.test_graceful_stop import LONGEST_STOP, in_slack, send, served

IDS = {"dpor.event", "dpor.platform", "dpor.conversation", "dpor.outcome"}
CALL = {"http.request.method", "http.response.status_code", "server.address"}
EVENT = "1772439330.000001"


@dataclass
class Collector:
    """What a collector was sent."""

    address: str = ""
    bodies: list[bytes] = field(default_factory=list[bytes])
    headers: list[str] = field(default_factory=list[str])

    async def take(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers.get("X-Tenant", ""))
        self.bodies.append(await request.read())
        return web.Response(content_type="application/x-protobuf")

    @property
    def spans(self) -> list[Span]:
        return [span for _, spans in self._by_service() for span in spans]

    @property
    def services(self) -> set[str]:
        return {name for name, _ in self._by_service()}

    def named(self, name: str) -> list[Span]:
        return [span for span in self.spans if span.name == name]

    def _by_service(self) -> list[tuple[str, list[Span]]]:
        found: list[tuple[str, list[Span]]] = []
        for body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                about = {one.key: one.value.string_value for one in resource.resource.attributes}
                spans = [span for scope in resource.scope_spans for span in scope.spans]
                found.append((about["service.name"], spans))
        return found


@asynccontextmanager
async def collecting() -> AsyncGenerator[Collector]:
    collector = Collector()
    app = web.Application()
    app.router.add_post("/v1/traces", collector.take)
    async with listening(app) as collector.address:
        yield collector


async def asked(folder: Path, slack: FakeSlack, collector: str) -> float:
    """Ask once in Slack, wait for the answer, and stop; gives the seconds that stopping took."""
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": slack.url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
        "OTEL_EXPORTER_OTLP_HEADERS": "x-tenant=ours",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
    }
    async with served(folder, **settings) as service, aiohttp.ClientSession() as session:
        await send(service, session, in_slack(service), EVENT)
        await slack.wait_for("chat.postMessage", within=30)
        # The last spans are sent in the background meanwhile.
        await asyncio.sleep(0.5)
        return await service.stop()


def attributes(span: Span) -> set[str]:
    return {one.key for one in span.attributes}


def values(span: Span) -> dict[str, str]:
    return {one.key: one.value.string_value for one in span.attributes}


async def test_a_turn_its_transactions_and_its_call_arrive_as_one_trace(tmp_path: Path) -> None:
    async with fake_slack() as slack, collecting() as collector:
        await asked(tmp_path, slack, collector.address)
    [turn] = collector.named("turn")
    assert values(turn) == {
        "dpor.event": EVENT,
        "dpor.platform": "slack",
        "dpor.conversation": "C0ROOM0001",
        "dpor.outcome": "knowledge",
    }
    ours = [span for span in collector.spans if span.trace_id == turn.trace_id]
    assert {span.name for span in ours} == {"turn", "store.transaction", "POST"}
    assert {span.parent_span_id for span in ours if span is not turn and span.name != "turn"} == {
        turn.span_id
    }
    assert collector.services == {"dpor-bot"}
    assert set(collector.headers) == {"ours"}


async def test_spans_carry_ids_and_neither_paths_nor_words(tmp_path: Path) -> None:
    async with fake_slack() as slack, collecting() as collector:
        slack.fail("chat.postMessage", refused("invalid_blocks"))
        await asked(tmp_path, slack, collector.address)
    assert collector.spans
    assert {name for span in collector.spans for name in attributes(span)} == IDS | CALL
    sent = b"".join(collector.bodies)
    for secret in (BOT_TOKEN, SIGNING_SECRET, "what is", "chat.postMessage", "U0ASKER001", "Kim"):
        assert secret.encode() not in sent
    assert not [event for span in collector.spans for event in span.events]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://198.51.100.1:4318"])
async def test_a_collector_that_is_not_there_holds_nothing_up(tmp_path: Path, address: str) -> None:
    async with fake_slack() as slack:
        assert await asked(tmp_path, slack, address) < LONGEST_STOP
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_where_it_is_not_installed_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {contradictions.TRACES: "http://127.0.0.1:4318"}
    assert Settings.from_env(given).traces_endpoint == "http://127.0.0.1:4318"

    def nothing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(contradictions, "find_spec", nothing)
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env(given)
    assert 'pip install "dpor-bot[telemetry]"' in str(refusal.value)
    assert Settings.from_env({}).traces_endpoint == ""


def test_without_the_settings_neither_library_is_loaded() -> None:
    code = (
        "import sys, app, adapters.service, adapters.doctor.start, adapters.slack.endpoint,"
        " adapters.teams.endpoint;"
        " print([name for name in sys.modules if name.startswith(('opentelemetry', 'prometheus_client'))])"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
