"""Files brought into every store and taken back: what changes, what stays, what is said of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.importing.bringing_in import brought_in_together, previewed, previewed_in_turn
from bot.importing.plan import Plan
from bot.importing.planning import Bringing
from bot.importing.taking_back import Hindrance, taken_back
from bot.partnership.history import What, counting
from bot.partnership.records import (
    BY_HAND,
    NOBODY,
    US,
    Association,
    AssociationKind,
    Holding,
    HoldingQuery,
    Product,
    other,
)
from bot.partnership.sightings import (
    AccountLevel,
    Attribution,
    CustomerClue,
    Measure,
    OurAccount,
    PartnerClue,
    ReportKind,
    Sighting,
)
from bot.partnership.told import Told
from bot.partnership.voices import heard, unheard
from bot.ports import Store
from tests.bringing import bring, told
from tests.builders import a_customer, a_holding
from tests.contract.store_steps import Open, listed, save
from tests.fakes import NOON

DAY = timedelta(days=1)
TENANT = "7d4c1f6a-0a51-4c33-9f1e-2f4b8f6f2a10"
US_AS_PARTNER = PartnerClue(location_id="565381", global_id="565380", name="First Up")
RIVAL = PartnerClue(location_id="999999", name="Relecloud")
CONTOSO = CustomerClue(tenant_id=TENANT, tpid="4711", name="Contoso")


def seen(id_: str = "s1", **fields: Any) -> Sighting:
    """We were partner of record for Contoso's Azure in August."""
    given: dict[str, Any] = {
        "report": ReportKind.AZURE_USAGE,
        "line": 2,
        "customer": CONTOSO,
        "subscription_id": id_,
        "product": Product.MICROSOFT_AZURE,
        "attribution": Attribution.PARTNER_OF_RECORD,
        "partner": US_AS_PARTNER,
        "month": date(2026, 8, 1),
    }
    return Sighting(**(given | fields))


async def one(store: Store, id_: str = "s1") -> Holding:
    async with store.transaction() as transaction:
        holding = await transaction.record.subscription(id_)
    assert holding is not None
    return holding


async def ours(store: Store, *ids: str) -> Plan:
    profile = Told(
        file="profile.csv",
        kind=ReportKind.PARTNER_PROFILE,
        checksum="".join(ids),
        accounts=tuple(
            OurAccount(
                report=ReportKind.PARTNER_PROFILE,
                line=2,
                partner=PartnerClue(location_id=id_),
                level=AccountLevel.LOCATION,
            )
            for id_ in ids
        ),
    )
    return await bring(store, profile)


async def test_a_month_of_use_becomes_a_subscription_with_a_customer(store: Store) -> None:
    uses = ((Measure.AZURE_CONSUMED_USD, 5),)
    says = told(
        sightings=[
            seen(amounts=uses, ends_on=date(2027, 2, 1), product_name="Azure plan"),
            seen(line=3, attribution=Attribution.CSP_TIER_1, reseller=RIVAL),
        ]
    )
    plan = await bring(store, says)
    assert (plan.entry.new, plan.nobody_known, plan.left_out) == (1, True, ())
    holding = await one(store)
    assert (holding.customer.id, holding.customer.name) == (TENANT, "Contoso")
    assert (holding.customer.tenant_id, holding.customer.tpid) == (TENANT, "4711")
    assert holding.subscription.renewal_date == date(2027, 2, 1)
    assert holding.subscription.usage_driven_by_us
    dpor, csp = holding.associations
    assert (dpor.kind, dpor.holder, dpor.seen_for) == (AssociationKind.DPOR, US, date(2026, 8, 31))
    assert (dpor.teller, dpor.source) == ("azure-usage", "subscriptions.csv")
    assert (csp.kind, csp.holder) == (AssociationKind.TRANSACTING_PARTNER, US)
    assert plan.arrivals
    assert [change.what for change in plan.arrivals.changes()] == [What.NEW, What.HOLDER, What.HOLDER]


