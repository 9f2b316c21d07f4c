"""What threads were about, left by a service that stops for the next one, in a file beside the store."""

from __future__ import annotations

import logging
from pathlib import Path

import orjson

from adapters.stores.disk import Disk
from adapters.stores.threads import Remembered, read_context

log = logging.getLogger("dpor.store")


class ThreadFile:
    """It is there only while no service is: whoever takes it over removes it, so that it is never an old one.

    A process that is killed leaves none, and what is damaged is ignored: then a question that goes on from
    the last has to be asked in full.
    """

    def __init__(self, store: Path, disk: Disk) -> None:
        self._path = store.with_name(f"{store.name}.threads")
        self._disk = disk

    def take(self) -> list[Remembered]:
        """What was left, the oldest first."""
        try:
            content = self._path.read_bytes()
            self._disk.remove(self._path)
            return [(tuple(map(str, place)), read_context(about)) for place, about in orjson.loads(content)]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as error:
            log.warning("%s: is left out (%s)", self._path, type(error).__name__)
            return []

    def leave(self, remembered: tuple[Remembered, ...]) -> None:
        """Write it, where there is anything."""
        if not remembered:
            return
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            self._disk.remove(new)
            file = self._disk.make(new)
            try:
                content = orjson.dumps(remembered)
                while content:
                    content = content[self._disk.write(file, content) :]
            finally:
                self._disk.close(file)
            self._disk.replace(new, self._path)
        except OSError as error:
            log.warning("%s: cannot be written (%s)", self._path, error.strerror)
