"""What a store in PostgreSQL promises beyond the contract: replicas, organisations, migrations."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from adapters.bringing import bring_in
from adapters.doctor.alerts import stored_alerts
from adapters.doctor.content import store_findings
from adapters.findings import Grade
from adapters.stores import open_store
from adapters.stores.postgres import names
from adapters.stores.postgres.events import Events
from adapters.stores.postgres.migrate import migrate, migrations
from adapters.stores.postgres.record_queries import BY_ID
from adapters.stores.postgres.store import PostgresStore
from bot.conversation.notices import Waiting
from bot.errors import StoreConflict, StoreError
from bot.partnership.checklist import Point
from bot.partnership.records import other
from bot.ports import Store
from tests.builders import ROOM, a_customer, a_holding, a_tick, a_watch
from tests.contract.import_steps import a_change
from tests.contract.notice_steps import a_notice
from tests.contract.store_steps import NONE_OF_THEM, ONE_OF_EACH, fill, ids, kept, save, turns_while
from tests.contract.test_stores_threads import THREAD, about
from tests.fakes import NOON
from tests.postgres_server import PASSWORD, PostgresServer, new_organisation

TABLES = [
    "areas",
    "customers",
    "subscriptions",
    "told",
    "kept",
    "notices",
    "conversations",
    "events",
    "threads",
    "named",
]


@pytest.fixture
async def replicas(postgres: PostgresServer) -> AsyncIterator[tuple[Store, Store]]:
    """Two processes' stores of one organisation."""
    organisation = new_organisation()
    both = (
        open_store(postgres.url, organisation=organisation),
        open_store(postgres.url.replace("postgresql", "postgres"), organisation=organisation),
    )
    yield both
    for store in both:
        await store.close()


async def test_what_one_replica_commits_the_other_one_sees_at_once(replicas: tuple[Store, Store]) -> None:
    one, two = replicas
    before = ("Adatum", "Lamna")
    for company, rival in (("Contoso", "Relecloud"), ("Fabrikam", "Proseware"), ("Litware", "Treyresearch")):
        await save(one, a_holding("s1", customer=a_customer(company), dpor=other(rival)))
        found = await two.names()
        assert [match.name for match in found.customers.find(f"dpor for {company}?")] == [company]
        assert found.customers.find(f"dpor for {before[0]}?") == ()
        assert [match.id for match in found.partners.find(f"where is {rival} dpor")] == [rival]
        assert found.partners.find(f"where is {before[1]} dpor") == ()
        before = (company, rival)
        assert await two.names() is found
    assert await ids(two) == ["s1"]
    await fill(one)
    async with two.transaction() as transaction:
        assert await kept(transaction) == ONE_OF_EACH


async def test_names_stay_where_only_dates_have_changed(replicas: tuple[Store, Store]) -> None:
    one, two = replicas
    await save(one, a_holding("s1"))
    before = await two.names()
    await save(one, a_holding("s1", label="Production"))
    after = await two.names()
    assert after.customers is before.customers
    assert after.partners is before.partners


