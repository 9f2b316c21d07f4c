"""The faults in their short form: a store survives each, and a store with a known fault does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.__main__ import FAULTS
from tests.faults.findings import Fault

SEED = 4
EVERY_FAULT = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


@EVERY_FAULT
async def test_nothing_is_lost_halved_or_unreadable(fault: Fault, tmp_path: Path) -> None:
    found = await fault.run(fault.quick, SEED, tmp_path)
    assert found.trials > 0
    assert (found.lost, found.halves, found.unreadable) == (0, 0, 0)


@EVERY_FAULT
async def test_the_same_finds_a_known_fault(fault: Fault, tmp_path: Path) -> None:
    assert (await fault.control(fault.control_trials, SEED, tmp_path)).total > 0