async def test_whose_a_row_is_is_told_by_the_partner_profile(store: Store) -> None:
    await ours(store, "565381")
    plan = await bring(store, told(sightings=[seen(), seen("s2", partner=RIVAL)]))
    assert not plan.nobody_known
    assert [(h.dpor.holder if h.dpor else None) for h in await listed(store)] == [US, other("Relecloud")]


async def test_a_profile_that_comes_late_has_the_downloads_read_again(store: Store) -> None:
    uses = ((Measure.AZURE_CONSUMED_USD, 5),)
    says = told(sightings=[seen(amounts=uses), seen("s2", partner=RIVAL, amounts=uses)])
    await bring(store, says)
    assert [h.dpor.holder if h.dpor else None for h in await listed(store)] == [US, US]
    assert (await bring(store, says)).already is not None
    assert (await ours(store, "565381")).read_without
    again = await bring(store, says, at=NOON + DAY)
    assert (again.already, again.entry.changed, again.entry.unchanged) == (None, 1, 1)
    first, second = await listed(store)
    assert (first.dpor.holder if first.dpor else None, first.subscription.usage_driven_by_us) == (US, True)
    assert second.dpor is not None
    assert (second.dpor.holder, second.subscription.usage_driven_by_us) == (other("Relecloud"), False)
    assert (await bring(store, says, at=NOON + DAY)).already is not None
    assert not (await ours(store, "565382")).read_without


async def test_a_masked_name_takes_no_names_place_and_finds_its_customer(store: Store) -> None:
    await save(store, a_holding("s1", customer=replace(a_customer("Contoso"), tpid="4711")))
    masked = CustomerClue(tpid="4711", name="C*****", masked=True, domain="contoso.com")
    await bring(store, told(sightings=[seen("s2", customer=masked)]))
    customers = {holding.customer for holding in await listed(store)}
    assert [(customer.name, customer.domain) for customer in customers] == [("Contoso", "contoso.com")]
    await bring(store, told(sightings=[seen("s3", customer=replace(masked, tpid="9", domain=""))]))
    assert (await one(store, "s3")).customer.name == "TPID 9"
    real = CustomerClue(tpid="9", name="Fabrikam")
    await bring(store, told(sightings=[seen("s3", customer=real)]))
    assert (await one(store, "s3")).customer.name == "Fabrikam"


async def test_a_row_that_hides_its_customer_stays_with_the_subscriptions_own(store: Store) -> None:
    await save(store, a_holding("s1"))
    hidden = CustomerClue(tpid="4711", name="C*****", masked=True)
    await bring(store, told(sightings=[seen(customer=hidden)]))
    (holding,) = await listed(store)
    assert (holding.customer.id, holding.customer.tpid) == ("name:contoso", "4711")


FABRIKAM = "0f7e0e6a-5d0e-4a8e-9c84-3a6f0a3d1b22"


async def test_a_name_alone_moves_nothing_that_is_known_by_tenant(store: Store) -> None:
    await bring(store, told(sightings=[seen(), seen("s2", customer=CustomerClue(name="Fabrikam"))]))
    later: dict[str, Any] = {"month": date(2026, 9, 1)}
    named = CustomerClue(name="Fabrikam")
    plan = await bring(store, told(sightings=[seen(customer=named, **later)]), at=NOON + DAY)
    assert (plan.stayed, plan.moved) == (((("Fabrikam", "Contoso"), 1),), ())
    held = await one(store)
    assert (held.customer.id, held.customer.other_names) == (TENANT, ())
    assert held.dpor
    assert held.dpor.seen_for == date(2026, 9, 30)
    # Beside a name another name is as sure, and moves it.
    renamed = seen("s2", customer=CustomerClue(name="Fabrikam Nordic"), **later)
    plan = await bring(store, told(sightings=[renamed]), at=NOON + DAY)
    assert [(stood.customer.name, now.customer.name) for stood, now in plan.moved] == [
        ("Fabrikam", "Fabrikam Nordic")
    ]


