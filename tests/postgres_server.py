"""A private PostgreSQL, made from the programs on the machine, gone when it is closed."""

from __future__ import annotations

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

ROLE, PASSWORD = "dpor", "canary-7f3a"
"""An ordinary role: row-level security does not bind a superuser."""

ABSENT = "PostgreSQL's programs are not on this machine: apt-get install postgresql"

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests that do not kill it: nothing waits for the disk."""


def programs() -> Path | None:
    """The folder of initdb and postgres, None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


class PostgresServer:
    """One cluster on a random port of this machine, with one database that belongs to ROLE."""

    def __init__(self, bin_: Path, *, settings: Sequence[str] = FAST) -> None:
        self._bin = bin_
        self._settings = settings
        self._folder = _new_folder()
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None
        try:
            _run("cp", "-R", "-p", _as_made(bin_), self._data)
            self.start()
            self._make_role()
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        """The database, as ROLE."""
        return f"postgresql://{ROLE}:{PASSWORD}@127.0.0.1:{self.port}/dpor"

    @property
    def admin_url(self) -> str:
        """The database, as a superuser."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/dpor"

    def new_database(self) -> str:
        """An empty one of ROLE's; gives its address."""
        name = f"db_{secrets.token_hex(6)}"
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER {ROLE}".encode())
        return self.url.removesuffix("dpor") + name

    def start(self) -> None:
        """Start, and return when it answers."""
        settings = [part for setting in self._settings for part in ("-c", setting)]
        command = [self._bin / "postgres", "-D", self._data, "-p", str(self.port), "-k", self._folder]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen[bytes](
                [*command, "-c", "listen_addresses=127.0.0.1", *settings],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                **_as_user(),
            )
        self._wait()

    def stop(self) -> None:
        """At once, as a crash would."""
        if self._server:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait(30)
            self._server = None

    def pause(self) -> None:
        """Whoever is connected waits: nothing is answered until `resume`."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on."""
        self._signal_all(signal.SIGCONT)

    def close(self) -> None:
        """Stop it and remove everything."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _signal_all(self, number: int) -> None:
        if self._server:
            pid = self._server.pid
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            for process in (pid, *map(int, children)):
                os.kill(process, number)

    def _wait(self) -> None:
        for _ in range(600):
            try:
                psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres").close()
            except psycopg.OperationalError:
                if self._server is None or self._server.poll() is not None:
                    raise RuntimeError((self._folder / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("PostgreSQL did not start within 30 seconds")

    def _make_role(self) -> None:
        address = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
            connection.execute(f"CREATE DATABASE dpor OWNER {ROLE}")


def new_organisation() -> str:
    """A name that nobody else has."""
    return f"test-{secrets.token_hex(8)}"


@cache
def _as_made(bin_: Path) -> Path:
    """A cluster as initdb makes it, which takes half a second: made once a process, and copied."""
    data = _new_folder() / "data"
    atexit.register(shutil.rmtree, data.parent, ignore_errors=True)
    _run(bin_ / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    return data


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dpor-pg-"))
    if user := _ordinary_user():
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


def _run(*command: object) -> None:
    done = subprocess.run(list(map(str, command)), cwd="/", capture_output=True, text=True, **_as_user())
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")


def _as_user() -> dict[str, Any]:
    # PostgreSQL's programs refuse to run as root.
    user = _ordinary_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _ordinary_user() -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
