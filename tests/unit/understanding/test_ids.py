"""Who pastes an id means that one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.ids import domains_in, domains_named, ids_in

ONE = "7c1f0a52-3d0e-4a6b-9f0e-51a1c0de0001"


def test_an_id_is_found_in_any_case_and_stands_in_the_text() -> None:
    text = f"who has ({ONE.upper()})?"
    (found,) = ids_in(text)
    assert (found.id, found.name) == (ONE, "")
    assert text[found.start : found.end] == found.words == ONE.upper()


def test_the_same_id_twice_is_one_and_others_come_in_order() -> None:
    assert [match.id for match in ids_in(f"{ONE} {ONE}")] == [ONE]
    other = ONE.replace("7c", "8c")
    assert [match.id for match in ids_in(f"{other} or {ONE}")] == [other, ONE]


def test_what_only_looks_like_one_is_none() -> None:
    for text in ("a-b-c-d-e", ONE[:-1], f"{ONE}0", f"x{ONE}", "2026-11-28 to 2026-12-28"):
        assert ids_in(text) == ()


@given(st.uuids())
def test_every_id_is_found(id_: object) -> None:
    assert [match.id for match in ids_in(f"is {id_} ours?")] == [str(id_)]


def test_a_domain_is_told_by_its_dots() -> None:
    assert domains_in("are we DPOR for Contoso.com, or for shop.contoso.co.uk?") == (
        "contoso.com",
        "shop.contoso.co.uk",
    )
    assert domains_in("are we DPOR for Contoso? yes. or no") == ()


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("är vi DPOR för kund-7.se?", "kund-7.se"),
        ("are we DPOR for mail.nordlys.dk's Azure?", "mail.nordlys.dk"),
        ("dpor www.bygg.example", "bygg.example"),
        ("who holds blåbär.se.", "blåbär.se"),
    ],
)
def test_a_domain_is_named_where_one_is_written(text: str, domain: str) -> None:
    (match,) = domains_named(text)
    assert match.id == text[match.start : match.end] == domain


@pytest.mark.parametrize(
    "text",
    [
        "t.ex. Azure, bl.a. Office, d.v.s. allt",
        "We are DPOR.What now?",
        "export ours as record.xlsx",
        "what is aka.ms/POR, and learn.microsoft.com/partner-center",
        "kim@contoso.com says so",
        "since 2026.10.01, version 2.5",
    ],
)
def test_what_only_looks_like_a_domain_names_nobody(text: str) -> None:
    assert domains_named(text) == ()
