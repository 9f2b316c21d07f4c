"""Everything a store remembers, in memory: what is committed, and the changes of one transaction."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.stores.chapters import HISTORY
from adapters.stores.kinds import KINDS, NOTICES, Key, Kind, Value
from adapters.stores.outbox import Outbox
from adapters.stores.record_state import RecordState
from adapters.stores.shelf import Chronicle, Shelf
from bot.partnership.checklist import Tick
from bot.partnership.records import Customer, Holding, Import


@dataclass(slots=True, kw_only=True)
class Changes:
    """What one transaction wrote so far; `holdings` in the order of writing, so that the last one counts.

    `removed` are the ids of subscriptions that are forgotten before those are written.
    `kept` holds the small values, table by table, None where one is forgotten.
    """

    holdings: list[Holding] = field(default_factory=list[Holding])
    removed: set[str] = field(default_factory=set[str])
    imports: dict[str, Import] = field(default_factory=dict[str, Import])
    ticks: dict[str, tuple[Tick, ...]] = field(default_factory=dict[str, tuple[Tick, ...]])
    kept: dict[str, dict[Key, Any]] = field(default_factory=dict[str, dict[Key, Any]])

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.of_record or self.imports or self.ticks or self.kept)

    @property
    def of_record(self) -> bool:
        """Whether anything of the record was written."""
        return bool(self.holdings or self.removed)

    @property
    def size(self) -> int:
        """How much of the record, and of what is kept by a key, was written."""
        return len(self.holdings) + len(self.removed) + sum(map(len, self.kept.values()))

    def remove(self, ids: Collection[str]) -> None:
        """Forget these subscriptions, what was written of them included."""
        gone = frozenset(ids)
        self.removed |= gone
        self.holdings[:] = [holding for holding in self.holdings if holding.subscription.id not in gone]

    def of(self, kind: Kind[Value]) -> Mapping[Key, Value | None]:
        """What was written of one kind."""
        return self.kept.get(kind.table, {})

    def keep(self, kind: Kind[Value], key: Key, value: Value | None) -> None:
        """Write one value; None forgets it."""
        self.kept.setdefault(kind.table, {})[key] = value

    def values(self) -> Iterator[tuple[Kind[Any], Any]]:
        """The small values that are not forgotten."""
        for table, values in self.kept.items():
            yield from ((KINDS[table], value) for value in values.values() if value is not None)

    def texts(self) -> Iterator[str]:
        """Every text that somebody outside has chosen."""
        for holding in self.holdings:
            customer, subscription = holding.customer, holding.subscription
            yield from (customer.id, customer.name, customer.domain, customer.tpid, *customer.other_names)
            yield from (subscription.id, subscription.label)
            for association in holding.associations:
                yield from (association.holder.partner, association.source)
        for entry in self.imports.values():
            yield from (entry.id, entry.file, entry.by, entry.undone_by)
        for list_id, ticks in self.ticks.items():
            yield from (list_id, *(tick.person for tick in ticks))
        for kind, value in self.values():
            yield from kind.texts_in(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What a commit changed, by key; None where it is gone. Immutable, so any thread may read it."""

    customers: dict[str, Customer | None]
    holdings: dict[str, Holding | None]
    imports: dict[str, Import]
    ticks: dict[str, tuple[Tick, ...]]
    kept: dict[str, dict[Key, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A record with holdings put in place, and what that came to; `before` is the one it was made from.

    `replaced` are the holdings in whose place others stand now.
    """

    before: RecordState
    record: RecordState
    customers: dict[str, Customer | None]
    holdings: dict[str, Holding | None]
    replaced: list[Holding]


def saved(before: RecordState, holdings: Sequence[Holding], removed: Collection[str] = ()) -> Saved:
    """That record without these subscriptions and with these holdings. Safe in any thread."""
    record = before.fork() if holdings or removed else before
    gone = [id_ for id_ in removed if id_ in record.holdings]
    touched = record.remove(gone) | record.save(holdings)
    written: dict[str, Holding | None] = dict.fromkeys(gone)
    written |= {holding.subscription.id: holding for holding in holdings}
    return Saved(
        before=before,
        record=record,
        customers={id_: record.customers.get(id_) for id_ in sorted(touched)},
        holdings=written,
        replaced=[before.holdings[id_] for id_ in written if id_ in before.holdings],
    )


class State:
    """All that is committed. `version` counts the commits."""

    def __init__(self) -> None:
        self.record = RecordState()
        self.imports: dict[str, Import] = {}
        self.ticks: dict[str, tuple[Tick, ...]] = {}
        self.outbox = Outbox()
        self.shelves: dict[str, Shelf[Any]] = {
            **{table: Shelf(kind) for table, kind in KINDS.items()},
            NOTICES.table: self.outbox,
            HISTORY.table: Chronicle(HISTORY),
        }
        self.version = 0
        self._changed: dict[Hashable, int] = {}

    def shelf(self, kind: Kind[Value]) -> Shelf[Value]:
        """The committed values of one kind."""
        return self.shelves[kind.table]

    def apply(self, changes: Changes, made: Saved | None = None) -> Delta:
        """Commit the changes, all of them at once; says what they came to.

        `made` is this record with the holdings of the changes, where somebody has made it already.
        """
        things = set(_things(changes))
        if made is None or made.before is not self.record:
            made = saved(self.record, changes.holdings, changes.removed)
        self.record = made.record
        self.imports.update(changes.imports)
        self.ticks.update(changes.ticks)
        for table, values in changes.kept.items():
            things.update(self._put(KINDS[table], values))
        self.version += 1
        self._changed.update(dict.fromkeys(things, self.version))
        return Delta(
            customers=made.customers,
            holdings=made.holdings,
            imports=changes.imports,
            ticks=changes.ticks,
            kept=changes.kept,
        )

    def changed_since(self, version: int, things: Iterable[Hashable]) -> bool:
        """Whether a later commit than that version touched any of these things."""
        return any(self._changed.get(thing, 0) > version for thing in things)

    def _put(self, kind: Kind[Any], values: Mapping[Key, Any]) -> Iterator[Hashable]:
        shelf = self.shelf(kind)
        yield kind.table
        for key, value in values.items():
            yield kind.table, key
            groups = {shelf.group_of(key), None if value is None else kind.group(value)}
            yield from (group_thing(kind, group) for group in groups if group is not None)
            if value is not None:
                yield from ((kind.table, "named", name) for name in kind.names(value))
            shelf.put(key, value)


def group_thing(kind: Kind[Any], group: Key) -> Hashable:
    """The thing that has changed when a value comes into that group, changes in it or leaves it."""
    return kind.table, "group", group


def _things(changes: Changes) -> Iterable[Hashable]:
    if changes.of_record:
        yield "record"
    if changes.imports:
        yield "imports"
    yield from (("ticks", list_id) for list_id in changes.ticks)
