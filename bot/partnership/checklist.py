"""The Remember list of 2016: four points, who has ticked which, and which of them the record proves.

The points and what they ask for are those of the knowledge article remember-checklist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.partnership.records import US, Association, AssociationKind, HolderKind, Holding
from bot.partnership.standing import is_old

GENERAL = "general"
"""The list that belongs to no customer in particular."""


def list_of(subscription_id: str) -> str:
    """The id of a subscription's own list; a customer's has the customer's id."""
    return f"subscription:{subscription_id}"


class Point(StrEnum):
    """The four points, in the source text's order ("Kom ihåg")."""

    EVERY_SUBSCRIPTION = "every-subscription"
    PARTNER_ASSOCIATION = "partner-association"
    OWN_SUBSCRIPTIONS = "own-subscriptions"
    HELP_THE_CUSTOMER = "help-the-customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Who ticked a point, and when (UTC)."""

    point: Point
    person: str
    at: datetime


def merged(before: tuple[Tick, ...], shown: frozenset[str], ticked: frozenset[str]) -> frozenset[str]:
    """What is ticked after somebody who saw `shown` ticked left `ticked`: others' ticks since then stay."""
    now = {tick.point.value for tick in before}
    return frozenset((now - (shown - ticked)) | (ticked - shown))


def retick(
    before: tuple[Tick, ...], ticked: frozenset[str], *, person: str, at: datetime
) -> tuple[Tick, ...]:
    """The ticks after somebody left exactly `ticked` ticked; older ticks keep their name and time."""
    kept = {tick.point: tick for tick in before}
    return tuple(
        kept.get(point, Tick(point=point, person=person, at=at)) for point in Point if point.value in ticked
    )


Fact = tuple[Holding, Association]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the record says of a point: proven, or refuted. `facts` decide it, the oldest first."""

    proven: bool
    facts: tuple[Fact, ...]

    @property
    def newest(self) -> tuple[date, datetime]:
        """The latest day that one of them speaks for, and when it reached us."""
        return max((fact.seen_for, fact.imported_at) for _, fact in self.facts)


def evidence(theirs: Iterable[Holding], ours: Iterable[Holding], today: date) -> Mapping[Point, Evidence]:
    """What the record says of each point; a point of which it says nothing is left out.

    `theirs` is what the list is about, `ours` are our own organisation's subscriptions. The first point
    speaks of subscriptions whose usage we drive, the second of those among them where another partner is
    DPOR, the third of our own; no report shows whether a customer was helped. An association that was not
    seen, or only long ago, says nothing.
    """
    driven = [held for held in theirs if held.subscription.usage_driven_by_us]
    found = {
        Point.EVERY_SUBSCRIPTION: _all_ours(driven, today),
        Point.PARTNER_ASSOCIATION: _associated_otherwise(driven, today),
        Point.OWN_SUBSCRIPTIONS: _all_ours(ours, today),
    }
    return {point: said for point, said in found.items() if said is not None}


def _all_ours(holdings: Iterable[Holding], today: date) -> Evidence | None:
    running = [held for held in holdings if not held.subscription.ended]
    facts = [(held, held.dpor) for held in running if held.dpor and not is_old(held.dpor, today)]
    if against := [(held, dpor) for held, dpor in facts if dpor.holder != US]:
        return Evidence(proven=False, facts=_oldest_first(against))
    return Evidence(proven=True, facts=_oldest_first(facts)) if facts and len(facts) == len(running) else None


def _associated_otherwise(driven: Iterable[Holding], today: date) -> Evidence | None:
    taken = [held for held in driven if not held.subscription.ended and _is_anothers(held.dpor, today)]
    facts = [(held, _otherwise(held, today)) for held in taken]
    proving = [(held, fact) for held, fact in facts if fact]
    return (
        Evidence(proven=True, facts=_oldest_first(proving)) if taken and len(proving) == len(taken) else None
    )


def _is_anothers(dpor: Association | None, today: date) -> bool:
    return dpor is not None and dpor.holder.kind is HolderKind.OTHER and not is_old(dpor, today)


def _otherwise(holding: Holding, today: date) -> Association | None:
    """The newest association of ours beside DPOR."""
    ours = (a for a in holding.associations if a.kind is not AssociationKind.DPOR and a.holder == US)
    return max((a for a in ours if not is_old(a, today)), key=lambda a: a.seen_for, default=None)


def _oldest_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact[1].seen_for, fact[0].subscription.id)))


def holds(tick: Tick | None, said: Evidence | None) -> bool:
    """Whether a point counts as done.

    What the record proves is done without anybody's tick. What it refutes is not, unless somebody ticked it
    after the day that the record speaks for, or on that day and after it reached us: the newest word counts.
    """
    if said is None:
        return tick is not None
    return said.proven or (tick is not None and (tick.at.date(), tick.at) >= said.newest)


def done(ticks: Iterable[Tick], said: Mapping[Point, Evidence]) -> frozenset[Point]:
    """The points that count as done."""
    by_hand = {tick.point: tick for tick in ticks}
    return frozenset(point for point in Point if holds(by_hand.get(point), said.get(point)))


def pressed(
    before: tuple[Tick, ...],
    said: Mapping[Point, Evidence],
    *,
    shown: frozenset[str],
    ticked: frozenset[str],
    person: str,
    at: datetime,
) -> tuple[Tick, ...]:
    """The ticks after somebody who saw `shown` as done left `ticked`.

    What the record ticked is nobody's tick. A tick that the record has overruled is made anew where it is
    ticked again: it is today's word then.
    """
    standing = done(before, said)
    anew = ticked - shown
    kept = tuple(tick for tick in before if tick.point in standing or tick.point.value not in anew)
    return retick(kept, merged(kept, shown, ticked), person=person, at=at)
