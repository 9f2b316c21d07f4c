"""What files are called, which are worth fetching, and how much of one is read."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files import (
    LARGEST_FILE,
    MOST_FILES,
    READABLE,
    NotTaken,
    may_be_report,
    plain_name,
    within_limit,
)
from adapters.imports.sheets import TEXT, WORKBOOK
from bot.conversation.events import Hindrance
from bot.conversation.language import Language
from bot.conversation.texts import texts_in


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("report.csv", "report.csv"),
        ("C:\\Users\\kim\\report.csv", "report.csv"),
        ("../../etc/report.csv", "report.csv"),
        ("Åkerlund & Söner  juni.xlsx", "Åkerlund & Söner juni.xlsx"),
        ("a\r\nSet-Cookie: b.csv", "aSet-Cookie: b.csv"),
        ("report\u202egpj.csv", "reportgpj.csv"),
        ("folder/", ""),
    ],
)
def test_a_name_is_one_line_without_a_folder(given_name: str, name: str) -> None:
    assert plain_name(given_name) == name


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_its_name_can_be_shown(given_name: str) -> None:
    name = plain_name(given_name)
    assert len(name) <= 120
    assert name == plain_name(name)
    assert not set(name) & set("/\\\n\r\t\x00\u202e")


def test_the_extension_of_a_long_name_is_kept() -> None:
    assert plain_name("x" * 500 + ".csv").endswith("x.csv")


def test_whatever_can_be_read_is_fetched_and_pictures_are_not() -> None:
    assert (*TEXT, *WORKBOOK) == READABLE
    assert all(may_be_report(f"June{extension.upper()}") for extension in READABLE)
    assert not any(map(may_be_report, ("a.png", "a.mp4", "a.html", "a.zip", "csv", "", ".csv")))


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_file_is_read_to_its_limit_and_not_beyond() -> None:
    assert await within_limit(chunks(b"ab", b"c"), 3) == b"abc"
    read: list[bytes] = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            read.append(b"ab")
            yield b"ab"

    with pytest.raises(NotTaken) as refused:
        await within_limit(endless(), 3)
    assert refused.value.why is Hindrance.TOO_LARGE
    assert len(read) == 2


@pytest.mark.parametrize("language", list(Language))
def test_what_people_are_told_of_the_limits_is_true(language: Language) -> None:
    told = texts_in(language).files.hindrances
    assert f"{LARGEST_FILE >> 20} MB" in told[Hindrance.TOO_LARGE]
    assert f" {MOST_FILES} " in told[Hindrance.TOO_MANY]
    assert told.keys() == set(Hindrance)
