"""Events that have been here, remembered across restarts in two files beside the store."""

from __future__ import annotations

import errno
import logging
import math
import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from adapters.stores.recent_events import KEPT, LIMIT, RecentEvents, Seen, event_key
from bot.errors import StoreError

log = logging.getLogger("dpor.store")

_LINE = re.compile(rb"^(\d{1,11}) ([!-~]{1,200})\n", re.MULTILINE)
_SPOILT = " \n"


class EventJournal:
    """A line an event, "seconds id": written to the system at once, so that a killed process has lost none.

    Nothing is synced: a power cut may lose the last ones. A file that began over a day ago, or holds `limit`
    lines, takes the place of the older one, in which nothing stands any more that is to be remembered.
    Whatever is damaged is ignored; what cannot be written is remembered in memory alone, and said once.
    """

    def __init__(self, store: Path, *, limit: int = LIMIT) -> None:
        self._path = store.with_name(f"{store.name}.events")
        self._older = store.with_name(f"{store.name}.events.old")
        self._limit = limit
        self._events = RecentEvents(limit=limit)
        self._file: int | None = None
        self._torn = False
        self._began = math.inf
        self._lines = 0
        self._complained = False
        self._load()

    def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """Whether the id is new; it is kept from now on, for at least 24 hours.

        With a lease nothing is written: whoever took it ends with the process.
        """
        key = event_key(event_id)
        if not self._events.first_time(key, at, lease):
            return False
        if lease is None:
            self._write(math.ceil(at.timestamp()), key)
        return True

    def done(self, event_id: str, at: datetime) -> None:
        """Keep the id for at least 24 hours."""
        key = event_key(event_id)
        if self._events.done(key, at):
            self._write(math.ceil(at.timestamp()), key)

    def every(self) -> tuple[Seen, ...]:
        """All that are remembered, the oldest first."""
        return self._events.every()

    def bring_in(self, events: Iterable[Seen]) -> None:
        """Remember what another store has seen; the oldest come first. Raises StoreError."""
        for key, seconds in events:
            self._events.restore(key, seconds)
            self._write(seconds, key)
        if self._complained:
            raise StoreError(f"{self._path}: events cannot be written.")

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _load(self) -> None:
        content = self._content(self._path)
        lines = _lines(content)
        for seconds, key in (_lines(self._content(self._older)) + lines)[-self._limit :]:
            self._events.restore(key, seconds)
        self._lines = len(lines)
        self._began = min((seconds for seconds, _ in lines), default=math.inf)
        self._torn = not content.endswith(b"\n") and content != b""

    def _content(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            self._complain(error)
            return b""

    def _write(self, seconds: int, key: str) -> None:
        try:
            if self._lines >= self._limit or seconds - self._began > KEPT.total_seconds():
                self._begin_anew()
            if self._file is None:
                self._file = self._opened()
            # Half a line is ended so that it counts as none.
            line = f"{_SPOILT if self._torn else ''}{seconds} {key}\n".encode()
            self._torn = True
            if os.write(self._file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self._complain(error)
            return
        self._torn = False
        self._lines += 1
        self._began = min(self._began, seconds)

    def _begin_anew(self) -> None:
        self.close()
        self._lines = 0
        self._began = math.inf
        try:
            self._path.replace(self._older)
        except OSError as error:
            # The file only grows then, until the next attempt.
            self._complain(error)

    def _opened(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _complain(self, error: OSError) -> None:
        if not self._complained:
            self._complained = True
            log.warning("events are not remembered across restarts: %s (%s)", self._path, error.strerror)


def _lines(content: bytes) -> list[tuple[int, str]]:
    return [(int(seconds), key.decode()) for seconds, key in _LINE.findall(content)]
