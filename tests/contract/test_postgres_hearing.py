"""A month's file into PostgreSQL: what it only says again is not written subscription by subscription."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import psycopg

from adapters.stores import open_store
from bot.importing.bringing_in import brought_in
from bot.importing.planning import Bringing
from bot.importing.taking_back import taken_back
from bot.partnership.records import NOBODY, US, Holding, other
from bot.ports import Store
from tests.bringing import told
from tests.builders import a_customer, a_holding, an_association
from tests.contract.store_steps import listed
from tests.fakes import NOON
from tests.postgres_server import PostgresServer

_PLACES = b"SELECT id, ctid::text FROM dpor.subscriptions"
_SAYINGS = b"SELECT count(*) FROM dpor.told"
COUNT = 120


def file(month: int, *, rows: range = range(COUNT), otherwise: range = range(0)) -> list[Holding]:
    """Every other one is ours and nobody's; those that are told otherwise are another's."""
    at = NOON + timedelta(days=30 * month)
    day, name = at.date(), f"{month}.csv"
    words = {
        holder: (an_association(holder=holder, since=day, seen_for=day, imported_at=at, source=name),)
        for holder in (US, NOBODY, other("Relecloud"))
    }
    return [
        a_holding(
            f"s{n:03}",
            customer=a_customer(f"Customer {n % 30}"),
            usage_driven_by_us=False,
            associations=words[other("Relecloud") if n in otherwise else (US, NOBODY)[n % 2]],
        )
        for n in rows
    ]


async def bring(store: Store, month: int, rows: list[Holding]) -> None:
    at = NOON + timedelta(days=30 * month)
    await brought_in(store, told(rows, file=f"{month}.csv"), Bringing(by="Kim", at=at))


def places(server: PostgresServer, url: str) -> dict[str, str]:
    with psycopg.connect(_as_admin(server, url)) as connection:
        return dict(connection.execute(_PLACES).fetchall())


def sayings(server: PostgresServer, url: str) -> int:
    with psycopg.connect(_as_admin(server, url)) as connection:
        found = connection.execute(_SAYINGS).fetchone()
    return found[0] if found else 0


def _as_admin(server: PostgresServer, url: str) -> str:
    return server.admin_url.rpartition("/")[0] + "/" + url.rpartition("/")[2]


async def test_what_is_said_again_of_all_is_written_once(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    store = open_store(url)
    await bring(store, 0, file(0))
    before, were = places(postgres, url), await listed(store)
    await bring(store, 1, file(1, otherwise=range(5)))
    written = {id_ for id_, place in places(postgres, url).items() if before[id_] != place}
    assert written == {f"s{n:03}" for n in range(5)}
    now = {holding.subscription.id: holding for holding in await listed(store)}
    assert {one.source for holding in now.values() for one in holding.associations} == {"1.csv"}
    assert now["s000"].associations[0].holder == other("Relecloud")
    await taken_back(store, by="Kim", at=NOON + timedelta(days=31))
    assert await listed(store) == were
    await store.close()


async def test_what_is_passed_over_stays_as_old_as_it_was(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    store = open_store(url)
    await bring(store, 0, file(0))
    before = places(postgres, url)
    await bring(store, 1, file(1, rows=range(10, COUNT)))
    written = {id_ for id_, place in places(postgres, url).items() if before[id_] != place}
    assert written == {f"s{n:03}" for n in range(10)}
    assert await sources(store) == {"0.csv": 10, "1.csv": COUNT - 10}
    before = places(postgres, url)
    await bring(store, 2, file(2, rows=range(10, 30)))
    written = {id_ for id_, place in places(postgres, url).items() if before[id_] != place}
    assert written == {f"s{n:03}" for n in range(10, 30)}
    assert await sources(store) == {"0.csv": 10, "1.csv": COUNT - 30, "2.csv": 20}
    await store.close()


async def test_sayings_do_not_pile_up(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    store = open_store(url)
    for month in range(6):
        await bring(store, month, file(month, rows=range(month, COUNT)))
    # Two of the newest file, and one of each that was the last to speak of one.
    assert await sources(store) == {**{f"{n}.csv": 1 for n in range(5)}, "5.csv": COUNT - 5}
    assert sayings(postgres, url) <= 2 + 5
    await store.close()


async def test_what_was_told_of_others_before_is_told_of_new_ones_again(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    store = open_store(url)
    await bring(store, 0, file(0))
    await bring(store, 1, file(1))
    late = [
        replace(row, subscription=replace(row.subscription, id=f"n{row.subscription.id}")) for row in file(0)
    ]
    async with store.transaction() as transaction:
        await transaction.record.save(late)
    assert await sources(store) == {"0.csv": COUNT, "1.csv": COUNT}
    await store.close()


async def sources(store: Store) -> dict[str, int]:
    """Of how many subscriptions each file told last."""
    found: dict[str, int] = {}
    for holding in await listed(store):
        source = holding.associations[0].source
        found[source] = found.get(source, 0) + 1
    return found