async def test_rows_of_one_file_may_say_whose_it_is_less_and_less_surely(store: Store) -> None:
    hidden = CustomerClue(tpid="999", name="C****", masked=True)
    rows = [
        seen(),
        seen(line=3, month=date(2026, 9, 1), customer=CustomerClue(name="Fabrikam")),
        seen("s2", line=4, customer=replace(CONTOSO, tenant_id=FABRIKAM, tpid="", name="Fabrikam")),
        seen("s2", line=5, month=date(2026, 9, 1), customer=hidden),
        seen(line=6, month=date(2026, 10, 1), customer=hidden),
    ]
    plan = await bring(store, told(sightings=rows))
    assert [(await one(store, id_)).customer.id for id_ in ("s1", "s2")] == [TENANT, FABRIKAM]
    # That parent was taken for Fabrikam's by the row before.
    assert dict(plan.stayed) == {("Fabrikam", "Contoso"): 1, ("TPID 999", "Contoso"): 1}


async def test_a_row_that_hides_its_customer_tells_the_next_row_nothing(store: Store) -> None:
    parents = (a_customer("Contoso", id_=TENANT), "1"), (a_customer("Fabrikam", id_=FABRIKAM), "2")
    for number, (customer, tpid) in enumerate(parents):
        known = replace(customer, tenant_id=customer.id, tpid=tpid)
        await save(store, a_holding(f"s{number}", customer=known))
    hidden = CustomerClue(tpid="999", name="C****", masked=True)
    plan = await bring(store, told(sightings=[seen("s0", customer=hidden), seen("s1", customer=hidden)]))
    assert [(await one(store, id_)).customer.name for id_ in ("s0", "s1")] == ["Contoso", "Fabrikam"]
    assert (plan.moved, plan.stayed) == ((), ())


async def test_what_becomes_another_customers_is_told_and_stands_in_the_history_of_both(store: Store) -> None:
    await bring(store, told(sightings=[seen(), seen("s2")]))
    theirs = replace(CONTOSO, tenant_id=FABRIKAM, tpid="", name="Fabrikam")
    moved = told(sightings=[seen(customer=theirs, month=date(2026, 9, 1))])
    plan = await bring(store, moved, at=NOON + DAY)
    assert [(stood.customer.name, now.customer.name) for stood, now in plan.moved] == [
        ("Contoso", "Fabrikam")
    ]
    async with store.transaction() as transaction:
        here = await transaction.history.about(FABRIKAM)
        away = await transaction.history.about(TENANT)
    assert [(c.what, c.elsewhere, c.subscription_id) for c in here] == [(What.MOVED_HERE, "Contoso", "s1")]
    assert [(c.what, c.elsewhere) for c in away if c.at > NOON] == [(What.MOVED_AWAY, "Fabrikam")]


async def test_another_name_of_a_customer_is_found_from_then_on(store: Store) -> None:
    await save(store, a_holding("s1", customer=replace(a_customer("Contoso"), tenant_id=TENANT)))
    await bring(store, told(sightings=[seen("s2", customer=replace(CONTOSO, name="Öppna Data AB"))]))
    names = (await store.names()).customers
    assert [match.id for match in names.find("are we DPOR for Öppna Data AB?")] == ["name:contoso"]


async def test_a_former_name_in_our_own_file_is_found_from_then_on(store: Store) -> None:
    before = replace(a_customer("Humongous Insurance", id_=TENANT), tenant_id=TENANT)
    await bring(store, told([a_holding("s1", customer=before)]))
    renamed = replace(before, name="Proseware Group")
    await bring(store, told([a_holding("s1", customer=renamed)]))
    for name in ("Humongous Insurance", "Proseware Group"):
        assert [match.name for match in (await store.names()).customers.find(name)] == ["Proseware Group"]
    await bring(store, told([a_holding("s1", customer=before)], content="back"))
    assert (await one(store)).customer.other_names == ("Proseware Group",)


async def test_products_that_are_none_of_ours_and_rows_of_nobody_are_counted(store: Store) -> None:
    says = told(
        sightings=[
            seen("x1", product=None, product_name="Windows 365"),
            seen("x2", product=None, product_name="Windows 365"),
            seen("x3", customer=CustomerClue(name="**", masked=True)),
            seen("x4", product=None),
        ]
    )
    plan = await bring(store, says)
    assert dict(plan.left_out) == {"Windows 365": 2, "": 1, "-": 1}
    assert await listed(store) == ()


