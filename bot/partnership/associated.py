"""What is told anew of very many subscriptions of which nothing else is, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.partnership.records import Association


@dataclass(frozen=True, slots=True, kw_only=True)
class Associated:
    """Who is said to hold what of each subscription. The columns are of the same length; those that were told
    alike share the value of it.
    """

    ids: Sequence[str] = ()
    associations: Sequence[tuple[Association, ...]] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def some(self, start: int, stop: int) -> Associated:
        """Those from there to there."""
        return Associated(ids=self.ids[start:stop], associations=self.associations[start:stop])


NOBODY_ASSOCIATED = Associated()
