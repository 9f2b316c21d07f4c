"""The look-back of 2016: whoever was named partner of record later was credited for the last twelve months.

The rule is the source text's, and nobody has confirmed it since. It names no day of the month: it is read
here as the twelve whole months before the one in which we are named. Which months a subscription would bring
is told from what the record has seen, never guessed. When it began a report may tell; of its use nothing is
known before the first sighting, and without its beginning nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.partnership.history import Change, What
from bot.partnership.records import US, AssociationKind, HolderKind, Holding, HoldingQuery

MONTHS = 12


class Basis(StrEnum):
    """What tells the first month that a subscription would bring."""

    BEGAN = "began"
    FIRST_SEEN = "first-seen"
    SEEN_THROUGHOUT = "seen-throughout"
    DRIVEN_SINCE = "driven-since"
    OURS_UNTIL = "ours-until"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month to be credited for, and the first day on which it no longer is."""

    first: date
    lost_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """What one subscription would bring, if we became partner of record today.

    `since` is the day from which the record tells that it would, None where it tells nothing. Where the basis
    is FIRST_SEEN, earlier months may count too, but nobody here knows. `seen` is the first sighting:
    whether we drove the use before it is not known.
    """

    holding: Holding
    basis: Basis
    since: date | None
    months: tuple[Month, ...]
    seen: date | None = None


def window(today: date) -> tuple[Month, ...]:
    """The twelve whole months before this one, the first to be lost first."""
    return tuple(
        Month(first=_months_on(today, -back), lost_on=_months_on(today, MONTHS + 1 - back))
        for back in range(MONTHS, 0, -1)
    )


COUNTS = HoldingQuery(
    holders=frozenset({HolderKind.OTHER, HolderKind.NOBODY, None}), usage_driven_by_us=True, ended=False
)
"""Where the question makes sense: it runs, we drive its use, and are not its partner of record."""


def look_back(holding: Holding, changes: Iterable[Change], today: date) -> LookBack:
    """What the subscription would bring; `changes` may be of other subscriptions too."""
    own = [change for change in changes if change.subscription_id == holding.subscription.id]
    seen = _first_seen(holding, own)
    known = [(day, basis) for day, basis in _beginnings(holding, own, seen) if day <= today]
    if not known:
        return LookBack(holding=holding, basis=Basis.NOTHING, since=None, months=())
    # The latest of what limits it; of two on one day that which rules earlier months out.
    since, basis = max(known, key=lambda one: (one[0], one[1] not in (Basis.FIRST_SEEN, Basis.BEGAN)))
    months = tuple(month for month in window(today) if month.first >= since.replace(day=1))
    if basis is Basis.FIRST_SEEN and len(months) == MONTHS:
        basis = Basis.SEEN_THROUGHOUT
    return LookBack(holding=holding, basis=basis, since=since, months=months, seen=seen)


def _first_seen(holding: Holding, changes: Sequence[Change]) -> date | None:
    seen = [change.seen_for for change in changes]
    return min(seen + [association.since for association in holding.associations], default=None)


def _beginnings(holding: Holding, changes: Sequence[Change], seen: date | None) -> list[tuple[date, Basis]]:
    """Each day before which no month is known to count, and what tells so."""
    began = holding.subscription.started_on
    found: list[tuple[date, Basis]] = []
    if began and (seen is None or began <= seen):
        found.append((began, Basis.BEGAN))
    elif seen:
        found.append((seen, Basis.FIRST_SEEN))
    driven = [change for change in changes if change.what is What.USAGE]
    if driven:
        last = max(driven, key=_age)
        found.append((last.seen_for, Basis.DRIVEN_SINCE))
    lost = [change for change in changes if _we_lost(change)]
    if lost:
        found.append((max(lost, key=_age).seen_for, Basis.OURS_UNTIL))
    return found


def _we_lost(change: Change) -> bool:
    """Whether we were partner of record until then: those months were credited as they went by."""
    dpor = change.what is What.HOLDER and change.association is AssociationKind.DPOR
    return dpor and change.before == US and change.after != US


def _age(change: Change) -> tuple[date, str]:
    return change.seen_for, change.at.isoformat()


def _months_on(day: date, months: int) -> date:
    """The first of the month that many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
