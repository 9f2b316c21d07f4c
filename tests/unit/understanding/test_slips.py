"""A slip of the hand costs less than a letter that came there otherwise."""

from __future__ import annotations

import pytest

from bot.understanding.slips import A_SLIP, keys_beside, slips


@pytest.mark.parametrize(
    ("written", "stored", "cost"),
    [
        ("fabrikam", "fabrikam", 0),
        ("fabrukam", "fabrikam", A_SLIP),
        ("fabrikqm", "fabrikam", A_SLIP),
        ("fabrlkam", "fabrikam", A_SLIP + 1),
        ("fabirkam", "fabrikam", A_SLIP),
        ("fabrkam", "fabrikam", A_SLIP),
        ("fabrrikam", "fabrikam", A_SLIP),
        ("fabrikamn", "fabrikam", A_SLIP),
        ("fabrilam", "fabrikam", A_SLIP),
        ("fabripkam", "fabrikam", A_SLIP + 1),
        ("fbarikm", "fabrikam", 2 * A_SLIP),
        ("fbrikam", "fabrikam", A_SLIP),
        ("fabrkiam", "fabrikam", A_SLIP),
        ("fabrkoam", "fabrikam", 2 * A_SLIP),
        ("fabrloam", "fabrikam", 2 * A_SLIP + 1),
        ("fabrljam", "fabrlikam", 2 * A_SLIP),
        ("fabrkjiam", "fabrikam", 2 * A_SLIP),
        ("fabrxkiam", "fabrikam", 2 * A_SLIP + 1),
        ("kaam", "kabam", A_SLIP),
        ("", "fa", 2 * A_SLIP),
        ("xq", "fa", 2 * A_SLIP + 1),
    ],
)
def test_what_it_costs(written: str, stored: str, cost: int) -> None:
    assert slips(written, stored, 9) == cost


def test_more_than_most_is_not_counted_out() -> None:
    assert slips("contoso", "fabrikam", 4) == 5


def test_keys_are_beside_in_their_row_and_the_next() -> None:
    assert keys_beside("s") == frozenset("adwezx")
    assert keys_beside("é") == frozenset()
