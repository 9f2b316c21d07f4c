"""A store file's content to the state, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

import orjson

from adapters.stores import documents, tables, whole_file
from adapters.stores.durable_file import Tables, journal_of
from adapters.stores.fields import Document, Fields
from adapters.stores.journal import Journal, JournalDamaged, documents_in, read_journal
from adapters.stores.kinds import KINDS, Kind, Value
from adapters.stores.rooms_before import as_watches, once_a_place
from adapters.stores.state import Changes, State
from adapters.stores.tables import Numbers
from bot.errors import Fault, StoreDamaged
from bot.partnership.records import Association, Customer, Holding, Import, Subscription

Key = TypeVar("Key", bound=Hashable)
REMEDY = "Nothing was changed. Put a backup in its place, or move it away and import again."


class StoredTables:
    """A file that could be read, with its journal: the tables, the state they hold, the documents' numbers.

    `generation` counts how often the file was replaced; `behind` says whether the journal holds more, and
    `cut` of how many bytes at its end nothing was made, for they were never finished.
    """

    def __init__(self, path: Path, content: bytes, journal: bytes = b"") -> None:
        """Raises StoreDamaged with every fault; `path` is for the messages only."""
        self._path = path
        self._faults: list[Fault] = []
        self.numbers: Numbers = {}
        self.generation = 0
        self.cut = 0
        self.tables = as_watches(self._tables(content))
        self.behind = self._go_on(journal)
        once_a_place(self.tables)
        self.state = self._state()
        if self._faults:
            raise StoreDamaged(tuple(self._faults))

    def _tables(self, content: bytes) -> Tables:
        try:
            stored: object = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise self._damaged(f"is damaged: not JSON, or cut off ({error}).") from error
        if not _is_tables(stored):
            raise self._damaged("is not a store: it holds no TinyDB tables.")
        about = next(iter(stored.get(whole_file.ABOUT, {}).values()), Document())
        if about.get("format") != whole_file.FORMAT:
            raise self._damaged("is not a store of this bot.")
        version, generation = about.get("version"), about.get("generation")
        if version == whole_file.BEFORE_CHECKSUMS:
            return stored
        if version != whole_file.VERSION:
            raise self._damaged(f"has format version {version}; I know only {whole_file.VERSION}.")
        if fault := whole_file.fault_in(content, about):
            raise self._damaged(fault)
        if not isinstance(generation, int):
            raise self._damaged("does not say how often it was replaced.")
        self.generation = generation
        return stored

    def _go_on(self, content: bytes) -> bool:
        """Bring the tables to where the journal ends. Whether that was any further."""
        journal = self._journal(content)
        self.cut = journal.cut
        if not journal.frames or journal.generation < self.generation:
            return False
        if journal.generation > self.generation:
            what = (
                "goes on from another file: from a newer one, or that is a copy which was put in its place."
            )
            raise self._damaged(what, journal_of(self._path))
        for frame in journal.frames:
            for name, changed in as_watches(documents_in(frame)).items():
                table = self.tables.setdefault(name, {})
                for number, document in changed.items():
                    if document is None:
                        table.pop(number, None)
                    else:
                        table[number] = document
        return True

    def _journal(self, content: bytes) -> Journal:
        try:
            return read_journal(content)
        except JournalDamaged as error:
            raise self._damaged(str(error), journal_of(self._path)) from error

    def _state(self) -> State:
        self._read(whole_file.ABOUT, lambda _: ("about", None))
        customers = self._read(tables.CUSTOMERS, _customer)
        subscriptions = self._read(tables.SUBSCRIPTIONS, _subscription)
        state = State()
        state.apply(
            Changes(
                holdings=list(self._holdings(customers, subscriptions)),
                imports=self._read(tables.IMPORTS, _import),
                ticks=self._read(tables.CHECKLISTS, documents.read_ticks),
                kept={
                    table: found
                    for table, kind in KINDS.items()
                    if (found := self._read(table, partial(_kept, kind)))
                },
            )
        )
        return state

    def _holdings(
        self,
        customers: dict[str, Customer],
        subscriptions: dict[str, tuple[Subscription, tuple[Association, ...]]],
    ) -> Iterator[Holding]:
        for id_, (subscription, associations) in subscriptions.items():
            customer = customers.get(subscription.customer_id)
            if customer is None:
                number = self.numbers[tables.SUBSCRIPTIONS][id_]
                self._fault(
                    tables.SUBSCRIPTIONS, number, f'no customer "{subscription.customer_id}" is stored'
                )
                continue
            yield Holding(customer=customer, subscription=subscription, associations=associations)

    def _read(self, name: str, decode: Callable[[Fields], tuple[Key, Value]]) -> dict[Key, Value]:
        found: dict[Key, Value] = {}
        numbers = self.numbers.setdefault(name, {})
        for number, fields in self._numbered(name):
            try:
                key, value = decode(fields)
            except ValueError as error:
                self._fault(name, number, str(error))
                continue
            if key in found:
                self._fault(name, number, f"the same as document {numbers[key]}")
            found[key] = value
            numbers[key] = number
        return found

    def _numbered(self, name: str) -> list[tuple[int, Fields]]:
        table = self.tables.get(name, {})
        numbered: list[tuple[int, Fields]] = []
        for number, fields in table.items():
            if number.isdecimal() and str(int(number)) == number:
                numbered.append((int(number), fields))
            else:
                self._fault(name, number, "its number is not a number")
        # The order matters: the next number is one more than the last.
        return sorted(numbered, key=lambda entry: entry[0])

    def _fault(self, table: str, number: object, what: str) -> None:
        where = f"{self._path}, table {table}, document {number}"
        self._faults.append(Fault(where=where, what=f"{what}.", remedy=REMEDY))

    def _damaged(self, what: str, path: Path | None = None) -> StoreDamaged:
        return StoreDamaged((Fault(where=str(path or self._path), what=what, remedy=REMEDY),))


def _is_tables(content: object) -> TypeGuard[Tables]:
    return _is_object(content) and all(
        _is_object(table) and all(isinstance(document, dict) for document in table.values())
        for table in content.values()
    )


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _customer(fields: Fields) -> tuple[str, Customer]:
    customer = documents.read_customer(fields)
    return customer.id, customer


def _subscription(fields: Fields) -> tuple[str, tuple[Subscription, tuple[Association, ...]]]:
    subscription, associations = documents.read_subscription(fields)
    return subscription.id, (subscription, associations)


def _import(fields: Fields) -> tuple[str, Import]:
    entry = documents.read_import(fields)
    return entry.id, entry


def _kept(kind: Kind[Any], fields: Fields) -> tuple[tuple[str, ...], Any]:
    value = kind.read(fields)
    return kind.key(value), value
