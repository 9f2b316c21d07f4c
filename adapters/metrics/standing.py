"""What stands in the store and in the service's health, looked up when Prometheus asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Gauge

from adapters.health import Health, State
from bot.conversation.notices import NoticeState, Waiting
from bot.errors import StoreError
from bot.ports import Store


class Standing:
    """Gauges that are set just before they are read."""

    def __init__(self, registry: CollectorRegistry, store: Store, health: Health) -> None:
        self._store = store
        self._health = health
        self._takes_writes = Gauge(
            "dpor_store_takes_writes", "1 where the store takes writes, else 0.", registry=registry
        )
        self._degraded = Gauge(
            "dpor_degraded",
            "1 where the look at the start found a fault in that part, else 0.",
            ("part",),
            registry=registry,
        )
        self._imported_at = Gauge(
            "dpor_last_import_timestamp_seconds",
            "When a file came in last, by whatever process; 0 before the first.",
            registry=registry,
        )
        self._notices = Gauge(
            "dpor_notices", "Notices that are not sent, by where they stand.", ("state",), registry=registry
        )
        self._oldest = Gauge(
            "dpor_notices_oldest_seconds",
            "For how long the oldest of them has been due; 0 where none is.",
            ("state",),
            registry=registry,
        )
        self._rows = Gauge(
            "dpor_last_import_rows",
            "Subscriptions in the last file, by what they changed.",
            ("change",),
            registry=registry,
        )

    async def update(self) -> None:
        """Look. A store that cannot answer leaves its other figures as they were."""
        parts = await self._health.parts()
        self._takes_writes.set(parts.pop("store") is State.WELL)
        parts.pop("knowledge")
        for part, state in parts.items():
            self._degraded.labels(part).set(state is State.DEGRADED)
        try:
            await self._from_store()
        except StoreError:
            self._takes_writes.set(0)

    def _tell(self, waiting: Mapping[NoticeState, Waiting]) -> None:
        now = datetime.now(UTC)
        for state in NoticeState:
            if state is NoticeState.SENT:
                continue
            found = waiting.get(state)
            self._notices.labels(state.value).set(found.count if found else 0)
            age = (now - found.oldest).total_seconds() if found else 0.0
            self._oldest.labels(state.value).set(max(age, 0.0))

    async def _from_store(self) -> None:
        async with self._store.transaction() as transaction:
            latest = await transaction.imports.latest()
            self._tell(await transaction.notices.waiting())
        if latest is None:
            return
        self._imported_at.set(latest.at.timestamp())
        for change, rows in (
            ("new", latest.new),
            ("changed", latest.changed),
            ("unchanged", latest.unchanged),
        ):
            self._rows.labels(change).set(rows)
