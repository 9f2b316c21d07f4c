"""The whole bot on the demo data, and what passes its doors: what it reads, and what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from os import PathLike

from adapters.bringing import LateReader
from adapters.imports.table_files import TableFiles
from bot.core import Bot, build_bot
from bot.partnership.exporting import Format, Row
from bot.partnership.records import HoldingQuery
from bot.partnership.told import Told
from bot.ports import Services
from tests.fakes import FrozenClock
from tests.whole_bot import demo_services, recogniser

REPORT = (
    b"customer,subscription_id,product,dpor\r\n"
    b"Wide World Importers,new-1,microsoft-azure,us\r\n"
    b"Wide World Importers,new-2,office-365,Relecloud\r\n"
)
"""Two subscriptions that the demo data lack."""


@dataclass
class Reading:
    """Reads what is given, and remembers it."""

    given: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])

    async def read(
        self,
        name: str,
        content: bytes | PathLike[str],
        at: datetime,
        progress: Callable[[int], None] | None = None,
    ) -> Told:
        """What the file says."""
        assert isinstance(content, bytes)
        self.given.append((name, content))
        return await LateReader().read(name, content, at, progress)


@dataclass
class Writing:
    """Writes tables, and remembers them; where there is `instead`, that goes out in their place."""

    instead: bytes | None = None
    written: list[bytes] = field(default_factory=list[bytes])

    async def write(self, form: Format, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
        """The file's content."""
        content = self.instead
        if content is None:
            content = await TableFiles().write(form, columns, rows)
        self.written.append(content)
        return content


@dataclass
class Doors:
    """A bot of its own, on a store of its own."""

    bot: Bot
    services: Services
    clock: FrozenClock
    reading: Reading
    writing: Writing

    @property
    def given(self) -> list[tuple[str, bytes]]:
        """The files that it was given, by name and content."""
        return self.reading.given

    async def count(self) -> int:
        """How many subscriptions it knows."""
        async with self.services.store.transaction() as transaction:
            return len(await transaction.record.holdings(HoldingQuery()))

    async def waiting(self) -> int:
        """How many files wait for somebody's word."""
        async with self.services.store.transaction() as transaction:
            return len(await transaction.uploads.every())


async def file_doors() -> Doors:
    """With the demo data in it."""
    reading, writing, clock = Reading(), Writing(), FrozenClock()
    services = replace(await demo_services(clock), reader=reading, tables=writing)
    return Doors(
        bot=build_bot(services, recogniser()),
        services=services,
        clock=clock,
        reading=reading,
        writing=writing,
    )
