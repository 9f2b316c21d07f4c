"""The command's end of the socket: the service does the work, the terminal shows it."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from pathlib import Path

from adapters.handover.wire import (
    LARGEST_FILE,
    LARGEST_TOGETHER,
    Broken,
    Console,
    Handed,
    Request,
    is_same_user,
    reachable,
    receive,
    send,
    send_request,
    socket_of,
)
from bot.errors import Fault, ImportRefused, StoreError

_LONGEST_ANSWER = 16 * 1024 * 1024


async def hand_over(store: Path, request: Request, console: Console) -> int | None:
    """Let the service that has that store do it. Gives the exit code, None where no service takes work.

    Raises StoreError where the service goes away meanwhile.
    """
    _check_sizes(request.files)
    try:
        with reachable(socket_of(store)) as address:
            reader, writer = await asyncio.open_unix_connection(address, limit=_LONGEST_ANSWER)
    except OSError:
        return None
    try:
        if not is_same_user(writer):
            raise StoreError(f"{store}: its service is run by another user. Run this command as that user.")
        send_request(writer, request)
        return await _followed(reader, writer, console)
    except (Broken, OSError) as error:
        raise StoreError(
            f"{store}: its service turned this away, or stopped before it was done. Look what is there, then"
            " try again; the service's log may say more."
        ) from error
    finally:
        writer.close()


def _check_sizes(files: Sequence[Handed]) -> None:
    remedy = "Stop the service, or divide it."
    for file in files:
        if len(file.content) > LARGEST_FILE:
            what = f"is larger than the {LARGEST_FILE // 1024 // 1024} MiB that a running service takes over."
            raise ImportRefused((Fault(where=file.name, what=what, remedy=remedy),))
    if sum(len(file.content) for file in files) > LARGEST_TOGETHER:
        most = LARGEST_TOGETHER // 1024 // 1024
        what = f"are together larger than the {most} MiB that a running service takes over."
        where = ", ".join(file.name for file in files)
        raise ImportRefused((Fault(where=where, what=what, remedy="Stop it, or bring fewer at once."),))


async def _followed(reader: StreamReader, writer: StreamWriter, console: Console) -> int:
    while True:
        match await receive(reader):
            case {"end": int(code)}:
                return code
            case {"out": str(text)}:
                console.say(text)
            case {"err": str(line)}:
                console.refuse(line)
            case {"progress": int(read)}:
                console.progress(read)
            case {"next": _}:
                send(writer, {"typed": await console.typed()})
            case _:
                continue
