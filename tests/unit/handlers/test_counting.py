"""What counts for what, the look-back and the coverage: from the store's record and history to a reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from adapters.clock import DayClock
from adapters.stores import open_store
from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Verdict
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Bullets, Chart, ChartKind, Reply, Sources, Table
from bot.conversation.texts import texts_in
from bot.handlers import coverage, credit, look_back, status
from bot.partnership.history import Change, What
from bot.partnership.records import NOBODY, US, AssociationKind, Holding, Import, Product, other
from bot.partnership.standing import standing
from bot.ports import Services
from bot.router import Asked
from bot.understanding.names import NameMatch
from bot.understanding.understand import Understanding
from tests.builders import a_change, a_customer, a_holding, an_association
from tests.whole_bot import asked, demo_services, knowledge, somewhere

EN = Language.ENGLISH
TODAY = date(2026, 11, 22)
CONTOSO = NameMatch(id="name:contoso", name="Contoso", score=1.0, words="contoso")
FABRIKAM = NameMatch(id="name:fabrikam", name="Fabrikam", score=1.0, words="fabrikam")


async def services(
    holdings: Iterable[Holding], changes: Iterable[Change] = (), imports: Iterable[Import] = ()
) -> Services:
    clock = DayClock(TODAY)
    store = open_store("memory:")
    async with store.transaction() as transaction:
        await transaction.record.save(list(holdings))
        await transaction.history.add(list(changes))
        for entry in imports:
            await transaction.imports.add(entry)
    return Services(store=store, clock=clock, knowledge=knowledge())


def meaning(intent: str, **known: object) -> Asked:
    found = Understanding(language=EN, intent=intent, **known)  # pyright: ignore[reportArgumentType]
    return Asked(question=asked("as understood"), meaning=found)


def press(action: Action) -> Click:
    return Click(origin=somewhere(), action=action)


def tables(reply: Reply) -> list[Table]:
    return [block for block in reply.blocks if isinstance(block, Table)]


def charts(reply: Reply) -> dict[ChartKind, Chart]:
    return {block.kind: block for block in reply.blocks if isinstance(block, Chart)}


# What counts for what


async def test_the_table_has_every_association_our_own_apart_and_names_nobody() -> None:
    reply = await credit.asked_for(meaning("credit"), await services([]))
    every, own = tables(reply)
    assert len(every.rows) == len(AssociationKind)
    assert own.rows == (
        (
            "DPOR for our own subscription",
            "yes (May 2016)",
            "unconfirmed",
            "no (May 2016)",
            "no (October 2023)",
        ),
    )
    assert every.rows[0][1:] == (
        "yes (May 2016)",
        "partly (October 2023)",
        "yes (24 May 2016)",
        "no (October 2023)",
    )
    assert not reply.names_customers


async def test_every_source_in_a_cell_is_among_the_sources() -> None:
    for product in (None, *Product):
        reply = credit.table_of(product, EN)
        [sources] = [block for block in reply.blocks if isinstance(block, Sources)]
        dates = {note[note.index("(speaks for ") + 12 : note.rindex(")")] for note in sources.notes}
        cells = {cell for table in tables(reply) for row in table.rows for cell in row[1:]}
        assert {cell[cell.index("(") + 1 : -1] for cell in cells if "(" in cell} == dates


async def test_what_is_unconfirmed_is_said_to_be_for_a_product_that_no_source_places() -> None:
    reply = await credit.asked_for(meaning("credit", product=Product.WINDOWS_INTUNE), await services([]))
    assert reply.title.endswith("Windows Intune")
    [table] = tables(reply)
    assert {row[2] for row in table.rows} == {"unconfirmed", "no (October 2023)"}
    [behind] = [block for block in reply.blocks if isinstance(block, Bullets)]
    assert any("in which solution area" in item[0].text for item in behind.items)


async def test_under_a_standing_what_we_hold_there_comes_first() -> None:
    seller = an_association(kind=AssociationKind.TRANSACTING_PARTNER)
    held = a_holding(product=Product.OFFICE_365, associations=(an_association(), seller))
    button = credit.button(standing(held), EN)
    reply = await credit.show(press(button.action), await services([]))
    ours, others = tables(reply)
    assert [row[0] for row in ours.rows] == ["DPOR", "Transacting Partner (now CSP or TPOR)"]
    assert len(others.rows) == 3
    assert texts_in(EN).credit.plan_b not in plain_text(reply)


async def test_under_anothers_standing_plan_b_is_told() -> None:
    button = credit.button(standing(a_holding(dpor=other("Relecloud"))), EN)
    reply = await credit.show(press(button.action), await services([]))
    assert texts_in(EN).credit.plan_b in plain_text(reply)
    assert "Relecloud" not in plain_text(reply)


async def test_under_our_own_subscription_its_own_row_is_told() -> None:
    own = a_holding(customer=a_customer(own_tenant=True))
    reply = await credit.show(press(credit.button(standing(own), EN).action), await services([]))
    assert tables(reply)[0].caption == texts_in(EN).credit.caption_own


async def test_a_standing_leads_to_what_it_counts_for() -> None:
    question = meaning("status", customers=(CONTOSO,), product=Product.MICROSOFT_AZURE)
    for holding in (a_holding(), a_holding(dpor=None), a_holding(dpor=NOBODY)):
        reply = await status.status(question, await services([holding]))
        assert "credit.show" in [button.action.name for button in reply.buttons]


# The look-back


async def test_past_months_are_named_with_what_they_are_known_from() -> None:
    known = await services(
        [a_holding(dpor=other("Relecloud"), label="Production")],
        [a_change(What.NEW, date(2026, 1, 31)), a_change(What.USAGE, date(2026, 6, 3), ours=True)],
    )
    reply = await look_back.asked_for(meaning("look-back", customers=(CONTOSO,)), known)
    what, lost = tables(reply)
    assert what.rows == (
        (
            "Contoso",
            "Microsoft Azure",
            "Production",
            "June 2026 to October 2026 (5 months)",
            "we drive the usage since 3 June 2026",
        ),
    )
    assert lost.rows[0] == ("November 2025", "1 December 2026")
    assert len(lost.rows) == 12
    assert "Contoso" in reply.title
    assert texts_in(EN).look_back.era in plain_text(reply)


async def test_a_beginning_is_said_with_what_is_not_known_of_the_use_since() -> None:
    began = a_holding(dpor=NOBODY, label="Production", started_on=date(2026, 5, 20))
    known = await services([began], [a_change(What.NEW, date(2026, 8, 31))])
    reply = await look_back.asked_for(meaning("look-back", customers=(CONTOSO,)), known)
    *_, months, basis = tables(reply)[0].rows[0]
    assert months == "May 2026 to October 2026 (6 months)"
    assert basis == "it began on 20 May 2026; whether we drove its use before 31 August 2026 I do not know"
    known = await services([began], [a_change(What.NEW, date(2026, 5, 31))])
    reply = await look_back.asked_for(meaning("look-back", customers=(CONTOSO,)), known)
    assert tables(reply)[0].rows[0][-1] == "it began on 20 May 2026"


async def test_a_usage_that_an_import_told_which_was_taken_back_does_not_count() -> None:
    taken_back = Import(
        id="wrong",
        file="x.csv",
        at=DayClock(TODAY).now(),
        new=0,
        changed=1,
        unchanged=0,
        undone_at=DayClock(TODAY).now(),
    )
    known = await services(
        [a_holding(dpor=NOBODY)],
        [
            a_change(What.NEW, date(2024, 1, 31)),
            a_change(What.USAGE, date(2026, 10, 3), ours=True, origin="wrong"),
        ],
        [taken_back],
    )
    reply = await look_back.asked_for(meaning("look-back"), known)
    assert tables(reply)[0].rows[0][3] == "November 2025 to October 2026 (12 months)"


async def test_all_are_paged_and_the_next_page_goes_on() -> None:
    known = await services([a_holding(f"s{number:02}", dpor=NOBODY) for number in range(23)])
    reply = await look_back.asked_for(meaning("look-back"), known)
    seen = [row[2] for row in tables(reply)[0].rows]
    while "look-back" in [button.action.name for button in reply.buttons]:
        [further] = [button.action for button in reply.buttons if button.action.name == "look-back"]
        reply = await look_back.show(press(further), known)
        seen += [row[2] for row in tables(reply)[0].rows]
    assert seen == [f"s{number:02}" for number in range(23)]
    assert len(reply.outcome.subscriptions) == 23


async def test_where_nothing_would_come_that_is_said() -> None:
    known = await services([a_holding(), a_holding("s2", dpor=NOBODY, usage_driven_by_us=False)])
    reply = await look_back.asked_for(meaning("look-back", product=Product.MICROSOFT_AZURE), known)
    assert texts_in(EN).look_back.none in plain_text(reply)
    assert "Microsoft Azure only" in reply.title
    assert tables(reply) == []


async def test_two_customers_or_one_unheard_of_are_asked_about() -> None:
    known = await services([a_holding(), a_holding("s2", customer=a_customer("Fabrikam"))])
    for handler, intent in ((look_back.asked_for, "look-back"), (coverage.asked_for, "coverage")):
        both = await handler(meaning(intent, customers=(CONTOSO, FABRIKAM)), known)
        assert both.outcome.verdict is Verdict.NEEDS_CHOICE
        unheard = await handler(meaning(intent, unheard_of="Umbrella"), known)
        assert unheard.outcome.verdict is Verdict.UNKNOWN_CUSTOMER


# The coverage


async def test_the_demo_is_counted_by_product_and_has_no_past() -> None:
    reply = await coverage.asked_for(meaning("coverage"), await demo_services())
    drawn = charts(reply)
    assert drawn.keys() == {ChartKind.BARS}
    total = sum(sum(one.values) for one in drawn[ChartKind.BARS].series)
    assert reply.title == f"We are DPOR for 9 of {total} subscriptions (38 %)"
    assert texts_in(EN).coverage.begins in plain_text(reply)


async def test_over_time_is_a_line_that_ends_with_today() -> None:
    since = (an_association(since=date(2026, 9, 12)),)
    known = await services(
        [a_holding(associations=since), a_holding("s2", dpor=None)],
        [
            a_change(What.NEW, date(2026, 8, 31)),
            a_change(What.HOLDER, date(2026, 9, 12), before=NOBODY, after=US),
            a_change(What.NEW, date(2026, 10, 5), subscription="s2"),
        ],
    )
    reply = await coverage.asked_for(meaning("coverage"), known)
    line = charts(reply)[ChartKind.LINES]
    assert line.labels == ("31 August 2026", "30 September 2026", "31 October 2026", "22 November 2026")
    assert [one.values for one in line.series] == [(0, 1, 1, 1), (1, 1, 2, 2)]
    assert line.summary == "From 0 of 1 on 31 August 2026 to 1 of 2 on 22 November 2026."
    assert texts_in(EN).coverage.not_seen in plain_text(reply)


async def test_an_import_that_was_taken_back_left_no_trace_over_time() -> None:
    at = DayClock(TODAY).now()
    wrong = Import(id="wrong", file="x.csv", at=at, new=0, changed=1, unchanged=0)
    change = a_change(What.HOLDER, date(2026, 9, 12), before=US, after=NOBODY, origin="wrong")
    holdings = [a_holding(associations=(an_association(since=date(2026, 8, 1)),))]
    for undone, ours in ((None, (1, 0, 0, 1)), (at, (1, 1, 1, 1))):
        known = await services(holdings, [change], [replace(wrong, undone_at=undone)])
        line = charts(await coverage.asked_for(meaning("coverage"), known))[ChartKind.LINES]
        assert line.series[0].values == ours


async def test_one_customers_product_is_counted_alone_and_a_button_does_the_same() -> None:
    known = await services(
        [
            a_holding(),
            a_holding("s2", product=Product.OFFICE_365),
            a_holding("s3", customer=a_customer("Fabrikam"), dpor=NOBODY),
        ]
    )
    asked_about = meaning("coverage", customers=(CONTOSO,), product=Product.MICROSOFT_AZURE)
    reply = await coverage.asked_for(asked_about, known)
    assert reply.title == "We are DPOR for 1 of 1 subscriptions (100 %) (Contoso only; Microsoft Azure only)"
    action = Action(
        name="coverage.show",
        language=EN,
        arguments={"customer": "name:contoso", "product": "microsoft-azure"},
    )
    assert (await coverage.show(press(action), known)).title == reply.title


async def test_without_a_subscription_there_is_nothing_to_draw() -> None:
    reply = await coverage.asked_for(meaning("coverage"), await services([]))
    assert charts(reply) == {}
    assert reply.title == texts_in(EN).coverage.title_none


async def test_more_changes_than_are_looked_at_cut_the_time_short() -> None:
    changes = [
        replace(a_change(What.RENEWAL, date(2026, 9, 30)), id=f"{number:06}") for number in range(50_001)
    ]
    known = await services([a_holding(associations=(an_association(since=date(2020, 1, 1)),))], changes)
    reply = await coverage.asked_for(meaning("coverage"), known)
    assert charts(reply)[ChartKind.LINES].labels[0] == "31 October 2026"
    assert "the time before 1 October 2026 is left out" in plain_text(reply)
