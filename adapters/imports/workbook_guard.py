"""Looks a workbook over before anything parses it: what comes out of the archive, not what it says.

openpyxl builds trees, and trusts what it is given: a megabyte can become gigabytes there. Each part is
inflated here piece by piece and counted; a sheet must be rows with nothing between them, so that
openpyxl, which forgets each row when it has read it, never holds more than one.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from adapters.imports.refused import FileRefused
from bot.partnership.refusals import Reason, Refusal

PIECE = 256 * 1024
MOST_PARTS = 500
MOST_IN_A_SHEET = 768 * 1024 * 1024
MOST_IN_STRINGS = 64 * 1024 * 1024
MOST_TAGS_IN_STRINGS = 2_500_000
MOST_IN_ANOTHER_PART = 2 * 1024 * 1024
MOST_IN_A_ROW = 1024 * 1024
MOST_BETWEEN_ROWS = 256
MOST_ROWS = 200_001
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_XML = (".xml", ".rels")
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)
_FORMULA_TAG = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_CELL_NAME = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ROW_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?row(?:\s[^<>]*?)?(/?)>")


def look_over(name: str, file: BinaryIO) -> int:
    """The rows of all sheets. Raises FileRefused for what is no plain workbook of bearable size."""
    _check_kind(name, file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(name, archive.infolist())
            return sum(_Part(name, archive, part).look() for part in archive.infolist() if not part.is_dir())
    except _DAMAGED as error:
        raise FileRefused.because(name, Reason.DAMAGED_WORKBOOK) from error


def _check_kind(name: str, file: BinaryIO) -> None:
    beginning = file.read(len(_OLE))
    if beginning == _OLE:
        encrypted = _ENCRYPTED_PACKAGE in file.read(1024 * 1024)
        raise FileRefused.because(name, Reason.ENCRYPTED if encrypted else Reason.OLD_WORKBOOK)
    file.seek(0)


def _check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused.because(name, Reason.ENCRYPTED)
    if any("vbaproject" in part or "/macrosheets/" in part for part in names):
        raise FileRefused.because(name, Reason.MACROS)
    if len(parts) > MOST_PARTS:
        raise FileRefused.because(name, Reason.BOMB, part="its parts", most=str(MOST_PARTS))
    whole = "xl/workbook.xml" in names and "[content_types].xml" in names
    if not whole or len(set(names)) < len(names) or any(p.compress_type not in _DEFLATED for p in parts):
        raise FileRefused.because(name, Reason.DAMAGED_WORKBOOK)


class _Part:
    """One part of the archive, gone through once."""

    def __init__(self, file: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        self._file = file
        self._archive = archive
        self._info = part

    def look(self) -> int:
        """Gives the rows of a sheet, 0 for other parts."""
        name = self._info.filename.casefold()
        if _SHEET.fullmatch(name):
            return self._sheet()
        if name == "xl/sharedstrings.xml":
            self._strings()
        elif name == "[content_types].xml":
            self._types()
        else:
            for _ in self._pieces(MOST_IN_ANOTHER_PART):
                pass
        return 0

    def _types(self) -> None:
        types = b"".join(self._pieces(MOST_IN_ANOTHER_PART)).lower()
        if b"macroenabled" in types:
            raise FileRefused.because(self._file, Reason.MACROS)
        elsewhere = b"sharedstrings+xml" in types and b'"/xl/sharedstrings.xml"' not in types
        if b"&" in types or elsewhere or types.count(b"sharedstrings+xml") > 1:
            raise FileRefused.because(self._file, Reason.DAMAGED_WORKBOOK)

    def _strings(self) -> None:
        tags = 0
        for piece in self._pieces(MOST_IN_STRINGS):
            tags += piece.count(b"<")
            if tags > MOST_TAGS_IN_STRINGS:
                raise self._refused(Reason.BOMB, most=f"{MOST_TAGS_IN_STRINGS} tags")

    def _sheet(self) -> int:
        rows = _Rows(self._file)
        for piece in self._pieces(MOST_IN_A_SHEET):
            rows.take(piece)
        return rows.count

    def _pieces(self, most: int) -> Iterator[bytes]:
        """Refuses what is larger, is XML in UTF-16, or declares a document type."""
        size, tail = 0, b""
        is_xml = self._info.filename.casefold().endswith(_XML)
        with self._archive.open(self._info) as part:
            while piece := part.read(PIECE):
                size += len(piece)
                if size > most:
                    raise self._refused(Reason.BOMB, most=f"{most // 1024 // 1024} MB")
                if b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                    raise self._refused(Reason.DOCUMENT_TYPE)
                if is_xml and b"\0" in piece:
                    raise FileRefused.because(self._file, Reason.DAMAGED_WORKBOOK)
                tail = piece[-16:]
                yield piece

    def _refused(self, reason: Reason, most: str = "") -> FileRefused:
        return FileRefused.because(self._file, reason, part=self._info.filename, most=most)


class _Rows:
    """What a sheet's XML consists of, piece by piece: rows, and nothing to speak of between them."""

    def __init__(self, file: str) -> None:
        self.count = 0
        self._file = file
        self._inside = False
        self._rest = b""

    def take(self, piece: bytes) -> None:
        data, end = self._rest + piece, 0
        self._check_formulas(data)
        for tag in _ROW_TAG.finditer(data):
            closing, empty = tag.groups()
            self._check_gap(tag.start() - end)
            if bool(closing) != self._inside or (closing and empty):
                raise self._refused(Reason.DAMAGED_WORKBOOK)
            self._inside = not closing and not empty
            self.count += not closing
            end = tag.end()
        if self.count > MOST_ROWS:
            raise self._refused(Reason.TOO_MANY_ROWS, most=str(MOST_ROWS - 1))
        self._rest = data[end:]
        if len(self._rest) > MOST_IN_A_ROW:
            raise self._refused(Reason.ROW_TOO_LONG, most="1 MB")

    def _check_gap(self, gap: int) -> None:
        if self._inside or not self.count:
            if gap > MOST_IN_A_ROW:
                raise self._refused(Reason.ROW_TOO_LONG, most="1 MB")
        elif gap > MOST_BETWEEN_ROWS:
            raise self._refused(Reason.DAMAGED_WORKBOOK)

    def _check_formulas(self, data: bytes) -> None:
        found = _FORMULA_TAG.search(data)
        if found:
            cell = list(_CELL_NAME.finditer(data, max(0, found.start() - 1000), found.start()))[-1:]
            column, line = (cell[0][1].decode(), int(cell[0][2])) if cell else ("", None)
            raise FileRefused(self._file, Refusal(reason=Reason.FORMULA, line=line, column=column))

    def _refused(self, reason: Reason, most: str = "") -> FileRefused:
        return FileRefused.because(self._file, reason, most=most)
