"""Rows out of text files: whatever is written comes back, from any encoding, cut anywhere."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from adapters.imports.escaping import escaped, unescaped
from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.sheets import table
from adapters.imports.writing import Cell, csv_writer, workbook_writer
from bot.partnership.refusals import Reason
from tests.downloads import workbook_file

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t", exclude_characters="\ufeff")
CELLS = st.text(LETTERS, max_size=30)
ROWS = st.lists(
    st.lists(CELLS, min_size=2, max_size=4).filter(lambda cells: any(map(str.strip, cells))), max_size=6
)
PLAIN_HEADER = ["one", "two", "three", "four"]


def rows_of(file: File) -> list[list[str]]:
    with file.open() as opened:
        return [cells for _, cells in table(file, opened).rows()]


def csv_file(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> File:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return File(name="a.csv", content=text.getvalue().encode(encoding))


@given(
    ROWS,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_what_is_written_comes_back(rows: list[list[str]], separator: str, encoding: str) -> None:
    assert rows_of(csv_file([PLAIN_HEADER, *rows], separator, encoding)) == [PLAIN_HEADER, *rows]


@given(st.binary(max_size=3000))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    for name in ("a.csv", "a.xlsx"):
        with contextlib.suppress(FileRefused):
            rows_of(File(name=name, content=content))


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_workbook_with_a_byte_changed_is_rows_or_a_refusal(at: int, byte: int) -> None:
    whole = _WORKBOOK
    assert isinstance(whole, bytes)
    place = at * len(whole) // 400
    with contextlib.suppress(FileRefused):
        rows_of(File(name="a.xlsx", content=whole[:place] + bytes([byte]) + whole[place + 1 :]))


_WORKBOOK = workbook_file(PLAIN_HEADER, ["a", 1, 2.5, None]).content


def test_a_row_that_breaks_a_chunk_is_whole() -> None:
    rows = [PLAIN_HEADER, *([f"å{n}" * 40, "b" * (n % 7), "€", "🦊"] for n in range(5000))]
    for encoding in ("utf-8", "utf-16"):
        assert rows_of(csv_file(rows, encoding=encoding)) == rows


def test_each_row_comes_with_its_first_line() -> None:
    content = b'sep=;\r\na;b\r\n\r\n"1\r\n1";2\r\n3;4'
    file = File(name="a.csv", content=content)
    with file.open() as opened:
        assert list(table(file, opened).rows()) == [(2, ["a", "b"]), (4, ["1\r\n1", "2"]), (6, ["3", "4"])]


def test_a_separator_inside_quotation_marks_is_none() -> None:
    assert rows_of(File(name="a.csv", content=b'"a,b,c";d\n1;2\n')) == [["a,b,c", "d"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ("a,b\n1,å\n".encode("latin-1"), Reason.NOT_UTF_8, 2),
        ("a,b\n1,å\n".encode() + "2,å\n".encode("utf-16-le"), Reason.NOT_UTF_8, 3),
        (b"a,b\n1,x\n" + "2,x\n".encode("utf-16-le"), Reason.NOT_TEXT, 3),
        (b"a,b\n" + "1,å\n".encode("latin-1") * 2, Reason.NOT_UTF_8, 2),
        ("a,b\n1,x\n".encode("utf-16") + b"2", Reason.NOT_UTF_16, 3),
        ("a,b\n".encode("utf-16") + b"\x00\xd8a\x00", Reason.NOT_UTF_16, 2),
        ("a,b\n".encode("utf-32"), Reason.NOT_TEXT, 1),
        (b"a,b\n1,\0\n", Reason.NOT_TEXT, 2),
        (b"a,b\n1,2\n" + b"x" * 70_000, Reason.LINE_TOO_LONG, 3),
        (b"a,b\n1,2\n" + b"x" * 70_000 + b"\n3,4\n", Reason.LINE_TOO_LONG, 3),
        (b'a,b\n"' + b"x\n" * 80_000, Reason.OPEN_QUOTE, 2),
        (b'a,b\n1,2\n3,"4\n5,6\n', Reason.OPEN_QUOTE, 3),
        (b'a,b\n1,2\n"3"x,4\n', Reason.STRAY_QUOTE, 3),
        (b"a,b\r1,2\r", Reason.LONE_RETURN, 1),
        (b"a,b\r\n1,2\n3,4\r5,6\n", Reason.LONE_RETURN, 3),
        (b"a,b\n" + b'"x\n","x\n",' * 200_000, Reason.ROW_TOO_LONG, 2),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(content: bytes, reason: Reason, line: int | None) -> None:
    with pytest.raises(FileRefused) as refusal:
        rows_of(File(name="a.csv", content=content))
    assert (refusal.value.refusal.reason, refusal.value.refusal.line) == (reason, line)


def test_the_wrong_byte_is_counted_from_its_line_across_chunks() -> None:
    good = b"a,b\n" + b"x" * 300 + b"," + b"y" * 300
    with pytest.raises(FileRefused) as refusal:
        rows_of(File(name="a.csv", content=good + b"\xff\n"))
    assert dict(refusal.value.refusal.arguments)["byte"] == "602"


class Endless(io.RawIOBase):
    """As many bytes as a two-gigabyte file, of which only what is read is ever made."""

    def __init__(self, beginning: bytes, piece: bytes) -> None:
        self._left = beginning
        self._piece = piece
        self.given = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 2_000_000_000 if whence else 0

    def read(self, size: int = -1, /) -> bytes:
        if len(self._left) < size:
            self._left += self._piece * (size // len(self._piece) + 1)
        given, self._left = self._left[:size], self._left[size:]
        self.given += len(given)
        return given


@pytest.mark.parametrize(
    ("beginning", "piece"), [(b"a,b\n1,", b"x"), (b'a,b\n1,"', b"x\n"), (b"a,b\n", b'"x\n",')]
)
def test_a_cell_of_two_gigabytes_is_refused_after_little(beginning: bytes, piece: bytes) -> None:
    opened: Any = Endless(beginning, piece)
    opened.seek(0)
    with pytest.raises(FileRefused):
        list(table(File(name="a.csv", content=b""), _past_the_look(opened, beginning)).rows())
    assert opened.given < 3_000_000


def _past_the_look(opened: Any, beginning: bytes) -> Any:
    """`table` looks at the first bytes and goes back."""
    read, looked = opened.read, False

    def once(size: int = -1) -> bytes:
        nonlocal looked
        if not looked:
            looked = True
            return beginning[:size]
        return read(size)

    opened.read = once
    return opened


DANGEROUS = (
    "=1+1",
    "+46 8 123",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''+1",
    " =1",
    "=cmd|' /C calc'!A0",
    "＝1",
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_text_to_it(text: str) -> None:
    assert escaped(text)[0] == "'"
    assert unescaped(escaped(text)) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n aå＝"), max_size=6) | st.text(max_size=20))
def test_escaping_is_taken_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text).lstrip()[:1] not in ("=", "+", "-", "@", "＝")


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    saved = io.BytesIO()
    with csv_writer(saved) as add:
        for row in rows:
            add(row)
    return saved.getvalue()


def as_workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    saved = io.BytesIO()
    with workbook_writer(saved) as add:
        for row in rows:
            add(row)
    return saved.getvalue()


@given(st.lists(st.text(LETTERS.filter(str.isprintable), max_size=12), min_size=2, max_size=3))
def test_a_written_csv_reads_back_equal(texts: list[str]) -> None:
    content = as_csv([["one", "two", "three"][: len(texts)], texts])
    assert content.startswith(b"\xef\xbb\xbf")
    found = [[unescaped(cell) for cell in row] for row in rows_of(File(name="a.csv", content=content))]
    assert found[1:] == ([texts] if any(map(str.strip, texts)) else [])


def test_a_written_workbook_holds_text_and_never_a_formula() -> None:
    content = as_workbook([["text"], *([text] for text in DANGEROUS), [True], [None], ["\x07bell"]])
    file = File(name="a.xlsx", content=content)
    found = [unescaped(cells[0]) for cells in rows_of(file)]
    assert [text.replace("\r", "\n") for text in found] == [
        "text",
        *(text.replace("\r", "\n") for text in DANGEROUS),
        "yes",
        "bell",
    ]


def test_days_and_numbers_are_written_as_such() -> None:
    from datetime import date
    from decimal import Decimal

    row = [date(2026, 12, 31), Decimal("1234.50"), 7, -1]
    table = [["day", "amount", "count", "minus"], row]
    assert as_csv(table).splitlines()[1] == b'"2026-12-31",1234.50,7,-1'
    assert rows_of(File(name="a.xlsx", content=as_workbook(table)))[1] == [
        "2026-12-31",
        "1234.5",
        "7",
        "-1",
    ]


def test_the_one_sheet_with_rows_is_read() -> None:
    book = Workbook()
    book.create_sheet("Empty")
    book.create_sheet("Data").append(["a", "b"])
    hidden = book.create_sheet("Hidden")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    assert rows_of(_saved(book)) == [["a", "b"]]
    book.worksheets[0].append(["c"])
    with pytest.raises(FileRefused, match="several sheets with rows: Sheet, Data"):
        rows_of(_saved(book))


def _saved(book: Workbook) -> File:
    saved = io.BytesIO()
    book.save(saved)
    return File(name="a.xlsx", content=saved.getvalue())
