"""Files that say who is associated with what, read into values; and tables written back safely."""

from __future__ import annotations

from adapters.imports.file import File
from adapters.imports.own_csv import read_holdings
from adapters.imports.reading import Report, kind_of, opened_report
from adapters.imports.refused import FileRefused

__all__ = ["File", "FileRefused", "Report", "kind_of", "opened_report", "read_holdings"]
