"""Lists as files: what is asked for is what is in the file, and nobody is kept waiting for too much."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from bot.conversation.events import Audience, Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Choices, Reply
from bot.core import build_bot
from bot.handlers import exports, lists
from bot.handlers.listing import Listing
from bot.partnership.exporting import COLUMNS
from bot.partnership.exporting_changes import CHANGE_COLUMNS
from bot.partnership.records import HolderKind, HoldingQuery, other
from bot.ports import Services
from bot.understanding.exporting import format_in, list_in
from tests.builders import a_holding
from tests.unit.handlers.test_changes import a_change, services_with
from tests.whole_bot import asked, demo_services, recogniser, somewhere


async def ask(services: Services, text: str, audience: Audience = Audience.OURS) -> Reply:
    reply = await build_bot(services, recogniser()).handle(asked(text, audience=audience))
    assert reply is not None
    return reply


def rows(reply: Reply) -> list[dict[str, str]]:
    assert reply.attachment is not None
    return list(csv.DictReader(reply.attachment.content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("export ours as csv", HoldingQuery(holder=HolderKind.US, ended=False)),
        ("exportera lediga som csv", HoldingQuery(holder=HolderKind.NOBODY, ended=False)),
        ("export everything as csv", HoldingQuery()),
        ("export what Relecloud holds as csv", HoldingQuery(partner="Relecloud", ended=False)),
        (
            "exportera konflikterna som csv",
            HoldingQuery(holder=HolderKind.OTHER, usage_driven_by_us=True, ended=False),
        ),
    ],
)
async def test_the_file_holds_what_the_list_holds(text: str, query: HoldingQuery) -> None:
    services = await demo_services()
    async with services.store.transaction() as transaction:
        expected = [holding.subscription.id for holding in await transaction.record.holdings(query)]
    reply = await ask(services, text)
    assert [row["subscription_id"] for row in rows(reply)] == expected
    assert list(reply.outcome.subscriptions) == expected
    assert tuple(rows(reply)[0]) == COLUMNS
    assert (reply.outcome.kind, reply.outcome.topic) == (Kind.LIST, "export")


async def test_a_customer_and_a_period_narrow_it() -> None:
    services = await demo_services()
    contoso = rows(await ask(services, "export everything for Contoso as csv"))
    assert {row["customer"] for row in contoso} == {"Contoso"}
    soon = rows(await ask(services, "export what renews in December as csv"))
    assert soon
    assert all("2026-12-01" <= row["renewal_date"] <= "2026-12-31" for row in soon)


async def test_the_button_under_a_list_exports_that_list_and_offers_other_formats() -> None:
    services = await demo_services()
    shown = await ask(services, "which subscriptions are we DPOR for?")
    export = next(button for button in shown.buttons if button.action.name == "list.export")
    reply = await exports.export_list(Click(origin=somewhere(), action=export.action), services)
    assert reply.attachment is not None
    assert reply.attachment.name == "dpor-ours-2026-11-22.xlsx"
    assert reply.attachment.content.startswith(b"PK")
    as_json = next(button for button in reply.buttons if "JSON" in button.label)
    assert "I can import it again." in plain_text(reply)
    reply = await exports.export_list(Click(origin=somewhere(), action=as_json.action), services)
    assert "import it again" not in plain_text(reply)
    assert reply.attachment is not None
    listed = [row["subscription_id"] for row in json.loads(reply.attachment.content)]
    assert tuple(listed) == shown.outcome.subscriptions


async def test_all_that_we_drive_and_do_not_hold_is_shown_and_exported_from_the_list_of_what_is_free() -> (
    None
):
    services = await demo_services()
    async with services.store.transaction() as transaction:
        found = await transaction.record.holdings(HoldingQuery(usage_driven_by_us=True, ended=False))
    not_ours = tuple(
        h.subscription.id for h in found if not h.dpor or h.dpor.holder.kind is not HolderKind.US
    )
    states = {h.dpor.holder.kind if h.dpor else None for h in found if h.subscription.id in not_ours}
    assert states == {None, HolderKind.NOBODY, HolderKind.OTHER}
    free = await ask(services, "where is nobody DPOR?")
    wider = next(button for button in free.buttons if button.action.arguments["list"] == "list-driven")
    shown = await lists.show_list(Click(origin=somewhere(), action=wider.action), services)
    assert shown.outcome.subscriptions == not_ours
    export = next(button for button in shown.buttons if button.action.name == "list.export")
    reply = await exports.export_list(Click(origin=somewhere(), action=export.action), services)
    assert reply.outcome.subscriptions == not_ours


async def test_changes_are_exported_with_who_said_so() -> None:
    services = await services_with(a_change("1"), a_change("0", days_ago=400))
    reply = await ask(services, "export the changes since June as csv")
    (row,) = rows(reply)
    assert tuple(row) == CHANGE_COLUMNS
    assert (row["subscription_id"], row["change"], row["source"]) == ("s-1", "new", "azure.csv")
    assert row["learned_on"] == "2026-11-22"


async def test_where_no_list_is_named_all_are_offered() -> None:
    reply = await ask(await demo_services(), "export to excel")
    (choices,) = (block for block in reply.blocks if isinstance(block, Choices))
    assert len(choices.choices) == 6
    assert reply.attachment is None
    assert not reply.names_customers


async def test_strangers_get_no_file_and_no_name() -> None:
    services = await demo_services()
    for text in ("export everything", "export ours", "export what Relecloud holds", "export Contoso"):
        reply = await ask(services, text, Audience.STRANGERS)
        assert reply.attachment is None
        assert "Contoso" not in plain_text(reply)
        assert reply.outcome.subscriptions == ()


async def test_too_much_for_a_conversation_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    services = await demo_services()
    monkeypatch.setattr(exports, "MOST", 3)
    reply = await ask(services, "export everything")
    assert reply.attachment is None
    assert "“dpor-bot export”" in plain_text(reply)


async def test_an_empty_list_and_a_bot_that_writes_none_say_so() -> None:
    services = await services_with()
    reply = await ask(services, "export the changes since yesterday")
    assert "The list is empty" in plain_text(reply)
    without = replace(services, tables=None)
    assert "I write no files here" in plain_text(await ask(without, "export ours"))
    shown = await ask(without, "which subscriptions are we DPOR for?")
    assert [button for button in shown.buttons if button.action.name == "list.export"] == []


async def test_ended_subscriptions_are_on_no_list_but_in_the_whole_record() -> None:
    services = await demo_services()
    async with services.store.transaction() as transaction:
        await transaction.record.save([a_holding("over", dpor=other("Relecloud"), ended=True)])
    shown = await ask(services, "what is Relecloud DPOR for?")
    assert "over" not in shown.outcome.subscriptions
    everything = rows(await ask(services, "export everything as csv"))
    assert [row["ended"] for row in everything if row["subscription_id"] == "over"] == ["yes"]
    for name in lists.LISTS:
        assert lists.query_for(Listing(name=name, language=Language.ENGLISH)).ended is False


@pytest.mark.parametrize(
    ("text", "form", "named"),
    [
        ("export ours as excel", "xlsx", "list-ours"),
        ("exportera listan som csv", "csv", ""),
        ("can we export everything?", "", "everything"),
        ("förnyelserna i ett kalkylark", "xlsx", "list-renewals"),
        ("json with what changed", "json", "list-changes"),
        ("exportera det som saknar partner", "", "list-missing"),
        ("give us a file", "", ""),
    ],
)
def test_format_and_list_are_heard(text: str, form: str, named: str) -> None:
    assert (format_in(text), list_in(text)) == (form, named)
