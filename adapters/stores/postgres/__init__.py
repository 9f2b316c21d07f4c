"""PostgreSQL, and whatever speaks its protocol. Loaded only where such an address is opened."""

from __future__ import annotations

import psycopg

from adapters.stores.every_kind import EVERY_KIND
from adapters.stores.postgres.address import connection_info, refusal
from adapters.stores.postgres.database import Limits, storable
from adapters.stores.postgres.migrate import migrate, migrations
from adapters.stores.postgres.record import RECORD
from adapters.stores.postgres.store import PostgresStore
from bot.errors import Fault, SettingsError, StoreError

_BIND = b"SELECT set_config('dpor.organisation', %s, true), set_config('statement_timeout', '5s', true)"
_KNOWN = b"SELECT count(*) FROM dpor.areas WHERE organisation = %s"
_ADD = b"INSERT INTO dpor.areas (organisation, area) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING"


def postgres_store(url: str, organisation: str, *, limits: Limits | None = None) -> PostgresStore:
    """The store of that organisation, its schema brought up to date. Its connections come with its first use.

    Raises SettingsError for an address or a name that cannot be one, StoreError where the database is not to
    be had or is not for this program.
    """
    info = connection_info(url)
    if not organisation or not storable(organisation):
        raise SettingsError((Fault(where="DPOR_ORGANISATION", what="Empty, or no text."),))
    try:
        with psycopg.connect(info, autocommit=True) as connection:
            _prepare(connection, organisation)
    except psycopg.Error as error:
        raise StoreError(refusal(url, error)) from None
    return PostgresStore(info, organisation, limits or Limits())


def _prepare(connection: psycopg.Connection, organisation: str) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(f"The database's encoding is {encoding}: make one with ENCODING 'UTF8'.")
    migrate(connection, migrations())
    areas = [RECORD, *EVERY_KIND]
    with connection.transaction():
        connection.execute(_BIND, (organisation,))
        if connection.execute(_KNOWN, (organisation,)).fetchone() != (len(areas),):
            connection.execute(_ADD, (organisation, areas))
