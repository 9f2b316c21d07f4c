"""The rules by which a conflict is found: each a pure function, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot.partnership.cases import Case, CaseKind, Decision, Family, Finding
from bot.partnership.history import Change, What
from bot.partnership.many import Holdings
from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    Association,
    AssociationKind,
    Holder,
    HolderKind,
    Holding,
    Product,
)

RENEWAL_WITHIN = timedelta(days=60)
"""So long before a renewal the customer still has time to register a partner with the new term."""


NEW_WITHIN = timedelta(days=90)
"""What began longer ago is not new, though we first hear of it."""


DISPUTE_WITHIN = timedelta(days=30)
"""So long after a claim of ours (CPOR) has ended it may be disputed, once; later only a new claim helps.

(Microsoft, October 2023: "manage claiming partner of record associations". Its other clocks, of a claim that
waits or is under review, are of states that no export tells.)
"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A subscription as it stands, what has just changed in it, and the day.

    Which subscription a change is of is not looked at, for the look says that.
    """

    holding: Holding
    changes: tuple[Change, ...]
    today: date

    @cached_property
    def dpor(self) -> Association | None:
        """Who is digital partner of record; every rule asks."""
        return self.holding.dpor


Associations = tuple[Association, ...]
Rule = Callable[[Look], Finding | None]


def ours_gone(look: Look) -> Finding | None:
    """We were partner of record, and the newest source says that we are not.

    Who loses the association is told by nobody but the reports ("report-delay-and-masked-names"); the
    customer alone can give it back ("one-partner-per-subscription").
    """
    gone = any(_lost_by_us(change) for change in look.changes) and not _is_ours(look)
    return _finding(CaseKind.OURS_GONE, look, _rivals(look)) if gone and not _against_a_report(look) else None


def slot_taken(look: Look) -> Finding | None:
    """We drive the usage and another partner is digital partner of record ("slot-taken", source text)."""
    dpor = look.dpor
    taken = dpor is not None and dpor.holder.kind is HolderKind.OTHER
    driven = look.holding.subscription.usage_driven_by_us and not _against_a_report(look)
    return _finding(CaseKind.SLOT_TAKEN, look, _rivals(look)) if taken and driven else None


def rival_claim(look: Look) -> Finding | None:
    """One source says that it is ours, and another names a rival; a person's word against a report's too.

    One partner a subscription: two that claim it cannot both be right ("one-partner-per-subscription").
    """
    dpor = look.dpor
    if dpor is None or not (_is_ours(look) or _against_a_report(look)):
        return None
    holders = (dpor.holder, *(voice.holder for voice in dpor.dissent))
    rivals = sorted({holder.partner for holder in holders if holder.kind is HolderKind.OTHER})
    return _finding(CaseKind.RIVAL_CLAIM, look, tuple(rivals)) if rivals else None


def sources_disagree(look: Look) -> Finding | None:
    """Two sources name different holders, and neither is a rival's claim on what is ours."""
    dpor = look.dpor
    if dpor is None or not dpor.dissent:
        return None
    names = {dpor.holder.partner, *(voice.holder.partner for voice in dpor.dissent)} - {""}
    return _finding(CaseKind.SOURCES_DISAGREE, look, tuple(sorted(names)))


def claim_ended(look: Look) -> Finding | None:
    """We were claiming partner of record, and are no longer. The clock runs from the day that the report
    speaks for: nobody tells when it began ("cpor-disputes").
    """
    ended = [change for change in look.changes if _lost_by_us(change, AssociationKind.CLAIMING_PARTNER)]
    claimant = look.holding.association(AssociationKind.CLAIMING_PARTNER)
    if not ended or (claimant is not None and claimant.holder.kind is HolderKind.US):
        return None
    last_day = max(change.seen_for for change in ended) + DISPUTE_WITHIN
    rivals = (claimant.holder.partner,) if claimant and claimant.holder.partner else ()
    deadline = last_day if last_day >= look.today else None
    return _finding(CaseKind.CLAIM_ENDED, look, rivals, deadline=deadline)