async def test_a_workload_without_a_subscription_is_told_of_those_of_its_product(store: Store) -> None:
    office = a_holding(
        "o1", product=Product.OFFICE_365, customer=a_customer("Contoso", id_=TENANT), dpor=None
    )
    await save(store, office, a_holding("a1", customer=office.customer, dpor=None))
    rows = [
        seen(
            "",
            report=ReportKind.CPOR_M365_USAGE,
            product=Product.OFFICE_365,
            workload=workload,
            attribution=Attribution.CLAIMING_PARTNER_OF_RECORD,
            associated_on=date(2025, 5, 17),
        )
        for workload in ("Exchange", "Teams")
    ]
    await bring(store, told(sightings=rows))
    assert {holding.subscription.id for holding in await listed(store)} == {"o1", "a1"}
    (claimed,) = (await one(store, "o1")).associations
    assert (claimed.kind, claimed.since) == (AssociationKind.CLAIMING_PARTNER, date(2025, 5, 17))
    assert (await one(store, "a1")).associations == ()
    fabrikam = CustomerClue(tenant_id="t2", name="Fabrikam")
    says = told(sightings=[replace(row, customer=fabrikam) for row in rows])
    assert (await bring(store, says)).entry.new == 1
    assert (await one(store, "t2/office-365")).customer.name == "Fabrikam"


async def test_what_another_partner_drives_is_not_driven_by_us(store: Store) -> None:
    await ours(store, "565381")
    uses = ((Measure.AZURE_CONSUMED_USD, 5),)
    await bring(store, told(sightings=[seen(amounts=uses, partner=RIVAL)]))
    assert not (await one(store)).subscription.usage_driven_by_us
    rows = [seen(amounts=uses, partner=RIVAL), seen(line=3, amounts=uses)]
    await bring(store, told(sightings=[replace(row, month=date(2026, 9, 1)) for row in rows]))
    assert (await one(store)).subscription.usage_driven_by_us
    await bring(store, told(sightings=[seen(amounts=uses, partner=RIVAL, month=date(2026, 10, 1))]))
    assert (await one(store)).subscription.usage_driven_by_us


async def test_a_zero_that_is_not_of_its_row_leaves_our_use_as_it_was(store: Store) -> None:
    office = {"product": Product.OFFICE_365, "report": ReportKind.SUBSCRIPTION_DETAILS}
    await bring(store, told(sightings=[seen(amounts=((Measure.ACTIVE_USERS, 5),), **office)]))
    in_every_row = ((Measure.AZURE_CONSUMED_USD, 0), (Measure.CPOR_ACTIVE_USERS, 0))
    await bring(store, told(sightings=[seen(amounts=in_every_row, month=date(2026, 9, 1), **office)]))
    assert (await one(store)).subscription.usage_driven_by_us


async def test_the_newest_report_that_tells_when_a_subscription_began_counts(store: Store) -> None:
    began = date(2025, 4, 1)
    august = seen(starts_on=began)
    plan = await bring(store, told(sightings=[august, replace(august, line=3, starts_on=None)]))
    assert (plan.entry.new, (await one(store)).subscription.started_on) == (1, began)
    july = replace(august, month=date(2026, 7, 1), starts_on=date(2024, 4, 1))
    await bring(store, told(sightings=[july]))
    assert (await one(store)).subscription.started_on == began
    september = replace(august, month=date(2026, 9, 1), starts_on=date(2025, 5, 1))
    await bring(store, told(sightings=[september]))
    assert (await one(store)).subscription.started_on == date(2025, 5, 1)
    await bring(store, told([a_holding("s1", dpor=NOBODY)]))
    assert (await one(store)).subscription.started_on == date(2025, 5, 1)


