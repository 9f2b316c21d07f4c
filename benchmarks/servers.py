"""A PostgreSQL of a measurement's own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import click

from tests.postgres_server import PostgresServer, programs


@contextmanager
def a_server() -> Generator[PostgresServer | None]:
    """A server as it comes, until the block is left. None, said aloud, where its programs are missing."""
    found = programs()
    if found is None:
        click.echo("no PostgreSQL on this machine: apt-get install postgresql", err=True)
        yield None
        return
    server = PostgresServer(found, settings=())
    try:
        yield server
    finally:
        server.close()
