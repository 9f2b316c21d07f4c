"""What a command does with a store and a bot: in its own process, or in the service that has the store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.bringing import Errand, Way, import_file, import_together, undo
from adapters.handover.wire import Console, Handed, Request
from adapters.imports.file import File
from adapters.stores import StoreInUse, open_store, tinydb_path
from bot.errors import Fault, ImportRefused, StoreError
from bot.ports import UNOBSERVED, Clock, Observer, Store

if TYPE_CHECKING:
    from adapters.handover.service import Work
    from bot.core import Bot


async def converse(bot: Bot, clock: Clock, console: Console) -> None:
    """Answer line after line, until there are no more."""
    from adapters.terminal.chat import Conversation
    from adapters.terminal.login import login_name

    conversation = Conversation(bot, clock, login_name())
    console.say(await conversation.say("help"))
    while (typed := await console.typed()) is not None:
        console.say(await conversation.say(typed))


async def import_here_or_there(
    url: str, organisation: str, files: Sequence[Path], errand: Errand, console: Console
) -> int:
    """Import them together, or have the service do it that has the store. Gives the exit code."""
    together = len(files) > 1
    try:
        store = open_store(url, organisation=organisation)
    except StoreInUse as in_use:
        handed = tuple(Handed(name=file.name, content=_content(file)) for file in files)
        command = "import-together" if together else "import"
        request = Request(command=command, arguments=_told_of(errand), files=handed)
        return await handed_over(in_use, url, request, console)
    try:
        if together:
            await import_together(store, files, errand, console)
        else:
            await import_file(store, files[0], errand, console)
    finally:
        await store.close()
    return 0


async def undo_here_or_there(url: str, organisation: str, errand: Errand, console: Console) -> int:
    """Take the newest import back, or have the service do it that has the store. Gives the exit code."""
    try:
        store = open_store(url, organisation=organisation)
    except StoreInUse as in_use:
        request = Request(command="undo", arguments=_told_of(errand))
        return await handed_over(in_use, url, request, console)
    try:
        return await undo(store, errand, console)
    finally:
        await store.close()


async def handed_over(in_use: StoreInUse, url: str, request: Request, console: Console) -> int:
    """The exit code of what the service did; where none answers, the store stays in use."""
    from adapters.handover.command import hand_over

    path = tinydb_path(url)
    code = await hand_over(path, request, console) if path else None
    if code is None:
        raise in_use
    return code


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportRefused((Fault(where=file.name, what=f"cannot be read ({error.strerror})."),)) from error


def taken_over(bot: Bot, store: Store, clock: Clock, observer: Observer = UNOBSERVED) -> dict[str, Work]:
    """What commands may hand over to the service."""
    one_at_a_time = asyncio.Lock()

    async def importing(request: Request, console: Console) -> None:
        errand = _errand(request, clock)
        async with one_at_a_time:
            for file in _brought(request)[:1]:
                await import_file(store, file, errand, console, observer)

    async def importing_together(request: Request, console: Console) -> None:
        errand = _errand(request, clock)
        async with one_at_a_time:
            await import_together(store, _brought(request), errand, console, observer)

    async def undoing(request: Request, console: Console) -> None:
        errand = _errand(request, clock)
        async with one_at_a_time:
            await undo(store, errand, console)

    async def conversing(_: Request, console: Console) -> None:
        await converse(bot, clock, console)

    return {
        "import": importing,
        "import-together": importing_together,
        "undo": undoing,
        "chat": conversing,
    }


def _brought(request: Request) -> tuple[File, ...]:
    return tuple(File(name=handed.name, content=handed.content) for handed in request.files)


def _told_of(errand: Errand) -> dict[str, str]:
    return {"at": errand.at.isoformat(), "by": errand.by, "way": errand.way.value}


def _errand(request: Request, clock: Clock) -> Errand:
    """As the command asked for it; what an older command does not say is as it was then."""
    told = request.arguments
    try:
        at = datetime.fromisoformat(told["at"])
    except (KeyError, ValueError):
        at = clock.now()
    if at.tzinfo is None:
        raise StoreError("The time of an import needs its zone.")
    way = told.get("way", Way.WRITE.value)
    if way not in tuple(Way):
        raise StoreError(f"The service does not know how to import by {way!r}: it is another version.")
    return Errand(at=at, by=told.get("by", ""), way=Way(way))
