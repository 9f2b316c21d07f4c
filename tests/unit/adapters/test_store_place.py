"""Where a store file may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.stores import place
from adapters.stores.place import file_system
from adapters.stores.tiny import tiny_store
from bot.errors import StoreError

MOUNTS = """\
22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 22 0:27 / /srv rw - nfs4 files:/srv rw,vers=4.2
33 31 0:29 / /srv/fast rw - xfs /dev/vdb rw
34 22 0:30 / /mnt/with\\040space rw shared:9 - fuse.sshfs kim@far:/ rw
35 22 0:31 / /tmp rw - tmpfs tmpfs rw
damaged
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/dpor", "ext4"),
        ("/srv", "nfs4"),
        ("/srv/dpor", "nfs4"),
        ("/srv/fast/dpor", "xfs"),
        ("/srvx", "ext4"),
        ("/mnt/with space/x", "fuse.sshfs"),
        ("/tmp", "tmpfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    assert file_system(MOUNTS, Path(folder)) == kind


def test_where_the_mounts_are_not_known_nothing_is_said() -> None:
    assert file_system("", Path("/srv")) == ""


def _mounted(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = folder / "mounts"
    mounts.write_text(f"22 1 0:21 / {folder} rw - {kind} x rw\n", encoding="utf-8")
    monkeypatch.setattr(place, "_MOUNTS", mounts)


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "ceph"])
def test_a_network_file_system_is_refused_and_nothing_is_made_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    _mounted(kind, tmp_path, monkeypatch)
    with pytest.raises(StoreError, match=rf"network file system \({kind}\).*PostgreSQL"):
        tiny_store(tmp_path / "store.json")
    assert [file.name for file in tmp_path.iterdir()] == ["mounts"]


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuse.portal", "virtiofs"])
async def test_any_other_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    _mounted(kind, tmp_path, monkeypatch)
    await tiny_store(tmp_path / "store.json").close()


async def test_a_file_that_others_may_read_is_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(b'{"about": {"1": {"format": "dpor-bot", "version": 1}}}')
    path.chmod(0o644)
    await tiny_store(path).close()
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: other users of this machine may read it (644). chmod 600"
    ]
    path.chmod(0o600)
    caplog.clear()
    await tiny_store(path).close()
    assert not caplog.records
