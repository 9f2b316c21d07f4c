"""A disk in memory that knows what is synced, and can lose its power at any call."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from adapters.stores.disk import Disk

_SECTOR = 64


@dataclass(slots=True, eq=False)
class _Inode:
    """`content` is what everybody sees; `writes` (where, what) came since `synced` was."""

    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    writes: list[tuple[int, bytes]] = field(default_factory=list[tuple[int, bytes]])


class SimulatedDisk(Disk):
    """Of what was not synced nothing survives, or all, a part torn at any byte, or some sectors; of renames
    and removals a random beginning. `calls` counts, and at `dies_at` the power goes."""

    def __init__(self, random: Random) -> None:
        self.calls = 0
        self.dies_at = 0
        self._random = random
        self._names: dict[Path, _Inode] = {}
        self._synced_names: dict[Path, _Inode] = {}
        self._name_changes: list[dict[Path, _Inode]] = []
        self._open: dict[int, _Inode] = {}
        self._next = 1_000

    def power_comes_back(self) -> None:
        """What was not synced is gone, as far as it is gone."""
        kept = [self._synced_names, *self._name_changes]
        self._names = dict(self._random.choice(kept))
        self._synced_names, self._name_changes = dict(self._names), []
        for inode in {id(inode): inode for inode in self._names.values()}.values():
            inode.content = self._torn(inode)
            inode.synced, inode.writes = bytes(inode.content), []
        self._open = {}
        self.dies_at = 0

    def read(self, path: Path) -> bytes:
        self._call()
        return bytes(self._inode(path).content)

    def make(self, path: Path) -> int:
        self._call()
        if path in self._names:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        inode = _Inode()
        self._rename({**self._names, path: inode})
        self._next += 1
        self._open[self._next] = inode
        return self._next

    def write(self, file: int, content: bytes) -> int:
        inode = self._open[file]
        taken = content[: self._random.randint(1, len(content))] if self._random.random() < 0.1 else content
        inode.writes.append((len(inode.content), taken))
        inode.content += taken
        self._call()
        return len(taken)

    def cut(self, file: int, length: int) -> None:
        self._call()
        del self._open[file].content[length:]

    def sync(self, file: int) -> None:
        self._call()
        self._synced(self._open[file])

    def sync_file(self, path: Path) -> None:
        self._call()
        if path in self._names:
            self._synced(self._names[path])
        else:
            self._synced_names, self._name_changes = dict(self._names), []

    def close(self, file: int) -> None:
        self._open.pop(file, None)

    def replace(self, old: Path, new: Path) -> None:
        names = dict(self._names)
        names[new] = names.pop(old)
        self._rename(names)
        self._call()

    def remove(self, path: Path) -> None:
        names = dict(self._names)
        if names.pop(path, None):
            self._rename(names)
        self._call()

    def names(self, folder: Path) -> list[str]:
        self._call()
        return [path.name for path in self._names]

    def _rename(self, names: dict[Path, _Inode]) -> None:
        self._names = names
        self._name_changes.append(dict(names))

    def _synced(self, inode: _Inode) -> None:
        inode.synced, inode.writes = bytes(inode.content), []

    def _inode(self, path: Path) -> _Inode:
        if path not in self._names:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self._names[path]

    def _call(self) -> None:
        self.calls += 1
        if self.dies_at and self.calls >= self.dies_at:
            raise OSError(errno.EIO, "the power is gone")

    def _torn(self, inode: _Inode) -> bytearray:
        content = bytearray(inode.synced)
        how = self._random.choice(("nothing", "all", "torn", "sectors"))
        whole = b"".join(what for _, what in inode.writes)
        if not whole or how == "nothing":
            return content
        if how == "all":
            return content + whole
        if how == "torn":
            return content + whole[: self._random.randint(0, len(whole))]
        start = len(content)
        for at in range(0, len(whole), _SECTOR):
            if self._random.random() < 0.5:
                content.extend(bytes(start + at - len(content)))
                content += whole[at : at + _SECTOR]
        return content


class WithoutSync(SimulatedDisk):
    """A known fault: files are never synced."""

    def sync(self, file: int) -> None:
        self._call()


class WithoutFolderSync(SimulatedDisk):
    """A known fault: a folder is never synced."""

    def sync_file(self, path: Path) -> None:
        if path in self._names:
            super().sync_file(path)
