"""The state as TinyDB tables: which values go into which document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from tinydb import TinyDB
from tinydb.table import Table

from adapters.stores import documents
from adapters.stores.durable_file import DurableFile
from adapters.stores.fields import Document
from adapters.stores.kinds import KINDS
from adapters.stores.state import Delta

CUSTOMERS = "customers"
SUBSCRIPTIONS = "subscriptions"
IMPORTS = "imports"
CHECKLISTS = "checklists"

Numbers = dict[str, dict[Hashable, int]]
"""Table by table, the number under which TinyDB keeps what has that key."""


class KeyedTable(Table):
    """A table in which many documents are put and removed in one step."""

    def put(self, entries: Mapping[int, Document | None]) -> None:
        """Write each document under its number; remove it where there is none."""
        storage = self.storage
        if isinstance(storage, DurableFile):
            storage.put(self.name, entries)
        self.clear_cache()


class Database(TinyDB):
    """TinyDB with keyed tables, over a file in which a transaction is complete or not there at all."""

    table_class = KeyedTable

    def __init__(self, file: DurableFile, numbers: Numbers) -> None:
        super().__init__(storage=lambda: file)  # pyright: ignore[reportUnknownMemberType]
        self._file = file
        self._numbers = numbers

    def commit(self, deltas: tuple[Delta, ...]) -> None:
        """Write these and return when they are on the disk. Raises OSError."""
        self._file.keep_yesterday()
        for delta in deltas:
            for name, entries in _documents(delta):
                self._put(name, entries)
        self._file.flush()

    def _put(self, name: str, entries: Iterable[tuple[Hashable, Document | None]]) -> None:
        numbered = {self._number(name, key): document for key, document in entries}
        table = self.table(name)  # pyright: ignore[reportUnknownMemberType]
        if numbered and isinstance(table, KeyedTable):
            table.put(numbered)

    def _number(self, name: str, key: Hashable) -> int:
        numbers = self._numbers.setdefault(name, {})
        if key not in numbers:
            # Numbers are never given twice while the file is open, so the last one given is the highest.
            numbers[key] = max(next(reversed(numbers.values()), 0), 0) + 1
        return numbers[key]


def _documents(delta: Delta) -> Iterable[tuple[str, Iterable[tuple[Hashable, Document | None]]]]:
    yield (
        CUSTOMERS,
        ((id_, documents.customer_document(c) if c else None) for id_, c in delta.customers.items()),
    )
    yield (
        SUBSCRIPTIONS,
        (
            (
                id_,
                documents.subscription_document(holding.subscription, holding.associations)
                if holding
                else None,
            )
            for id_, holding in delta.holdings.items()
        ),
    )
    yield IMPORTS, ((id_, documents.import_document(entry)) for id_, entry in delta.imports.items())
    yield CHECKLISTS, ((id_, documents.ticks_document(id_, ticks)) for id_, ticks in delta.ticks.items())
    for table, values in delta.kept.items():
        document = KINDS[table].document
        yield table, ((key, None if value is None else document(value)) for key, value in values.items())