async def test_a_list_of_csp_subscriptions_tells_who_has_ended_and_nothing_of_dpor(store: Store) -> None:
    await save(store, a_holding("s1", dpor=NOBODY))
    listing = seen(
        report=ReportKind.CSP_SUBSCRIPTIONS,
        customer=CustomerClue(),
        attribution=None,
        partner=None,
        reseller=RIVAL,
        product=None,
        month=None,
        ended=True,
    )
    plan = await bring(store, told(sightings=[listing, replace(listing, subscription_id="s9")]))
    assert (plan.entry.ended, plan.entry.new, len(plan.left_out)) == (1, 0, 1)
    holding = await one(store)
    assert holding.subscription.ended
    assert holding.associations == a_holding("s1", dpor=NOBODY).associations
    back = told(sightings=[replace(listing, ended=False)])
    assert [c.what for c in (await bring(store, back)).changes] == [What.RESUMED]


async def test_our_own_file_tells_what_has_ended_and_does_not_take_a_reports_word_back(store: Store) -> None:
    await bring(store, told([a_holding("s1", ended=True), a_holding("s2")]))
    assert (await one(store, "s1")).subscription.ended
    ended = await bring(store, told([a_holding("s1"), a_holding("s2", ended=True)]), at=NOON + DAY)
    assert ended.entry.ended == 1
    assert (await one(store, "s1")).subscription.ended
    assert (await one(store, "s2")).subscription.ended


async def test_the_order_of_two_months_does_not_matter_for_the_holder(opener: Open) -> None:
    july = told(sightings=[seen(month=date(2026, 7, 1), partner=RIVAL)], file="july.tsv")
    august = told(sightings=[seen()], file="august.tsv")
    for order in ((july, august), (august, july)):
        store = opener.anew()
        await ours(store, "565381")
        for number, says in enumerate(order):
            await bring(store, says, at=NOON + number * DAY)
        dpor = (await one(store)).dpor
        assert dpor is not None
        assert (dpor.holder, dpor.seen_for, dpor.source) == (US, date(2026, 8, 31), "august.tsv")
        await store.close()


async def test_sources_that_disagree_are_all_kept(store: Store) -> None:
    await bring(store, told(sightings=[seen()]))
    await bring(store, told([a_holding("s1", dpor=other("Relecloud"))]), at=NOON + DAY)
    dpor = (await one(store)).dpor
    assert dpor is not None
    assert dpor.holder == other("Relecloud")
    assert [(voice.teller, voice.holder) for voice in dpor.dissent] == [("azure-usage", US)]


async def test_the_same_file_twice_changes_nothing_and_says_so(store: Store) -> None:
    for says in (told(sightings=[seen(), seen("s2")]), told([a_holding("s3")])):
        first = await bring(store, says)
        before = await listed(store)
        again = await bring(store, says, at=NOON + timedelta(hours=1))
        assert again.already == first.entry
        assert (again.entry.new, again.entry.unchanged) == (0, first.entry.new)
        assert await listed(store) == before
    async with store.transaction() as transaction:
        assert len(await transaction.imports.newest(9)) == 2


async def test_our_own_file_says_the_same_again_on_another_day(store: Store) -> None:
    says = told([a_holding("s1")])
    await bring(store, says)
    again = await bring(store, says, at=NOON + DAY)
    assert (again.already, again.entry.unchanged) == (None, 1)
    assert again.changes == ()


async def test_a_preview_writes_nothing(store: Store) -> None:
    plan = await previewed(store, told([a_holding("s1")]), Bringing(by="Kim", at=NOON))
    assert plan.entry.new == 1
    assert await listed(store) == ()


async def test_a_preview_of_several_files_takes_them_one_upon_the_other_and_keeps_nothing(
    store: Store,
) -> None:
    async def files() -> AsyncIterator[Told]:
        for month in (8, 9):
            yield told(sightings=[seen(month=date(2026, month, 1))])

    before = await everything_in(store)
    shown: list[Plan] = []
    await previewed_in_turn(store, files(), Bringing(by="Kim", at=NOON), shown.append)
    assert [(plan.entry.new, plan.entry.unchanged) for plan in shown] == [(1, 0), (0, 1)]
    assert await everything_in(store) == before


