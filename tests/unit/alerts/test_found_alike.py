"""What is found once for all that stand alike is what is found for each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.found_alike import FoundAlike
from bot.partnership.conflicts import NEW_WITHIN, RENEWAL_WITHIN, Look, found
from bot.partnership.history import Change, What
from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    US,
    Association,
    AssociationKind,
    Customer,
    Holding,
    Product,
    Voice,
    other,
)
from tests.builders import TODAY, a_holding, an_association
from tests.fakes import NOON

_HOLDERS = (US, NOBODY, other("First Up"), other("Relecloud"))
_VOICE = Voice(teller=BY_HAND, holder=other("Relecloud"), seen_for=TODAY, imported_at=NOON, source="Kim")
_TOLD: tuple[tuple[Association, ...], ...] = (
    (),
    *((an_association(holder=holder),) for holder in _HOLDERS),
    (replace(an_association(holder=US), voices=(_VOICE,)),),
)
_CHANGES: tuple[tuple[Change, ...], ...] = tuple(
    tuple(
        Change(
            id="1",
            at=NOON,
            origin="i1",
            source="a.csv",
            customer_id="",
            subscription_id="",
            product=Product.MICROSOFT_AZURE,
            what=what,
            seen_for=TODAY,
            association=kind,
            before=before,
            after=after,
        )
        for what, kind, before, after in told
    )
    for told in (
        (),
        ((What.NEW, None, None, None),),
        ((What.HOLDER, AssociationKind.DPOR, US, NOBODY),),
        ((What.HOLDER, AssociationKind.CLAIMING_PARTNER, US, NOBODY),),
        ((What.HOLDER, AssociationKind.TRANSACTING_PARTNER, None, other("Relecloud")),),
    )
)
_EDGES = (0, 1, RENEWAL_WITHIN.days, RENEWAL_WITHIN.days + 1, -NEW_WITHIN.days, -NEW_WITHIN.days - 1)
_DAYS = st.none() | st.sampled_from([TODAY + timedelta(days) for days in _EDGES])


@st.composite
def _looks(draw: st.DrawFn) -> Look:
    id_ = draw(st.sampled_from(("s1", "s2", "s3")))
    whose = draw(st.sampled_from((("c1", "SE"), ("c2", "NO"), ("c3", ""))))
    customer = Customer(id=whose[0], name="Contoso", country=whose[1])
    stood = a_holding()
    subscription = replace(
        stood.subscription,
        id=id_,
        customer_id=customer.id,
        product=draw(st.sampled_from((Product.MICROSOFT_AZURE, Product.OFFICE_365))),
        usage_driven_by_us=draw(st.booleans()),
        renewal_date=draw(_DAYS),
        started_on=draw(_DAYS),
        ended=draw(st.booleans()),
    )
    holding = Holding(customer=customer, subscription=subscription, associations=draw(st.sampled_from(_TOLD)))
    return Look(holding=holding, changes=draw(st.sampled_from(_CHANGES)), today=TODAY)


@given(st.lists(_looks(), min_size=1, max_size=40))
def test_what_is_found_of_one_is_found_of_all_like_it(looks: list[Look]) -> None:
    alike = FoundAlike()
    assert [alike.of(look) for look in looks] == [found(look) for look in looks]
