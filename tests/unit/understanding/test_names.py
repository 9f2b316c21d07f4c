"""Names are found forgivingly, and never a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.names import NameIndex

COMPANIES = (
    "Contoso", "Contoso Retail AB", "Fabrikam", "Fabrikam Återförsäljning AB", "Northwind Traders",
    "Adventure Works", "Tailspin Toys", "Wingtip Toys", "Coho Vineyard & Winery", "Litware Försäkring AB",
    "Alpine Ski House Åre", "Woodgrove Bank", "Fourth Coffee", "Blå Lucerne Publishing", "Margie's Travel",
    "A. Datum Corporation", "First Up Consultants",
)  # fmt: skip
INDEX = NameIndex((name, (name,)) for name in COMPANIES)


def found(text: str) -> list[str]:
    return [match.name for match in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("are we DPOR for Contoso?", "Contoso"),
        ("contoso retail", "Contoso Retail AB"),
        ("är vi dpor hos Contoso Retail AB", "Contoso Retail AB"),
        ("Contosos azure", "Contoso"),
        ("Contoso's azure", "Contoso"),
        ("fabrikam aterforsaljning", "Fabrikam Återförsäljning AB"),
        ("Fabrikams crm", "Fabrikam"),
        ("fabrikm", "Fabrikam"),
        ("litware", "Litware Försäkring AB"),
        ("coho vineyard och winery", "Coho Vineyard & Winery"),
        ("Coho Winerys O365", "Coho Vineyard & Winery"),
        ("margies travel", "Margie's Travel"),
        ("adventure-works", "Adventure Works"),
        ("adventureworks", "Adventure Works"),
        ("wing tip toys", "Wingtip Toys"),
        ("toys wingtip", "Wingtip Toys"),
        ("alpine ski house are", "Alpine Ski House Åre"),
        ("lucerne publishing", "Blå Lucerne Publishing"),
        ("a. datum", "A. Datum Corporation"),
        ("forth coffe", "Fourth Coffee"),
        ("First Up har platsen", "First Up Consultants"),
        ("CONTOSO RETAIL AZURE", "Contoso Retail AB"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "Tailwind Traders", "tailwind traders", "Contoso Pharma", "contoso pharma",
        "dpor for Volvo Contoso",
        "how it works", "first we travel", "what datum", "Umbrella Corp", "our bank account up north",
    ],
)  # fmt: skip
def test_another_company_is_not_taken_for_a_stored_one(text: str) -> None:
    assert found(text) == []


def test_a_word_that_fits_two_gives_both() -> None:
    assert found("dpor toys?") == ["Tailspin Toys", "Wingtip Toys"]


def test_two_names_in_a_sentence_are_both_found() -> None:
    assert set(found("Contoso and then we have Fabrikam")) == {"Contoso", "Fabrikam"}


def test_the_legal_suffix_tells_namesakes_apart() -> None:
    namesakes = NameIndex([("1", ("Proseware AB",)), ("2", ("Proseware Ltd",))])
    assert [match.id for match in namesakes.find("dpor proseware ab")] == ["1"]
    assert {match.id for match in namesakes.find("dpor proseware")} == {"1", "2"}


def test_a_part_that_two_share_gives_both() -> None:
    sisters = NameIndex([("1", ("Proseware Retail AB",)), ("2", ("Proseware Bank AB",))])
    assert {match.id for match in sisters.find("dpor proseware")} == {"1", "2"}


def test_every_name_of_an_entry_counts_and_the_first_is_shown() -> None:
    index = NameIndex([("7", ("A. Datum Corporation", "adatum.com"))])
    match = index.find("har vi adatum.com?")[0]
    assert (match.id, match.name, match.words) == ("7", "A. Datum Corporation", "adatum.com")


def test_an_index_without_names_finds_nothing() -> None:
    assert NameIndex([]).find("Contoso") == ()
    assert NameIndex([("1", ("", "&"))]).find("Contoso &") == ()


@pytest.mark.parametrize("text", ["är vi dpor hos {}?", "{} azure dpor", "hi, do we hold {}'s tenant"])
@pytest.mark.parametrize("name", COMPANIES)
def test_every_stored_name_is_found_in_any_case(name: str, text: str) -> None:
    for spelt in (name, name.lower(), name.upper()):
        assert found(text.format(spelt))[0] == name


@given(st.text(max_size=300))
def test_matches_stand_in_the_text(text: str) -> None:
    for match in INDEX.find(text):
        assert text[match.start : match.end] == match.words
        assert 0 < match.score <= 1
