"""What somebody looks for while writing a message: customers by name, and articles."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.events import Search
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Choice, Choices, Reply
from bot.conversation.texts import texts_in
from bot.handlers.choosing import SHOW_STATUS, choices_of
from bot.partnership.records import Customer, HoldingQuery
from bot.ports import Record, Services
from bot.understanding.understand import Understanding

_MOST = 8
_TO_START_WITH = ("what-is-dpor", "how-to-become-dpor", "who-should-be-dpor", "slot-taken", "pal", "cpor")
"""Articles that are offered before anything is typed."""


async def found(event: Search, meaning: Understanding, services: Services) -> Reply:
    """Customers that fit and the nearest articles; before anything is typed, what people ask most."""
    language = meaning.language
    texts = texts_in(language).search
    async with services.store.transaction() as transaction:
        known = [await transaction.record.customer(match.id) for match in meaning.customers[:_MOST]]
        customers = [await _customer(c, meaning, transaction.record) for c in known if c is not None]
    topics = meaning.near if event.text.strip() else _TO_START_WITH
    articles = choices_of(topics, services.knowledge, language)
    choices = (*customers, *articles)[:_MOST]
    return Reply(
        language=language,
        title=texts.title if choices else texts.nothing,
        outcome=Outcome(kind=Kind.CHOOSE, topic="search", confidence=meaning.confidence),
        blocks=(Choices(prompt=texts.prompt, choices=choices),) if choices else (),
        names_customers=bool(customers),
    )


async def _customer(customer: Customer, meaning: Understanding, record: Record) -> Choice:
    query = HoldingQuery(customer_ids=frozenset({customer.id}), product=meaning.product)
    holdings = await record.holdings(query)
    return Choice(
        title=customer.name,
        summary=texts_in(meaning.language).search.subscriptions.of(len(holdings)),
        action=_show(customer, meaning, meaning.language),
        topic="status",
    )


def _show(customer: Customer, meaning: Understanding, language: Language) -> Action:
    arguments = {"customer": customer.id, "product": meaning.product.value if meaning.product else ""}
    return Action(name=SHOW_STATUS, language=language, arguments=arguments)
