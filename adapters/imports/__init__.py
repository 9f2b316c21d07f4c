"""Files that say who is associated with what, read into holdings."""

from __future__ import annotations

from adapters.imports.own_csv import read_holdings

__all__ = ["read_holdings"]
