"""What has changed: by customer, product and time, from the history that nothing is taken out of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.events import Click
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers.change_examples import CHANGES
from bot.handlers.change_replies import LIST_CHANGES, Named, tell
from bot.handlers.choosing import SHOW_CHANGES
from bot.handlers.customers import meant, unknown
from bot.handlers.listing import PAGE, Listing
from bot.partnership.history import Change, What, counting
from bot.partnership.records import Customer
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.past import Back, Past, Unit

USUAL = Past(first=Back(unit=Unit.DAY, by=30))
"""The time where a question names none."""
OF_ONE_CUSTOMER = Past()
"""The same where it names a customer: all that is known."""
MOST = 5_000
"""So many of the newest are looked at."""
_MOST_IMPORTS = 1_000


async def changes_asked(asked: Asked, services: Services) -> Reply:
    """The changes that were asked for, narrowed by customer, product and time."""
    meaning = asked.meaning
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of:
            outcome = Outcome(kind=Kind.LIST, topic=LIST_CHANGES, product=meaning.product)
            return unknown(meaning.unheard_of, outcome, meaning.language)
        listing = Listing(
            name=LIST_CHANGES,
            language=meaning.language,
            customers=tuple(customer.id for customer in customers),
            product=meaning.product,
        )
        listing = await timed(listing, meaning.past, transaction, services.clock.now().date())
        return await _told(listing, transaction, services)


async def show_changes(click: Click, services: Services) -> Reply:
    """The page of changes whose button was pressed."""
    listing = Listing.from_action(click.action)
    if listing.name != LIST_CHANGES:
        raise UserError(Problem.UNKNOWN_BUTTON)
    async with services.store.transaction() as transaction:
        listing = await timed(listing, None, transaction, services.clock.now().date())
        return await _told(listing, transaction, services)


async def changes_in(listing: Listing, transaction: Transaction) -> tuple[Change, ...]:
    """Those that the listing covers, the newest first; those of imports that were taken back are not."""
    begin, end = _moments(listing)
    found = list[Change]()
    for customer in listing.customers:
        found += await transaction.history.about(customer)
    if not listing.customers:
        found += await transaction.history.since(begin, MOST)
    asked = (
        change for change in found if begin <= change.at < end and listing.product in (None, change.product)
    )
    kept = counting(asked, await transaction.imports.newest(_MOST_IMPORTS))
    return tuple(sorted(kept, key=lambda change: (change.at, change.id), reverse=True)[:MOST])


async def named_in(changes: tuple[Change, ...], transaction: Transaction, *also: str) -> Named:
    """The names that these changes are told with, and those of some other customers."""
    customers = {change.customer_id for change in changes} | {*also}
    holdings = await transaction.record.subscriptions({change.subscription_id for change in changes})
    known = dict(await transaction.record.customers(customers))
    for change in changes:
        if change.customer_id not in known and (holding := holdings.get(change.subscription_id)):
            name = await _name_before(change, holding.customer.id, transaction)
            if name:
                known[change.customer_id] = Customer(id=change.customer_id, name=name)
    return Named(customers=known, holdings=holdings)


async def _name_before(change: Change, whose: str, transaction: Transaction) -> str:
    """What the customer was called when the subscription became somebody else's; empty where it is unknown.

    A customer whose last subscription has moved is stored no more.
    """
    away = [told for told in await transaction.history.about(change.customer_id) if told.elsewhere]
    left = {told.origin for told in away if told.subscription_id == change.subscription_id}
    came = [told for told in await transaction.history.about(whose) if told.what is What.MOVED_HERE]
    names = (
        told.elsewhere
        for told in came
        if told.subscription_id == change.subscription_id and told.origin in left
    )
    return next(names, "")


async def timed(listing: Listing, past: Past | None, transaction: Transaction, today: date) -> Listing:
    """The listing with its time: the one that is meant, else the one it has, else the usual one."""
    if past is None and (listing.period or listing.since):
        return listing
    past = past or (OF_ONE_CUSTOMER if listing.customers else USUAL)
    if not past.last_import:
        return replace(listing, period=past.dates(today))
    newest = await transaction.imports.latest()
    if newest is None:
        return replace(listing, period=USUAL.dates(today))
    return replace(listing, since=newest.at)


async def _told(listing: Listing, transaction: Transaction, services: Services) -> Reply:
    changes = await changes_in(listing, transaction)
    newest = await transaction.imports.latest() if listing.since else None
    page = changes[listing.start : listing.start + PAGE]
    named = await named_in(page, transaction, *listing.customers)
    return tell(
        listing,
        changes,
        named,
        newest.file if newest else "",
        cut=len(changes) == MOST,
        exportable=services.tables is not None,
    )


def _moments(listing: Listing) -> tuple[datetime, datetime]:
    """The first moment, and the one after the last."""
    first, last = listing.period or (date.min, date.max - timedelta(days=1))
    begin = listing.since or datetime.combine(first, time.min, UTC)
    return begin, datetime.combine(last + timedelta(days=1), time.min, UTC)


ROUTER = routes(
    Intent(
        name=LIST_CHANGES,
        handler=changes_asked,
        examples=CHANGES,
        help=lambda texts: texts.help.list_changes,
    ),
    actions={SHOW_CHANGES: show_changes},
)
