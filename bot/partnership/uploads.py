"""A file that somebody gave the bot, kept until they have said whether it is to come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """`name` is what people call the file, its extension included; `person` who gave it; `at` is in UTC."""

    id: str
    name: str
    content: bytes
    person: str
    at: datetime
