"""Workbooks that mean harm: each refused by name, at once, in little memory."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from adapters.imports.file import File
from adapters.imports.reading import opened_report
from adapters.imports.refused import FileRefused
from adapters.imports.sheets import table
from adapters.imports.workbook_guard import MOST_IN_STRINGS
from bot.partnership.refusals import Reason
from tests.downloads import workbook_file

SHEET, STRINGS, TYPES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEADER = b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'


def workbook(parts: Mapping[str, bytes | Iterator[bytes]], name: str = "file.xlsx") -> File:
    """A good workbook with parts replaced or added, by their names."""
    good = workbook_file(["a", "b"], [1, 2]).content
    assert isinstance(good, bytes)
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as before,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after,
    ):
        for part in before.namelist():
            if part not in parts:
                after.writestr(part, before.read(part))
        for part, content in parts.items():
            with after.open(part, "w", force_zip64=True) as to:
                for piece in [content] if isinstance(content, bytes) else content:
                    to.write(piece)
    return File(name=name, content=saved.getvalue())


def sheet(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return (
        b"<worksheet "
        + MAIN
        + b">"
        + before
        + b"<sheetData>"
        + rows
        + b"</sheetData>"
        + after
        + b"</worksheet>"
    )


def with_sheet(content: bytes | Iterator[bytes]) -> File:
    return workbook({SHEET: content})


def pieces(beginning: bytes, piece: bytes, times: int) -> Iterator[bytes]:
    yield beginning
    for _ in range(times):
        yield piece


def type_of(part: str, kind: str) -> bytes:
    plain = workbook_file(["a"]).content
    assert isinstance(plain, bytes)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        types = archive.read(TYPES)
    return types.replace(b"</Types>", f'<Override PartName="{part}" ContentType="{kind}"/></Types>'.encode())


DTD = b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 1000 + b'">]>'
FILES: dict[str, tuple[Callable[[], File], Reason]] = {
    "600 MB of strings": (
        lambda: workbook({STRINGS: pieces(b"<sst " + MAIN + b"><si><t>", b"x" * 1_000_000, 600)}),
        Reason.BOMB,
    ),
    "a million strings": (
        lambda: workbook({STRINGS: pieces(b"<sst " + MAIN + b">", b"<si><t/></si>" * 10_000, 100)}),
        Reason.BOMB,
    ),
    "10 million cells in a row": (
        lambda: with_sheet(pieces(sheet(b"")[:-25] + b"<row>", b"<c><v>1</v></c>" * 10_000, 1000)),
        Reason.ROW_TOO_LONG,
    ),
    "10 million cells in rows": (
        lambda: with_sheet(
            pieces(sheet(b"")[:-25], (b"<row>" + b"<c><v>1</v></c>" * 10 + b"</row>") * 1000, 1000)
        ),
        Reason.TOO_MANY_ROWS,
    ),
    "trash between the rows": (
        lambda: with_sheet(sheet(HEADER + b"<x/>" * 1000 + b"<row/>")),
        Reason.DAMAGED_WORKBOOK,
    ),
    "trash before the rows": (
        lambda: with_sheet(sheet(HEADER, before=b"<x/>" * 300_000)),
        Reason.ROW_TOO_LONG,
    ),
    "trash after the rows": (lambda: with_sheet(sheet(HEADER, after=b"<x/>" * 300_000)), Reason.ROW_TOO_LONG),
    "rows in rows": (lambda: with_sheet(sheet(b"<row><row></row></row>")), Reason.DAMAGED_WORKBOOK),
    "an inline cell of 100 MB": (
        lambda: with_sheet(pieces(sheet(b"")[:-25] + b"<row><c><v>", b"9" * 1_000_000, 100)),
        Reason.ROW_TOO_LONG,
    ),
    "nested entities": (lambda: with_sheet(DTD + sheet(HEADER)), Reason.DOCUMENT_TYPE),
    "entities in the types": (lambda: workbook({TYPES: DTD + type_of("/x", "y")}), Reason.DOCUMENT_TYPE),
    "xml in UTF-16": (lambda: with_sheet(sheet(HEADER).decode().encode("utf-16")), Reason.DAMAGED_WORKBOOK),
    "one cell in the last row": (
        lambda: with_sheet(sheet(HEADER + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        Reason.TOO_MANY_ROWS,
    ),
    "one cell in the last column": (
        lambda: with_sheet(sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>')),
        Reason.TOO_MANY_COLUMNS,
    ),
    "a formula": (
        lambda: with_sheet(sheet(HEADER + b'<row r="2"><c r="C2"><f>1+1</f><v>2</v></c></row>')),
        Reason.FORMULA,
    ),
    "a formula under a prefix": (
        lambda: with_sheet(
            b"<x:worksheet xmlns:x"
            + MAIN[5:]
            + b'><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c>'
            b"</x:row></x:sheetData></x:worksheet>"
        ),
        Reason.FORMULA,
    ),
    "a string that is not there": (
        lambda: with_sheet(sheet(b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>')),
        Reason.DAMAGED_WORKBOOK,
    ),
    "strings under another name": (
        lambda: workbook(
            {
                TYPES: type_of(
                    "/xl/worksheets/sheet1.xml",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
                )
            }
        ),
        Reason.DAMAGED_WORKBOOK,
    ),
    "another part of 3 MB": (lambda: workbook({"xl/styles.xml": b"<a>" + b" " * 3_000_000}), Reason.BOMB),
    "macros": (lambda: workbook({"xl/vbaProject.bin": b"macro"}), Reason.MACROS),
    "macros by type": (
        lambda: workbook({TYPES: type_of("/x", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")}),
        Reason.MACROS,
    ),
    "a macro file": (lambda: workbook({}, "file.xlsm"), Reason.MACROS),
    "no workbook": (lambda: File(name="file.xlsx", content=b"a,b\n1,2\n"), Reason.TEXT_NAMED_WORKBOOK),
    "a workbook named csv": (lambda: workbook({}, "file.csv"), Reason.WORKBOOK_NAMED_TEXT),
    "a workbook named tsv": (lambda: workbook({}, "file.TSV"), Reason.WORKBOOK_NAMED_TEXT),
    "half a workbook": (lambda: _half(workbook({})), Reason.DAMAGED_WORKBOOK),
    "an archive of something else": (lambda: _archive("readme.txt"), Reason.DAMAGED_WORKBOOK),
    "a part twice": (lambda: _archive(TYPES, "xl/workbook.xml", "XL/Workbook.xml"), Reason.DAMAGED_WORKBOOK),
    "a part without a name": (lambda: _nameless(workbook({})), Reason.DAMAGED_WORKBOOK),
    "501 parts": (
        lambda: _archive(TYPES, "xl/workbook.xml", *(f"xl/{n}.xml" for n in range(500))),
        Reason.BOMB,
    ),
    "an old workbook": (
        lambda: File(name="a.xlsx", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        Reason.OLD_WORKBOOK,
    ),
    "an old workbook by name": (lambda: File(name="a.xls", content=b"x"), Reason.OLD_WORKBOOK),
    "encrypted": (
        lambda: File(
            name="a.xlsx",
            content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        ),
        Reason.ENCRYPTED,
    ),
    "an encrypted part": (lambda: _encrypted(workbook({})), Reason.ENCRYPTED),
    "another extension": (lambda: File(name="a.exe", content=b"a,b"), Reason.UNKNOWN_EXTENSION),
    "empty": (lambda: File(name="a.xlsx", content=b""), Reason.EMPTY),
}


def _half(file: File) -> File:
    assert isinstance(file.content, bytes)
    return File(name=file.name, content=file.content[: len(file.content) // 2])


def _archive(*names: str) -> File:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    return File(name="file.xlsx", content=saved.getvalue())


def _nameless(file: File) -> File:
    """The first part's name begins with a zero byte in the directory, and Python ends a name there."""
    assert isinstance(file.content, bytes)
    content = bytearray(file.content)
    content[content.index(b"PK\x01\x02") + 46] = 0
    return File(name=file.name, content=bytes(content))