async def test_several_files_come_in_together_or_none_does(store: Store) -> None:
    await bring(store, told([a_holding("s0")]))
    before, bringing = await everything_in(store), Bringing(by="Kim", at=NOON + DAY)

    async def files(*, fails: bool = False) -> AsyncIterator[Told]:
        yield told([a_holding("s1")], file="first.csv")
        if fails:
            raise StoreError("gone")
        yield told([a_holding("s1"), a_holding("s2")], file="second.csv")

    with pytest.raises(StoreError, match="gone"):
        await brought_in_together(store, lambda: files(fails=True), bringing)
    assert await everything_in(store) == before
    plans = await brought_in_together(store, files, bringing)
    assert [(p.entry.file, p.entry.new, p.entry.unchanged) for p in plans] == [
        ("first.csv", 1, 0),
        ("second.csv", 1, 1),
    ]
    assert await ids_in(store) == ["s0", "s1", "s2"]
    await taken_back(store, by="Kim", at=NOON + DAY)
    assert await ids_in(store) == ["s0", "s1"]


async def test_what_files_that_come_in_together_changed_is_told_in_their_order(store: Store) -> None:
    async def files() -> AsyncIterator[Told]:
        for month in range(1, 7):
            says = seen(month=date(2026, month, 1), ends_on=date(2027, month, 1))
            yield told(sightings=[says], file=f"{month}.csv")

    await brought_in_together(store, files, Bringing(by="Kim", at=NOON))
    async with store.transaction() as transaction:
        newest = [change.source for change in await transaction.history.since(NOON, 20)]
        of_the_customer = [change.source for change in await transaction.history.about(TENANT)]
    assert list(dict.fromkeys(newest)) == [f"{month}.csv" for month in range(6, 0, -1)]
    assert of_the_customer == newest


async def test_several_files_come_in_once_more_upon_what_another_import_has_left(store: Store) -> None:
    attempts = list[int]()

    async def files() -> AsyncIterator[Told]:
        attempts.append(len(attempts))
        yield told([a_holding("s1")], file="first.csv")
        if len(attempts) == 1:
            await bring(store, told([a_holding("s1")], file="meanwhile.csv"))
        yield told([a_holding("s2")], file="second.csv")

    plans = await brought_in_together(store, files, Bringing(by="Kim", at=NOON + DAY))
    assert [(p.entry.new, p.entry.unchanged) for p in plans] == [(0, 1), (1, 0)]
    assert await ids_in(store) == ["s1", "s2"]


async def ids_in(store: Store) -> list[str]:
    return sorted(holding.subscription.id for holding in await listed(store))


async def test_who_changed_holder_is_told(store: Store) -> None:
    await bring(store, told([a_holding("s1", dpor=other("Relecloud")), a_holding("s2")]))
    plan = await bring(store, told([a_holding("s1"), a_holding("s2"), a_holding("s3")]), at=NOON + DAY)
    (change,) = plan.holders
    assert (change.subscription_id, change.before, change.after) == ("s1", other("Relecloud"), US)
    assert plan.arrivals
    told_of = (*plan.arrivals.changes(), *plan.changes)
    async with store.transaction() as transaction:
        assert await transaction.history.since(NOON + DAY, 9) == tuple(reversed(told_of))


async def test_an_import_is_taken_back_and_the_one_before_it(store: Store) -> None:
    await bring(store, told([a_holding("s1", dpor=other("Relecloud"))]))
    before = await listed(store)
    await bring(store, told([a_holding("s1"), a_holding("s2")]), at=NOON + DAY)
    back = await taken_back(store, by="Robin", at=NOON + 2 * DAY)
    assert back.entry is not None
    assert (back.entry.undone_by, back.entry.new) == ("Robin", 1)
    assert await listed(store) == before
    async with store.transaction() as transaction:
        newest = await transaction.imports.newest(9)
        assert [entry.undone_at is None for entry in newest] == [False, True]
        told_of = await transaction.history.since(NOON, 9)
        assert all(change.at == NOON for change in counting(told_of, newest))
    assert (await taken_back(store, by="Robin", at=NOON + 2 * DAY)).hindrance is None
    assert await listed(store) == ()
    assert (await taken_back(store, by="Robin", at=NOON)).hindrance is Hindrance.NONE_STANDS


