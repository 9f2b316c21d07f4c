"""Where a store file may stand: on a disk of this machine, and readable by its owner alone."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

from bot.errors import StoreError

log = logging.getLogger("dpor.store")

_MOUNTS = Path("/proc/self/mountinfo")
_FAR = frozenset(
    {"afs", "ceph", "cifs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "glusterfs", "lustre"}
)
_FAR_FUSE = re.compile(r"fuse\.(sshfs|s3fs|glusterfs|ceph|gcsfuse|rclone|davfs|blobfuse2?|goofys)")
_OCTAL = re.compile(r"\\(\d{3})")


def refuse_a_far_place(store: Path) -> None:
    """Raise StoreError on a network file system: its locks do not keep two machines apart."""
    kind = file_system(_mounts(), store.parent)
    if kind in _FAR or _FAR_FUSE.fullmatch(kind):
        raise StoreError(
            f"{store}: stands on a network file system ({kind}), whose locks and syncs cannot be relied on."
            " Put it on a disk of this machine, or set DPOR_STORE to a PostgreSQL address."
        )


def file_system(mounts: str, folder: Path) -> str:
    """The type of the file system that holds the folder, as /proc/self/mountinfo tells; empty if unknown."""
    found, length = "", -1
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        if folder.is_relative_to(point) and len(point.parts) >= length:
            found, length = after.split(" ")[0], len(point.parts)
    return found


def real_place(store: Path) -> Path:
    """The absolute path behind all links, of a file that need not exist. Raises StoreError."""
    try:
        return store.resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{store}: cannot be found: links on the way to it lead in a circle.") from error


def may_write(path: Path) -> bool:
    """Whether this process, with every right it has, may write the file, or make files in the folder."""
    wanted = os.W_OK | os.X_OK if path.is_dir() else os.W_OK
    # Without this the kernel leaves out capabilities, and answers for another than who will write.
    return os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids)


def warn_of_readers(path: Path) -> None:
    """Say in the log that others may read what is for the owner alone; of no file nothing is said."""
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        return
    if mode & 0o077 and os.name == "posix":
        log.warning(
            "%s: other users of this machine may read it (%03o). chmod %03o", path, mode, mode & 0o700
        )


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
