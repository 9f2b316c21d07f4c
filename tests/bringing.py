"""Holdings and sightings brought into a store, as a file that says them would be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count

from bot.importing.bringing_in import brought_in, carry_out
from bot.importing.plan import Plan
from bot.importing.planning import Bringing, planned
from bot.partnership.records import Holding, Import
from bot.partnership.resolving import resolved
from bot.partnership.sightings import ReportKind, Sighting
from bot.partnership.told import Told
from bot.ports import Store, Transaction
from tests.fakes import NOON

_NUMBERS = count()


def told(
    holdings: Sequence[Holding] = (),
    sightings: Iterable[Sighting] = (),
    *,
    file: str = "subscriptions.csv",
    content: str = "",
) -> Told:
    """Our own CSV, or a download where there are sightings. Another `content` is another file."""
    rows = tuple(sightings)
    return Told(
        file=file,
        kind=rows[0].report if rows else ReportKind.OWN_CSV,
        checksum=sha256(repr((content, holdings, rows)).encode()).hexdigest(),
        rows=len(holdings) + len(rows),
        holdings=tuple(holdings),
        sightings=resolved(rows),
    )


async def report(
    transaction: Transaction, holdings: Sequence[Holding], *, file: str, at: datetime, by: str = "Kim"
) -> Import:
    """Bring our own CSV in within a transaction, whether it has been in before or not."""
    file_says = told(holdings, file=file, content=f"{next(_NUMBERS)}")
    plan = await planned(transaction, file_says, Bringing(by=by, at=at))
    await carry_out(transaction, plan)
    return plan.entry


async def bring(store: Store, says: Told, *, at: datetime = NOON, by: str = "Kim") -> Plan:
    """In a transaction of its own."""
    return await brought_in(store, says, Bringing(by=by, at=at))
