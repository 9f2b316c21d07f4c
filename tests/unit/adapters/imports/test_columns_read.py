"""Rows are read by column, many at once: each says what it says when it is read alone."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.imports.amounts import amounts
from adapters.imports.file import File
from adapters.imports.numbers import number
from adapters.imports.reader import told
from adapters.imports.reading import opened_report
from adapters.imports.refused import MOST_REFUSALS, CellRefused, FileRefused
from bot.partnership.refusals import Reason, Refusal
from bot.partnership.sightings import CustomerSeen, OurAccount, ReportKind, Sighting
from tests.downloads import COLUMNS, columns, row, text_file

Entry = Sighting | CustomerSeen | OurAccount | Refusal
_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
_ODD = ("", "=1+1", " 7 ", "1,5", "yes", "UNKNOWN", "Deal registration", "2026-08-01", "x" * 501)
_CELLS = st.sampled_from(_ODD) | st.text(max_size=3).filter(lambda cell: "\0" not in cell)


def _said(file: File) -> list[Entry]:
    with opened_report(file) as report:
        return [
            each
            for some in report.rows
            for each in sorted((*some.entries, *some.refusals), key=lambda each: each.line or 0)
        ]


@st.composite
def _files(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    names = list(columns(draw(st.sampled_from(list(COLUMNS)))))
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(1, 6))):
        cells = [str(cell) for cell in row(names)]
        for at in draw(st.lists(st.integers(0, len(names) - 1), max_size=3)):
            cells[at] = draw(_CELLS)
        rows.append(cells[: draw(st.sampled_from([len(names)] * 9 + [1]))])
    return names, [cells for cells in rows if "".join(cells).strip()]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(_files(), st.sampled_from([",", ";", "\t"]))
def test_a_row_says_the_same_among_others_and_alone(
    file: tuple[list[str], list[list[str]]], separator: str
) -> None:
    names, rows = file
    together = _said(text_file(names, *rows, separator=separator))
    alone = [each for cells in rows for each in _said(text_file(names, cells, separator=separator))]
    assert _without_lines(together) == _without_lines(alone)


def _without_lines(said: list[Entry]) -> list[str]:
    """A cell may hold line ends."""
    return [repr(each).replace(f"line={each.line}", "") for each in said]


@given(
    st.lists(st.from_regex(r"-?[0-9]{0,4}[.,]?[0-9]{0,4}", fullmatch=True), max_size=5),
    st.sampled_from([",", ";", "\t", ""]),
    st.booleans(),
)
def test_numbers_are_read_as_each_by_itself(cells: list[str], separator: str, needed: bool) -> None:
    def read(cell: str) -> Decimal | None:
        told = number(cell, separator)
        if needed and told is None:
            raise CellRefused(Reason.MISSING)
        return told

    each: list[Decimal | None] = []
    wrong: set[int] = set()
    for at, cell in enumerate(cells):
        try:
            each.append(read(cell))
        except CellRefused:
            each.append(None)
            wrong.add(at)
    refused: set[int] = set()
    column = amounts(cells, read, refused, needed=needed)
    assert refused == wrong
    assert list(column) == (each if any(cells) or needed else [])
    assert [column[at] for at in range(len(column))] == list(column)


def test_the_first_refusals_are_told_where_the_file_breaks_off_later() -> None:
    names = columns(ReportKind.SUBSCRIPTION_DETAILS)
    wrong = [row(names, Month="") for _ in range(MOST_REFUSALS + 50)]
    *refusals, last = told(text_file(names, *wrong), _AT).refusals
    assert [each.line for each in refusals] == list(range(2, MOST_REFUSALS + 2))
    assert (last.reason, last.line) == (Reason.READ_NO_FURTHER, MOST_REFUSALS + 1)
    broken = text_file(names, *wrong).content
    assert isinstance(broken, bytes)
    assert told(File(name="a.csv", content=broken + b'"'), _AT).refusals == (*refusals, last)
    few = text_file(names, *wrong[:9]).content
    assert isinstance(few, bytes)
    (refusal,) = told(File(name="a.csv", content=few + b'"'), _AT).refusals
    assert refusal.reason is Reason.OPEN_QUOTE


def test_what_is_wrong_with_rows_is_told_in_order_of_their_lines() -> None:
    names = columns(ReportKind.SUBSCRIPTION_DETAILS)
    told_of = told(
        text_file(
            names,
            row(names),
            row(names, Month="2026-13-01"),
            row(names, Month="2027-03-01"),
            row(names, CustomerTenantId="1c4c1f6a-0a51-4c33-9f1e-2f4b8f6f2a10"),
            ["one cell"],
            row(names, SubscriptionId=""),
        ),
        _AT,
    )
    assert [(each.reason, each.line, each.column) for each in told_of.refusals] == [
        (Reason.NOT_A_MONTH, 3, "Month"),
        (Reason.MONTH_TO_COME, 4, "Month"),
        (Reason.TWO_TENANTS, 5, "CustomerTenantId"),
        (Reason.CELL_COUNT, 6, ""),
        (Reason.MISSING, 7, "SubscriptionId"),
    ]
    assert len(told_of.sightings) == 0


def test_too_many_rows_are_refused_after_what_went_before_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.imports.reading.MOST_ROWS", 700)
    names = columns(ReportKind.CSP_CUSTOMERS)
    rows = [row(names) for _ in range(701)]
    with opened_report(text_file(names, *rows)) as report:
        read = [len(next(report.rows).entries) for _ in range(2)]
        with pytest.raises(FileRefused):
            next(report.rows)
    assert sum(read) == 700
