"""The small values as one transaction sees them: what stands in the database, under its own writes.

What was read is remembered with its rows: a commit reads it again, and is refused where that gives others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest, nsmallest
from typing import Any

import orjson

from adapters.stores.case_kinds import CASES
from adapters.stores.kinds import NOTICES, Key, Kind, Value
from adapters.stores.outbox import Group, counted, overdue
from adapters.stores.pace import each
from adapters.stores.postgres import open_cases, outbox
from adapters.stores.postgres.database import Database, key_text, storable
from adapters.stores.postgres.link import Row, Statement
from bot.conversation.notices import NoticeState, Waiting
from bot.partnership.cases import Case
from bot.partnership.open_cases import OpenCases

_FROM = "SELECT document FROM dpor.kept WHERE organisation = %(organisation)s AND kind = %(kind)s"
_ONE = f"{_FROM} AND key = %(key)s".encode()
_EVERY = _FROM.encode()
_TOGETHER = f"{_FROM} AND grouped = %(grouped)s".encode()
_SEVERAL = f"{_FROM} AND key = ANY(%(keys)s) ORDER BY key".encode()
_OF_GROUPS = f"{_FROM} AND grouped = ANY(%(groups)s) ORDER BY key".encode()
_KEYS = b"""
    SELECT key FROM dpor.kept
    WHERE organisation = %(organisation)s AND kind = %(kind)s AND grouped = %(grouped)s
"""
_NAMING = b"""
    SELECT k.document FROM dpor.named n
    JOIN dpor.kept k ON k.organisation = n.organisation AND k.kind = n.kind AND k.key = n.key
    WHERE n.organisation = %(organisation)s AND k.organisation = %(organisation)s
        AND n.kind = %(kind)s AND n.name = %(name)s
    ORDER BY n.key
"""
_MANY = 50
_VERSION = b"SELECT version FROM dpor.areas WHERE organisation = %(organisation)s AND area = %(kind)s"
_SINCE = f"{_FROM} AND at >= %(at)s ORDER BY at DESC, key DESC LIMIT %(most)s".encode()
_ALONE = b"""
    SELECT key FROM dpor.kept
    WHERE organisation = %(organisation)s AND kind = %(kind)s AND grouped IS NULL
    ORDER BY at DESC, key DESC LIMIT %(most)s
"""
_IN_GROUPS = b"""
    SELECT key FROM dpor.kept
    WHERE organisation = %(organisation)s AND kind = %(kind)s AND grouped IS NOT NULL
    ORDER BY key
"""
_NEWEST = f"{_FROM} ORDER BY at DESC FETCH FIRST %(most)s ROWS WITH TIES".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A statement that was run, and what it gave."""

    area: str
    statement: bytes
    values: dict[str, Any]
    rows: list[Row]

    @property
    def statement_again(self) -> Statement:
        """To see whether it still gives that."""
        return self.statement, self.values


