"""Names that nobody has stored, and ourselves."""

from __future__ import annotations

import pytest

from bot.understanding.strangers import (
    perhaps_unheard_of,
    speaks_of_own,
    speaks_of_record,
    strangers_in,
    surely_unheard_of,
)


def heard(text: str, *, known: frozenset[str] = frozenset()) -> str:
    span = surely_unheard_of(strangers_in(text, [], known.__contains__), text)
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("are we DPOR for Umbrella Corp?", "Umbrella Corp"),
        ("är vi dpor hos Wide World Importers", "Wide World Importers"),
        ("are we dpor at proseware", "proseware"),
        ("dpor volvo?", "volvo"),
        ("är vi dpor för Nordlys Møbler A/S?", "Nordlys Møbler A/S"),
        ("do we hold Umbrella Corporation's?", "Umbrella Corporation"),
        (
            "are we partner of record for Munson's Pickles & Preserves Farm",
            "Munson's Pickles & Preserves Farm",
        ),
    ],
)
def test_an_unknown_name_is_heard(text: str, name: str) -> None:
    assert heard(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "are we dpor", "how do we become partner of record then", "what gibberish would that turn out like"],
)
def test_no_name_is_invented(text: str) -> None:
    assert heard(text) == ""


def test_known_words_and_named_places_are_no_strangers() -> None:
    assert heard("dpor retroactively?", known=frozenset({"retroactively"})) == ""
    assert strangers_in("dpor Proseware", [(5, 14)], lambda word: False) == ()


def test_our_own_is_understood_in_both_languages() -> None:
    assert speaks_of_own("are we DPOR on our own tenant")
    assert speaks_of_own("vår egen Azure")
    assert not speaks_of_own("is it their house")


def test_speaking_of_partner_of_record() -> None:
    assert speaks_of_record("är vi DPOR")
    assert not speaks_of_record("what is the weather")


@pytest.mark.parametrize(
    "text", ["vilka certifieringar behöver vi", "vem har flest DPOR?", "who is usually DPOR?"]
)
def test_an_unusual_word_that_stands_where_no_name_does_is_none(text: str) -> None:
    assert heard(text) == ""


def test_a_lower_case_name_after_for_is_heard() -> None:
    assert heard("är vi dpor för umbrella") == "umbrella"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("proseware azure e vi dpor", "proseware"),
        ("har proseware lagt in oss", "proseware"),
        ("are we dpor on the azure proseware", "proseware"),
    ],
)
def test_more_places_will_do_where_a_standing_is_asked_for(text: str, name: str) -> None:
    start = text.find("azure")
    taken = [(start, start + len("azure"))] if start >= 0 else []
    strangers = strangers_in(text, taken, frozenset({"lagt"}).__contains__)
    span = perhaps_unheard_of(strangers, text, taken)
    assert span is not None
    assert text[slice(*span)] == name


def test_not_every_place_will_do() -> None:
    text = "we were told that gibberish reigns over here"
    strangers = strangers_in(text, [], lambda _: False)
    assert strangers
    assert perhaps_unheard_of(strangers, text, []) is None
