"""What a file says of one subscription, in the terms of the record; every kind of file comes to this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.partnership.records import OWN_CSV, US, Association, AssociationKind, Holder, Holding, Product
from bot.partnership.resolution import DRIVING, KINDS, USE, Resolved, holder, seen_for, shows_our_use
from bot.partnership.sightings import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`seen_for` is the day that it speaks for; what it does not tell is empty or None.

    `whole`: it is from our own CSV, which says all that there is to say, as people keep it.
    """

    customer_id: str
    subscription_id: str
    product: Product
    seen_for: date
    label: str = ""
    renewal_date: date | None = None
    usage_driven_by_us: bool | None = None
    ended: bool | None = None
    started_on: date | None = None
    associations: tuple[Association, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What all rows of a file share: its name, when it comes in (UTC), and which partner ids are ours."""

    file: str
    at: datetime
    our_ids: frozenset[str] = frozenset()


def own_row(holding: Holding, customer_id: str, telling: Telling) -> Row:
    """A row of our own CSV."""
    subscription = holding.subscription
    return Row(
        customer_id=customer_id,
        subscription_id=subscription.id,
        product=subscription.product,
        seen_for=telling.at.date(),
        label=subscription.label,
        renewal_date=subscription.renewal_date,
        usage_driven_by_us=subscription.usage_driven_by_us,
        associations=holding.associations,
        whole=True,
    )


def told_row(
    resolved: Resolved, *, customer_id: str, subscription_id: str, product: Product, telling: Telling
) -> Row:
    """Rows of a download that speak of one subscription."""
    sightings = (resolved.first, *resolved.others)
    ends = [sighting.ends_on for sighting in sightings if sighting.ends_on]
    starts = [sighting.starts_on for sighting in sightings if sighting.starts_on]
    states = [sighting.ended for sighting in sightings if sighting.ended is not None]
    return Row(
        customer_id=customer_id,
        subscription_id=subscription_id,
        product=product,
        seen_for=max(seen_for(sighting, telling.at.date()) for sighting in sightings),
        label=_label(resolved.first),
        renewal_date=max(ends, default=None),
        usage_driven_by_us=_our_use(sightings, telling.our_ids),
        ended=states[0] if states else None,
        started_on=min(starts, default=None),
        associations=_associations(sightings, telling),
    )


def _label(sighting: Sighting) -> str:
    return "" if sighting.workload else sighting.product_name


def _our_use(sightings: Iterable[Sighting], our_ids: frozenset[str]) -> bool | None:
    """None where no row of ours tells how much is used of what we would drive."""
    telling = [
        sighting
        for sighting in sightings
        if sighting.attribution in DRIVING
        and any(measure in USE for measure, _ in sighting.amounts)
        and holder(sighting.partner, our_ids) in (US, None)
    ]
    return any(map(shows_our_use, telling)) if telling else None


def _associations(sightings: Iterable[Sighting], telling: Telling) -> tuple[Association, ...]:
    """One of each kind. Several partners may hold a link: where we are one of them it is ours."""
    held: dict[AssociationKind, Association] = {}
    for sighting in sightings:
        kind = KINDS[sighting.attribution] if sighting.attribution else None
        whose = holder(sighting.partner, telling.our_ids)
        if kind is None or whose is None:
            continue
        if kind not in held or (whose == US and held[kind].holder != US):
            held[kind] = _association(sighting, kind, whose, telling)
    return tuple(held.values())


def _association(sighting: Sighting, kind: AssociationKind, whose: Holder, telling: Telling) -> Association:
    spoken_for = seen_for(sighting, telling.at.date())
    return Association(
        kind=kind,
        holder=whose,
        since=min(sighting.associated_on or spoken_for, spoken_for),
        seen_for=spoken_for,
        imported_at=telling.at,
        source=telling.file,
        teller=sighting.report.value,
    )


def is_own(association: Association) -> bool:
    """Whether our own CSV told it last."""
    return association.teller == OWN_CSV
