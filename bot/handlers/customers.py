"""Which customer is meant: the one, or a question back. None is ever guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Outcome, Verdict
from bot.conversation.replies import (
    Bullets,
    Choice,
    Choices,
    Heading,
    Paragraph,
    Reply,
    Tone,
)
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.errors import Problem, UserError
from bot.partnership.records import Customer, Product
from bot.partnership.sightings import CustomerClue
from bot.ports import Record
from bot.understanding.understand import Understanding

_MOST_CHOICES = 20


async def meant(meaning: Understanding, record: Record) -> tuple[Customer, ...]:
    """The customers that a question may mean; our own where it says so and names none.

    Of several, those whose domain is written.
    """
    if meaning.own and not meaning.customers:
        return await record.own_customers()
    found = [await _customers(match.id, record) for match in meaning.customers]
    customers = tuple(chain.from_iterable(found))
    return tuple(customer for customer in customers if customer.domain in meaning.domains) or customers


async def _customers(id_: str, record: Record) -> Sequence[Customer]:
    """The customer of that id, or the one whose subscription has it, or those with that domain."""
    if customer := await record.customer(id_):
        return (customer,)
    if held := await record.subscription(id_):
        return (held.customer,)
    if "." not in id_:
        return ()
    alike = await record.customers_like([CustomerClue(domain=id_)])
    return [customer for customer in alike if customer.domain == id_]


def ask_which(
    customers: tuple[Customer, ...],
    action_for: Callable[[Customer], Action],
    outcome: Outcome,
    language: Language,
) -> Reply:
    """Several customers fit: the person picks."""
    texts = texts_in(language).status
    choices = tuple(
        Choice(title=_told_apart(customer, customers), action=action_for(customer))
        for customer in customers[:_MOST_CHOICES]
    )
    return Reply(
        language=language,
        title=texts.two_customers_title,
        outcome=replace(outcome, verdict=Verdict.NEEDS_CHOICE),
        blocks=(Choices(prompt=texts.two_customers_prompt, choices=choices),),
    )


def unknown(name: str, outcome: Outcome, language: Language) -> Reply:
    """A customer that is not in the record."""
    texts = texts_in(language)
    return Reply(
        language=language,
        title=texts.status.unknown_customer_title.format(name=name),
        outcome=replace(outcome, verdict=Verdict.UNKNOWN_CUSTOMER),
        blocks=(
            Paragraph(text=plain(texts.status.unknown_customer)),
            Heading(text=texts.status.next_step_heading),
            Bullets(items=tuple(plain(step) for step in texts.status.unknown_customer_steps)),
        ),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )


async def customer_of(action: Action, record: Record) -> Customer | None:
    """The customer that a button carries. Raises UserError where it is no longer stored."""
    if "customer" not in action.arguments:
        return None
    customer = await record.customer(action.arguments["customer"])
    if customer is None:
        raise UserError(Problem.GONE)
    return customer


def product_of(action: Action) -> Product | None:
    """The product that a button carries. Raises UserError where it is none of ours."""
    carried = action.arguments.get("product", "")
    if not carried:
        return None
    try:
        return Product(carried)
    except ValueError as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error


def _told_apart(customer: Customer, customers: tuple[Customer, ...]) -> str:
    """The name, with the domain or tenant where two customers are called the same."""
    alike = sum(other.name == customer.name for other in customers) > 1
    mark = customer.domain or customer.tenant_id or customer.id
    return f"{customer.name} ({mark})" if alike else customer.name
