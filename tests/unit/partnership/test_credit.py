"""The table of credits: whole, every cell founded or said to be unconfirmed, and as its sources have it."""

from __future__ import annotations

from itertools import product as every_pair

import pytest

from bot.partnership.credit import PLACES, Credit, Ground, Reward, Says, credit, own_credit
from bot.partnership.records import AssociationKind, Product

DPOR, ADMINISTRATOR = AssociationKind.DPOR, AssociationKind.DELEGATED_ADMINISTRATOR
SELLER, PAL = AssociationKind.TRANSACTING_PARTNER, AssociationKind.PARTNER_ADMIN_LINK
CPOR = AssociationKind.CLAIMING_PARTNER
AZURE, OFFICE, INTUNE = Product.MICROSOFT_AZURE, Product.OFFICE_365, Product.WINDOWS_INTUNE

CELLS = [
    *(
        credit(kind, reward, product)
        for kind, reward, product in every_pair(AssociationKind, Reward, [None, *Product])
    ),
    *map(own_credit, Reward),
]


def test_every_cell_has_a_source_or_is_unconfirmed() -> None:
    assert {(one.ground is None) == (one.says is Says.UNCONFIRMED) for one in CELLS} == {True}


def test_what_is_neither_yes_nor_no_says_why() -> None:
    assert [one for one in CELLS if one.says in (Says.PARTLY, Says.UNCONFIRMED) and one.why is None] == []


def test_every_source_is_used_and_has_a_place_and_a_time() -> None:
    assert {one.ground for one in CELLS} - {None} == {*Ground} == PLACES.keys()
    for place in PLACES.values():
        assert place.address.startswith(("https://", "source text, "))
        assert place.speaks_for[:4].isdigit()


def test_then_speaks_for_2016_unless_it_tells_what_came_later() -> None:
    for one in (
        credit(kind, reward) for kind in AssociationKind for reward in Reward if "then" in reward.value
    ):
        assert one.ground is not None
        assert PLACES[one.ground].speaks_for.startswith("2016") or one.says is Says.NO


@pytest.mark.parametrize("product", [None, *Product])
def test_dpor_earned_then_and_earns_nothing_now(product: Product | None) -> None:
    assert credit(DPOR, Reward.INCENTIVE_THEN, product).says is Says.YES
    assert credit(DPOR, Reward.INCENTIVE_NOW, product).says is Says.NO


@pytest.mark.parametrize("kind", [DPOR, ADMINISTRATOR, SELLER])
def test_all_three_of_2016_counted_for_competencies_and_one_for_incentives(kind: AssociationKind) -> None:
    assert credit(kind, Reward.COMPETENCY_THEN).says is Says.YES
    assert (credit(kind, Reward.INCENTIVE_THEN).says is Says.YES) == (kind is DPOR)


@pytest.mark.parametrize(
    ("kind", "reward", "product", "says"),
    [
        (DPOR, Reward.DESIGNATION_NOW, AZURE, Says.YES),
        (DPOR, Reward.DESIGNATION_NOW, OFFICE, Says.PARTLY),
        (DPOR, Reward.DESIGNATION_NOW, INTUNE, Says.UNCONFIRMED),
        (PAL, Reward.INCENTIVE_NOW, AZURE, Says.PARTLY),
        (PAL, Reward.DESIGNATION_NOW, OFFICE, Says.NO),
        (CPOR, Reward.DESIGNATION_NOW, OFFICE, Says.YES),
        (CPOR, Reward.DESIGNATION_NOW, AZURE, Says.NO),
        (ADMINISTRATOR, Reward.DESIGNATION_NOW, AZURE, Says.NO),
        (SELLER, Reward.INCENTIVE_NOW, OFFICE, Says.UNCONFIRMED),
    ],
)
def test_the_product_makes_a_difference(
    kind: AssociationKind, reward: Reward, product: Product, says: Says
) -> None:
    assert credit(kind, reward, product).says is says


def test_our_own_counted_for_competencies_and_earns_nothing() -> None:
    said = [own_credit(reward).says for reward in Reward]
    assert said == [Says.YES, Says.UNCONFIRMED, Says.NO, Says.NO]
    assert own_credit(Reward.COMPETENCY_THEN) == Credit(says=Says.YES, ground=Ground.REMEMBER)
