"""Our own CSV: what is read, and what is refused with its line, column and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from adapters.imports.file import File
from adapters.imports.own_csv import read_holdings
from adapters.imports.reader import told
from adapters.imports.words import fault
from bot.errors import ImportRefused
from bot.partnership.records import NOBODY, US, AssociationKind, Holder, Holding, Product, other
from bot.partnership.sightings import ReportKind
from tests.downloads import workbook_file
from tests.fakes import NOON

DEMO = Path(__file__).parents[3] / "demo" / "subscriptions.csv"
HEADER = (
    "customer,tenant_id,domain,subscription_id,product,label,dpor,association,renewal_date,"
    "usage_driven_by_us,own_tenant"
)


def read(folder: Path, *lines: str, encoding: str = "utf-8", ending: str = "\n") -> Sequence[Holding]:
    path = folder / "subscriptions.csv"
    path.write_bytes("".join(line + ending for line in lines).encode(encoding))
    return read_holdings(path, at=NOON)


def refusals(folder: Path, *lines: str, encoding: str = "utf-8") -> list[str]:
    with pytest.raises(ImportRefused) as refusal:
        read(folder, *lines, encoding=encoding)
    assert all(fault.remedy for fault in refusal.value.faults)
    return [f"{fault.where}: {fault.what}" for fault in refusal.value.faults]


def only(holdings: Sequence[Holding]) -> Holding:
    (holding,) = holdings
    return holding


def test_every_column_ends_up_where_it_belongs(tmp_path: Path) -> None:
    row = "Contoso,T-1,Contoso.com,S-1,microsoft-azure,Azure  Test,Relecloud,none,2027-03-31,yes,no"
    holding = only(read(tmp_path, HEADER, row))
    assert holding.customer.id == "t-1"
    assert (holding.customer.name, holding.customer.tenant_id, holding.customer.domain) == (
        "Contoso",
        "t-1",
        "contoso.com",
    )
    assert holding.subscription.id == "S-1"
    assert holding.subscription.customer_id == "t-1"
    assert holding.subscription.product is Product.MICROSOFT_AZURE
    assert holding.subscription.label == "Azure Test"
    assert holding.subscription.renewal_date == date(2027, 3, 31)
    assert holding.subscription.usage_driven_by_us
    assert not holding.customer.own_tenant
    assert holding.dpor is not None
    assert holding.dpor.holder == other("Relecloud")
    assert (holding.dpor.since, holding.dpor.seen_for) == (NOON.date(), NOON.date())
    assert (holding.dpor.imported_at, holding.dpor.source) == (NOON, "subscriptions.csv")


def test_only_three_columns_are_required(tmp_path: Path) -> None:
    holding = only(read(tmp_path, "customer,subscription_id,product", "Contoso,s1,office-365"))
    assert holding.associations == ()
    assert holding.subscription.renewal_date is None
    assert not holding.subscription.usage_driven_by_us


@pytest.mark.parametrize(
    ("cell", "holder"),
    [
        ("us", US),
        ("US", US),
        ("nobody", NOBODY),
        ("Nobody", NOBODY),
        ("Trey Research", other("Trey Research")),
    ],
)
def test_the_dpor_column_says_who_it_is(tmp_path: Path, cell: str, holder: Holder) -> None:
    holding = only(read(tmp_path, "customer,subscription_id,product,dpor", f"Contoso,s1,office-365,{cell}"))
    assert holding.dpor is not None
    assert holding.dpor.holder == holder


def test_an_empty_dpor_is_not_known_rather_than_nobody(tmp_path: Path) -> None:
    holding = only(read(tmp_path, "customer,subscription_id,product,dpor", "Contoso,s1,office-365,"))
    assert holding.dpor is None


@pytest.mark.parametrize(
    ("cell", "delegated", "transacting"),
    [
        ("delegated-administrator", US, NOBODY),
        ("transacting-partner", NOBODY, US),
        ("none", NOBODY, NOBODY),
        ("dpor", NOBODY, NOBODY),
        ("", None, None),
    ],
)
def test_the_association_column_says_what_we_hold_beside_dpor(
    tmp_path: Path, cell: str, delegated: Holder | None, transacting: Holder | None
) -> None:
    columns = "customer,subscription_id,product,dpor,association"
    holding = only(read(tmp_path, columns, f"Contoso,s1,office-365,Relecloud,{cell}"))
    held = {association.kind: association.holder for association in holding.associations}
    assert held.pop(AssociationKind.DPOR) == other("Relecloud")
    assert held.get(AssociationKind.DELEGATED_ADMINISTRATOR) == delegated
    assert held.get(AssociationKind.TRANSACTING_PARTNER) == transacting


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((cell, True) for cell in ("yes", "TRUE", "1", "Ja")),
        *((cell, False) for cell in ("no", "false", "0", "NEJ", "")),
    ],
)
def test_yes_and_no_are_read_in_both_languages(tmp_path: Path, cell: str, value: bool) -> None:
    columns = "customer,subscription_id,product,own_tenant,usage_driven_by_us"
    holding = only(read(tmp_path, columns, f"Contoso,s1,office-365,{cell},{cell}"))
    assert (holding.customer.own_tenant, holding.subscription.usage_driven_by_us) == (value, value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_separator_byte_order_mark_and_line_ends_do_not_matter(
    tmp_path: Path, separator: str, encoding: str, ending: str
) -> None:
    lines = [
        separator.join(cells)
        for cells in [(" Customer ", "SUBSCRIPTION_ID", "product"), ("Åre & Co", " s1 ", "Office-365 ")]
    ]
    holding = only(read(tmp_path, *lines, "", encoding=encoding, ending=ending))
    assert (holding.customer.name, holding.subscription.id) == ("Åre & Co", "s1")


def test_quotation_marks_keep_separators_and_line_ends_in_a_cell(tmp_path: Path) -> None:
    lines = ("customer,subscription_id,product", '"Coho, ""Winery""', 'AB",s1,office-365', "X,s2,office-97")
    assert refusals(tmp_path, *lines)[0].startswith("subscriptions.csv:4, column product")
    assert only(read(tmp_path, *lines[:-1])).customer.name == 'Coho, "Winery" AB'


@pytest.mark.parametrize(
    ("row", "id_"),
    [
        ("Contoso,ABC-1,contoso.com,s1,office-365", "abc-1"),
        ("Contoso,,Contoso.com,s1,office-365", "domain:contoso.com"),
        ("Contoso  AB,,,s1,office-365", "name:contoso ab"),
    ],
)
def test_a_customer_is_known_by_tenant_else_domain_else_name(tmp_path: Path, row: str, id_: str) -> None:
    holding = only(read(tmp_path, "customer,tenant_id,domain,subscription_id,product", row))
    assert holding.customer.id == holding.subscription.customer_id == id_


def test_a_letter_and_its_accent_become_one(tmp_path: Path) -> None:
    holding = only(read(tmp_path, "customer,subscription_id,product", "A\u030are,s1,office-365"))
    assert holding.customer.name == "Åre"


def test_all_rows_of_a_customer_share_what_any_of_them_knows(tmp_path: Path) -> None:
    columns = "customer,tenant_id,domain,subscription_id,product,own_tenant"
    first, second = read(
        tmp_path, columns, "Contoso,t1,,s1,office-365,no", "CONTOSO,t1,contoso.com,s2,office-365,yes"
    )
    assert first.customer == second.customer
    assert (first.customer.name, first.customer.domain, first.customer.own_tenant) == (
        "Contoso",
        "contoso.com",
        True,
    )


def test_everything_that_is_wrong_is_said_at_once_with_line_and_column(tmp_path: Path) -> None:
    found = refusals(
        tmp_path,
        HEADER,
        ",t1,,s1,office-365,,us,dpor,,yes,no",
        "Fabrikam,t2,,s2,office-97,,us,owner,31/12/2026,perhaps,no",
        "Fabrikam,t2,,,office-365,,us,dpor,2026-02-30,yes,no",
        "Relecloud,t2,,s1,office-365,,us,dpor,20261231,yes,no",
        "Litware,t3,,s3,office-365",
    )
    assert found == [
        "subscriptions.csv:2, column customer: empty.",
        'subscriptions.csv:3, column product: "office-97" is not known.',
        'subscriptions.csv:3, column renewal_date: "31/12/2026" is not a date.',
        'subscriptions.csv:3, column usage_driven_by_us: "perhaps" is neither yes nor no.',
        'subscriptions.csv:3, column association: "owner" is not known.',
        "subscriptions.csv:4, column subscription_id: empty.",
        'subscriptions.csv:4, column renewal_date: "2026-02-30" is not a date.',
        'subscriptions.csv:5, column tenant_id: "t2" is also "Fabrikam", in an earlier line.',
        'subscriptions.csv:5, column subscription_id: "s1" is also in line 2.',
        'subscriptions.csv:5, column renewal_date: "20261231" is not a date.',
        "subscriptions.csv:6: has 5 cells where the header has 11.",
    ]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("customer,subscription_id", 'lacks the column "product".'),
        ("customer,subscription_id,product,colour", 'has an unknown column "colour".'),
        ("customer,subscription_id,product,product", 'has the column "product" twice.'),
        ("Contoso,s0,office-365", "has no header."),
    ],
)
def test_a_header_that_is_wrong_is_refused_by_name(tmp_path: Path, header: str, what: str) -> None:
    assert refusals(tmp_path, header, "Contoso,s1,office-365") == [f"subscriptions.csv:1: {what}"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=r"empty\.csv:1: is empty"):
        read_holdings(path, at=NOON)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04 a spreadsheet", r"file\.csv:1: is not a text file"),
        (b"customer\0subscription_id", r"file\.csv:1: is not a text file"),
        ("customer,subscription_id,product\n".encode("utf-32"), r"file\.csv:1: is not a text file"),
        (b"customer,subscription_id,product\n\xc5re,s1,office-365\n", r"file\.csv:2: is not UTF-8"),
        (b"customer," + b"x" * 100_000, r"file\.csv:1: has a line of more than"),
        (
            b'customer,subscription_id,product\n"Contoso,s1,office-365\n',
            r"file\.csv:2: opens a quotation mark",
        ),
        (b'customer,subscription_id,product\n"Con"toso,s1,office-365\n', r"file\.csv:2: has text behind"),
    ],
)
def test_what_is_no_text_table_is_refused_and_says_how_to_save_it(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=what):
        read_holdings(path, at=NOON)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"missing\.csv: cannot be read"):
        read_holdings(tmp_path / "missing.csv", at=NOON)


def test_a_cell_that_is_far_too_long_is_refused(tmp_path: Path) -> None:
    found = refusals(tmp_path, "customer,subscription_id,product", f"{'C' * 501},s1,office-365")
    assert found == ["subscriptions.csv:2, column customer: 501 characters."]


def test_progress_adds_up_to_the_files_size() -> None:
    told: list[int] = []
    read_holdings(DEMO, at=NOON, progress=told.append)
    assert sum(told) == DEMO.stat().st_size
    assert len(told) > 10


def test_the_demo_file_shows_every_case() -> None:
    holdings = read_holdings(DEMO, at=NOON)
    holders = {holding.dpor.holder if holding.dpor else None for holding in holdings}
    assert {None, US, NOBODY, other("Relecloud")} <= holders
    assert any(holding.customer.own_tenant for holding in holdings)


@pytest.mark.parametrize(
    "header", ["customer,subscription_id,product,dpor", "customer,subscription_id,product,dpor,,"]
)
def test_empty_columns_behind_the_last_are_none(tmp_path: Path, header: str) -> None:
    (holding,) = read(tmp_path, header, "Contoso,s1,office-365,us,, ", ",,,,,")
    assert holding.dpor
    assert holding.dpor.holder == US


def test_what_cannot_be_seen_is_no_name(tmp_path: Path) -> None:
    header = "customer,subscription_id,product"
    (holding,) = read(tmp_path, header, "Con\u200bto\x07so,\ufeffs1,office-365")
    assert (holding.customer.name, holding.subscription.id) == ("Contoso", "s1")
    (refusal,) = refusals(tmp_path, header, "\ufeff,s1,office-365")
    assert refusal == "subscriptions.csv:2, column customer: empty."


@pytest.mark.parametrize("cell", ["none", "-", "Unknown", "okänd"])
def test_a_word_for_nothing_is_no_partners_name(tmp_path: Path, cell: str) -> None:
    (refusal,) = refusals(tmp_path, "customer,subscription_id,product,dpor", f"Contoso,s1,office-365,{cell}")
    assert refusal == f'subscriptions.csv:2, column dpor: "{cell}" names no partner.'


@pytest.mark.parametrize(
    ("cell", "holder"), [("vi", US), ("Oss", US), ("We", US), ("ingen", NOBODY), ("Nobody", NOBODY)]
)
def test_we_and_nobody_are_written_in_either_language(tmp_path: Path, cell: str, holder: Holder) -> None:
    header = "customer,subscription_id,product,dpor,association"
    (holding,) = read(tmp_path, header, f"Contoso,s1,office-365,{cell},ingen")
    assert holding.dpor
    assert holding.dpor.holder == holder


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("customer,tenant_id,subscription_id,product,dpor,price", 'has an unknown column "price"'),
        ("customer,tenant_id,subscription_id,product,dprr", 'has an unknown column "dprr"'),
        ("customer,subscription_id,product,partnerId", 'has an unknown column "partnerid"'),
        ("customer,tenant_id,domain,subscription_id,label,dpor", 'lacks the column "product"'),
        ("kund;prenumerations-id;produkt;dpor;pris", 'has an unknown column "pris"'),
    ],
)
def test_a_column_too_many_or_too_few_is_named(header: str, said: str) -> None:
    said_of = told(File(name="subscriptions.csv", content=f"{header}\n{header}\n".encode()), NOON)
    assert said_of.kind is ReportKind.OWN_CSV
    assert fault("subscriptions.csv", said_of.refusals[0]).what == said + "."


def test_a_workbook_and_swedish_headers_say_the_same(tmp_path: Path) -> None:
    columns = ("customer", "tenant_id", "subscription_id", "product", "renewal_date", "own_tenant")
    swedish = (
        "Kund",
        "Klientorganisations-ID",
        "Prenumerations-ID",
        "Produkt",
        "Förnyelsedatum",
        "Egen klientorganisation",
    )
    told = ("Contoso", "t1", "s1", "office-365", "2027-03-31", "ja")
    expected = read(tmp_path, ",".join(columns), ",".join(told))
    day = (*told[:4], date(2027, 3, 31), True)
    for file in (workbook_file(columns, day), workbook_file(swedish, told)):
        assert _without_source(read_holdings(file, at=NOON)) == _without_source(expected)
    assert read(tmp_path, ";".join(swedish), ";".join(told)) == expected


def _without_source(holdings: Sequence[Holding]) -> list[object]:
    return [(holding.customer, holding.subscription) for holding in holdings]


def test_a_workbook_row_may_end_before_its_last_columns() -> None:
    file = workbook_file(("customer", "subscription_id", "product", "dpor"), ("Contoso", "s1", "office-365"))
    assert only(read_holdings(file, at=NOON)).dpor is None


def test_text_that_was_escaped_for_spreadsheets_comes_back(tmp_path: Path) -> None:
    holding = only(read(tmp_path, "customer,subscription_id,product,label", "'+Plus AB,s1,office-365,'=1"))
    assert (holding.customer.name, holding.subscription.label) == ("+Plus AB", "=1")


def test_a_formula_is_refused_by_name(tmp_path: Path) -> None:
    found = refusals(tmp_path, "customer,subscription_id,product", "=1+1,s1,office-365")
    assert found == ["subscriptions.csv:2, column customer: a formula."]


def test_a_guid_is_one_however_it_is_written(tmp_path: Path) -> None:
    guid = "42226ed6-070a-4e0f-b80c-4cdfb3e97aa7"
    row = f"Contoso,{{{guid.upper()}}},{guid.upper()},office-365"
    holding = only(read(tmp_path, "customer,tenant_id,subscription_id,product", row))
    assert (holding.customer.id, holding.subscription.id) == (guid, guid)


def test_bytes_with_a_name_are_a_file_too() -> None:
    content = b"customer,subscription_id,product\nContoso,s1,office-365\n"
    assert len(read_holdings(File(name="dropped.csv", content=content), at=NOON)) == 1


@pytest.mark.parametrize(
    ("written", "country"), [("SE", "SE"), ("sverige", "SE"), ("Norway", "NO"), ("", "")]
)
def test_a_country_is_known_by_code_and_by_name(tmp_path: Path, written: str, country: str) -> None:
    lines = ("customer,subscription_id,product,country", f"Contoso,S-1,microsoft-azure,{written}")
    assert only(read(tmp_path, *lines)).customer.country == country


def test_a_country_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (fault,) = refusals(
        tmp_path, "customer,subscription_id,product,country", "Contoso,S-1,microsoft-azure,Atlantis"
    )
    assert "Atlantis" in fault
