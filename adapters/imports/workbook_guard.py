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
from adapters.imports.sheet_rows import SheetRows
from bot.partnership.refusals import Reason

PIECE = 256 * 1024
MOST_PARTS = 500
MOST_IN_A_SHEET = 768 * 1024 * 1024
MOST_IN_STRINGS = 64 * 1024 * 1024
MOST_TAGS_IN_STRINGS = 2_500_000
MOST_IN_ANOTHER_PART = 2 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_XML = (".xml", ".rels")
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)


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
    # A part without a name Python 3.11 stumbles over when it asks whether it is a folder.
    whole = "xl/workbook.xml" in names and "[content_types].xml" in names and all(names)
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
        rows = SheetRows(self._file)
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
                data = tail + piece
                if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
                    raise self._refused(Reason.DOCUMENT_TYPE)
                if is_xml and b"\0" in piece:
                    raise FileRefused.because(self._file, Reason.DAMAGED_WORKBOOK)
                tail = piece[-16:]
                yield piece

    def _refused(self, reason: Reason, most: str = "") -> FileRefused:
        return FileRefused.because(self._file, reason, part=self._info.filename, most=most)
