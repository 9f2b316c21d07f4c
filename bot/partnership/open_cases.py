"""Which open cases somebody wants to see, and in which order: what is due soonest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.partnership.cases import Case, CaseState
from bot.partnership.records import Product

Place = tuple[date, datetime, str]
"""By which cases stand in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """Those that are not closed. Every field narrows; empty or None narrows nothing.

    `owner` is a person as "tenant/platform/id". `by_age`: the longest open first, and not what is due.
    """

    customer_id: str = ""
    product: Product | None = None
    owner: str = ""
    by_age: bool = False

    def holds(self, case: Case) -> bool:
        """Whether the case is among them: the rule every store must give."""
        finding = case.finding
        return (
            not case.is_over
            and self.customer_id in ("", finding.customer_id)
            and self.product in (None, finding.product)
            and self.owner in ("", case.owner)
        )

    def place(self, case: Case) -> Place:
        """The key by which they are ordered."""
        return (date.max, case.opened_at, case.key) if self.by_age else _soonest(case)


def due_on(case: Case) -> date | None:
    """The next day on which something is due, None where nothing is waited for any more."""
    if case.state in (CaseState.DECIDED, CaseState.CLOSED):
        return None
    days = [day for day in (case.answer_by, case.finding.deadline) if day is not None]
    return min(days, default=None)


def soonest_first(cases: Iterable[Case]) -> list[Case]:
    """What is due soonest, then the longest open."""
    return sorted(cases, key=_soonest)


def _soonest(case: Case) -> Place:
    return due_on(case) or date.max, case.opened_at, case.key
