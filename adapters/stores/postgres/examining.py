"""A look at a database from outside: nothing is made or changed."""

from __future__ import annotations

import psycopg

from adapters.stores.postgres.address import connection_info, refusal, shown
from adapters.stores.postgres.migrate import migrations, version_of
from bot.errors import StoreError


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
