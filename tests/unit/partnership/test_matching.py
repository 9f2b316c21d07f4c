"""Which stored customer a row speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.partnership.matching import KnownCustomers, MatchedBy
from bot.partnership.records import Customer
from bot.partnership.sightings import CustomerClue

WWI = Customer(
    id="t1",
    name="Wide World Importers",
    tenant_id="t1",
    domain="wwi.com",
    other_names=("WWI AB",),
    tpid="900",
)
SISTER = Customer(id="t2", name="Wide World Importers", tenant_id="t2", domain="wwi.se", tpid="900")
UNKNOWN_TENANT = Customer(id="name:northwind", name="Northwind", tpid="901")
KNOWN = KnownCustomers((WWI, SISTER, UNKNOWN_TENANT))


@pytest.mark.parametrize(
    ("clue", "customer", "by"),
    [
        (CustomerClue(tenant_id="T1", tpid="901", name="Northwind"), WWI, MatchedBy.TENANT_ID),
        (CustomerClue(tpid="901", name="*****", masked=True), UNKNOWN_TENANT, MatchedBy.TPID),
        (CustomerClue(tpid="900", domain="WWI.se", name="x"), SISTER, MatchedBy.DOMAIN),
        (CustomerClue(name="wwi  ab"), WWI, MatchedBy.NAME),
        (CustomerClue(name="*****", masked=True, tenant_name="WWI AB"), WWI, MatchedBy.NAME),
        (CustomerClue(tenant_id="t9", tpid="901"), UNKNOWN_TENANT, MatchedBy.TPID),
        (CustomerClue(tenant_id="t9", name="northwind"), UNKNOWN_TENANT, MatchedBy.NAME),
    ],
)
def test_the_surest_clue_wins(clue: CustomerClue, customer: Customer, by: MatchedBy) -> None:
    match = KNOWN.match(clue)
    assert match is not None
    assert (match.customer, match.by) == (customer, by)


@pytest.mark.parametrize(
    "clue",
    [
        CustomerClue(name="Wide World Importers"),
        CustomerClue(tpid="900"),
        CustomerClue(tenant_id="t9", tpid="900", domain="wwi.com", name="WWI AB"),
        CustomerClue(name="WWI AB", masked=True),
        CustomerClue(tpid="902", name="Northwind"),
        CustomerClue(),
    ],
)
def test_what_fits_several_or_another_tenant_matches_none(clue: CustomerClue) -> None:
    assert KNOWN.match(clue) is None


def test_what_has_become_known_of_a_customer_counts_from_then_on() -> None:
    known = KnownCustomers([UNKNOWN_TENANT])
    known.add(replace(UNKNOWN_TENANT, tenant_id="t8"))
    assert known.match(CustomerClue(tenant_id="t9", tpid="901")) is None
    match = known.match(CustomerClue(tpid="901"))
    assert match is not None
    assert match.customer.tenant_id == "t8"
