"""Lists over the record: what is ours, nobody's, in conflict, about to renew, or another partner's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.alerts.case_card import Around
from bot.conversation.events import Click
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers import list_examples as examples
from bot.handlers.case_marks import linked
from bot.handlers.choosing import DRIVEN, SHOW_LIST
from bot.handlers.customers import meant, unknown
from bot.handlers.list_replies import tell, tell_besides, which_partner
from bot.handlers.listing import PAGE, Listing
from bot.partnership.records import HolderKind, Holding, HoldingQuery
from bot.ports import Record, Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.periods import Period
from bot.understanding.saying import leaves_others_out

USUAL = Period(days=30)
"""The period where a question names none."""
OF_ONE_CUSTOMER = Period(days=3_650)
"""The same where it names a customer: "when does Contoso renew?" asks for a date, not for a month."""
_BY_PARTNER = ("list-by-partner", "list-conflicts")

_QUERIES: Mapping[str, HoldingQuery] = {
    "list-ours": HoldingQuery(holder=HolderKind.US, ended=False),
    "list-missing": HoldingQuery(holder=HolderKind.NOBODY, ended=False),
    "list-conflicts": HoldingQuery(holder=HolderKind.OTHER, usage_driven_by_us=True, ended=False),
    DRIVEN: HoldingQuery(
        holders=frozenset({HolderKind.OTHER, HolderKind.NOBODY, None}), usage_driven_by_us=True, ended=False
    ),
    "list-renewals": HoldingQuery(ended=False),
    "list-by-partner": HoldingQuery(holder=HolderKind.OTHER, ended=False),
}
LISTS = _QUERIES.keys()
"""What can be listed, by intent."""


async def list_asked(asked: Asked, services: Services) -> Reply:
    """The list that was asked for, narrowed by customer, product, partner and period."""
    meaning = asked.meaning
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if not customers and meaning.unheard_of and meaning.intent != "list-by-partner":
            outcome = Outcome(kind=Kind.LIST, topic=meaning.intent, product=meaning.product)
            return unknown(meaning.unheard_of, outcome, meaning.language)
        listing = Listing(
            name=meaning.intent,
            language=meaning.language,
            customers=tuple(customer.id for customer in customers),
            product=meaning.product,
            partner=meaning.partners[0].name if len(meaning.partners) == 1 else "",
            period=meaning.period.dates(services.clock.now().date()) if meaning.period else None,
        )
        if listing.name == "list-by-partner" and not listing.partner:
            return await _ask_partner(listing, transaction.record)
        besides = not listing.partner and leaves_others_out(asked.question.text)
        return await _listed(listing, transaction, services, besides=besides)


async def show_list(click: Click, services: Services) -> Reply:
    """The list, or the page of one, whose button was pressed."""
    listing = Listing.from_action(click.action)
    if listing.name not in _QUERIES:
        raise UserError(Problem.UNKNOWN_BUTTON)
    async with services.store.transaction() as transaction:
        return await _listed(listing, transaction, services)


def query_for(listing: Listing) -> HoldingQuery:
    """What the list covers, everything where it is none of these; a period's both ends are included."""
    query = replace(
        _QUERIES.get(listing.name, HoldingQuery()),
        customer_ids=frozenset(listing.customers) if listing.customers else None,
        product=listing.product,
        partner=listing.partner or None if listing.name in _BY_PARTNER else None,
    )
    first, last = listing.period or (None, None)
    return replace(query, renews_from=first, renews_until=last)


def usual_period(listing: Listing, today: date) -> Listing:
    """The listing with the period that is meant where renewals are asked for and none is named."""
    if listing.name != "list-renewals" or listing.period is not None:
        return listing
    usual = OF_ONE_CUSTOMER if listing.customers else USUAL
    return replace(listing, period=usual.dates(today))


async def _listed(
    listing: Listing, transaction: Transaction, services: Services, *, besides: bool = False
) -> Reply:
    """`besides`: of conflicts, what we drive besides, and nobody or nobody known is partner of record for.

    Below the places that are free it always stands: a download shows nothing of what is nobody's.
    """
    today, record = services.clock.now().date(), transaction.record
    listing = usual_period(listing, today)
    ids = await _ids(listing, record)
    names = [await record.customer(customer_id) for customer_id in listing.customers]
    page = await page_of(ids, listing.start, record)
    reply = tell(
        listing,
        ids,
        page,
        tuple(customer.name for customer in names if customer),
        today,
        exportable=services.tables is not None,
    )
    if listing.name == "list-conflicts":
        on_page = [holding.subscription.id for holding in page]
        reply = await linked(reply, on_page, Around.of(services, listing.language), transaction)
    holders = _besides(listing, asked=besides)
    if holders is None:
        return reply
    others = await record.ids(replace(query_for(replace(listing, name=DRIVEN)), holders=holders))
    return tell_besides(reply, len(others), await page_of(others, 0, record), today)


def _besides(listing: Listing, *, asked: bool) -> frozenset[HolderKind | None] | None:
    """Who holds what is told below the list, where we drive the usage; None where nothing is."""
    match listing.name:
        case "list-conflicts" if asked:
            return frozenset({HolderKind.NOBODY, None})
        case "list-missing" if listing.start == 0:
            return frozenset({None})
        case _:
            return None


async def _ids(listing: Listing, record: Record) -> tuple[str, ...]:
    """Everything on the list, in its order."""
    if listing.name != "list-renewals":
        return await record.ids(query_for(listing))
    found = await record.holdings(query_for(listing))
    soonest = sorted(found, key=lambda held: held.subscription.renewal_date or date.max)
    return tuple(held.subscription.id for held in soonest)


async def page_of(ids: Sequence[str], start: int, record: Record) -> tuple[Holding, ...]:
    """The page of these that begins there."""
    wanted = ids[start : start + PAGE]
    found = await record.subscriptions(wanted)
    return tuple(found[id_] for id_ in wanted if id_ in found)


async def _ask_partner(listing: Listing, record: Record) -> Reply:
    held = await record.holdings(HoldingQuery(holder=HolderKind.OTHER, ended=False))
    partners = sorted({holding.dpor.holder.partner for holding in held if holding.dpor})
    return which_partner(listing, tuple(partners))


ROUTER = routes(
    Intent(
        name="list-ours",
        handler=list_asked,
        examples=examples.OURS,
        help=lambda texts: texts.help.list_ours,
    ),
    Intent(
        name="list-missing",
        handler=list_asked,
        examples=examples.MISSING,
        help=lambda texts: texts.help.list_missing,
    ),
    Intent(
        name="list-conflicts",
        handler=list_asked,
        examples=examples.CONFLICTS,
        help=lambda texts: texts.help.list_conflicts,
    ),
    Intent(
        name="list-renewals",
        handler=list_asked,
        examples=examples.RENEWALS,
        help=lambda texts: texts.help.list_renewals,
    ),
    Intent(
        name="list-by-partner",
        handler=list_asked,
        examples=examples.BY_PARTNER,
        help=lambda texts: texts.help.list_by_partner,
    ),
    actions={SHOW_LIST: show_list},
)
