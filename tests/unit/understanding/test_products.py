"""Products by their names then and now, misspelt, inflected and inside compounds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.records import Product
from bot.understanding.products import only_one, products_in


@pytest.mark.parametrize(
    ("text", "product", "words"),
    [
        ("dpor contoso azure?", Product.MICROSOFT_AZURE, "azure"),
        ("are we on their azzure", Product.MICROSOFT_AZURE, "azzure"),
        ("Azureprenumerationen hos Contoso", Product.MICROSOFT_AZURE, "Azureprenumerationen"),
        ("har vi molnet hos Northwind", Product.MICROSOFT_AZURE, "molnet"),
        ("vilka ofice 365 har vi", Product.OFFICE_365, "ofice 365"),
        ("Microsoft 365 at Fourth Coffee", Product.OFFICE_365, "Microsoft 365"),
        ("O365-prenumerationen", Product.OFFICE_365, "O365"),
        ("o365n hos Contoso", Product.OFFICE_365, "o365n"),
        ("har vi Fabrikams crm?", Product.DYNAMICS_CRM_ONLINE, "crm"),
        ("crmsystemet", Product.DYNAMICS_CRM_ONLINE, "crmsystemet"),
        ("their dynamcs", Product.DYNAMICS_CRM_ONLINE, "dynamcs"),
        ("D365", Product.DYNAMICS_CRM_ONLINE, "D365"),
        ("windows intun", Product.WINDOWS_INTUNE, "windows intun"),
        ("EM+S", Product.ENTERPRISE_MOBILITY_SUITE, "EM+S"),
        ("enterprise mobility suite", Product.ENTERPRISE_MOBILITY_SUITE, "enterprise mobility suite"),
        ("is Office ours", Product.OFFICE_365, "Office"),
        ("their office subscription", Product.OFFICE_365, "office"),
        ("officeprenumerationen", Product.OFFICE_365, "officeprenumerationen"),
    ],
)
def test_a_nickname_is_understood(text: str, product: Product, words: str) -> None:
    found = only_one(products_in(text))
    assert found is not None
    assert (found.product, text[found.start : found.end]) == (product, words)


@pytest.mark.parametrize(
    "text", ["come to our office", "hello", "", "the offices", "emsworth", "cremona", "azores are far"]
)
def test_no_product_is_seen_where_none_is_named(text: str) -> None:
    assert only_one(products_in(text)) is None


def test_two_products_are_no_single_one() -> None:
    text = "CRM and Intune"
    assert [m.product for m in products_in(text)] == [Product.DYNAMICS_CRM_ONLINE, Product.WINDOWS_INTUNE]
    assert only_one(products_in(text)) is None


def test_the_same_product_twice_is_one() -> None:
    found = only_one(products_in("Azure, microsoft azure"))
    assert found is not None
    assert found.product is Product.MICROSOFT_AZURE


@given(st.text(max_size=200))
def test_matches_stand_in_the_text_in_order(text: str) -> None:
    found = products_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("contoso azur", Product.MICROSOFT_AZURE),
        ("contoso o356", Product.OFFICE_365),
        ("dynamics 356", Product.DYNAMICS_CRM_ONLINE),
        ("litware EM+S", Product.ENTERPRISE_MOBILITY_SUITE),
    ],
)
def test_short_names_are_forgiven_a_swap(text: str, product: Product) -> None:
    match = only_one(products_in(text))
    assert match is not None
    assert match.product is product
