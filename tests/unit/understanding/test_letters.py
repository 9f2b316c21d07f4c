"""Wrong letters are counted, and nothing that counts them is loaded before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.understanding.letters import letters_off, nearest


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [("azure", "azure", 0), ("azure", "azur", 1), ("azure", "auzre", 1), ("azure", "azuurr", 2)],
)
def test_letters_that_are_wrong_are_counted(one: str, other: str, off: int) -> None:
    assert letters_off(one, other) == off


def test_more_than_are_asked_for_are_not_counted_out() -> None:
    assert letters_off("azure", "office", most=2) == 3


def test_the_nearest_come_first_and_no_more_than_are_wanted() -> None:
    near = nearest("litware", ["tailspin", "litwaer", "litwar", "liwtaer"], most=2, limit=2)
    assert near == {"litwaer": 1, "litwar": 1}


def test_a_start_does_not_load_what_counts() -> None:
    code = "import sys, bot.core; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