def _encrypted(file: File) -> File:
    """The flag that says so, set in the directory."""
    assert isinstance(file.content, bytes)
    content = bytearray(file.content)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return File(name=file.name, content=bytes(content))


@cache
def made(harm: str) -> File:
    """Some take a second to make."""
    return FILES[harm][0]()


@pytest.mark.xdist_group("workbooks")
@pytest.mark.parametrize("harm", FILES)
def test_it_is_refused_by_name(harm: str) -> None:
    file, reason = made(harm), FILES[harm][1]
    with pytest.raises(FileRefused) as refusal, file.open() as opened:
        for _ in table(file, opened).rows():
            pass
    assert refusal.value.refusal.reason is reason
    assert refusal.value.faults[0].where.startswith(file.name)


@pytest.mark.xdist_group("workbooks")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has /proc")
def test_harm_needs_little_memory(tmp_path: Path) -> None:
    """All of it one after the other, in a process of its own whose greatest size the kernel tells."""
    for number, file in enumerate(map(made, FILES)):
        assert isinstance(file.content, bytes)
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / file.name).write_bytes(file.content)
    script = f"import sys; from {__name__} import size_after_all; print(size_after_all(sys.argv[1]))"
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", script, tmp_path], cwd=root, check=True, capture_output=True)
    assert int(done.stdout) < 150_000


def size_after_all(folder: str) -> int:
    """In kilobytes, where no file of harm is larger than a few megabytes."""
    paths = list(Path(folder).glob("*/*"))
    assert len(paths) == len(FILES)
    for path in paths:
        file = File(name=path.name, content=path.read_bytes())
        with contextlib.suppress(FileRefused), file.open() as opened:
            for _ in table(file, opened).rows():
                pass
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1])


def test_a_formula_is_named_with_its_cell() -> None:
    make, _ = FILES["a formula"]
    with pytest.raises(FileRefused) as refusal, opened_report(make()):
        pass
    assert (refusal.value.refusal.line, refusal.value.refusal.column) == (2, "C")


def test_the_good_workbook_that_harm_is_made_of_is_read() -> None:
    file = workbook({})
    with file.open() as opened:
        assert list(table(file, opened).rows()) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_strings_may_be_many_and_still_be_read() -> None:
    assert MOST_IN_STRINGS > 200_000 * 200


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"gone\.xlsx: cannot be read"):
        File.at(tmp_path / "gone.xlsx").size()


def test_openpyxl_is_loaded_for_a_workbook_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("customer,subscription_id,product\n")
    script = (
        "import sys; from pathlib import Path; from adapters.imports.file import File;"
        "from adapters.imports.reading import kind_of; import app;"
        "kind_of(File.at(Path(sys.argv[1]))); sys.exit('openpyxl' in sys.modules)"
    )
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.csv")], cwd=root, check=False)
    assert done.returncode == 0
