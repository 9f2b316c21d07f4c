"""The Remember checklist, of a customer or a subscription, and its ticks."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.events import Audience, Click, Origin
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers import checklist_replies as say
from bot.handlers.checklist_replies import TICK, Remembered, Scope
from bot.handlers.choosing import SHOW_CHECKLIST
from bot.handlers.customers import ask_which, meant, unknown
from bot.partnership.checklist import GENERAL, Point, evidence, pressed
from bot.partnership.records import Customer, Holding, HoldingQuery, Product
from bot.ports import Record, Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.labels import labelled

EXAMPLES = {
    Language.ENGLISH: (
        "show me the Remember checklist", "checklist", "show the checklist", "open the remember list",
        "the checklist for {customer}", "remember checklist please", "let me tick off the checklist",
        "can I see the remember list with the four points", "show to-do list for {customer}", "my checklist",
        "tick off a point on the checklist", "bring up the check list", "display checklist", "chekclist",
        "show me the four points", "give me the remember list to tick", "the to remember list", "checklist for {customer} please",
        "where did we get to on the checklist for {customer}", "what is ticked on the list", "remember list", "open checklist",
    ),
    Language.SWEDISH: (
        "visa checklistan", "checklista", "visa kom ihåg-listan", "öppna kom ihåg listan", "checklistan för {customer}",
        "kom ihåg-listan tack", "jag vill bocka av checklistan", "kan jag få se listan med de fyra punkterna",
        "visa att göra-listan för {customer}", "min checklista", "bocka av en punkt", "ta fram checklistan",
        "komihåglistan", "chekclistan",
        "visa de fyra punkterna", "ge mig kom ihåg-listan att bocka av", "kom ihåg-listan", "checklista för {customer} tack",
        "hur långt har vi kommit på checklistan för {customer}", "vad är avbockat på listan", "fram med checklistan", "öppna checklistan",
    ),
}  # fmt: skip


async def show(asked: Asked, services: Services) -> Reply:
    """The four points with their ticks: a customer's where one is named, a subscription's where that is."""
    meaning, language = asked.meaning, asked.meaning.language
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        outcome = Outcome(kind=Kind.COMMAND, topic="checklist")
        if len(customers) > 1:
            return ask_which(customers, lambda customer: _show(customer, language), outcome, language)
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, language)
        scope = Scope(customer=customers[0] if customers else None)
        if customers and meaning.product:
            holdings = await _of(customers[0], meaning.product, transaction.record)
            one = labelled(asked.question.text, [held.subscription.label for held in holdings])
            if one is None and len(holdings) > 1:
                return say.which_subscription(holdings, language)
            if holdings:
                scope = Scope(customer=customers[0], holding=holdings[one or 0])
        remembered = await _remembered(scope, transaction, services)
    return say.points(remembered, language, readers_are_ours=_are_ours(asked.question.origin))


async def press_show(click: Click, services: Services) -> Reply:
    """The list whose button was pressed."""
    async with services.store.transaction() as transaction:
        remembered = await _remembered(await _scope(click, transaction.record), transaction, services)
    return say.points(remembered, click.action.language, readers_are_ours=_are_ours(click.origin))


async def tick(click: Click, services: Services) -> Reply:
    """The list after a tick; ticks that were there before keep their name and time."""
    person, now = click.origin.person.name, services.clock.now()
    async with services.store.transaction() as transaction:
        scope = await _scope(click, transaction.record)
        seen = await _remembered(scope, transaction, services)
        if click.ticked is not None:
            after = pressed(
                seen.ticks,
                seen.said,
                shown=_shown(click.action),
                ticked=click.ticked,
                person=person,
                at=now,
            )
            await transaction.checklists.save(scope.list_id, after)
            seen = Remembered(scope=scope, ticks=after, said=seen.said, today=seen.today)
    ours = _are_ours(click.origin)
    return say.points(seen, click.action.language, readers_are_ours=ours, replaces=click.ticked is not None)


async def _remembered(scope: Scope, transaction: Transaction, services: Services) -> Remembered:
    """The ticks, beside what the record says; of no customer in particular only what it says of ourselves."""
    record, today = transaction.record, services.clock.now().date()
    theirs: tuple[Holding, ...] = ()
    if scope.holding:
        theirs = (scope.holding,)
    elif scope.customer:
        theirs = await _of(scope.customer, None, record)
    own = frozenset(customer.id for customer in await record.own_customers())
    ours = await record.holdings(HoldingQuery(customer_ids=own)) if own else ()
    ticks = await transaction.checklists.ticks(scope.list_id)
    return Remembered(scope=scope, ticks=ticks, said=evidence(theirs, ours, today), today=today)


async def _of(customer: Customer, product: Product | None, record: Record) -> tuple[Holding, ...]:
    return await record.holdings(HoldingQuery(customer_ids=frozenset({customer.id}), product=product))


def _are_ours(origin: Origin) -> bool:
    return origin.audience is not Audience.STRANGERS


def _shown(action: Action) -> frozenset[str]:
    """The points that were done on the card when it was drawn."""
    numbers = action.arguments.get(say.SHOWN, "")
    return frozenset(point.value for number, point in enumerate(Point, 1) if str(number) in numbers)


def _show(customer: Customer, language: Language) -> Action:
    return Action(name=SHOW_CHECKLIST, language=language, arguments={"list": customer.id})


async def _scope(click: Click, record: Record) -> Scope:
    arguments = click.action.arguments
    list_id, subscription_id = arguments.get("list", GENERAL), arguments.get("subscription", "")
    if subscription_id:
        holding = await record.subscription(subscription_id)
        if holding is None:
            raise UserError(Problem.GONE)
        return Scope(customer=holding.customer, holding=holding)
    if list_id == GENERAL:
        return Scope()
    customer = await record.customer(list_id)
    if customer is None:
        raise UserError(Problem.GONE)
    return Scope(customer=customer)


ROUTER = routes(
    Intent(name="checklist", handler=show, examples=EXAMPLES, help=lambda texts: texts.help.checklist),
    actions={TICK: tick, SHOW_CHECKLIST: press_show},
)
