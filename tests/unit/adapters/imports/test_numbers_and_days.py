"""Numbers, days and months, as programs and people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.imports.days import day, month
from adapters.imports.numbers import number
from adapters.imports.refused import CellRefused
from bot.partnership.refusals import Reason

AMOUNTS = st.decimals(-1_000_000_000, 1_000_000_000, places=2)
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "'"])


@given(AMOUNTS)
def test_a_plain_number_is_read_in_every_file(amount: Decimal) -> None:
    for separator in (",", ";", "\t", ""):
        assert number(str(amount), separator) == amount
        assert number(str(amount).replace(".", ","), separator) == amount


@given(AMOUNTS)
def test_thousands_may_be_marked_either_way(amount: Decimal) -> None:
    english = f"{amount:,}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    for separator in (",", ";", "\t", ""):
        assert number(english, separator) == amount
        assert number(swapped, separator) == amount


@given(AMOUNTS, SPACES)
def test_thousands_may_be_marked_with_spaces(amount: Decimal, space: str) -> None:
    assert number(f"{amount:,}".replace(",", space).replace(".", ","), ";") == amount


@given(st.text(max_size=12), st.sampled_from([",", ";", "\t", ""]))
def test_any_text_is_a_number_nothing_or_a_refusal(text: str, separator: str) -> None:
    try:
        found = number(text, separator)
    except CellRefused:
        return
    assert found is None or found.is_finite()


@pytest.mark.parametrize(
    ("text", "separator", "value"),
    [
        ("1,234", ";", "1.234"),
        ("1,234", ",", "1234"),
        ("0,125", "\t", "0.125"),
        ("1.234", ";", "1.234"),
        ("1,234,567", "\t", "1234567"),
        ("1.234.567", ",", "1234567"),
        ("$1,234.50", ",", "1234.50"),
        ("(12.50)", ",", "-12.50"),
        ("\u221212,5", ";", "-12.5"),
        ("1.5E-05", ",", "0.000015"),
        ("1,5E-05", ";", "0.000015"),
        ("+7", ",", "7"),
    ],
)
def test_numbers_by_their_file(text: str, separator: str, value: str) -> None:
    assert number(text, separator) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "NULL", "n/a", "-"])
def test_what_stands_for_nothing_is_none(text: str) -> None:
    assert number(text) is None
    assert day(text) is None
    assert month(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,234", Reason.AMBIGUOUS_NUMBER),
        ("abc", Reason.NOT_A_NUMBER),
        ("1,23,456", Reason.NOT_A_NUMBER),
        ("1.2.3", Reason.NOT_A_NUMBER),
        ("NaN", Reason.NOT_A_NUMBER),
        ("Infinity", Reason.NOT_A_NUMBER),
        ("1_000", Reason.NOT_A_NUMBER),
        ("9" * 60, Reason.NOT_A_NUMBER),
        ("1e999999", Reason.NOT_A_NUMBER),
        ("=1+1", Reason.FORMULA),
    ],
)
def test_what_is_no_number_is_refused(text: str, reason: Reason) -> None:
    with pytest.raises(CellRefused) as refusal:
        number(text, "\t")
    assert refusal.value.reason is reason


DAYS = st.dates(date(1990, 1, 1), date(9999, 12, 31))


@given(DAYS)
def test_a_day_is_read_as_reports_write_it(told: date) -> None:
    texts = (
        told.isoformat(),
        f"{told}T00:00:00",
        f"{told} 00:00:00.000",
        f"{told}T23:59:59Z",
        f"{told.month}/{told.day}/{told.year}",
        f"{told.month}/{told.day}/{told.year} 12:00:00 AM",
        f"{told.year}/{told.month}/{told.day}",
        f"{told.day}.{told.month}.{told.year}",
        f"{told.day:02}-{told:%b}-{told.year}",
        f"{told.day} {told:%B} {told.year}",
        f"{told:%b} {told.day}, {told.year}",
    )
    assert {day(text) for text in texts} == {told}


def test_a_day_with_its_months_name_is_read_in_swedish() -> None:
    assert {day(text) for text in ("1 maj 2027", "01-maj-27", "maj 1, 2027")} == {date(2027, 5, 1)}


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_bare_number_is_a_day_where_the_file_is_a_workbook(told: date) -> None:
    serial = str((told - date(1899, 12, 30)).days)
    assert day(serial, serial=True) == told
    with pytest.raises(CellRefused):
        day(serial)


@pytest.mark.parametrize("text", ["31/12/2023", "2023-02-30", "2023-13-01", "tomorrow", "2023", "12.31.2023"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellRefused) as refusal:
        day(text)
    assert refusal.value.reason is Reason.NOT_A_DAY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023-08-01",
            "8/1/2023",
            "2023-08",
            "202308",
            "2023-08-01 00:00:00",
            "August, 2023",
            "August 2023",
        ),
        *("8/2023", "08-2023", "1.8.2023", "01-Aug-2023"),
        *("Aug-23", "aug 2023", "augusti 2023", "2023 August", "aug. 2023", "AUG-2023"),
    ],
)
def test_a_month_is_its_first_day(text: str) -> None:
    assert month(text) == date(2023, 8, 1)


@pytest.mark.parametrize("text", ["2023-08-02", "01/08/2023", "13/2023", "Smarch 2023", "2023-13"])
def test_a_day_that_is_not_the_first_is_no_month(text: str) -> None:
    with pytest.raises(CellRefused) as refusal:
        month(text)
    assert refusal.value.reason is Reason.NOT_A_MONTH


def test_months_are_known_by_both_languages() -> None:
    for name, number_ in (
        ("maj", 5),
        ("May", 5),
        ("okt", 10),
        ("Oct", 10),
        ("mars", 3),
        ("Mar", 3),
        ("Sept", 9),
    ):
        assert month(f"{name} 2023") == date(2023, number_, 1)
