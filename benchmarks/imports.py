"""Reading a download of Partner Center, column by column; pandas reads the same file as text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from uuid import UUID

from openpyxl import Workbook

from adapters.imports.reports.subscription_details import SHAPE
from benchmarks.figures import Figure
from benchmarks.processes import Run, run
from benchmarks.scale import Scale
from benchmarks.whole_imports import whole_imports

_TIMED = "import sys, time; {load}; began = time.process_time(); {read}; print(time.process_time() - began)"
_OURS = _TIMED.format(
    load=(
        "from pathlib import Path; from adapters.imports.file import File;"
        " from adapters.imports.reading import opened_report"
    ),
    read="report = opened_report(File.at(Path(sys.argv[1]))); [None for _ in report.__enter__().rows]",
)
_THEIRS = {
    "csv": _TIMED.format(load="import pandas", read="pandas.read_csv(sys.argv[1], dtype=str)"),
    "xlsx": _TIMED.format(load="import pandas, openpyxl", read="pandas.read_excel(sys.argv[1], dtype=str)"),
}
_ATTRIBUTIONS = ("Partner of record", "CSP Tier 1", "CPOR", "Partner admin link")


async def imports(scale: Scale, folder: Path) -> list[Figure]:
    """CPU a row and memory at most, each in a process of its own that has loaded what it needs before."""
    text, workbook = folder / "details.csv", folder / "details.xlsx"
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(scale.rows))
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows(scale.workbook_rows):
        sheet.append(row)
    book.save(workbook)
    return [
        *_figures(text, scale.rows, scale, folder),
        *_figures(workbook, scale.workbook_rows, scale, folder),
        *whole_imports(scale, folder),
    ]


def _figures(file: Path, rows: int, scale: Scale, folder: Path) -> list[Figure]:
    extension = file.suffix[1:]
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(scale.rounds):
        ours.append(run(("-c", _OURS, str(file)), folder))
        theirs.append(run(("-c", _THEIRS[extension], str(file)), folder))

    def figure(kind: str, unit: str, value: Callable[[Run], float]) -> Figure:
        return Figure(
            name=f"reading {rows:,} rows of Subscription details ({extension.upper()}), {kind}",
            unit=unit,
            measured=[value(one) for one in ours],
            yardstick=f"pandas.read_{'csv' if extension == 'csv' else 'excel'}, as text",
            of_yardstick=[value(one) for one in theirs],
        )

    return [
        figure("CPU a row", "us", lambda one: float(one.output) / rows * 1e6),
        figure("memory at most", "MB", lambda one: one.peak),
    ]


def _rows(count: int) -> Iterator[Sequence[str]]:
    """The documented columns; customers have some four rows, money is never the same."""
    random = Random(1)
    yield SHAPE.names
    for number in range(count):
        customer = random.randrange(count // 4 + 1)
        told = {
            "PGAMpnID": "565380",
            "MPNID": "565381",
            "PartnerName": "Tailspin Partner",
            "PartnerLocation": "Sweden",
            "PartnerAttributionType": random.choice(_ATTRIBUTIONS),
            "SubscriptionId": str(UUID(int=random.getrandbits(128))),
            "SubscriptionStartDate": "2021-03-01",
            "SubscriptionEndDate": f"2024-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
            "SubscriptionState": random.choice(("Active", "Churned")),
            "Month": "2023-08-01",
            "IsAutoRenew": random.choice(("Yes", "No")),
            "CustomerName": f"Customer {customer} AB",
            "CustomerTenantId": str(UUID(int=customer)),
            "CustomerTpid": str(1_000_000 + customer),
            "Product": "Microsoft 365",
            "ReportingProductName": "Office 365 E3",
            "RawProductName": "OFFICE 365 E3",
            "IsDuplicateRowForPGA": random.choice("01"),
            "AvailableSeatsEOP": str(random.randrange(500)),
            "BilledRevenueUSD": f"{random.random() * 1000:.2f}",
            "AzureConsumedRevenueUSD": f"{random.random() * 1000:.2f}",
            "CPORActiveUsers": str(random.randrange(300)),
        }
        yield [told.get(name, f"{name} {number % 7}" if name in _FILLED else "") for name in SHAPE.names]


_FILLED = frozenset(
    {"CustomerSegment", "TopSegment", "CustomerMarket", "SKU", "IndustryName", "VerticalName"}
)
