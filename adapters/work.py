"""What a command does with a store and a bot: in its own process, or in the service that has the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.handover.wire import Console, Request
from adapters.imports.file import File
from adapters.stores import StoreInUse, open_store, tinydb_path
from adapters.stores.pace import let_go, long_work
from bot.core import Bot
from bot.errors import Fault, ImportRefused, StoreError
from bot.importing.bringing_in import brought_in
from bot.importing.planning import Bringing
from bot.partnership.records import Import
from bot.ports import UNOBSERVED, Clock, Observer, Store

if TYPE_CHECKING:
    from adapters.handover.service import Work


async def bring_in(
    store: Store,
    file: Path | File,
    at: datetime,
    progress: Callable[[int], None],
    observer: Observer = UNOBSERVED,
    by: str = "",
) -> Import:
    """Import one file as of `at` (UTC): all of it, or nothing. Raises ImportRefused, StoreError."""
    from adapters.imports.reader import FileReader
    from adapters.imports.words import fault

    content = file.content if isinstance(file, File) else file
    try:
        with long_work():
            told = await FileReader().read(file.name, content, at, progress)
            if told.refusals:
                raise ImportRefused(tuple(fault(file.name, refusal) for refusal in told.refusals))
            held: list[object] = [*told.holdings, *told.sightings]
            try:
                plan = await brought_in(store, told, Bringing(by=by, at=at))
            finally:
                del told
                await let_go(held)
    except Exception as error:
        observer.not_imported(error)
        raise
    observer.imported(plan.entry)
    return plan.entry


async def import_file(
    store: Store, file: Path | File, at: datetime, console: Console, observer: Observer = UNOBSERVED
) -> None:
    """Import it, and say what has come of it."""
    done = await bring_in(store, file, at, console.progress, observer)
    console.say(f"{file.name}: {done.new} new, {done.changed} changed, {done.unchanged} unchanged.")


async def converse(bot: Bot, clock: Clock, console: Console) -> None:
    """Answer line after line, until there are no more."""
    from adapters.terminal.chat import Conversation

    conversation = Conversation(bot, clock)
    console.say(await conversation.say("help"))
    while (typed := await console.typed()) is not None:
        console.say(await conversation.say(typed))


async def import_here_or_there(
    url: str, organisation: str, file: Path, at: datetime, console: Console
) -> int:
    """Import it, or have the service do it that has the store. Gives the exit code."""
    try:
        store = open_store(url, organisation=organisation)
    except StoreInUse as in_use:
        arguments = {"at": at.isoformat()}
        request = Request(command="import", arguments=arguments, name=file.name, content=_content(file))
        return await handed_over(in_use, url, request, console)
    try:
        await import_file(store, file, at, console)
    finally:
        await store.close()
    return 0


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
        try:
            at = datetime.fromisoformat(request.arguments["at"])
        except (KeyError, ValueError):
            at = clock.now()
        if at.tzinfo is None:
            raise StoreError("The time of an import needs its zone.")
        async with one_at_a_time:
            brought = File(name=request.name, content=request.content)
            await import_file(store, brought, at, console, observer)

    async def conversing(_: Request, console: Console) -> None:
        await converse(bot, clock, console)

    return {"import": importing, "chat": conversing}