async def test_a_name_that_changes_is_changed_in_the_index_and_a_large_one_is_not_made_anew(
    replicas: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = replicas
    many = [a_holding(f"s{n}", customer=a_customer(f"Customer{n}x", id_=f"c{n}")) for n in range(1_200)]
    await save(one, *many)
    before = await two.names()
    monkeypatch.setattr(names, "NameIndex", None)
    renamed = [a_holding(f"s{n}", customer=a_customer(f"Litware{n}x", id_=f"c{n}")) for n in range(300)]
    await save(one, *renamed, a_holding("new", customer=a_customer("Woodgrove Bank")))
    after = await two.names()
    assert after.customers is before.customers
    for name, id_ in (
        ("Litware7x", "c7"),
        ("Customer700x", "c700"),
        ("Woodgrove Bank", "name:woodgrove bank"),
    ):
        assert [match.id for match in after.customers.find(f"dpor for {name}?")] == [id_]
    assert "Customer7x" not in {match.name for match in after.customers.find("dpor for Customer7x?")}


async def test_the_loop_turns_while_thousands_of_names_are_written_and_indexed(
    replicas: tuple[Store, Store],
) -> None:
    one, two = replicas
    many = [a_holding(f"s{n}", customer=a_customer(f"Customer{n}x", id_=f"c{n}")) for n in range(4_000)]
    assert await turns_while(asyncio.create_task(save(one, *many))) > 8
    assert await turns_while(asyncio.create_task(two.names())) > 5
    renamed = [a_holding(f"s{n}", customer=a_customer(f"Litware{n}x", id_=f"c{n}")) for n in range(2_000)]
    await save(one, *renamed)
    assert await turns_while(asyncio.create_task(two.names())) > 40


async def test_a_replica_that_was_away_for_many_versions_forgets_who_is_gone(
    replicas: tuple[Store, Store],
) -> None:
    one, two = replicas
    await save(one, a_holding("s0", customer=a_customer("Fabrikam")))
    assert (await two.names()).customers.find("Fabrikam")
    await save(one, a_holding("s0", customer=a_customer("Litware")))
    for number in range(105):
        await save(one, a_holding("s1", label=str(number)))
    found = (await two.names()).customers
    assert found.find("Fabrikam") == ()
    assert found.find("Litware")


async def test_events_and_threads_are_shared(replicas: tuple[Store, Store]) -> None:
    one, two = replicas
    firsts = await asyncio.gather(*(store.first_time("e1", NOON) for store in (one, two) * 10))
    assert sum(firsts) == 1
    await one.remember(THREAD, about())
    assert await two.recall(THREAD) == about()


async def test_of_two_replicas_that_change_the_same_thing_one_is_told_to_look_again(
    replicas: tuple[Store, Store],
) -> None:
    async def tick(store: Store, point: Point) -> None:
        while True:
            try:
                async with store.transaction() as transaction:
                    ticks = await transaction.checklists.ticks("general")
                    await transaction.checklists.save("general", (*ticks, a_tick(point)))
            except StoreConflict:
                continue
            return

    await asyncio.gather(*(tick(replicas[n % 2], point) for n, point in enumerate(Point)))
    async with replicas[0].transaction() as transaction:
        assert {tick.point for tick in await transaction.checklists.ticks("general")} == set(Point)


async def test_imports_at_the_same_time_all_come_in(replicas: tuple[Store, Store], tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.csv" for n in range(4)]
    for file in files:
        file.write_text(
            f"customer,subscription_id,product\nContoso,{file.stem},microsoft-azure\n", encoding="utf-8"
        )
    imports = (bring_in(replicas[n % 2], file, NOON, lambda _: None) for n, file in enumerate(files))
    assert [done.new for done in await asyncio.gather(*imports)] == [1, 1, 1, 1]
    assert await ids(replicas[0]) == ["0", "1", "2", "3"]


async def test_after_many_came_in_the_planner_knows_that_an_id_stands_for_one_row(
    postgres: PostgresServer,
) -> None:
    address = postgres.new_database()
    store = open_store(address)
    await save(store, *(a_holding(f"s{n}", customer=a_customer(f"C{n}")) for n in range(5000)))
    await store.close()
    with psycopg.connect(address) as connection:
        connection.execute("SELECT set_config('dpor.organisation', 'main', false)")
        values = {"organisation": "main", "ids": ["s7"]}
        [[[plan]]] = connection.execute(b"EXPLAIN (FORMAT JSON) " + BY_ID, values).fetchall()
    assert plan["Plan"]["Plan Rows"] == 1


async def test_a_thousand_reads_at_once_wait_for_a_few_connections(replicas: tuple[Store, Store]) -> None:
    await fill(replicas[0])
    assert await asyncio.gather(*(ids(replicas[0]) for _ in range(300))) == [["s1", "s2"]] * 300


async def test_old_events_are_removed_and_young_ones_stay(postgres: PostgresServer) -> None:
    organisation = new_organisation()
    store = open_store(postgres.url, organisation=organisation)
    assert isinstance(store, PostgresStore)
    for event in ("old", "young"):
        await store.first_time(event, NOON)
    with psycopg.connect(postgres.admin_url) as admin:
        admin.execute(
            "UPDATE dpor.events SET seen = now() - interval '26h' WHERE organisation = %s AND id ~ 'old'",
            (organisation,),
        )
    await Events(store._database).remove_old()
    assert await store.first_time("old", NOON)
    assert not await store.first_time("young", NOON)
    await store.close()


async def test_two_organisations_in_one_database_never_meet(postgres: PostgresServer) -> None:
    ours, theirs = (open_store(postgres.url, organisation=new_organisation()) for _ in range(2))
    await fill(ours)
    await ours.first_time("e1", NOON)
    await ours.remember(THREAD, about())
    async with ours.transaction() as transaction:
        await transaction.notices.add(a_notice())
    assert await theirs.first_time("e1", NOON)
    assert await theirs.recall(THREAD) is None
    assert await theirs.take(NOON, timedelta(hours=1), 9) == ()
    assert (await theirs.names()).customers.find("Contoso") == ()
    async with theirs.transaction() as transaction:
        assert await kept(transaction) == NONE_OF_THEM
        assert await transaction.record.customer("name:contoso") is None
        assert await transaction.watches.every() == ()
        assert await transaction.checklists.ticks("general") == ()
        assert await transaction.notices.one(a_notice().key) is None
        await transaction.record.save([a_holding("s1", dpor=other("Rival"))])
        await transaction.watches.forget(ROOM)
    async with ours.transaction() as transaction:
        assert await transaction.record.subscription("s1") == a_holding("s1")
        assert await transaction.watches.every() == (a_watch(ROOM),)
    for store in (ours, theirs):
        await store.close()


@pytest.mark.parametrize("table", TABLES)
async def test_a_query_that_forgets_the_organisation_sees_and_changes_its_own_rows_alone(
    postgres: PostgresServer, table: str
) -> None:
    mine, organisation = new_organisation(), new_organisation()
    store = open_store(postgres.url, organisation=organisation)
    await fill(store)
    await store.first_time("e1", NOON)
    await store.remember(THREAD, about())
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice())
        await transaction.history.add([a_change()])
    await store.close()
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute(f"SELECT * FROM dpor.{table}".encode()).fetchall() == []
        connection.execute("SELECT set_config('dpor.organisation', %s, true)", (mine,))
        assert connection.execute(f"SELECT * FROM dpor.{table}".encode()).fetchall() == []
        assert connection.execute(f"DELETE FROM dpor.{table}".encode()).rowcount == 0
        connection.execute("SELECT set_config('dpor.organisation', %s, true)", (organisation,))
        seen = connection.execute(f"SELECT DISTINCT organisation FROM dpor.{table}".encode()).fetchall()
        assert seen == [(organisation,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"UPDATE dpor.{table} SET organisation = %s".encode(), (mine,))


def test_every_table_is_bound_to_an_organisation_also_for_its_owner(postgres: PostgresServer) -> None:
    open_store(postgres.url)
    with psycopg.connect(postgres.admin_url) as admin:
        rows = admin.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
            " WHERE relnamespace = 'dpor'::regnamespace AND relkind = 'r'"
        ).fetchall()
    assert dict(rows) == {**dict.fromkeys(TABLES, True), "schema_version": False}


def test_replicas_that_start_at_once_on_an_empty_database_all_open(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda _: open_store(url), range(8)))
    assert len(opened) == 8
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT version FROM dpor.schema_version").fetchall() == [
            (len(migrations()),)
        ]