async def test_only_the_newest_three_can_be_taken_back(store: Store) -> None:
    for number in range(5):
        await bring(store, told([a_holding(f"s{number}")]), at=NOON + number * DAY)
    backs = [await taken_back(store, by="Kim", at=NOON) for _ in range(4)]
    assert [back.hindrance for back in backs] == [None, None, None, Hindrance.NOT_KEPT]
    assert [holding.subscription.id for holding in await listed(store)] == ["s0", "s1"]


async def test_files_that_came_in_together_can_all_be_taken_back(store: Store) -> None:
    async def files() -> AsyncIterator[Told]:
        for number in range(5):
            yield told([a_holding(f"s{number}")], file=f"{number}.csv")

    await bring(store, told([a_holding("first")]), at=NOON - DAY)
    await brought_in_together(store, files, Bringing(by="Kim", at=NOON))
    for days in (1, 2):
        await bring(store, told([a_holding(f"later{days}")]), at=NOON + days * DAY)
    backs = [await taken_back(store, by="Kim", at=NOON) for _ in range(8)]
    assert [back.hindrance for back in backs] == [*[None] * 7, Hindrance.NOT_KEPT]
    assert await ids_in(store) == ["first"]


async def test_one_that_is_not_the_newest_is_not_taken_back(store: Store) -> None:
    first = await bring(store, told([a_holding("s1")]))
    await bring(store, told([a_holding("s2")]), at=NOON + DAY)
    back = await taken_back(store, by="Kim", at=NOON, only=first.entry.id)
    assert back.hindrance is Hindrance.ANOTHER
    assert len(await listed(store)) == 2


async def test_what_people_have_said_since_outlives_the_taking_back(store: Store) -> None:
    await save(store, a_holding("s1", dpor=other("Relecloud")))
    await bring(store, told([a_holding("s1"), a_holding("s2"), a_holding("s3")]), at=NOON)
    for id_ in ("s1", "s2"):
        await say_by_hand(store, id_)
    await taken_back(store, by="Kim", at=NOON + 2 * DAY)
    assert {holding.subscription.id for holding in await listed(store)} == {"s1", "s2"}
    for id_ in ("s1", "s2"):
        dpor = (await one(store, id_)).dpor
        assert dpor is not None
        assert (dpor.holder, dpor.teller) == (other("Proseware"), BY_HAND)
    known = (await one(store)).dpor
    assert known is not None
    assert [voice.holder for voice in known.voices] == [other("Relecloud")]


async def test_what_somebody_has_taken_back_since_stays_taken_back(store: Store) -> None:
    await bring(store, told([a_holding("s1", dpor=other("Relecloud"))]), at=NOON - DAY)
    await say_by_hand(store, "s1")
    await bring(store, told([a_holding("s1", dpor=US)]), at=NOON + 2 * DAY)
    async with store.transaction() as transaction:
        holding = await transaction.record.subscription("s1")
        assert holding is not None
        assert holding.dpor is not None
        left = unheard(holding.dpor, BY_HAND, before=None)
        assert left is not None
        await transaction.record.save([replace(holding, associations=(left,))])
    await taken_back(store, by="Kim", at=NOON + 3 * DAY)
    dpor = (await one(store)).dpor
    assert dpor is not None
    assert (dpor.holder, dpor.voices) == (other("Relecloud"), ())


async def test_an_earlier_word_that_counts_again_is_kept(store: Store) -> None:
    await bring(store, told([a_holding("s1", dpor=other("Relecloud"))]), at=NOON - DAY)
    await say_by_hand(store, "s1", by="Robin")
    await bring(store, told([a_holding("s1", dpor=US)]), at=NOON + 2 * DAY)
    async with store.transaction() as transaction:
        holding = await transaction.record.subscription("s1")
        assert holding is not None
        assert holding.dpor is not None
        left = unheard(holding.dpor, BY_HAND, before=None)
        assert left is not None
        await transaction.record.save([replace(holding, associations=(left,))])
    await say_by_hand(store, "s1", by="Kim")
    await taken_back(store, by="Kim", at=NOON + 3 * DAY)
    dpor = (await one(store)).dpor
    assert dpor is not None
    assert (dpor.holder, dpor.source) == (other("Proseware"), "Kim")


