"""Refusals in English, for whoever runs the commands: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import Fault
from bot.partnership.refusals import Reason, Refusal

SAVE_AS_CSV = 'Save it as "CSV UTF-8" and import that.'
SAVE_AS_XLSX = 'Save it as "Excel Workbook (.xlsx)" and import that.'
_AGAIN = "Download it again, or check where it comes from."

_WORDS: Mapping[Reason, tuple[str, str]] = {
    Reason.CANNOT_BE_READ: ("cannot be read ({why}).", ""),
    Reason.EMPTY: ("is empty.", "The first line names the columns."),
    Reason.UNKNOWN_EXTENSION: ('has the extension "{extension}".', "Known are {known}."),
    Reason.NOT_TEXT: ("is not a text file in UTF-8 or UTF-16.", SAVE_AS_CSV),
    Reason.WORKBOOK_NAMED_TEXT: (
        "is not a text file but a workbook or archive.",
        "Give it its right extension.",
    ),
    Reason.TEXT_NAMED_WORKBOOK: ("is not a workbook.", "Give it its right extension."),
    Reason.OLD_WORKBOOK: ("is a workbook of the format before 2007.", SAVE_AS_XLSX),
    Reason.ENCRYPTED: ("is protected by a password.", "Save it without, and import that."),
    Reason.MACROS: ("holds macros.", SAVE_AS_XLSX),
    Reason.DAMAGED_WORKBOOK: ("is a damaged workbook.", _AGAIN),
    Reason.BOMB: ("unpacks to more than {most} in {part}.", _AGAIN),
    Reason.DOCUMENT_TYPE: ("declares a document type in {part}, which no spreadsheet does.", _AGAIN),
    Reason.SEVERAL_SHEETS: ("has several sheets with rows: {sheets}.", "Keep the one to import."),
    Reason.NOT_UTF_8: ("is not UTF-8.", f"Byte {{byte}} of the line is wrong. {SAVE_AS_CSV}"),
    Reason.NOT_UTF_16: ("is not UTF-16 all through.", SAVE_AS_CSV),
    Reason.NOT_WELL_FORMED: ("is not well-formed CSV ({why}).", "Check its quotation marks and line ends."),
    Reason.LINE_TOO_LONG: ("has a line of more than {most} characters.", SAVE_AS_CSV),
    Reason.ROW_TOO_LONG: ("has a row of more than {most}.", _AGAIN),
    Reason.TOO_MANY_ROWS: ("has more than {most} rows.", "Split it."),
    Reason.TOO_MANY_COLUMNS: ("has more than {most} columns.", "Remove what is not needed."),
    Reason.UNKNOWN_REPORT: ("is no report we know: its columns are {found}.", "Known are {known}."),
    Reason.AMBIGUOUS_REPORT: ("could be {reports}.", "Download it again with all its columns."),
    Reason.COLUMNS_MISSING: ("looks like {report}, but lacks {columns}.", "Every row needs that."),
    Reason.COLUMN_TWICE: ('says the same as the column "{first}".', "Remove one of them."),
    Reason.CELL_COUNT: (
        "has {cells} cells where the header has {columns}.",
        "Put text that holds a separator in quotation marks.",
    ),
    Reason.NO_CUSTOMER: ("tells no customer.", "Tenant ID, TPID, domain or name is needed."),
    Reason.FORMULA: ("a formula.", "Replace it with its value."),
    Reason.MISSING: ("empty.", "Every row needs it."),
    Reason.CELL_TOO_LONG: ("{length} characters.", "At most {most} are stored."),
    Reason.NOT_AN_ID: ('"{text}" is no ID.', "Download the file again: a spreadsheet may have changed it."),
    Reason.NOT_A_PARTNER_ID: ('"{text}" is no partner ID.', "It has 4 to 10 digits."),
    Reason.NOT_A_DAY: ('"{text}" is not a date.', "Write it as 2026-12-31."),
    Reason.NOT_A_MONTH: ('"{text}" is not a month.', "Write it as 2026-12-01, the first of the month."),
    Reason.NOT_A_NUMBER: ('"{text}" is not a number.', "Write it as 1234.50."),
    Reason.AMBIGUOUS_NUMBER: (
        '"{text}" could be two different numbers.',
        "Write it without thousands marks.",
    ),
    Reason.NOT_YES_OR_NO: ('"{text}" is neither yes nor no.', "Write yes or no, or 1 or 0."),
    Reason.UNKNOWN_ATTRIBUTION: ('"{text}" is not known.', "Known are {known}."),
    Reason.UNKNOWN_VALUE: ('"{text}" is not known.', "Known are {known}."),
}


def fault(file: str, refusal: Refusal) -> Fault:
    """The refusal as it is told to whoever runs the commands."""
    what, remedy = _WORDS[refusal.reason]
    arguments = dict(refusal.arguments)
    where = file if refusal.line is None else f"{file}:{refusal.line}"
    if refusal.column:
        where += f", column {refusal.column}"
    return Fault(where=where, what=what.format(**arguments), remedy=remedy.format(**arguments))
