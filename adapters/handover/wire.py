"""What goes through the socket, and who may be at its other end.

A command sends one line of JSON, then the bytes of the files that it brings, then a line for each `next`.
The service sends lines: {"out": text}, {"err": line}, {"progress": bytes}, {"next": true}, and last
{"end": code}.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

import orjson

from adapters.files import LARGEST_FILE
from adapters.stores.place import real_place

LONGEST_LINE = 64 * 1024
LARGEST_TOGETHER = 4 * LARGEST_FILE
"""So much a service holds in memory for one command."""
_NO_FILE = {"name": "", "bytes": 0}
_LONGEST_ADDRESS = 100
_PEER = struct.Struct("3i")


class Broken(Exception):
    """The other side is gone, or does not keep to the form. Its message is for a log."""


class Console(Protocol):
    """Where the work is seen: a terminal, or the socket to one."""

    def say(self, text: str) -> None:
        """On standard output, with a line's end."""
        ...

    def refuse(self, line: str) -> None:
        """On standard error; the exit code will be 1."""
        ...

    def progress(self, read: int) -> None:
        """So many bytes more are read. Safe in any thread."""
        ...

    async def typed(self) -> str | None:
        """The next line, None after the last."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file that is brought."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be done, and with which files."""

    command: str
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    files: tuple[Handed, ...] = ()


def socket_of(store: Path) -> Path:
    """Where the service that has that store listens."""
    store = real_place(store)
    return store.with_name(f"{store.name}.sock")


@contextmanager
def reachable(path: Path) -> Generator[str]:
    """The address of a socket, which may be only a hundred bytes long: a longer one through its folder."""
    if len(os.fsencode(path)) <= _LONGEST_ADDRESS:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def is_same_user(writer: StreamWriter) -> bool:
    """Whether the process at the other end runs as the user that this one runs as."""
    found = cast("socket.socket", writer.get_extra_info("socket"))
    if sys.platform != "linux":
        # The socket's mode and its folder's are what keeps others out there.
        return True
    _, user, _ = _PEER.unpack(found.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return user == os.geteuid()


def send(writer: StreamWriter, message: Mapping[str, Any]) -> None:
    """One line."""
    writer.write(orjson.dumps(message, option=orjson.OPT_APPEND_NEWLINE))


async def receive(reader: StreamReader) -> dict[str, Any]:
    """One line. Raises Broken."""
    try:
        message: object = orjson.loads(await reader.readuntil())
    except (IncompleteReadError, OSError) as error:
        raise Broken("the other side is gone") from error
    except ValueError as error:
        raise Broken(f"not a line of JSON ({type(error).__name__})") from error
    except Exception as error:  # a line over the limit
        raise Broken(f"not a line of at most {LONGEST_LINE} bytes ({type(error).__name__})") from error
    if not isinstance(message, dict):
        raise Broken("not a JSON object")
    return cast("dict[str, Any]", message)


def send_request(writer: StreamWriter, request: Request) -> None:
    """The request, with its files: the first is told as it was when there could be only one."""
    first, *more = [{"name": file.name, "bytes": len(file.content)} for file in request.files] or [_NO_FILE]
    also = {"more": more} if more else {}
    send(writer, {"command": request.command, "arguments": dict(request.arguments), **first, **also})
    for file in request.files:
        writer.write(file.content)


async def receive_request(reader: StreamReader) -> Request:
    """The request, with its files. Raises Broken."""
    head = await receive(reader)
    arguments, more = head.get("arguments"), head.get("more", [])
    if not (isinstance(more, list) and isinstance(arguments, dict)):
        raise Broken("not a request")
    given = {str(key): str(value) for key, value in cast("dict[object, object]", arguments).items()}
    told = [_name_and_size(one) for one in (head, *cast("list[object]", more))]
    if sum(size for _, size in told) > LARGEST_TOGETHER:
        raise Broken("not a request that is taken")
    try:
        files = [Handed(name=name, content=await reader.readexactly(size)) for name, size in told]
    except (IncompleteReadError, OSError) as error:
        raise Broken("a file never came whole") from error
    return Request(command=str(head.get("command")), arguments=given, files=tuple(files))


def _name_and_size(told: object) -> tuple[str, int]:
    entry = cast("dict[object, object]", told) if isinstance(told, dict) else {}
    name, size = entry.get("name"), entry.get("bytes")
    if not (isinstance(name, str) and isinstance(size, int)):
        raise Broken("not a request")
    if not 0 <= size <= LARGEST_FILE or "/" in name:
        raise Broken("not a request that is taken")
    return name, size
