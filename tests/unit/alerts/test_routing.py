"""Whether a room would be told of something: what is not said narrows nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.alerts.routing import Supposed, why_not
from bot.conversation.watches import Topic, Watch
from bot.partnership.records import Product
from tests.builders import ROOM, a_customer
from tests.fakes import NOON

AZURE, OFFICE = Product.MICROSOFT_AZURE, Product.OFFICE_365
CONTOSO = replace(a_customer("Contoso"), country="SE")
FABRIKAM = replace(a_customer("Fabrikam"), country="NO")
WATCH = Watch(
    address=ROOM,
    since=NOON,
    products=frozenset({AZURE}),
    customers=frozenset({CONTOSO.id}),
    countries=frozenset({"SE"}),
)


@pytest.mark.parametrize(
    ("watch", "supposed", "hindrance"),
    [
        (WATCH, Supposed(), ""),
        (WATCH, Supposed(products=frozenset({AZURE}), customers=(CONTOSO,)), ""),
        (WATCH, Supposed(customers=(CONTOSO, FABRIKAM)), ""),
        (WATCH, Supposed(topic=Topic.RENEWALS), "topic"),
        (WATCH, Supposed(products=frozenset({OFFICE})), "product"),
        (WATCH, Supposed(customers=(FABRIKAM,)), "customer"),
        (replace(WATCH, customers=frozenset()), Supposed(customers=(FABRIKAM,)), "country"),
        (replace(WATCH, paused="is_archived"), Supposed(), "paused"),
    ],
)
def test_what_keeps_a_room_from_being_told(watch: Watch, supposed: Supposed, hindrance: str) -> None:
    assert why_not(watch, supposed) == hindrance
