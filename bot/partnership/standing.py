"""Our standing on a subscription: ours, another's, nobody's, or not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from bot.partnership.records import US, Association, AssociationKind, HolderKind, Holding

OLD_AFTER = timedelta(days=90)
"""How long a fact is taken as it stands. Partner Center's figures lag by up to a month, and a new customer
comes with the month that closes by the 20th of the next: who imports every month has nothing this old."""


class State(StrEnum):
    """Where we stand."""

    OURS = "ours"
    OTHERS = "others"
    NOBODYS = "nobodys"
    NOT_SEEN = "not-seen"


class NextStep(StrEnum):
    """What to do about it, from the rules of 2016 (who should be partner of record; slot taken)."""

    KEEP = "keep"
    OWN_TENANT = "own-tenant"
    ASK_TO_SWITCH = "ask-to-switch"
    LEAVE = "leave"
    ASK_TO_SET = "ask-to-set"
    OFFER = "offer"
    FIND_OUT = "find-out"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Our standing on one subscription. `fact` is None where nothing was seen.

    `ours_otherwise` are the other associations that we hold on it.
    """

    holding: Holding
    state: State
    fact: Association | None
    ours_otherwise: tuple[AssociationKind, ...]
    next_step: NextStep

    @property
    def partner(self) -> str:
        """The other partner's name, empty where there is none."""
        return self.fact.holder.partner if self.fact else ""


def standing(holding: Holding) -> Standing:
    """Where we stand on a subscription and what to do next."""
    fact = holding.dpor
    state = _state(fact)
    return Standing(
        holding=holding,
        state=state,
        fact=fact,
        ours_otherwise=tuple(
            a.kind for a in holding.associations if a.kind is not AssociationKind.DPOR and a.holder == US
        ),
        next_step=_next_step(state, holding),
    )


def is_old(fact: Association | None, today: date) -> bool:
    """Whether the fact speaks for so long ago that it may well be otherwise now."""
    return fact is not None and today - fact.seen_for > OLD_AFTER


def one_state(standings: tuple[Standing, ...]) -> bool:
    """Whether all stand alike: the same state and, where it is another's, the same partner."""
    return len({(s.state, s.partner) for s in standings}) == 1


def _state(fact: Association | None) -> State:
    if fact is None:
        return State.NOT_SEEN
    match fact.holder.kind:
        case HolderKind.US:
            return State.OURS
        case HolderKind.OTHER:
            return State.OTHERS
        case HolderKind.NOBODY:
            return State.NOBODYS
        case _:
            assert_never(fact.holder.kind)


def _next_step(state: State, holding: Holding) -> NextStep:
    if holding.subscription.ended:
        return NextStep.ENDED
    driven = holding.subscription.usage_driven_by_us
    match state:
        case State.OURS:
            return NextStep.OWN_TENANT if holding.customer.own_tenant else NextStep.KEEP
        case State.OTHERS:
            return NextStep.ASK_TO_SWITCH if driven else NextStep.LEAVE
        case State.NOBODYS:
            return NextStep.ASK_TO_SET if driven else NextStep.OFFER
        case State.NOT_SEEN:
            return NextStep.FIND_OUT
        case _:
            assert_never(state)
