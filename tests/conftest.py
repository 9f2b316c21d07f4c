"""What every test stands on: a cache of its own, one thread, no deadline; a PostgreSQL for who asks."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import ABSENT, PostgresServer, programs

ROOT = Path(__file__).resolve().parent.parent

os.environ["XDG_CACHE_HOME"] = str(ROOT / ".pytest_cache" / "kept")
os.environ["OPENBLAS_NUM_THREADS"] = "1"

# How busy the machine is says nothing about the bot.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: the garbage collector need not look at them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A private PostgreSQL, one for each worker; its tests part themselves by organisation."""
    found = programs()
    if found is None:
        pytest.fail(ABSENT) if os.environ.get("CI") == "true" else pytest.skip(ABSENT)
    server = PostgresServer(found)
    yield server
    server.close()