def move_ends_dpor(look: Look) -> Finding | None:
    """An Azure subscription of ours now has a seller of the CSP programme: the partner of record does not
    follow from an enterprise agreement to an Azure plan (Microsoft, October 2023: "link a partner ID").
    """
    if look.holding.subscription.product is not Product.MICROSOFT_AZURE or not _was_ours(look):
        return None
    sellers = [
        change
        for change in look.changes
        if change.association is AssociationKind.TRANSACTING_PARTNER and change.after is not None
    ]
    return _finding(CaseKind.MOVE_ENDS_DPOR, look, ()) if sellers else None


def renewal_near(look: Look) -> Finding | None:
    """It renews soon without a partner of record: customers set one with a new term ("new-subscription")."""
    renews = look.holding.subscription.renewal_date
    if not renews_soon(renews, look.today):
        return None
    dpor = look.dpor
    free = dpor is None or dpor.holder.kind is HolderKind.NOBODY
    return _finding(CaseKind.RENEWAL_NEAR, look, (), deadline=renews) if free else None


def new_without(look: Look) -> Finding | None:
    """A customer of ours has a new subscription that nobody is partner of record for: it must be set for
    each one anew (source text: "remember-checklist").
    """
    started = look.holding.subscription.started_on
    recent = started is None or started >= look.today - NEW_WITHIN
    new = recent and any(change.what is What.NEW for change in look.changes)
    dpor = look.dpor
    free = dpor is None or dpor.holder.kind is HolderKind.NOBODY
    driven = look.holding.subscription.usage_driven_by_us
    return _finding(CaseKind.NEW_WITHOUT, look, ()) if new and free and driven else None


RULES: tuple[Rule, ...] = (
    ours_gone,
    slot_taken,
    rival_claim,
    sources_disagree,
    claim_ended,
    move_ends_dpor,
    renewal_near,
    new_without,
)
"""In the order in which one hides the next. Several partners with an admin link are no conflict at all."""


def may_matter(
    before: Holding | None,
    now: Holding,
    today: date,
    otherwise: Callable[[Associations, Associations], bool] | None = None,
) -> bool:
    """Whether a conflict may have begun, changed or ended; cheap, for an import asks it of every row.

    `before` is the subscription as it stood, None where it was not known. `otherwise` is `say_otherwise`, or
    gives the same.
    """
    if before is None:
        return bool(new_of_matter(Holdings.of((now,)), today))
    if before.subscription != now.subscription:
        return True
    return (otherwise or say_otherwise)(before.associations, now.associations)


def say_otherwise(before: Associations, now: Associations) -> bool:
    """Whether a conflict may have begun, changed or ended by who is said to hold what."""
    held, holds = ({one.kind: one for one in some} for some in (before, now))
    if _said(held.get(AssociationKind.DPOR)) != _said(holds.get(AssociationKind.DPOR)):
        return True
    return any(_holder(held.get(kind)) != _holder(holds.get(kind)) for kind in _BESIDE_DPOR)


def new_of_matter(holdings: Holdings, today: date, *, first: bool = False) -> list[int]:
    """The places of those in which a conflict may have begun, of subscriptions that were not known.

    `first`: they are no news, for nothing was known before.
    """
    told = {id(associations): associations for associations in holdings.associations}
    dpors = {key: _dpor_of(associations) for key, associations in told.items()}
    ours = {key for key, dpor in dpors.items() if dpor and dpor.holder.kind is HolderKind.US}
    in_doubt = {key for key in ours if (dpor := dpors[key]) and dpor.voices}
    free = {key for key, dpor in dpors.items() if not dpor or dpor.holder == NOBODY} if first else ()
    soon = {day for day in set(holdings.renewals) if renews_soon(day, today)}
    columns = map(id, holdings.associations), holdings.driven, holdings.renewals, holdings.ended
    return [
        at
        for at, (key, driven, renews, ended) in enumerate(zip(*columns, strict=True))
        if not ended and (key in in_doubt if key in ours else (driven and key not in free) or renews in soon)
    ]


def _dpor_of(associations: Iterable[Association]) -> Association | None:
    return next((one for one in associations if one.kind is AssociationKind.DPOR), None)


