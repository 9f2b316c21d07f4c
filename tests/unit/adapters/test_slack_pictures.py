"""Charts as PNG files: sound to the last byte, in proportion, legible in both languages, and never huge."""

from __future__ import annotations

import string
import struct
import zlib
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.pictures.canvas import Canvas, measure
from adapters.slack.pictures.drawing import WIDTH, drawn
from adapters.slack.pictures.letters import HEIGHT, letter
from adapters.slack.pictures.png import png
from bot.conversation.replies import Chart, ChartKind, Series
from tests.samples import SAMPLES

CHARTS = {
    f"{name} {number}": block
    for name, reply in SAMPLES.items()
    for number, block in enumerate(reply.blocks)
    if isinstance(block, Chart)
}
QUESTION_MARK = letter("?")


def opened(file: bytes) -> tuple[list[bytes], int]:
    """The rows of a PNG of ours and how many colours it has; every check sum and length is looked at."""
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    parts: dict[bytes, bytes] = {}
    at = 8
    while at < len(file):
        length, kind = struct.unpack(">I4s", file[at : at + 8])
        content = file[at + 8 : at + 8 + length]
        assert struct.unpack(">I", file[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + content),)
        parts[kind] = content
        at += 12 + length
    assert list(parts) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *rest = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert rest == [8, 3, 0, 0, 0]
    points = zlib.decompress(parts[b"IDAT"])
    assert len(points) == height * (width + 1)
    rows = [points[start : start + width + 1] for start in range(0, len(points), width + 1)]
    assert {row[0] for row in rows} == {0}
    return [row[1:] for row in rows], len(parts[b"PLTE"]) // 3


def test_a_file_holds_the_points_that_went_in() -> None:
    rows, colours = opened(png([b"\0\1\2", b"\2\1\0"], [(0, 0, 0), (255, 255, 255), (9, 9, 9)]))
    assert (rows, colours) == ([b"\0\1\2", b"\2\1\0"], 3)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_every_chart_becomes_a_sound_file(chart: Chart) -> None:
    file = drawn(chart)
    rows, colours = opened(file)
    assert {len(row) for row in rows} == {WIDTH}
    assert max(max(row) for row in rows) < colours
    assert len(file) < 64_000
    assert len(rows) < 4_000


def test_a_bar_is_in_proportion() -> None:
    chart = Chart(
        kind=ChartKind.BARS,
        caption="",
        summary="",
        heading="",
        labels=("", ""),
        series=(Series(name="", values=(3, 1)), Series(name="", values=(1, 0))),
    )
    rows, _ = opened(drawn(chart))
    runs = {tuple((colour, len(list(run))) for colour, run in groupby(row)) for row in rows}
    room = WIDTH - 48
    assert ((0, 24), (3, room * 3 // 4 - 2), (0, 2), (4, room // 4 - 2), (0, 26)) in runs
    assert ((0, 24), (3, room // 4 - 2), (0, WIDTH - 24 - room // 4 + 2)) in runs


@given(
    st.sampled_from(ChartKind),
    st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), max_size=6),
    st.text(max_size=40),
)
def test_any_numbers_and_any_words_can_be_drawn(kind: ChartKind, values: list[list[int]], words: str) -> None:
    series = tuple(Series(name=words, values=tuple(one)) for one in values)
    labels = (words,) * 3 if series else ()
    chart = Chart(kind=kind, caption=words, summary=words, heading=words, labels=labels, series=series)
    assert opened(drawn(chart))[0]


def test_a_chart_without_labels_is_drawn() -> None:
    for kind in ChartKind:
        series = (Series(name="Ours", values=()),)
        assert opened(drawn(Chart(kind=kind, caption="", summary="", heading="", labels=(), series=series)))[
            0
        ]


@pytest.mark.parametrize("character", string.ascii_letters + string.digits + "åäöÅÄÖé%'.,:()+-&")
def test_the_letters_of_both_languages_are_there(character: str) -> None:
    assert letter(character) != QUESTION_MARK
    assert any(letter(character))
    assert len(letter(character)) == HEIGHT


def test_letters_are_told_apart() -> None:
    every = string.ascii_letters + string.digits + "åäöÅÄÖ"
    assert len({letter(character) for character in every}) == len(every)


def test_what_has_no_letter_is_a_question_mark() -> None:
    assert letter("漢") == letter("\0") == QUESTION_MARK


def test_what_falls_outside_the_canvas_is_left_out() -> None:
    canvas = Canvas(4, 3)
    canvas.rectangle(-2, -2, 3, 3, 1)
    canvas.rectangle(3, 2, 9, 9, 2)
    canvas.rectangle(9, 9, 1, 1, 2)
    assert [bytes(row) for row in canvas.rows] == [b"\1\0\0\0", b"\0\0\0\0", b"\0\0\0\2"]
    canvas.write(2, 1, "Wå", 1)
    assert measure("Wå") == 22
