"""Are we partner of record? Yes, no (who is), nobody, or not seen; with age, origin and next step."""

from __future__ import annotations

from datetime import date

from bot.alerts.case_card import Around
from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers import status_replies as say
from bot.handlers.case_marks import marked
from bot.handlers.choosing import SHOW_STATUS
from bot.handlers.customers import ask_which, meant, product_of, unknown
from bot.handlers.status_examples import STATUS
from bot.partnership.records import BY_HAND, Association, Customer, Holding, HoldingQuery, Product
from bot.partnership.standing import Standing, one_state, standing
from bot.ports import Record, Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.labels import labelled
from bot.understanding.understand import Understanding


async def status(asked: Asked, services: Services) -> Reply:
    """Our standing on what was asked about; asks back where two customers fit or none was named."""
    meaning = asked.meaning
    language, product = meaning.language, meaning.product
    async with services.store.transaction() as transaction:
        if held := await _by_id(meaning, transaction.record):
            return await _told((standing(held),), None, language, transaction, services)
        customers = await meant(meaning, transaction.record)
        if len(customers) == 1 or (customers and meaning.own and not meaning.customers):
            return await _standing(
                customers, product, language, transaction, services, said=asked.question.text
            )
    outcome = Outcome(kind=Kind.STATUS, product=product)
    if customers:
        return ask_which(customers, lambda c: _show(c, product, language), outcome, language)
    if unheard_of := meaning.unheard_of or "".join(match.words for match in meaning.customers[:1]):
        return unknown(unheard_of, outcome, language)
    return say.which_customer(product, language)


async def _by_id(meaning: Understanding, record: Record) -> Holding | None:
    """The subscription whose id was pasted."""
    ids = [match.id for match in meaning.customers if not match.name and match.words]
    return await record.subscription(ids[0]) if len(ids) == 1 else None


def _show(customer: Customer, product: Product | None, language: Language) -> Action:
    arguments = {"customer": customer.id, "product": product.value if product else ""}
    return Action(name=SHOW_STATUS, language=language, arguments=arguments)


async def show_status(click: Click, services: Services) -> Reply:
    """Our standing on the subscription, or the customer's product, whose button was pressed."""
    arguments = click.action.arguments
    product = product_of(click.action)
    language = click.action.language
    async with services.store.transaction() as transaction:
        if "subscription" in arguments:
            holding = await transaction.record.subscription(arguments["subscription"])
            if holding is None:
                raise UserError(Problem.GONE)
            return await _told((standing(holding),), product, language, transaction, services)
        customer = await transaction.record.customer(arguments.get("customer", ""))
        if customer is None:
            raise UserError(Problem.GONE)
        return await _standing((customer,), product, language, transaction, services)


async def _standing(
    customers: tuple[Customer, ...],
    product: Product | None,
    language: Language,
    transaction: Transaction,
    services: Services,
    *,
    said: str = "",
) -> Reply:
    ids, today = frozenset(customer.id for customer in customers), services.clock.now().date()
    record = transaction.record
    holdings = await record.holdings(HoldingQuery(customer_ids=ids, product=product))
    if not holdings:
        return await none_of_it(customers, product, language, transaction, today)
    running = tuple(holding for holding in holdings if not holding.subscription.ended)
    ended = len(holdings) - len(running) if running else 0
    holdings = running or holdings
    standings = tuple(standing(holding) for holding in holdings)
    if not one_state(standings):
        one = labelled(said, [holding.subscription.label for holding in holdings])
        standings = standings if one is None else (standings[one],)
    if one_state(standings):
        reply = await _told(standings, product, language, transaction, services)
    else:
        reply = say.choose_subscription(standings, product, language, today)
    return say.without_ended(reply, ended)


async def none_of_it(
    customers: tuple[Customer, ...],
    product: Product | None,
    language: Language,
    transaction: Transaction,
    today: date,
) -> Reply:
    """They have no such subscription, as far as the record reaches; what else they have."""
    query = HoldingQuery(customer_ids=frozenset(customer.id for customer in customers))
    others = tuple(map(standing, await transaction.record.holdings(query)))
    newest = await transaction.imports.latest()
    return say.no_such_subscription(customers[0], product, others, language, today, newest)


async def _told(
    all_alike: tuple[Standing, ...],
    product: Product | None,
    language: Language,
    transaction: Transaction,
    services: Services,
) -> Reply:
    """With what people said of it, where any did, and how far a conflict over it has come."""
    by_hand = [s.holding.customer.id for s in all_alike if s.fact and _by_hand(s.fact)]
    claims = await transaction.claims.about(by_hand[0]) if by_hand else ()
    reply = say.standings(all_alike, product, language, services.clock.now().date(), claims)
    return await marked(reply, reply.outcome.subscriptions, Around.of(services, language), transaction)


def _by_hand(fact: Association) -> bool:
    return any(told.teller == BY_HAND for told in (fact, *fact.voices))


ROUTER = routes(
    Intent(name="status", handler=status, examples=STATUS, help=lambda texts: texts.help.status),
    actions={SHOW_STATUS: show_status},
)