def _said(association: Association | None) -> object:
    """Who holds it, and who says otherwise: not how old that is."""
    if association is None:
        return None
    if not association.voices:
        return association.holder
    return association.holder, frozenset((voice.teller, voice.holder) for voice in association.voices)


_BESIDE_DPOR = (AssociationKind.TRANSACTING_PARTNER, AssociationKind.CLAIMING_PARTNER)


def _holder(association: Association | None) -> Holder | None:
    return association.holder if association else None


def renews_soon(day: date | None, today: date) -> bool:
    """Whether it is near enough to be a finding; which day it is matters then alone."""
    return day is not None and today <= day <= today + RENEWAL_WITHIN


def found(look: Look) -> Finding | None:
    """The gravest thing that is wrong, None where nothing is. What has ended is in nobody's way."""
    if look.holding.subscription.ended:
        return None
    return next((finding for rule in RULES if (finding := rule(look))), None)


def ending(case: Case, holding: Holding, finding: Finding | None) -> Decision | None:
    """How the record shows that a case is over, None where it does not: what is seen no more may go on.

    `finding` is what is wrong with the subscription now.
    """
    if holding.subscription.ended:
        return Decision.LOST
    if finding is not None and finding.key == case.key:
        return None
    held = holding.association(_CONCERNED.get(case.finding.family, AssociationKind.DPOR))
    holder = held.holder.kind if held else None
    match case.finding.family:
        case Family.SLOT if holder is HolderKind.US and finding is None:
            return Decision.KEPT if case.finding.kind is CaseKind.RIVAL_CLAIM else Decision.SWITCHED
        case Family.SLOT:
            other = finding is not None and finding.family is Family.SLOT
            return Decision.LOST if other else None
        case Family.WITHOUT | Family.CLAIM if holder is HolderKind.US:
            return Decision.SWITCHED
        case Family.WITHOUT:
            return Decision.LOST if holder is HolderKind.OTHER else None
        case Family.MOVE | Family.CLAIM:
            return None


_CONCERNED = {Family.CLAIM: AssociationKind.CLAIMING_PARTNER}


def _finding(kind: CaseKind, look: Look, rivals: tuple[str, ...], deadline: date | None = None) -> Finding:
    subscription = look.holding.subscription
    return Finding(
        kind=kind,
        customer_id=look.holding.customer.id,
        subscription_id=subscription.id,
        product=subscription.product,
        rivals=rivals,
        facts=_facts(look, deadline),
        deadline=deadline,
        country=look.holding.customer.country,
    )


def _facts(look: Look, deadline: date | None) -> str:
    """What makes it the same finding as before: who holds it since when, who says otherwise, and by when."""
    dpor = look.dpor
    if dpor is None:
        return f"not-seen/{deadline or ''}"
    others = sorted(f"{voice.teller}={voice.holder.kind}:{voice.holder.partner}" for voice in dpor.dissent)
    holder = f"{dpor.holder.kind}:{dpor.holder.partner}@{dpor.since}"
    return "/".join((holder, *others, f"{deadline or ''}"))


def _rivals(look: Look) -> tuple[str, ...]:
    dpor = look.dpor
    return (dpor.holder.partner,) if dpor and dpor.holder.partner else ()


def _is_ours(look: Look) -> bool:
    return look.dpor is not None and look.dpor.holder.kind is HolderKind.US


def _against_a_report(look: Look) -> bool:
    """Whether a person says otherwise than a report that still says that it is ours."""
    dpor = look.dpor
    if dpor is None or dpor.teller != BY_HAND:
        return False
    return any(voice.holder.kind is HolderKind.US for voice in dpor.dissent)


def _was_ours(look: Look) -> bool:
    return _is_ours(look) or any(map(_lost_by_us, look.changes))


def _lost_by_us(change: Change, kind: AssociationKind = AssociationKind.DPOR) -> bool:
    return (
        change.what is What.HOLDER
        and change.association is kind
        and change.before is not None
        and change.before.kind is HolderKind.US
    )
