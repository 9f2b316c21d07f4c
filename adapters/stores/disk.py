"""The few calls by which the embedded store touches a disk. A test puts a worse disk in its place."""

from __future__ import annotations

import os
from pathlib import Path

_MINE = 0o600


class Disk:
    """Every method raises OSError. What was not synced may be lost with the power, in any part."""

    def read(self, path: Path) -> bytes:
        """All of it."""
        return path.read_bytes()

    def make(self, path: Path) -> int:
        """A new file, empty, to be written at its end; there must be none of that name."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, _MINE)

    def write(self, file: int, content: bytes) -> int:
        """Gives how many bytes were taken, which may be fewer."""
        return os.write(file, content)

    def cut(self, file: int, length: int) -> None:
        """Take away what is written after that many bytes."""
        os.ftruncate(file, length)

    def sync(self, file: int) -> None:
        """Return when all that was written to it is on the disk."""
        os.fsync(file)

    def sync_file(self, path: Path) -> None:
        """The same for a file that somebody else may have written, or for a folder and its names."""
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self.sync(file)
        finally:
            os.close(file)

    def close(self, file: int) -> None:
        """Let go of a file that was made."""
        os.close(file)

    def replace(self, old: Path, new: Path) -> None:
        """Give a file another name, in place of what has that name."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Nothing happens where there is none."""
        path.unlink(missing_ok=True)

    def names(self, folder: Path) -> list[str]:
        """Of the files in it."""
        return os.listdir(folder)
