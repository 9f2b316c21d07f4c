"""A delimited text file as rows of cells, in bounded memory, whatever its encoding and its separator."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from adapters.imports.file import File
from adapters.imports.refused import FileRefused
from adapters.imports.table_rows import AT_ONCE, Rows, row_by_row
from bot.partnership.refusals import Reason

SMALLEST_CHUNK, LARGEST_CHUNK = 256, 128 * 1024
STEPS = 100
LONGEST_LINE = 64 * 1024
LONGEST_ROW = 1024 * 1024
SEPARATORS = ",;\t"
Progress = Callable[[int], None]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class _RowTooLong(Exception):
    """Whoever reads its lines does not know where it began."""


class TextTable:
    """One reading of one file: its rows can be gone through once. `separator` is known before that.

    Each row comes with its first line in the file, from 1; empty rows are left out.
    """

    def __init__(self, file: File, opened: BinaryIO, progress: Progress | None) -> None:
        self._file = file
        self._opened = opened
        self._progress = progress
        self._decoded_lines = 1
        self._bytes_of_line = 0
        self._rows = 0
        self._lines = self._all_lines()
        self._first = next(self._lines, "")
        self.separator = _declared(self._first)
        if self.separator:
            self._skipped, self._first = 1, next(self._lines, "")
        else:
            self._skipped = 0
            self.separator = max(SEPARATORS, key=_unquoted(self._first).count)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Raises FileRefused."""
        return row_by_row(self.blocks())

    def blocks(self) -> Iterator[Rows]:
        """The first row alone, then some hundred at once. Raises FileRefused when those before have come."""
        reader = csv.reader(self._from_first(), delimiter=self.separator, strict=True)
        ended, most = self._skipped, 1
        fault: FileRefused | None = None
        while not fault:
            rows: list[list[str]] = []
            ends = [ended]
            try:
                for cells in islice(reader, most):
                    self._rows += 1
                    rows.append(cells)
                    ends.append(reader.line_num + self._skipped)
            except csv.Error as error:
                fault = self._refused(_what_is_wrong(error), ends[-1] + 1)
            except _RowTooLong:
                fault = self._refused(Reason.ROW_TOO_LONG, ends[-1] + 1, most="1 MB")
            except FileRefused as refused:
                fault = refused
            some = _without_empty(ends, rows)
            if some.lines:
                yield some
                most = AT_ONCE
            elif not rows and not fault:
                return
            ended = ends[-1]
        raise fault

    def _from_first(self) -> Iterator[str]:
        yield self._first
        yield from self._lines

    def _all_lines(self) -> Iterator[str]:
        rest, rows, length = "", 0, 0
        for text in self._texts():
            length = len(text) + (length if rows == self._rows else 0)
            rows = self._rows
            if length > LONGEST_ROW:
                raise _RowTooLong
            lines = (rest + text).split("\n")
            rest = lines.pop()
            for line in lines:
                if len(line) > LONGEST_LINE:
                    raise self._too_long(lines, line)
                yield line + "\n"
            if len(rest) > LONGEST_LINE:
                raise self._refused(Reason.LINE_TOO_LONG, self._decoded_lines, most=str(LONGEST_LINE))
        if rest:
            yield rest

    def _texts(self) -> Iterator[str]:
        size = _chunk_size(self._opened)
        chunk = self._opened.read(size)
        encoding = self._encoding(chunk)
        decoder = codecs.getincrementaldecoder(encoding)()
        while chunk:
            yield self._decoded(decoder, chunk, encoding)
            if self._progress:
                self._progress(len(chunk))
            chunk = self._opened.read(size)
        yield self._decoded(decoder, b"", encoding)

    def _decoded(self, decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str) -> str:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise self._wrong_bytes(error, chunk, encoding) from error
        if "\0" in text:
            raise self._refused(Reason.NOT_TEXT, self._decoded_lines + text[: text.index("\0")].count("\n"))
        self._decoded_lines += text.count("\n")
        rest = len(chunk) - (chunk.rfind(b"\n") + 1)
        self._bytes_of_line = rest if b"\n" in chunk else self._bytes_of_line + rest
        return text

    def _wrong_bytes(self, error: UnicodeDecodeError, chunk: bytes, encoding: str) -> FileRefused:
        before = error.object[: error.start]
        line = self._decoded_lines + before.count(b"\n")
        if encoding.startswith("utf-16"):
            return self._refused(Reason.NOT_UTF_16, line)
        kept = len(error.object) - len(chunk)
        at = error.start - before.rfind(b"\n")
        byte = at if b"\n" in before else at + self._bytes_of_line - kept
        return self._refused(Reason.NOT_UTF_8, line, byte=str(byte))

    def _encoding(self, beginning: bytes) -> str:
        if beginning.startswith(_UTF_32):
            raise self._refused(Reason.NOT_TEXT, 1)
        for mark, encoding in _MARKS:
            if beginning.startswith(mark):
                return encoding
        match [byte == 0 for byte in beginning[:4]]:
            case [False, True, False, True]:
                return "utf-16-le"
            case [True, False, True, False]:
                return "utf-16-be"
            case _:
                return "utf-8"

    def _too_long(self, lines: list[str], line: str) -> FileRefused:
        at = self._decoded_lines - (len(lines) - lines.index(line))
        return self._refused(Reason.LINE_TOO_LONG, at, most=str(LONGEST_LINE))

    def _refused(self, reason: Reason, line: int | None, **arguments: str) -> FileRefused:
        return FileRefused.because(self._file.name, reason, line=line, **arguments)


def _without_empty(ends: Sequence[int], rows: list[list[str]]) -> Rows:
    """`ends` are the last line before the first row, and each row's."""
    lines = [end + 1 for end in ends[:-1]]
    if all(rows) and all(cells[0].strip() for cells in rows):
        return Rows(lines, rows)
    some = [at for at, cells in enumerate(rows) if any(cells) and not "".join(cells).isspace()]
    return Rows([lines[at] for at in some], [rows[at] for at in some])


def _what_is_wrong(error: csv.Error) -> Reason:
    """csv says it in English alone, and has no codes for it."""
    match str(error):
        case said if said.startswith("new-line"):
            return Reason.LONE_RETURN
        case said if "expected after" in said:
            return Reason.STRAY_QUOTE
        case _:
            # The file ended within it, or csv's longest cell did.
            return Reason.OPEN_QUOTE


def _chunk_size(file: BinaryIO) -> int:
    """Small enough that progress is told in steps, large enough that it costs nothing."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return min(max(size // STEPS, SMALLEST_CHUNK), LARGEST_CHUNK)


def _declared(line: str) -> str:
    """The separator of a first line "sep=;", which some spreadsheets write."""
    text = line.strip().casefold()
    return text[4:] if text[:4] == "sep=" and text[4:] in tuple(SEPARATORS) else ""


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])