async def say_by_hand(store: Store, id_: str, by: str = "Kim") -> None:
    word = Association(
        kind=AssociationKind.DPOR,
        holder=other("Proseware"),
        since=(NOON + DAY).date(),
        seen_for=(NOON + DAY).date(),
        imported_at=NOON + DAY,
        source=by,
        teller=BY_HAND,
    )
    async with store.transaction() as transaction:
        holding = await transaction.record.subscription(id_)
        assert holding is not None
        await transaction.record.save([replace(holding, associations=(heard(holding.dpor, word),))])


async def test_a_partner_profile_is_taken_back(store: Store) -> None:
    await ours(store, "111111")
    await ours(store, "111111", "222222")
    await taken_back(store, by="Kim", at=NOON)
    async with store.transaction() as transaction:
        assert [a.partner.location_id for a in await transaction.accounts.every()] == ["111111"]


@pytest.mark.parametrize("kind", [None, ReportKind.OWN_CSV])
async def test_a_refused_file_comes_to_nothing(store: Store, kind: ReportKind | None) -> None:
    from bot.partnership.refusals import Reason, Refusal

    refused = Told(file="a.csv", kind=kind, checksum="", refusals=(Refusal(reason=Reason.EMPTY),))
    plan = await bring(store, refused)
    assert not plan.writes
    async with store.transaction() as transaction:
        assert await transaction.imports.newest(9) == ()


SIGHTINGS = st.lists(
    st.builds(
        lambda id_, customer, month, partner, attribution, ended: seen(
            id_,
            customer=customer,
            month=date(2026, month, 1),
            partner=partner,
            attribution=attribution,
            ended=ended,
        ),
        st.sampled_from(["s1", "s2", "s3", ""]),
        st.sampled_from(
            [
                CONTOSO,
                CustomerClue(name="Contoso"),
                CustomerClue(tpid="4711", name="**", masked=True),
                CustomerClue(domain="fabrikam.com", name="Fabrikam"),
            ]
        ),
        st.integers(6, 9),
        st.sampled_from([US_AS_PARTNER, RIVAL]),
        st.sampled_from([*Attribution]),
        st.sampled_from([None, True, False]),
    ),
    max_size=5,
)
HOLDINGS = st.lists(
    st.builds(
        lambda number, name, whose: a_holding(f"s{number}", customer=a_customer(name), dpor=whose),
        st.integers(1, 4),
        st.sampled_from(["Contoso", "Fabrikam"]),
        st.sampled_from([None, US, NOBODY, other("Relecloud")]),
    ),
    unique_by=lambda holding: holding.subscription.id,
    max_size=3,
)
FILES = st.one_of(SIGHTINGS.map(lambda rows: ((), rows)), HOLDINGS.map(lambda rows: (rows, ())))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILES, min_size=1, max_size=4))
async def test_what_comes_in_and_is_taken_back_leaves_everything_as_it_was(
    opener: Open, files: list[tuple[list[Holding], list[Sighting]]]
) -> None:
    store = opener.anew()
    await ours(store, "565381")
    stood: list[object] = []
    for number, (holdings, sightings) in enumerate(files):
        stood.append(await everything_in(store))
        says = told(holdings, sightings, content=str(number))
        plan = await bring(store, says, at=NOON + number * DAY)
        assert plan.already is None
        same = await bring(store, says, at=NOON + number * DAY)
        assert same.already == plan.entry
    for number in reversed(range(max(len(files) - 3, 0), len(files))):
        assert (await taken_back(store, by="Kim", at=NOON + 9 * DAY)).hindrance is None
        assert await everything_in(store) == stood[number]
    await store.close()


async def everything_in(store: Store) -> object:
    names = (await store.names()).customers
    async with store.transaction() as transaction:
        return (
            await transaction.record.holdings(HoldingQuery()),
            await transaction.accounts.every(),
            [match.id for match in names.find("are we DPOR for Contoso or Fabrikam?")],
        )
