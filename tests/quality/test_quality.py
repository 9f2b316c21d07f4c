"""The product's targets, a little below what was measured, on the set that steers the work."""

from __future__ import annotations

import pytest

from tests.quality.measure import Finding, figures, measured, read, trained


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return measured(trained(), read("blind_a"))


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("right topic or action", 0.92),
        ("status right", 0.95),
        ("out of scope refused", 0.92),
        ("language right", 0.99),
    ],
)
def test_a_share_stays_above_its_floor(findings: tuple[Finding, ...], figure: str, floor: float) -> None:
    assert figures(findings)[figure] >= floor


def test_a_wrong_customer_is_never_answered_about(findings: tuple[Finding, ...]) -> None:
    assert [f.message["id"] for f in findings if f.wrong_customer] == []


def test_few_answers_are_about_something_else(findings: tuple[Finding, ...]) -> None:
    assert figures(findings)["wrong topic answered"] <= 0.04


def test_the_bot_rarely_asks_back(findings: tuple[Finding, ...]) -> None:
    assert figures(findings)["asked back"] <= 0.03
