"""Why a file or a row was refused: a reason and what fills in its sentence, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What is wrong. The arguments of each stand beside it."""

    # the file
    CANNOT_BE_READ = "cannot-be-read"  # why
    EMPTY = "empty"
    NO_ROWS = "no-rows"
    UNKNOWN_EXTENSION = "unknown-extension"  # extension, known
    NOT_TEXT = "not-text"
    WORKBOOK_NAMED_TEXT = "workbook-named-text"
    TEXT_NAMED_WORKBOOK = "text-named-workbook"
    OLD_WORKBOOK = "old-workbook"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED_WORKBOOK = "damaged-workbook"
    BOMB = "bomb"  # part, most
    DOCUMENT_TYPE = "document-type"  # part
    SEVERAL_SHEETS = "several-sheets"  # sheets
    NOT_UTF_8 = "not-utf-8"  # byte
    NOT_UTF_16 = "not-utf-16"
    OPEN_QUOTE = "open-quote"
    STRAY_QUOTE = "stray-quote"
    LONE_RETURN = "lone-return"
    LINE_TOO_LONG = "line-too-long"  # most
    ROW_TOO_LONG = "row-too-long"  # most
    TOO_MANY_ROWS = "too-many-rows"  # most
    TOO_MANY_COLUMNS = "too-many-columns"  # most
    READ_NO_FURTHER = "read-no-further"
    # its columns
    UNKNOWN_REPORT = "unknown-report"  # found, known
    AMBIGUOUS_REPORT = "ambiguous-report"  # reports
    COLUMNS_MISSING = "columns-missing"  # columns, report
    COLUMN_TWICE = "column-twice"  # first
    NO_HEADER = "no-header"  # known
    UNKNOWN_COLUMN = "unknown-column"  # name, known
    COLUMN_GIVEN_TWICE = "column-given-twice"  # name
    COLUMN_LACKING = "column-lacking"  # name
    # a row
    CELL_COUNT = "cell-count"  # cells, columns
    NO_CUSTOMER = "no-customer"
    TWO_TENANTS = "two-tenants"  # id, text, other, first
    FORMULA = "formula"
    # a cell
    MISSING = "missing"
    CELL_TOO_LONG = "cell-too-long"  # length, most
    NOT_AN_ID = "not-an-id"  # text
    NOT_A_PARTNER_ID = "not-a-partner-id"  # text
    NOT_A_DAY = "not-a-day"  # text
    NOT_A_MONTH = "not-a-month"  # text
    NOT_A_NUMBER = "not-a-number"  # text
    AMBIGUOUS_NUMBER = "ambiguous-number"  # text
    NOT_YES_OR_NO = "not-yes-or-no"  # text
    UNKNOWN_ATTRIBUTION = "unknown-attribution"  # text, known
    UNKNOWN_VALUE = "unknown-value"  # text, known
    ANOTHER_CUSTOMER = "another-customer"  # text, name
    SUBSCRIPTION_TWICE = "subscription-twice"  # text, first
    NAMES_NO_PARTNER = "names-no-partner"  # text
    DAY_TO_COME = "day-to-come"  # text
    MONTH_TO_COME = "month-to-come"  # text
    SINCE_TOO_LATE = "since-too-late"  # text


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What was refused, and where: the file where `line` is None, the row where `column` is empty.

    `column` is the header as it stands in the file. `arguments` are names and values that fill in the
    reason's sentence, by str.format.
    """

    reason: Reason
    line: int | None = None
    column: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
