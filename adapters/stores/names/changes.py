"""What has changed in the names of a store since they were put in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from bot.understanding.names import NameFinder

Changed = Mapping[str, tuple[str, ...] | None]
"""A customer's names now, None where it is forgotten."""


@runtime_checkable
class Growing(Protocol):
    """A NameFinder that takes changes without being made anew."""

    def after(self, moved: Changed) -> NameFinder | None:
        """With these changes too; None where it is time to make it anew."""
        ...
