"""What a database of an older version holds is there after it was brought forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import orjson
import psycopg

from adapters.stores import open_store
from adapters.stores.documents import customer_document, subscription_document
from adapters.stores.postgres.migrate import migrate, migrations
from bot.partnership.records import NOBODY, US, AssociationKind, Holding, HoldingQuery, other
from tests.builders import a_customer, a_holding, an_association
from tests.postgres_server import PostgresServer

_BEFORE_TOLD = 4
"""The last schema that kept a subscription and its associations in one document."""
_PAL = an_association(kind=AssociationKind.PARTNER_ADMIN_LINK, source='a "b"\\ö.csv')
_HELD = (
    a_holding("s1", renewal_date=date(2027, 1, 2), started_on=date(2020, 1, 1), label="E3\t\\"),
    a_holding("s2", dpor=other("Relecloud"), usage_driven_by_us=False, ended=True),
    a_holding("s3", dpor=other("Relecloud"), usage_driven_by_us=False, ended=True),
    a_holding("s4", dpor=None),
    a_holding("s5", associations=(an_association(holder=NOBODY), _PAL)),
)


async def test_subscriptions_stay_what_they_were_when_associations_got_a_table(
    postgres: PostgresServer,
) -> None:
    url = postgres.new_database()
    with psycopg.connect(url, autocommit=True) as connection:
        migrate(connection, migrations()[:_BEFORE_TOLD])
        for organisation in ("default", "another"):
            _write(connection, organisation)
    store = open_store(url, organisation="another")
    async with store.transaction() as transaction:
        found = await transaction.record.holdings(HoldingQuery())
        assert {holding.subscription.id: holding for holding in found} == {
            holding.subscription.id: holding for holding in _HELD
        }
        rivals = await transaction.record.ids(HoldingQuery(partner="Relecloud", ended=True))
        assert set(rivals) == {"s2", "s3"}
        assert await transaction.record.ids(HoldingQuery(holder=US.kind)) == ("s1",)
    await store.close()


async def test_what_nobody_is_told_to_be_any_more_goes_with_the_next_large_import(
    postgres: PostgresServer,
) -> None:
    url = postgres.new_database()
    store = open_store(url)
    many = [a_holding(f"s{number}") for number in range(1200)]
    for source in ("june.csv", "july.csv"):
        said = (an_association(source=source),)
        async with store.transaction() as transaction:
            await transaction.record.save([replace(holding, associations=said) for holding in many])
    await store.close()
    with psycopg.connect(f"{postgres.admin_url.removesuffix('dpor')}{url.rpartition('/')[2]}") as admin:
        told = admin.execute("SELECT document -> 0 ->> 'source' FROM dpor.told").fetchall()
    assert told == [("july.csv",)]


def _write(connection: psycopg.Connection, organisation: str) -> None:
    with connection.transaction():
        connection.execute("SELECT set_config('dpor.organisation', %s, true)", (organisation,))
        connection.execute("INSERT INTO dpor.areas VALUES (%s, 'record', 1)", (organisation,))
        connection.execute(
            "INSERT INTO dpor.customers (organisation, id, folded, own, changed, document)"
            " VALUES (%s, %s, 'contoso', false, 1, %s)",
            (organisation, a_customer().id, orjson.dumps(customer_document(a_customer())).decode()),
        )
        for holding in _HELD:
            connection.execute(
                "INSERT INTO dpor.subscriptions (organisation, id, customer_id, document)"
                " VALUES (%s, %s, %s, %s)",
                (organisation, holding.subscription.id, holding.customer.id, _document(holding)),
            )


def _document(holding: Holding) -> str:
    return orjson.dumps(subscription_document(holding.subscription, holding.associations)).decode()