def test_a_database_is_brought_forward_from_every_version_and_never_back(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    later = (*migrations(), b"CREATE TABLE dpor.later (a int)", b"ALTER TABLE dpor.later ADD b int")
    with psycopg.connect(url, autocommit=True) as connection:
        for upto in range(1, len(later) + 1):
            migrate(connection, later[:upto])
            migrate(connection, later[:upto])
        assert connection.execute("SELECT a, b FROM dpor.later").fetchall() == []
    with pytest.raises(StoreError, match=f"schema {len(later)}, and this program knows only up to"):
        open_store(url)


def test_a_step_that_fails_leaves_the_schema_as_it_was(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    open_store(url)
    with psycopg.connect(url, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.SyntaxError):
            migrate(connection, (*migrations(), b"CREATE TABLE dpor.half (a int)", b"NONSENSE"))
        row = connection.execute("SELECT to_regclass('dpor.half')::text").fetchone()
    assert row == (None,)
    open_store(url)


def test_the_doctor_says_what_stands_at_the_address_and_changes_nothing(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    for schema in (0, len(migrations())):
        (finding,) = store_findings(url)
        assert finding.grade is Grade.WELL
        assert finding.what.en == f"It can be reached (schema {schema})."
        assert PASSWORD not in finding.where
        open_store(url)
    (finding,) = store_findings(f"postgresql://dpor:{PASSWORD}@127.0.0.1:1/dpor")
    assert finding.grade is Grade.WRONG
    assert "cannot be used" in finding.what.en
    assert PASSWORD not in finding.what.en


async def test_the_doctor_counts_late_alerts_of_its_own_organisation(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    assert stored_alerts(url, "ours", NOON) == {}
    store = open_store(url, organisation="ours")
    async with store.transaction() as transaction:
        await transaction.notices.add(a_notice())
    await store.close()
    assert stored_alerts(url, "ours", NOON) == {"slack": Waiting(count=1, oldest=NOON)}
    assert stored_alerts(url, "ours", NOON - timedelta(seconds=1)) == {}
    assert stored_alerts(url, "theirs", NOON) == {}
    assert stored_alerts(f"postgresql://dpor:{PASSWORD}@127.0.0.1:1/dpor", "ours", NOON) == {}


def test_nothing_of_postgresql_is_loaded_before_such_an_address_is_opened() -> None:
    check = (
        "import sys, app; from adapters.stores import open_store; open_store('memory:');"
        "print([name for name in sys.modules if 'psycopg' in name or 'postgres' in name])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
