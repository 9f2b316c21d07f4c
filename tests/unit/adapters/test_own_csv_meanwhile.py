"""The rows of our own CSV, given away while the rest is being read."""

from __future__ import annotations

import pytest

from adapters.imports.file import File
from adapters.imports.own_csv import read_holdings
from bot.errors import ImportRefused
from bot.partnership.many import Holdings
from tests.fakes import NOON

HEADER = "customer,tenant_id,domain,subscription_id,product,label,dpor\n"


def read(count: int, last: str = "") -> tuple[Holdings, list[Holdings]]:
    """A file of so many rows; what it says, and what was said meanwhile."""
    rows = (f"Customer {n % 900},t{n % 900},,s-{n},office-365,Åre  {n},us\n" for n in range(count))
    parts: list[Holdings] = []
    file = File(name="a.csv", content=(HEADER + "".join(rows) + last).encode())
    return read_holdings(file, at=NOON, rows=parts.append), parts


def test_the_parts_are_all_of_it_in_order() -> None:
    told, parts = read(12_345)
    assert len(parts) == 3
    assert Holdings.joined(parts) == told
    assert told[12_344].subscription.label == "Åre 12344"


def test_of_a_small_file_nothing_is_told_meanwhile() -> None:
    assert read(4_000)[1] == []


def test_what_a_later_row_tells_of_a_customer_is_in_the_end_alone() -> None:
    told, parts = read(6_000, "Customer 1,t1,contoso.com,s-last,office-365,,us\n")
    assert parts[0][1].customer.domain == ""
    assert told[1].customer.domain == "contoso.com"


def test_a_row_that_is_refused_is_told_by_nobody() -> None:
    with pytest.raises(ImportRefused, match=r"s-3.* is also in line 5"):
        read(6_000, "Customer 1,t1,,s-3,office-365,,us\n")


@pytest.mark.parametrize("again", [5, 499, 500, 5_999])
def test_an_id_that_comes_twice_is_refused_wherever_it_stood(again: int) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(6_000, f"X,,,s-{again},office-365,,us\nX,,,s-{again},office-365,,us\n")
    wheres = [fault.where for fault in refused.value.faults]
    assert wheres == [f"a.csv:{line}, column subscription_id" for line in (6002, 6003)]