class Shelves:
    """`looks` are what was read, `written` what is to be written: by table and key, None where it is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.looks: list[Look] = []
        self._versions: dict[str, list[Row]] = {}
        self.written: dict[str, dict[Key, Any]] = {}

    async def one(self, kind: Kind[Value], key: Key) -> Value | None:
        own = self._own(kind)
        if key in own:
            return own[key]
        found = await self._look(kind, outbox.ONE if _is_notice(kind) else _ONE, key=key_text(key))
        return found[0] if found else None

    async def every(self, kind: Kind[Value]) -> list[Value]:
        statement = outbox.EVERY if _is_notice(kind) else _EVERY
        return self._with_own(kind, await self._look(kind, statement))

    async def together(self, kind: Kind[Value], group: Key) -> list[Value]:
        statement = outbox.ABOUT if _is_notice(kind) else _TOGETHER
        found = self._with_own(kind, await self._look(kind, statement, grouped=key_text(group)))
        return [value for value in found if kind.group(value) == group]

    async def several(self, kind: Kind[Value], keys: Collection[Key]) -> list[Value]:
        own = self._own(kind)
        written = [value for key in keys if (value := own.get(key)) is not None]
        wanted = sorted(key_text(key) for key in keys if key not in own)
        if not wanted:
            return written
        statement = outbox.SEVERAL if _is_notice(kind) else _SEVERAL
        return [*written, *await self._look(kind, statement, keys=wanted)]

    async def of_groups(self, kind: Kind[Value], groups: Collection[Key]) -> list[Value]:
        if not groups:
            return []
        if len(groups) >= _MANY and await self._never_written(kind):
            return [value for value in self._with_own(kind, []) if kind.group(value) in groups]
        wanted, statement = frozenset(groups), outbox.ABOUT_SEVERAL if _is_notice(kind) else _OF_GROUPS
        found = await self._look(kind, statement, groups=sorted(map(key_text, wanted)))
        return [value for value in self._with_own(kind, found) if kind.group(value) in wanted]

    async def _never_written(self, kind: Kind[Any]) -> bool:
        """Whether nothing of that kind was ever stored: a first import looks for thousands of such."""
        if kind.table not in self._versions:
            self._versions[kind.table] = await self._rows(kind.table, _VERSION, {"kind": kind.table})
        return self._versions[kind.table] == [(0,)]

    async def newest(self, kind: Kind[Value], most: int) -> list[Value]:
        own = len(self._own(kind))
        found = await self._look(kind, _NEWEST, most=most + own) if most > 0 else []
        return nlargest(most, self._with_own(kind, found), key=kind.age)

    async def naming(self, kind: Kind[Value], name: str) -> list[Value]:
        stored = await self._look(kind, _NAMING, name=name) if storable(name) else []
        return [value for value in self._with_own(kind, stored) if name in kind.names(value)]

    async def since(self, kind: Kind[Value], at: datetime, most: int) -> list[Value]:
        own = len(self._own(kind))
        found = await self._look(kind, _SINCE, at=at, most=most + own)
        new = [value for value in self._with_own(kind, found) if kind.age(value)[0] >= at]
        return nlargest(most, new, key=kind.age)

    async def alone(self, kind: Kind[Value], most: int) -> list[Key]:
        values = {"kind": kind.table, "most": most + len(self._own(kind))}
        stored, own = await self._keys(kind, _ALONE, values), self._own(kind).values()
        written = [value for value in own if value is not None and kind.group(value) is None]
        newest = map(kind.key, sorted(written, key=kind.age, reverse=True))
        return [*newest, *stored][:most]

    async def in_groups(self, kind: Kind[Value]) -> list[Key]:
        stored, own = await self._keys(kind, _IN_GROUPS, {"kind": kind.table}), self._own(kind)
        return [*stored, *(kind.key(value) for value in own.values() if value and kind.group(value))]

    async def _keys(self, kind: Kind[Value], statement: bytes, values: dict[str, Any]) -> list[Key]:
        """Of those that are not written here."""
        rows, own = await self._rows(kind.table, statement, values), self._own(kind)
        return [key for (text,) in rows if (key := tuple(orjson.loads(text))) not in own]

    async def keys(self, kind: Kind[Value], group: Key) -> list[Key]:
        values, own = {"kind": kind.table, "grouped": key_text(group)}, self._own(kind)
        stored = await self._keys(kind, _KEYS, values)
        written = (key for key, value in own.items() if value is not None and kind.group(value) == group)
        return [*stored, *written]

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        rows = await self._rows(NOTICES.table, outbox.WAITING, {})
        stored = {NoticeState(state): Waiting(count=count, oldest=_utc(at)) for state, count, at in rows}
        return _both(stored, counted(notice for notice in self._own(NOTICES).values() if notice))

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        rows = await self._rows(NOTICES.table, outbox.OVERDUE, {"moment": moment})
        stored = {platform: Waiting(count=count, oldest=_utc(at)) for platform, count, at in rows}
        return _both(stored, overdue((notice for notice in self._own(NOTICES).values() if notice), moment))

    async def count_open(self, wanted: OpenCases) -> int:
        if self._own(CASES):
            return sum(map(wanted.holds, await self.every(CASES)))
        ((count,),) = await self._rows(CASES.table, open_cases.COUNT, open_cases.values(wanted))
        return count

    async def first_open(self, wanted: OpenCases, start: int, most: int) -> list[Case]:
        if self._own(CASES):
            held = filter(wanted.holds, await self.every(CASES))
            return nsmallest(start + most, held, key=wanted.place)[start:]
        statement = open_cases.OLDEST if wanted.by_age else open_cases.SOONEST
        values = {**open_cases.values(wanted), "start": start, "most": most}
        rows = await self._rows(CASES.table, statement, values)
        return [CASES.read(document) for (document,) in rows]

    def put(self, kind: Kind[Any], value: Any) -> None:
        self.written.setdefault(kind.table, {})[kind.key(value)] = value

    def forget(self, kind: Kind[Any], key: Key) -> None:
        self.written.setdefault(kind.table, {})[key] = None

    async def _look(self, kind: Kind[Value], statement: bytes, **values: Any) -> list[Value]:
        rows = await self._rows(kind.table, statement, {"kind": kind.table, **values})
        return await each(kind.read, [document for (document,) in rows])

    async def _rows(self, area: str, statement: bytes, values: dict[str, Any]) -> list[Row]:
        rows = await self._database.rows(statement, **values)
        self.looks.append(Look(area=area, statement=statement, values=values, rows=rows))
        return rows

    def _own(self, kind: Kind[Value]) -> Mapping[Key, Value | None]:
        return self.written.get(kind.table, {})

    def _with_own(self, kind: Kind[Value], stored: list[Value]) -> list[Value]:
        own = self._own(kind)
        rest = [value for value in stored if kind.key(value) not in own]
        return [*rest, *(value for value in own.values() if value is not None)]


def _is_notice(kind: Kind[Any]) -> bool:
    return kind.table == NOTICES.table


def _both(stored: Mapping[Group, Waiting], own: Mapping[Group, Waiting]) -> Mapping[Group, Waiting]:
    both = dict(stored)
    for group, more in own.items():
        before = both.get(group, Waiting(count=0, oldest=more.oldest))
        both[group] = Waiting(count=before.count + more.count, oldest=min(before.oldest, more.oldest))
    return both


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
