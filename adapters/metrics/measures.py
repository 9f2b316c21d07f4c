"""What is counted while the service runs. Labels have few values, all of our own; none names anybody."""

from __future__ import annotations

import platform
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, ProcessCollector

from bot.conversation.events import Event
from bot.conversation.notices import Notice
from bot.conversation.replies import Reply
from bot.errors import ImportRefused, StoreError
from bot.partnership.records import Import

ANSWER_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""The histogram's upper bounds: an answer takes a millisecond, and somebody waits for it."""


class Measures:
    """Counts turns and imports, in a registry of its own. An observer of the core's."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter(
            "dpor_turns",
            "Turns by platform, what arrived, what sort of answer it got, and the answer's language.",
            ("platform", "event", "outcome", "language"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "dpor_turn_seconds",
            "From an event's arrival at the bot to its reply, before it is sent.",
            ("platform",),
            buckets=ANSWER_SECONDS,
            registry=self.registry,
        )
        self._failed = Counter(
            "dpor_turns_failed",
            "Turns that ended with an apology and a reference, by what failed.",
            ("platform", "reason"),
            registry=self.registry,
        )
        self._imports = Counter(
            "dpor_imports", "Files by how their import ended.", ("outcome",), registry=self.registry
        )
        self._rows = Counter(
            "dpor_import_rows",
            "Subscriptions in the files that came in, by what they changed.",
            ("change",),
            registry=self.registry,
        )
        self._tries = Counter(
            "dpor_notice_tries",
            "Tries to deliver a notice, by platform and how each ended; ready is to be tried again.",
            ("platform", "ended"),
            registry=self.registry,
        )
        self._begin()

    def answered(self, event: Event, reply: Reply | None, seconds: float) -> None:
        """Count the turn, and how long it took; a clock that was set back counts as no time."""
        platform = event.origin.address.platform
        outcome = reply.outcome.kind.value if reply else "none"
        language = reply.language.value if reply else "none"
        self._turns.labels(platform, type(event).__name__.lower(), outcome, language).inc()
        self._seconds.labels(platform).observe(max(seconds, 0.0))

    def failed(self, event: Event, error: Exception) -> None:
        """Count the failure."""
        reason = "store" if isinstance(error, StoreError) else "unexpected"
        self._failed.labels(event.origin.address.platform, reason).inc()

    def imported(self, entry: Import) -> None:
        """Count the file and its rows."""
        self._imports.labels("done").inc()
        for change, rows in (("new", entry.new), ("changed", entry.changed), ("unchanged", entry.unchanged)):
            self._rows.labels(change).inc(rows)

    def not_imported(self, error: Exception) -> None:
        """Count the file."""
        self._imports.labels("refused" if isinstance(error, ImportRefused) else "failed").inc()

    def told(self, ended: Notice) -> None:
        """Count the try."""
        self._tries.labels(ended.address.platform, ended.state.value).inc()

    def _begin(self) -> None:
        """What is there before anything has happened: zeros, for an alert looks at how they rise."""
        build = Info("dpor_build", "What runs.", registry=self.registry)
        build.info({"version": version("dpor-bot"), "python": platform.python_version()})
        ProcessCollector(registry=self.registry)
        for outcome in ("done", "refused", "failed"):
            self._imports.labels(outcome)
        for change in ("new", "changed", "unchanged"):
            self._rows.labels(change)
