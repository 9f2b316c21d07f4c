"""A look at a database from outside: nothing is made or changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import psycopg

from adapters.stores.postgres.address import connection_info, refusal, shown
from adapters.stores.postgres.migrate import migrations, version_of
from adapters.stores.postgres.outbox import OVERDUE
from bot.conversation.notices import Waiting
from bot.errors import StoreError

_ORGANISATION = b"SELECT set_config('dpor.organisation', %s, true)"


def overdue_in(url: str, organisation: str, moment: datetime) -> Mapping[str, Waiting]:
    """That organisation's alerts that were due by then, by platform; none where the schema is another.

    Raises StoreError, SettingsError.
    """
    info = connection_info(url)
    try:
        with psycopg.connect(info) as connection:
            if version_of(connection) != len(migrations()):
                return {}
            connection.execute(_ORGANISATION, (organisation,))
            rows = connection.execute(OVERDUE, {"organisation": organisation, "moment": moment}).fetchall()
    except psycopg.Error as error:
        raise StoreError(refusal(url, error)) from None
    return {platform: Waiting(count=count, oldest=at.astimezone(UTC)) for platform, count, at in rows}


def schema_of(url: str) -> tuple[str, int]:
    """Where it is and the schema's version, 0 where there is none yet. Raises StoreError, SettingsError."""
    info = connection_info(url)
    try:
        with psycopg.connect(info, autocommit=True) as connection:
            version = version_of(connection)
    except psycopg.Error as error:
        raise StoreError(refusal(url, error)) from None
    if version > len(migrations()):
        raise StoreError(f"{shown(url)}: was used by a newer program (schema {version}).")
    return shown(url), version
