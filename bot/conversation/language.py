"""The two languages of the product."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """ISO 639-1 codes."""

    SWEDISH = "sv"
    ENGLISH = "en"
