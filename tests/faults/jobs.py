"""What a child does with a store until it is killed, or until its disk is full. Any store, by its address."""

from __future__ import annotations

import asyncio
import logging
import resource
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from tinydb import TinyDB

from adapters.bringing import bring_in
from adapters.stores import open_store
from bot.errors import StoreError
from bot.ports import Store
from tests.fakes import NOON
from tests.faults.pairs import commit

_WRITERS = 3
_STARTED, STOPPED, WENT_ON = -1, -2, -3


def _said(says: Connection, number: int) -> None:
    says.send_bytes(b"%d" % number)


def write_pairs(url: str, first: int, says: Connection) -> None:
    """Several at once; each is said when it is acknowledged."""

    async def write(store: Store, number: int) -> None:
        while True:
            await commit(store, number)
            _said(says, number)
            number += _WRITERS

    async def run() -> None:
        store = open_store(url)
        _said(says, _STARTED)
        await asyncio.gather(*(write(store, first + writer) for writer in range(_WRITERS)))

    asyncio.run(run())


def write_carelessly(url: str, first: int, says: Connection) -> None:
    """The known faults: said before it is committed, and each half in a transaction of its own."""

    async def run() -> None:
        store = open_store(url)
        _said(says, _STARTED)
        number = first
        while True:
            _said(says, number)
            await commit(store, number, halves_apart=True)
            number += 1

    asyncio.run(run())


def import_file(url: str, file: Path, days: int, says: Connection) -> None:
    """Say when it begins, and when it is done."""

    async def run() -> None:
        store = open_store(url)
        _said(says, _STARTED)
        await bring_in(store, file, NOON + timedelta(days=days), lambda _: None)
        _said(says, days)

    asyncio.run(run())


def import_in_parts(url: str, files: tuple[Path, ...], days: int, says: Connection) -> None:
    """The known fault: one file in several transactions."""

    async def run() -> None:
        store = open_store(url)
        _said(says, _STARTED)
        for file in files:
            await bring_in(store, file, NOON + timedelta(days=days), lambda _: None)
        _said(says, days)

    asyncio.run(run())


def write_until_full(url: str, first: int, most: int, says: Connection) -> None:
    """No file may grow beyond `most` bytes, unless that is 0. Says whether a refusal stopped the store."""
    logging.disable(logging.CRITICAL)
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    async def run() -> None:
        store = open_store(url)
        for number in range(first, first + 10_000):
            try:
                await commit(store, number, room=8)
            except StoreError:
                _said(says, STOPPED if await _stopped(store, number) else WENT_ON)
                break
            _said(says, number)
        await store.close()

    asyncio.run(run())


def write_plain_tinydb_until_full(path: str, first: int, most: int, says: Connection) -> None:
    """The known fault: TinyDB's own storage."""
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    database = TinyDB(path)
    try:
        for number in range(first, first + 10_000):
            database.insert({"number": number, "text": "A text of some length. " * 20})
            _said(says, number)
    except OSError:
        return


async def _stopped(store: Store, number: int) -> bool:
    for attempt in (store.check(), commit(store, number)):
        try:
            await attempt
        except StoreError:
            continue
        return False
    return True
