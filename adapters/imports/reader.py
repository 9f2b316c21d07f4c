"""Any file that we know, read: our own CSV or a download of Partner Center."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path
from threading import Event

from adapters.imports.file import File
from adapters.imports.own_csv import read_holdings
from adapters.imports.reading import Report, kind_of, opened_report
from adapters.imports.refused import FileRefused
from bot.partnership.many import Holdings
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.resolution import resolved
from bot.partnership.sightings import CustomerSeen, Entry, OurAccount, ReportKind, Sighting
from bot.partnership.told import Told

MOST_REFUSALS = 200
"""Who has so many to put right looks at the first ones first, and the others may be of the same making."""
_BLOCK = 1024 * 1024
_A_DAY = timedelta(days=1)
"""Somewhere it is tomorrow already."""
Progress = Callable[[int], None]
Rows = Callable[[Holdings], None]


class FileReader:
    """Reads in a thread. Whoever is cancelled meanwhile need not wait for the end of the file."""

    async def read(
        self,
        name: str,
        content: bytes | PathLike[str],
        at: datetime,
        progress: Progress | None = None,
        rows: Rows | None = None,
    ) -> Told:
        """What the file says as of `at` (UTC), or why it is refused."""
        given_up = Event()

        def read_on(read: int) -> None:
            # A thread cannot be cancelled, and a process that stops waits for it.
            if given_up.is_set():
                raise asyncio.CancelledError
            if progress:
                progress(read)

        file = File(name=name, content=content if isinstance(content, bytes) else Path(content))
        try:
            return await asyncio.to_thread(told, file, at, read_on, rows)
        finally:
            given_up.set()


def told(file: File, at: datetime, progress: Progress | None = None, rows: Rows | None = None) -> Told:
    """What the file says as of `at` (UTC), or why it is refused. Raises nothing else."""
    checksum, kind = "", None
    try:
        checksum = _checksum(file)
        kind = kind_of(file)
        if kind is ReportKind.OWN_CSV:
            holdings = read_holdings(file, at=at, progress=progress, rows=rows)
            _check_rows(file, len(holdings))
            return Told(file=file.name, kind=kind, checksum=checksum, rows=len(holdings), holdings=holdings)
        with opened_report(file, progress) as report:
            said = _told(file.name, checksum, report, at.date())
            _check_rows(file, said.rows)
            return said
    except FileRefused as error:
        return Told(file=file.name, kind=kind, checksum=checksum, refusals=error.refusals)


def _check_rows(file: File, rows: int) -> None:
    if not rows:
        raise FileRefused.because(file.name, Reason.NO_ROWS)


def _told(file: str, checksum: str, report: Report, today: date) -> Told:
    taken = _Taken(report, today + _A_DAY)
    slots = resolved(taken.sightings(report.rows), taken.contradicted)
    return Told(
        file=file,
        kind=report.kind,
        checksum=checksum,
        rows=taken.rows,
        sightings=() if taken.refusals else tuple(slots.values()),
        customers=tuple(taken.customers),
        accounts=tuple(taken.accounts),
        unknown_columns=report.unknown_columns,
        unknown_states=tuple(sorted(report.unknown_states)),
        refusals=tuple(taken.refusals),
    )


class _Taken:
    """What stands in the rows beside sightings; of refusals only so many are kept.

    No report can speak for a month that begins after `last`.
    """

    def __init__(self, report: Report, last: date) -> None:
        self._tenant_column, self._month_column = report.tenant_column, report.month_column
        self._last = last
        self.rows = 0
        self.customers: list[CustomerSeen] = []
        self.accounts: list[OurAccount] = []
        self.refusals: list[Refusal] = []

    def sightings(self, rows: Iterator[Entry | Refusal]) -> Iterator[Sighting]:
        for entry in rows:
            self.rows += 1
            match entry:
                case Sighting() if entry.month and entry.month > self._last:
                    self.refusals.append(self._to_come(entry, entry.month))
                case Sighting():
                    yield entry
                case CustomerSeen():
                    self.customers.append(entry)
                case OurAccount():
                    self.accounts.append(entry)
                case Refusal():
                    self.refusals.append(entry)
            if len(self.refusals) >= MOST_REFUSALS:
                return

    def _to_come(self, entry: Sighting, month: date) -> Refusal:
        arguments = (("text", month.isoformat()),)
        column = self._month_column
        return Refusal(reason=Reason.MONTH_TO_COME, line=entry.line, column=column, arguments=arguments)

    def contradicted(self, later: Sighting, earlier: Sighting) -> None:
        """One subscription is another tenant's by an earlier row."""
        arguments = {
            "id": later.subscription_id,
            "text": later.customer.tenant_id,
            "other": earlier.customer.tenant_id,
            "first": str(earlier.line),
        }
        refusal = Refusal(
            reason=Reason.TWO_TENANTS,
            line=later.line,
            column=self._tenant_column,
            arguments=tuple(arguments.items()),
        )
        self.refusals.append(refusal)


def _checksum(file: File) -> str:
    digest = hashlib.sha256()
    with file.open() as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
