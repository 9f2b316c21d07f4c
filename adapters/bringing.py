"""Bringing files in and taking them back by a command, in its own process or in the service's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from os import PathLike
from pathlib import Path

from adapters.handover.wire import Console
from adapters.imports.file import File
from adapters.stores.pace import let_go, long_work
from bot.conversation.language import Language
from bot.conversation.plaintext import plain_text
from bot.conversation.texts.en import ENGLISH
from bot.errors import Fault, ImportRefused
from bot.handlers import import_replies
from bot.importing.bringing_in import (
    brought_in,
    brought_in_meanwhile,
    brought_in_together,
    previewed,
    previewed_in_turn,
    without_rows,
)
from bot.importing.plan import Plan
from bot.importing.planning import Bringing
from bot.importing.taking_back import next_back, taken_back
from bot.partnership.many import Holdings
from bot.partnership.records import Import
from bot.partnership.told import Told
from bot.ports import UNOBSERVED, Observer, Store
from bot.record_ports import ReportReader

_YES = frozenset({"y", "yes", "j", "ja"})
_ENGLISH = Language.ENGLISH


class Way(StrEnum):
    """How far it goes: shown only, shown and then asked for, or done at once."""

    PREVIEW = "preview"
    ASK = "ask"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Who runs a command, when (UTC), and how far it goes."""

    at: datetime
    by: str = ""
    way: Way = Way.WRITE


class LateReader:
    """Reads files; what reads them is loaded with the first one."""

    async def read(
        self,
        name: str,
        content: bytes | PathLike[str],
        at: datetime,
        progress: Callable[[int], None] | None = None,
        rows: Callable[[Holdings], None] | None = None,
    ) -> Told:
        """What the file says as of `at` (UTC)."""
        reader = await asyncio.to_thread(_file_reader)
        with long_work():
            return await reader.read(name, content, at, progress, rows)


async def bring_in(
    store: Store,
    file: Path | File,
    at: datetime,
    progress: Callable[[int], None],
    observer: Observer = UNOBSERVED,
    by: str = "",
) -> Import:
    """Import one file as of `at` (UTC): all of it, or nothing. Raises ImportRefused, StoreError."""
    with _watched(observer):
        plan = await _read_in(store, file, progress, Bringing(by=by, at=at))
    observer.imported(plan.entry)
    return plan.entry


async def import_file(
    store: Store,
    file: Path | File,
    errand: Errand,
    console: Console,
    observer: Observer = UNOBSERVED,
) -> None:
    """Import it as far as the errand goes, and say what has come of it. Raises ImportRefused, StoreError."""
    bringing = Bringing(by=errand.by, at=errand.at)
    with _watched(observer):
        if errand.way is Way.WRITE:
            plan = await _read_in(store, file, console.progress, bringing)
        else:
            read = [await _told(file, errand.at, console.progress)]
            plan = await previewed(store, read[0], bringing)
            console.say(_shown(plan))
            if not plan.writes or not await _wanted(errand.way, console):
                return
            plan = await _without_rows(read, brought_in(store, read[0], bringing))
    _say_what_came(plan, errand, console, observer)


async def import_together(
    store: Store,
    files: Sequence[Path | File],
    errand: Errand,
    console: Console,
    observer: Observer = UNOBSERVED,
) -> None:
    """Import several in one transaction, the partner profile first, for it tells whose the others' rows are.

    As far as the errand goes; says what has come of each. Raises ImportRefused with what is wrong in any of
    them, StoreError.
    """
    files = await asyncio.to_thread(_in_order, files)
    bringing = Bringing(by=errand.by, at=errand.at)
    shown: list[Plan] = []

    def show(plan: Plan) -> None:
        console.say(("\n" if shown else "") + _shown(plan))
        shown.append(without_rows(plan))

    def read() -> AsyncIterator[Told]:
        checksums = [plan.entry.checksum for plan in shown]
        return _told_in_turn(files, errand.at, console.progress, checksums)

    with _watched(observer):
        if errand.way is not Way.WRITE:
            with long_work():
                await previewed_in_turn(store, read(), bringing, show)
            if not any(plan.writes for plan in shown) or not await _wanted(errand.way, console):
                return
        with long_work():
            plans = await brought_in_together(store, read, bringing)
    for plan in plans:
        _say_what_came(plan, errand, console, observer)


