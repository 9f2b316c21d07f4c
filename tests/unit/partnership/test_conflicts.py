"""Each rule by which a conflict is found, and what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.partnership.cases import CaseKind
from bot.partnership.conflicts import Look, found, may_matter
from bot.partnership.history import Change, What
from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    US,
    AssociationKind,
    Holder,
    Holding,
    Product,
    Voice,
    other,
)
from tests.builders import TODAY, a_holding, an_association
from tests.fakes import NOON

RIVAL = other("First Up")


def change(what: What, **fields: object) -> Change:
    given: dict[str, object] = {
        "id": "1",
        "at": NOON,
        "origin": "import 1",
        "source": "a.csv",
        "customer_id": "c",
        "subscription_id": "s1",
        "product": Product.MICROSOFT_AZURE,
        "what": what,
        "seen_for": TODAY,
        **fields,
    }
    return Change(**given)  # pyright: ignore[reportArgumentType]


def moved_from(before: Holder | None, after: Holder | None) -> Change:
    return change(What.HOLDER, association=AssociationKind.DPOR, before=before, after=after)


def voiced(holder: Holder, says: Holder, teller: str = "by-hand") -> Holding:
    voice = Voice(teller=teller, holder=says, seen_for=TODAY, imported_at=NOON, source="Kim")
    return a_holding(associations=(replace(an_association(holder=holder), voices=(voice,)),))


def kind_of(holding: Holding, *changes: Change) -> CaseKind | None:
    finding = found(Look(holding=holding, changes=changes, today=TODAY))
    return finding.kind if finding else None


@pytest.mark.parametrize(
    ("holding", "changes", "kind"),
    [
        (a_holding(dpor=RIVAL), (), CaseKind.SLOT_TAKEN),
        (a_holding(dpor=RIVAL, usage_driven_by_us=False), (), None),
        (a_holding(dpor=US), (), None),
        (a_holding(dpor=RIVAL), (moved_from(US, RIVAL),), CaseKind.OURS_GONE),
        (a_holding(dpor=NOBODY), (moved_from(US, NOBODY),), CaseKind.OURS_GONE),
        (a_holding(dpor=US), (moved_from(RIVAL, US),), None),
        (voiced(US, RIVAL), (), CaseKind.RIVAL_CLAIM),
        (voiced(NOBODY, RIVAL), (), CaseKind.SOURCES_DISAGREE),
        (a_holding(dpor=None), (change(What.NEW),), CaseKind.NEW_WITHOUT),
        (a_holding(dpor=None, usage_driven_by_us=False), (change(What.NEW),), None),
        (a_holding(dpor=NOBODY, renewal_date=TODAY + timedelta(days=60)), (), CaseKind.RENEWAL_NEAR),
        (a_holding(dpor=NOBODY, renewal_date=TODAY + timedelta(days=61)), (), None),
        (a_holding(dpor=NOBODY, renewal_date=TODAY - timedelta(days=1)), (), None),
        (
            a_holding(dpor=US),
            (change(What.HOLDER, association=AssociationKind.TRANSACTING_PARTNER, after=RIVAL),),
            CaseKind.MOVE_ENDS_DPOR,
        ),
    ],
)
def test_what_is_found(holding: Holding, changes: tuple[Change, ...], kind: CaseKind | None) -> None:
    assert kind_of(holding, *changes) is kind


def test_several_partners_with_an_admin_link_are_no_conflict() -> None:
    links = (
        an_association(holder=US),
        replace(an_association(holder=RIVAL), kind=AssociationKind.PARTNER_ADMIN_LINK),
    )
    assert kind_of(a_holding(associations=links)) is None


def test_what_has_ended_is_in_nobodys_way() -> None:
    held = a_holding(dpor=RIVAL)
    ended = replace(held, subscription=replace(held.subscription, ended=True))
    assert kind_of(ended) is None


def test_the_key_follows_from_the_content_and_the_facts_from_what_is_said() -> None:
    one, same = (found(Look(holding=a_holding(dpor=RIVAL), changes=(), today=TODAY)) for _ in "12")
    assert one == same
    later = a_holding(associations=(an_association(holder=RIVAL, since=date(2027, 1, 1)),))
    again = found(Look(holding=later, changes=(), today=TODAY))
    assert one is not None
    assert again is not None
    assert one.key == again.key
    assert one.facts != again.facts


NEAR = TODAY + timedelta(days=30)


def dissenting(holding: Holding, says: Holder, teller: str) -> Holding:
    (dpor,) = holding.associations
    voice = Voice(teller=teller, holder=says, seen_for=TODAY, imported_at=NOON, source="b.csv")
    return replace(holding, associations=(replace(dpor, voices=(voice,)),))


@pytest.mark.parametrize(
    ("before", "now", "may"),
    [
        (None, a_holding(dpor=US), False),
        (None, a_holding(dpor=US, renewal_date=NEAR), False),
        (None, a_holding(dpor=RIVAL), True),
        (None, a_holding(dpor=RIVAL, usage_driven_by_us=False), False),
        (None, a_holding(dpor=None, usage_driven_by_us=False, renewal_date=NEAR), True),
        (None, a_holding(dpor=None, ended=True), False),
        (None, dissenting(a_holding(), RIVAL, "azure-usage"), True),
        (a_holding(dpor=US), a_holding(dpor=US), False),
        (a_holding(dpor=RIVAL), a_holding(dpor=RIVAL), False),
        (a_holding(dpor=US), a_holding(dpor=RIVAL), True),
        (a_holding(dpor=US), a_holding(dpor=None), True),
        (a_holding(), dissenting(a_holding(), RIVAL, "azure-usage"), True),
        (a_holding(usage_driven_by_us=False), a_holding(), True),
        (a_holding(), a_holding(ended=True), True),
    ],
)
def test_a_row_that_can_matter_is_told_from_one_that_cannot(
    before: Holding | None, now: Holding, may: bool
) -> None:
    assert may_matter(before, now, TODAY) is may


def test_a_newer_row_that_says_the_same_cannot_matter() -> None:
    older = a_holding(associations=(an_association(holder=RIVAL, seen_for=TODAY - timedelta(days=30)),))
    assert not may_matter(older, a_holding(dpor=RIVAL), TODAY)


def test_what_began_long_ago_is_not_new() -> None:
    old = a_holding(dpor=None, started_on=TODAY - timedelta(days=91))
    assert kind_of(old, change(What.NEW)) is None
    recent = a_holding(dpor=None, started_on=TODAY - timedelta(days=90))
    assert kind_of(recent, change(What.NEW)) is CaseKind.NEW_WITHOUT


@pytest.mark.parametrize(
    ("says", "kind"), [(RIVAL, CaseKind.RIVAL_CLAIM), (NOBODY, CaseKind.SOURCES_DISAGREE)]
)
def test_a_persons_word_against_a_report_is_a_claim_and_no_loss(says: Holder, kind: CaseKind) -> None:
    (dpor,) = dissenting(a_holding(dpor=says), US, "azure-usage").associations
    held = a_holding(associations=(replace(dpor, teller=BY_HAND),))
    assert kind_of(held, moved_from(US, says)) is kind


def claimed(holder: Holder | None) -> Holding:
    claims = (an_association(holder=holder, kind=AssociationKind.CLAIMING_PARTNER),) if holder else ()
    return a_holding(associations=(an_association(holder=US), *claims))


def claim_lost(seen_for: date) -> Change:
    return change(
        What.HOLDER, association=AssociationKind.CLAIMING_PARTNER, before=US, after=RIVAL, seen_for=seen_for
    )


@pytest.mark.parametrize(("days", "deadline"), [(0, TODAY + timedelta(days=30)), (30, TODAY), (31, None)])
def test_a_claim_that_has_ended_can_be_disputed_for_thirty_days(days: int, deadline: date | None) -> None:
    look = Look(holding=claimed(RIVAL), changes=(claim_lost(TODAY - timedelta(days=days)),), today=TODAY)
    finding = found(look)
    assert finding is not None
    assert (finding.kind, finding.rivals, finding.deadline) == (CaseKind.CLAIM_ENDED, ("First Up",), deadline)
    assert may_matter(claimed(US), claimed(RIVAL), TODAY)
    assert may_matter(claimed(US), claimed(None), TODAY)
    assert kind_of(claimed(US), claim_lost(TODAY)) is None
