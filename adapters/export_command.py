"""`dpor-bot export`: the record, or one of its lists, as a file."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import BinaryIO, cast

import click

from adapters.stores import open_to_read
from adapters.terminal.faults import reports_errors
from adapters.terminal.options import STORE, TODAY, clock_on, settings_now
from bot.conversation.language import Language
from bot.errors import Fault, FaultsError, StoreConflict
from bot.handlers.listing import Listing
from bot.handlers.lists import query_for, usual_period
from bot.partnership.exporting import COLUMNS, Format, row_of
from bot.partnership.records import HoldingQuery, Import
from bot.ports import Store

LISTS = ("ours", "missing", "driven", "conflicts", "renewals")
_AT_ONCE = 1_000
_IMPORTS = 20
_ATTEMPTS = 3
"""Each failed one means that an import has come in, or was taken back, meanwhile."""


@click.command()
@STORE
@TODAY
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    help="Default: FILE's extension, else csv.",
)
@click.option("--list", "name", type=click.Choice(LISTS), help="Only what is on that list.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@reports_errors
def export(
    store: str | None, today: datetime | None, form: str | None, name: str | None, file: Path | None
) -> None:
    """Write the record as CSV, XLSX or JSON.

    It goes to FILE, or to standard output. One subscription a row: the columns of our own CSV, then since
    when it has been so, the day that speaks for, the source, who told, and who says something else. `import`
    takes CSV and XLSX back. FILE is replaced once all of it is written; while the service runs, it holds what
    the service had stored when the command began. --list missing is where nobody is DPOR, driven where we
    drive the usage and are not.

    \b
    dpor-bot export record.xlsx
    dpor-bot export --list conflicts --format json
    """
    chosen = _format(form, file)
    if file is None and chosen is Format.XLSX and sys.stdout.isatty():
        raise click.UsageError("A workbook is nothing for a terminal: name a FILE.")
    settings = settings_now(store)
    query = _query(name, clock_on(today).now().date())
    with _target(file) as to:
        asyncio.run(_export(settings.store, settings.organisation, query, chosen, to))


def _format(form: str | None, file: Path | None) -> Format:
    if form:
        return Format(form)
    if file is None:
        return Format.CSV
    extension = file.suffix.lower().removeprefix(".")
    if extension not in tuple(Format):
        known = ", ".join(f".{each}" for each in Format)
        raise click.UsageError(f'"{file.name}" does not end in one of {known}: give --format.')
    return Format(extension)


def _query(name: str | None, today: date) -> HoldingQuery:
    if name is None:
        return HoldingQuery()
    return query_for(usual_period(Listing(name=f"list-{name}", language=Language.ENGLISH), today))


@contextmanager
def _target(file: Path | None) -> Generator[BinaryIO]:
    """What is written to; FILE, or standard output, gets it when all of it is there."""
    try:
        if file is None:
            with TemporaryFile() as written:
                yield cast("BinaryIO", written)
                written.seek(0)
                shutil.copyfileobj(written, sys.stdout.buffer)
                sys.stdout.flush()
            return
        with _beside(file) as written:
            yield written
    except BrokenPipeError:
        # Whoever read it has had enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        what = f"cannot be written ({error.strerror or type(error).__name__})."
        raise FaultsError((Fault(where=str(file or "standard output"), what=what),)) from error


@contextmanager
def _beside(file: Path) -> Generator[BinaryIO]:
    """A file for its owner alone, as it names customers, that takes the other's place in the end."""
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as written:
        try:
            yield cast("BinaryIO", written)
            written.flush()
            os.fsync(written.fileno())
            Path(written.name).replace(file)
        except BaseException:
            Path(written.name).unlink(missing_ok=True)
            raise


async def _export(url: str, organisation: str, query: HoldingQuery, form: Format, to: BinaryIO) -> None:
    store = open_to_read(url, organisation=organisation)
    try:
        for attempt in range(1, _ATTEMPTS + 1):
            if await _written(store, query, form, to):
                return
            if attempt < _ATTEMPTS:
                to.seek(0)
                to.truncate()
        raise StoreConflict
    finally:
        await store.close()


async def _written(store: Store, query: HoldingQuery, form: Format, to: BinaryIO) -> bool:
    """Whether all of it is of one and the same moment."""
    from adapters.imports.writing import table_file

    before = await _imports(store)
    async with store.transaction() as transaction:
        ids = await transaction.record.ids(query)
        with table_file(form, COLUMNS, to) as add:
            for start in range(0, len(ids), _AT_ONCE):
                part = ids[start : start + _AT_ONCE]
                found = await transaction.record.subscriptions(part)
                for id_ in part:
                    if id_ in found:
                        add(row_of(found[id_]))
    return before == await _imports(store)


async def _imports(store: Store) -> tuple[Import, ...]:
    async with store.transaction() as transaction:
        return await transaction.imports.newest(_IMPORTS)
