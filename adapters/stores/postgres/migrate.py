"""Brings a database to the newest schema: numbered steps, forward only, each run once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import errors

from bot.errors import StoreError

_FOLDER = Path(__file__).parent / "migrations"
_ATTEMPTS = 20
_RACES = (
    errors.UniqueViolation,
    errors.DuplicateTable,
    errors.DuplicateSchema,
    errors.SerializationFailure,
    errors.DeadlockDetected,
)
_WHICH = b"SELECT version FROM dpor.schema_version"
_BEGIN = b"""
    SET LOCAL statement_timeout = '10min';
    CREATE SCHEMA IF NOT EXISTS dpor;
    CREATE TABLE IF NOT EXISTS dpor.schema_version (
        single boolean PRIMARY KEY CHECK (single), version integer NOT NULL
    );
    INSERT INTO dpor.schema_version VALUES (true, 0) ON CONFLICT DO NOTHING;
"""


def migrations() -> tuple[bytes, ...]:
    """The SQL of every step, in order. A step that was released is never changed again."""
    return tuple(path.read_bytes() for path in sorted(_FOLDER.glob("*.sql")))


def migrate(connection: psycopg.Connection, steps: Sequence[bytes]) -> None:
    """Run what is missing, all of it or nothing; replicas that start at once wait for each other.

    Raises StoreError for a schema that is newer than the steps, psycopg.Error where the database refuses.
    """
    if version_of(connection) == len(steps):
        return
    for attempt in range(_ATTEMPTS):
        try:
            with connection.transaction():
                _step_forward(connection, steps)
                return
        except _RACES:
            # Two who create the same thing at once: the later one finds it made.
            if attempt == _ATTEMPTS - 1:
                raise


def version_of(connection: psycopg.Connection) -> int:
    """The number of the last step that was run, 0 before the first."""
    try:
        with connection.transaction():
            row = connection.execute(_WHICH).fetchone()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        return 0
    return int(row[0]) if row else 0


def _step_forward(connection: psycopg.Connection, steps: Sequence[bytes]) -> None:
    connection.execute(_BEGIN)
    row = connection.execute(_WHICH + b" FOR UPDATE").fetchone()
    version = int(row[0]) if row else 0
    if version > len(steps):
        raise StoreError(
            f"The database has schema {version}, and this program knows only up to {len(steps)}:"
            " it was used by a newer one. Run that, or bring back a backup from before."
        )
    for step in steps[version:]:
        connection.execute(step)
    connection.execute("UPDATE dpor.schema_version SET version = %s", (len(steps),))