def _say_what_came(plan: Plan, errand: Errand, console: Console, observer: Observer) -> None:
    """A preview has said already what was passed over."""
    if plan.writes:
        observer.imported(plan.entry)
    console.say(_counted(plan))
    if errand.way is Way.WRITE:
        for line in import_replies.passed_over(plan, ENGLISH):
            console.say(line)


def _in_order(files: Sequence[Path | File]) -> Sequence[Path | File]:
    """The partner profile first: what came in before it is not read anew."""
    from adapters.imports.reading import is_a_profile

    return sorted(files, key=lambda file: not is_a_profile(file if isinstance(file, File) else File.at(file)))


async def _told_in_turn(
    files: Sequence[Path | File], at: datetime, progress: Callable[[int], None], shown: Sequence[str] = ()
) -> AsyncIterator[Told]:
    """What each says. Once one is refused the others are read for what is wrong with them alone.

    `shown` are checksums: what has been shown is what may come in.
    """
    faults: list[Fault] = []
    for number, file in enumerate(files):
        try:
            told = await _told(file, at, progress)
            if shown and told.checksum != shown[number]:
                what = "has changed since it was shown. Nothing was written."
                raise ImportRefused((Fault(where=file.name, what=what, remedy="Import it again."),))
        except ImportRefused as refused:
            faults += refused.faults
            continue
        if not faults:
            yield told
    if faults:
        raise ImportRefused(tuple(faults))


async def undo(store: Store, errand: Errand, console: Console) -> int:
    """Take the newest import back as far as the errand goes, and say what has come of it: the exit code."""
    async with store.transaction() as transaction:
        found = await next_back(transaction)
    asked = import_replies.ask_back(found, _ENGLISH)
    if found.hindrance or found.entry is None:
        console.refuse(plain_text(asked))
        return 1
    if errand.way is not Way.WRITE:
        console.say(plain_text(replace(asked, buttons=())))
        if not await _wanted(errand.way, console):
            return 0
    back = await taken_back(store, by=errand.by, at=errand.at, only=found.entry.id)
    said = plain_text(import_replies.back(back, _ENGLISH))
    if back.hindrance:
        console.refuse(said)
        return 1
    console.say(said)
    return 0


@contextmanager
def _watched(observer: Observer) -> Generator[None]:
    try:
        yield
    except Exception as error:
        observer.not_imported(error)
        raise


async def _told(
    file: Path | File,
    at: datetime,
    progress: Callable[[int], None],
    rows: Callable[[Holdings], None] | None = None,
) -> Told:
    content = file.content if isinstance(file, File) else file
    told = await LateReader().read(file.name, content, at, progress, rows)
    if told.refusals:
        from adapters.imports.words import fault

        raise ImportRefused(tuple(fault(file.name, refusal) for refusal in told.refusals))
    return told


async def _read_in(
    store: Store, file: Path | File, progress: Callable[[int], None], bringing: Bringing
) -> Plan:
    """Brought in while it is being read."""
    read: list[Told] = []

    async def reading(rows: Callable[[Holdings], None] | None) -> Told:
        read.append(await _told(file, bringing.at, progress, rows))
        return read[0]

    return await _without_rows(read, brought_in_meanwhile(store, reading, bringing))


async def _without_rows(read: list[Told], bringing_in: Awaitable[Plan]) -> Plan:
    """What it came to; nobody holds what was read, nor what the plan made of it, any longer."""
    held: list[object] = []
    with long_work():
        try:
            plan = await bringing_in
            held += (*plan.holdings, *plan.befores, *plan.changes)
            return without_rows(plan)
        finally:
            plan = None
            read.clear()
            await let_go(held)


async def _wanted(way: Way, console: Console) -> bool:
    if way is Way.PREVIEW:
        return False
    console.say("Do it? Type yes or no.")
    wanted = ((await console.typed()) or "").strip().casefold() in _YES
    if not wanted:
        console.say("Nothing was changed.")
    return wanted


def _shown(plan: Plan) -> str:
    return plain_text(replace(import_replies.preview(plan, "", _ENGLISH), buttons=()))


def _counted(plan: Plan) -> str:
    entry = plan.entry
    ended = f"{entry.ended} ended, " if entry.ended else ""
    known = " It is in already: nothing was changed." if plan.already else ""
    counts = f"{entry.new} new, {entry.changed} changed, {ended}{entry.unchanged} unchanged."
    return f"{entry.file}: {counts}{known}"


def _file_reader() -> ReportReader:
    from adapters.imports.reader import FileReader

    return FileReader()
