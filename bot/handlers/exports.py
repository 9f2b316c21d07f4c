"""A list as a file: for a spreadsheet, or to be imported again."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.events import Click
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers.change_replies import LIST_CHANGES
from bot.handlers.changes import changes_in, named_in, timed
from bot.handlers.customers import meant, unknown
from bot.handlers.export_examples import EXPORT
from bot.handlers.export_replies import TOPIC, Table, exported, none_here, nothing, too_many, which_list
from bot.handlers.listing import EXPORT_LIST, Listing
from bot.handlers.lists import LISTS, query_for, usual_period
from bot.partnership.exporting import COLUMNS, Format, row_of
from bot.partnership.exporting_changes import CHANGE_COLUMNS, row_of_change
from bot.ports import Record, Services, TableWriter, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.exporting import EVERYTHING, format_in, list_in
from bot.understanding.past import past_in
from bot.understanding.periods import period_in
from bot.understanding.understand import Understanding

MOST = 20_000
"""Rows that are written while somebody waits; the command `export` writes any number."""


async def export_asked(asked: Asked, services: Services) -> Reply:
    """The list that was asked for, as a file; asks back where it is not clear which."""
    meaning, text = asked.meaning, asked.question.text
    if services.tables is None:
        return none_here(meaning.language)
    form = Format(format_in(text) or Format.XLSX)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, Outcome(kind=Kind.LIST, topic=TOPIC), meaning.language)
        listing = Listing(
            name=list_in(text) or _narrowed(meaning),
            language=meaning.language,
            customers=tuple(customer.id for customer in customers),
            product=meaning.product,
            partner=meaning.partners[0].name if len(meaning.partners) == 1 else "",
        )
        if not listing.name:
            return which_list(listing, form)
        listing = await _timed(listing, text, transaction, services)
        return await _exported(listing, form, transaction, services, services.tables)


async def export_list(click: Click, services: Services) -> Reply:
    """The list whose button was pressed, as a file."""
    listing = Listing.from_action(click.action)
    if listing.name not in {*LISTS, LIST_CHANGES, EVERYTHING}:
        raise UserError(Problem.UNKNOWN_BUTTON)
    try:
        form = Format(click.action.arguments.get("format") or Format.XLSX)
    except ValueError as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error
    if services.tables is None:
        return none_here(listing.language)
    async with services.store.transaction() as transaction:
        return await _exported(listing, form, transaction, services, services.tables)


def _narrowed(meaning: Understanding) -> str:
    """The list where none is named: all that is known of whom or what is."""
    if meaning.partners:
        return "list-by-partner"
    return EVERYTHING if meaning.customers or meaning.product or meaning.own else ""


async def _timed(listing: Listing, text: str, transaction: Transaction, services: Services) -> Listing:
    today = services.clock.now().date()
    if listing.name == LIST_CHANGES:
        return await timed(listing, past_in(text), transaction, today)
    period = period_in(text) if listing.name == "list-renewals" else None
    return replace(listing, period=period.dates(today)) if period else listing


async def _exported(
    listing: Listing, form: Format, transaction: Transaction, services: Services, tables: TableWriter
) -> Reply:
    today = services.clock.now().date()
    if listing.name == LIST_CHANGES:
        table = await _changes(await timed(listing, None, transaction, today), transaction)
    else:
        listing = usual_period(listing, today)
        ids = await transaction.record.ids(query_for(listing))
        if len(ids) > MOST:
            return too_many(listing, len(ids), MOST)
        table = await _holdings(ids, transaction.record)
    if not table.rows:
        return nothing(listing)
    content = await tables.write(form, table.columns, table.rows)
    named = [await transaction.record.customer(customer_id) for customer_id in listing.customers]
    customers = tuple(customer.name for customer in named if customer)
    return exported(listing, form, table, content, today, customers)


async def _holdings(ids: tuple[str, ...], record: Record) -> Table:
    found = await record.subscriptions(ids)
    rows = tuple(row_of(found[id_]) for id_ in ids if id_ in found)
    return Table(columns=COLUMNS, rows=rows, subscriptions=ids)


async def _changes(listing: Listing, transaction: Transaction) -> Table:
    changes = await changes_in(listing, transaction)
    named = await named_in(changes, transaction)
    rows = tuple(
        row_of_change(
            change, named.customers.get(change.customer_id), named.holdings.get(change.subscription_id)
        )
        for change in changes
    )
    ids = tuple(dict.fromkeys(change.subscription_id for change in changes))
    return Table(columns=CHANGE_COLUMNS, rows=rows, subscriptions=ids)


ROUTER = routes(
    Intent(name=TOPIC, handler=export_asked, examples=EXPORT, help=lambda texts: texts.help.export),
    actions={EXPORT_LIST: export_list},
)
