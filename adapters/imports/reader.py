"""Any file that we know, read: our own CSV or a download of Partner Center."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from adapters.imports.file import File
from adapters.imports.own_csv import read_holdings
from adapters.imports.reading import Report, kind_of, opened_report
from adapters.imports.refused import MOST_REFUSALS, FileRefused, the_first
from bot.partnership.many import Holdings
from bot.partnership.many_sightings import Sightings
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.resolving import Contradiction, Resolving
from bot.partnership.sightings import CustomerSeen, OurAccount, ReportKind
from bot.partnership.slots import NO_SLOTS, Slots
from bot.partnership.told import Told

if TYPE_CHECKING:
    from adapters.imports.entries import Some

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
    for some in report.rows:
        taken.take(some)
        if len(taken.refusals) > MOST_REFUSALS:
            break
    return Told(
        file=file,
        kind=report.kind,
        checksum=checksum,
        rows=taken.rows,
        sightings=NO_SLOTS if taken.refusals else taken.slots(),
        customers=tuple(taken.customers),
        accounts=tuple(taken.accounts),
        unknown_columns=report.unknown_columns,
        unknown_states=tuple(sorted(report.unknown_states)),
        refusals=the_first(taken.refusals),
    )


class _Taken:
    """What stands in the rows. No report can speak for a month that begins after `last`."""

    def __init__(self, report: Report, last: date) -> None:
        self._tenant_column, self._month_column = report.tenant_column, report.month_column
        self._last = last
        self._contradictions: list[Refusal] = []
        self._resolving = Resolving(self._contradicted)
        self.rows = 0
        self.customers: list[CustomerSeen] = []
        self.accounts: list[OurAccount] = []
        self.refusals: list[Refusal] = []

    def take(self, some: Some) -> None:
        """Some more rows."""
        self.rows += len(some.entries) + len(some.refusals)
        refusals = [*some.refusals]
        if isinstance(some.entries, Sightings):
            refusals += self._take_sightings(some.entries)
        else:
            self.customers += [entry for entry in some.entries if isinstance(entry, CustomerSeen)]
            self.accounts += [entry for entry in some.entries if isinstance(entry, OurAccount)]
        self.refusals += sorted(refusals, key=lambda refusal: refusal.line or 0)

    def slots(self) -> Slots:
        """What the sightings come to, once."""
        return self._resolving.slots()

    def _take_sightings(self, rows: Sightings) -> list[Refusal]:
        late: list[int] = []
        if any(month > self._last for month in {tie.month for tie in rows.ties} if month):
            late = [at for at, tie in enumerate(rows.ties) if tie.month and tie.month > self._last]
        refusals = [self._to_come(rows.lines[at], rows.ties[at].month) for at in late]
        self._resolving.take(rows.without(late) if late else rows)
        refusals += self._contradictions
        self._contradictions.clear()
        return refusals

    def _to_come(self, line: int, month: date | None) -> Refusal:
        arguments = (("text", month.isoformat() if month else ""),)
        column = self._month_column
        return Refusal(reason=Reason.MONTH_TO_COME, line=line, column=column, arguments=arguments)

    def _contradicted(self, found: Contradiction) -> None:
        """One subscription is another tenant's by an earlier row."""
        arguments = {
            "id": found.subscription_id,
            "text": found.tenant_id,
            "other": found.earlier_tenant_id,
            "first": str(found.earlier_line),
        }
        refusal = Refusal(
            reason=Reason.TWO_TENANTS,
            line=found.line,
            column=self._tenant_column,
            arguments=tuple(arguments.items()),
        )
        self._contradictions.append(refusal)


def _checksum(file: File) -> str:
    digest = hashlib.sha256()
    with file.open() as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
