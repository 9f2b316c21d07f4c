"""The address of a database: read without ever being shown, for it may hold a password."""

from __future__ import annotations

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.errors import Fault, SettingsError

CONNECT_SECONDS = 5
"""How long one attempt to connect may take."""

_REMEDY = "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE; special characters as %XX."
_BOUND = {"application_name": "dpor-bot", "client_encoding": "UTF8"}


def connection_info(url: str) -> str:
    """What libpq is given. Raises SettingsError for an address that cannot be read, without repeating it."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        fault = Fault(where="DPOR_STORE", what="Not an address of PostgreSQL.", remedy=_REMEDY)
        raise SettingsError((fault,)) from None
    return make_conninfo("", **{"connect_timeout": CONNECT_SECONDS, **given, **_BOUND})


def shown(url: str) -> str:
    """Host, port and database: what may be said aloud."""
    given = conninfo_to_dict(connection_info(url))
    where = f"{given.get('host') or 'localhost'}:{given.get('port') or 5432}"
    return f"postgresql://{where}/{given.get('dbname') or ''}"


def refusal(url: str, error: psycopg.Error) -> str:
    """Why it cannot be used, in words that may be logged."""
    if error.sqlstate is None:
        reason = "nobody answers there, or not as this program asks"
    else:
        reason = f"{type(error).__name__}, {error.sqlstate}"
    return (
        f"{shown(url)}: cannot be used ({reason}). Is the server running, and are the name and rights right?"
    )
