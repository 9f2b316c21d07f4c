"""What a thread was last about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a thread was last about, for "and Office?". Ids and names as they are stored; `at` is in UTC."""

    intent: str
    customers: tuple[str, ...]
    product: str
    at: datetime
