"""The address of a database: read without ever being shown, for it may hold a password."""

from __future__ import annotations

import re

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.errors import Fault, SettingsError

CONNECT_SECONDS = 5
"""How long one attempt to connect may take."""

_REMEDY = "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE; special characters as %XX."
_REASONS = {
    r"too many clients|connection slots|too many connections": "it takes no more connections",
    r"password authentication failed|no password supplied": "user or password is wrong",
    r'database ".*" does not exist': "there is no such database",
    r'role ".*" does not exist': "there is no such user",
    r"pg_hba\.conf": "its pg_hba.conf lets nobody in like this",
    r"starting up|shutting down|recovery mode": "it is starting or stopping",
    r"translate host name": "the host's name has no address",
    r"refused|No such file": "nothing listens there",
    r"time(d )?out": "no answer in time",
}
"""What a server says to who is not let in. It comes without a code, and may repeat what it was given."""
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
    return (
        f"{shown(url)}: cannot be used ({_reason(error)})."
        " Is the server running, and are the name and rights right?"
    )


def _reason(error: psycopg.Error) -> str:
    if error.sqlstate is not None:
        return f"{type(error).__name__}, {error.sqlstate}"
    said = str(error)
    known = (reason for words, reason in _REASONS.items() if re.search(words, said))
    return next(known, "nobody answers there, or not as this program asks")
