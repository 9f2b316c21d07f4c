"""The faults in their short form: a store survives each, and a store with a known fault does not.

The storm over HTTP starts three services and more when they are killed: it is left to `make faults`.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from tests.faults.__main__ import FAULTS
from tests.faults.findings import Fault
from tests.postgres_server import ABSENT, programs

pytestmark = pytest.mark.xdist_group("faults")
"""One worker's: they wait for most of their time, and the others work meanwhile."""

SEED = 4
SHORT = [fault for fault in FAULTS if fault.name != "pg: served replicas"]
LONGEST = 300
"""Seconds after which a fault that hangs fails."""


@pytest.fixture(params=SHORT, ids=lambda fault: fault.name)
def fault(request: pytest.FixtureRequest) -> Fault:
    """One after the other; those on PostgreSQL where it is installed."""
    found: Fault = request.param
    if found.on_postgres and programs() is None:
        pytest.fail(ABSENT) if os.environ.get("CI") == "true" else pytest.skip(ABSENT)
    return found


async def test_nothing_is_lost_halved_doubled_or_unreadable(fault: Fault, tmp_path: Path) -> None:
    async with asyncio.timeout(LONGEST):
        found = await fault.run(fault.quick, SEED, tmp_path)
    assert found.trials > 0
    assert (found.lost, found.halves, found.doubled, found.unreadable) == (0, 0, 0, 0)


async def test_the_same_finds_a_known_fault(fault: Fault, tmp_path: Path) -> None:
    async with asyncio.timeout(LONGEST):
        found = await fault.control(fault.control_trials, SEED, tmp_path)
    assert found.total > 0
