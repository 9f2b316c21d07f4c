"""The Remember list of 2016: four points, and who has ticked which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GENERAL = "general"
"""The list that belongs to no customer in particular."""


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
