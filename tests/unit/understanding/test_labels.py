"""A word that only one label has tells which subscription is meant."""

from __future__ import annotations

import pytest

from bot.understanding.labels import labelled

LABELS = ("Office 365 Factory", "Office 365 Headquarters", "CRM Sales")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("who has Fabrikam's factory", 0),
        ("fabrikam crm", None),
        ("FABRIKAM OFFICE 365 HEADQUARTERS", 1),
        ("fabrikam office 365", None),
        ("factory or headquarters?", None),
        ("", None),
    ],
)
def test_the_label_that_is_named(text: str, place: int | None) -> None:
    assert labelled(text, LABELS) == place


def test_labels_that_are_the_same_are_not_told_apart() -> None:
    assert labelled("the factory", ("Factory", "Factory")) is None
    assert labelled("anything", ()) is None
