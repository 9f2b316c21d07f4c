"""`dpor-bot delivery`: what became of the alerts about a case, in every room; for whoever runs the bot."""

from __future__ import annotations

import asyncio

import click

from adapters.clock import SystemClock
from adapters.stores import open_to_read
from adapters.terminal.faults import reports_errors
from adapters.terminal.options import STORE, settings_now
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.plaintext import plain_text
from bot.conversation.replies import Block, Reply
from bot.conversation.texts import texts_in
from bot.conversation.watches import Watch
from bot.handlers.delivery import delivery_of
from bot.handlers.room_replies import Shown
from bot.partnership.cases import Case
from bot.partnership.records import HoldingQuery
from bot.ports import Store, Transaction
from bot.understanding.products import products_in

_MOST = 200
"""Subscriptions of a customer whose cases are looked for."""


@click.command()
@STORE
@click.option("--language", type=click.Choice([one.value for one in Language]), default="en")
@click.argument("case", nargs=-1, required=True)
@reports_errors
def delivery(store: str | None, language: str, case: tuple[str, ...]) -> None:
    """Say of each room whether the alerts about CASE were sent, and why not.

    CASE is a case's key, or a customer, with a product beside it where there are several.

    \b
    dpor-bot delivery Contoso Azure
    """
    settings = settings_now(store)
    opened = open_to_read(settings.store, organisation=settings.organisation)
    click.echo(asyncio.run(_told(opened, " ".join(case), Language(language))))


async def _told(store: Store, what: str, language: Language) -> str:
    texts, now = texts_in(language), SystemClock().now()
    names = await store.names()
    found = [match.id for match in names.customers.find(what)][:1]
    blocks: list[Block] = []
    try:
        async with store.transaction() as transaction:
            for case in await _cases(what, found, transaction):
                rooms = await _rooms(case, transaction)
                blocks += await delivery_of(case, rooms, now, texts, transaction)
    finally:
        await store.close()
    if not blocks:
        raise click.ClickException(f"No case is known by {what!r}.")
    title = texts.delivery.title.format(what=what)
    outcome = Outcome(kind=Kind.COMMAND, topic="delivery")
    return plain_text(Reply(language=language, title=title, outcome=outcome, blocks=tuple(blocks)))


async def _cases(what: str, customers: list[str], transaction: Transaction) -> list[Case]:
    if case := await transaction.cases.one(what):
        return [case]
    if not customers:
        return []
    products = {match.product for match in products_in(what)}
    holdings = await transaction.record.holdings(HoldingQuery(customer_ids=frozenset(customers)))
    return [
        case
        for holding in holdings[:_MOST]
        if not products or holding.subscription.product in products
        for case in await transaction.cases.of_subscription(holding.subscription.id)
    ]


async def _rooms(case: Case, transaction: Transaction) -> list[Shown]:
    """Those with alerts about the case, by platform and id, whether they watch still or not."""
    notices = await transaction.notices.about(case.key)
    rooms = {(notice.address.platform, notice.address.conversation): notice for notice in notices}
    return [
        Shown(label=f"{platform} {conversation}", watch=Watch(address=notice.address, since=notice.created))
        for (platform, conversation), notice in sorted(rooms.items(), key=lambda room: room[0])
    ]
