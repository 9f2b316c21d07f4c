"""Where we stand, and what follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.partnership.records import (
    NOBODY,
    US,
    Association,
    AssociationKind,
    Customer,
    Holder,
    Holding,
    Product,
    Subscription,
    other,
)
from bot.partnership.standing import NextStep, State, one_state, standing


def held(
    holder: Holder | None,
    *,
    driven: bool = True,
    own: bool = False,
    beside: AssociationKind | None = None,
) -> Holding:
    kinds = [(AssociationKind.DPOR, holder)] if holder else []
    kinds += [(beside, US)] if beside else []
    return Holding(
        customer=Customer(id="c", name="Contoso", own_tenant=own),
        subscription=Subscription(
            id="s", customer_id="c", product=Product.MICROSOFT_AZURE, usage_driven_by_us=driven
        ),
        associations=tuple(
            Association(
                kind=kind,
                holder=who,
                since=date(2026, 1, 1),
                seen_for=date(2026, 1, 1),
                imported_at=datetime(2026, 1, 1, tzinfo=UTC),
                source="a.csv",
            )
            for kind, who in kinds
        ),
    )


@pytest.mark.parametrize(
    ("holding", "state", "step"),
    [
        (held(US), State.OURS, NextStep.KEEP),
        (held(US, own=True), State.OURS, NextStep.OWN_TENANT),
        (held(other("Fabrikam")), State.OTHERS, NextStep.ASK_TO_SWITCH),
        (held(other("Fabrikam"), driven=False), State.OTHERS, NextStep.LEAVE),
        (held(NOBODY), State.NOBODYS, NextStep.ASK_TO_SET),
        (held(NOBODY, driven=False), State.NOBODYS, NextStep.OFFER),
        (held(None), State.NOT_SEEN, NextStep.FIND_OUT),
    ],
)
def test_the_holder_and_the_usage_decide(holding: Holding, state: State, step: NextStep) -> None:
    found = standing(holding)
    assert (found.state, found.next_step) == (state, step)


def test_another_association_of_ours_does_not_make_us_partner_of_record() -> None:
    found = standing(held(None, beside=AssociationKind.DELEGATED_ADMINISTRATOR))
    assert found.state is State.NOT_SEEN
    assert found.ours_otherwise == (AssociationKind.DELEGATED_ADMINISTRATOR,)


def test_only_the_same_state_and_partner_is_one_state() -> None:
    ours, fabrikam, litware = (standing(held(h)) for h in (US, other("Fabrikam"), other("Litware")))
    assert one_state((ours, ours))
    assert not one_state((ours, fabrikam))
    assert not one_state((fabrikam, litware))


def test_the_partners_name_is_empty_where_there_is_none() -> None:
    assert standing(held(None)).partner == ""
    assert standing(held(NOBODY)).partner == ""
    assert standing(held(other("Fabrikam"))).partner == "Fabrikam"
