"""What a sentence about a case wants."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.partnership.cases import Decision
from bot.understanding.case_words import Wish, case_words
from tests.builders import TODAY


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("what happened in the Contoso conflict?", Wish.HISTORY),
        ("vad har hänt i konflikten hos Contoso", Wish.HISTORY),
        ("who should take the Contoso case?", Wish.SHOW),
        ("has anybody asked Contoso?", Wish.SHOW),
        ("har vi frågat Contoso?", Wish.SHOW),
        ("the case about Contoso Azure", Wish.SHOW),
        ("take the Contoso case", Wish.TAKE),
        ("jag tar ärendet om Contoso", Wish.TAKE),
        ("I hand the Contoso case back", Wish.HAND_BACK),
        ("lämna tillbaka ärendet", Wish.HAND_BACK),
        ("I have seen the Contoso case", Wish.ACKNOWLEDGE),
        ("jag har sett det", Wish.ACKNOWLEDGE),
        ("we asked Contoso", Wish.ASKED),
        ("jag skickade förfrågan till Contoso", Wish.ASKED),
        ("close the Contoso case", Wish.CLOSE),
        ("avsluta ärendet", Wish.CLOSE),
        ("Contoso has made up their mind", Wish.DECIDED),
        ("", Wish.SHOW),
    ],
)
def test_what_is_wanted(text: str, wish: Wish) -> None:
    assert case_words(text, TODAY).wish is wish


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Contoso chose us", Decision.SWITCHED),
        ("Contoso valde oss", Decision.SWITCHED),
        ("Contoso has decided to switch to us", Decision.SWITCHED),
        ("Contoso stays with us", Decision.KEPT),
        ("Contoso behåller oss", Decision.KEPT),
        ("Contoso stays with First Up", Decision.LOST),
        ("Contoso chose somebody else", Decision.LOST),
        ("Contoso decided against us", Decision.LOST),
        ("Contoso tackade nej till oss", Decision.LOST),
        ("Contoso valde någon annan", Decision.LOST),
    ],
)
def test_what_was_decided(text: str, decision: Decision) -> None:
    said = case_words(text, TODAY)
    assert (said.wish, said.decision) == (Wish.DECIDED, decision)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("we asked Contoso today", 0),
        ("vi frågade Contoso i går", 1),
        ("we asked Contoso on 2026-11-20", 2),
    ],
)
def test_when_it_was_asked(text: str, days: int) -> None:
    assert case_words(text, TODAY).day == TODAY - timedelta(days=days)


def test_a_day_that_is_none_or_unsaid_is_left_open() -> None:
    assert case_words("we asked Contoso on 2026-02-31", TODAY).day is None
    assert case_words("we asked Contoso", TODAY).day is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("snooze the Contoso case for a week", 7),
        ("påminn om ärendet om tre dagar", 3),
        ("remind me later", 1),
    ],
)
def test_how_long_nobody_is_to_be_reminded(text: str, days: int) -> None:
    said = case_words(text, TODAY)
    assert (said.wish, said.days) == (Wish.SNOOZE, days)
