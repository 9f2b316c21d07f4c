"""What somebody knows and no report says: who holds or claims a customer's subscription."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from bot.conversation.events import Click
from bot.conversation.keeping import key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from bot.errors import Problem, UserError
from bot.handlers import claim_replies as say
from bot.handlers.claim_form import (
    CUSTOMER,
    HOLDER,
    NOTE,
    OPEN,
    PARTNER,
    PRODUCT,
    SAVE,
    carried,
    faults_in,
    form,
    holder_in,
    opening,
)
from bot.handlers.customers import ask_which, meant, product_of
from bot.importing.words import hear, take_back
from bot.partnership.claims import Claim
from bot.partnership.records import HolderKind, Holding, HoldingQuery, Product
from bot.partnership.sightings import OurAccount
from bot.ports import Names, Record, Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.labels import labelled
from bot.understanding.names import NameIndex

_SPACE = UUID("5f0c9f60-6f0e-4d6e-9a55-0d5c3d2f1b7a")

EXAMPLES = {
    Language.ENGLISH: (
        "report a conflict", "I want to report a conflict", "let me report a conflict", "report a claim",
        "file a conflict report", "register a conflict by hand", "open the conflict form",
    ),
    Language.SWEDISH: (
        "rapportera en konflikt", "jag vill rapportera en konflikt", "anmäl en konflikt", "rapportera ett anspråk",
        "registrera en konflikt för hand", "öppna formuläret för konflikter", "rapportera konflikt",
    ),
}  # fmt: skip
"""Of those who ask for the form. What is told in a sentence of its own is heard by `hearsay_in`."""


async def asked(asked: Asked, services: Services) -> Reply:
    """The form, asked for in words; filled in where the words tell who it is. Nothing is written."""
    meaning, language = asked.meaning, asked.meaning.language
    if meaning.hearsay is None:
        return form({}, language)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        accounts = await transaction.accounts.every()
    names = await services.store.names()
    holder, partner = meaning.hearsay.holder or HolderKind.OTHER, meaning.hearsay.partner
    if holder is HolderKind.OTHER and _is_us(partner, accounts, names):
        holder, partner = HolderKind.US, ""
    values = {
        PRODUCT: meaning.product.value if meaning.product else "",
        HOLDER: holder.value,
        PARTNER: _stored_partner(partner, names),
        NOTE: asked.question.text,
    }
    if len(customers) > 1:
        outcome = Outcome(kind=Kind.COMMAND, topic="claim", product=meaning.product)
        return ask_which(
            customers, lambda c: opening({**values, CUSTOMER: c.name}, language), outcome, language
        )
    named = customers[0].name if customers else meaning.hearsay.customer
    reply = form({**values, CUSTOMER: named}, language, heard=True)
    found = replace(
        reply.outcome,
        customer=named,
        product=meaning.product,
        partner=values[PARTNER] or None,
    )
    return replace(reply, outcome=found)


def _is_us(partner: str, accounts: Iterable[OurAccount], names: Names) -> bool:
    """Whether that is what we are called ourselves by our partner profile, and nobody else by the record."""
    if not partner or names.partners.find(partner):
        return False
    called = [name for account in accounts for name in (account.partner.name, account.global_name) if name]
    return bool(NameIndex([("us", tuple(called))]).find(partner)) if called else False


async def open_form(click: Click, services: Services) -> Reply:
    """The form, with what the button carries."""
    return form(carried(click.action.arguments), click.action.language)


async def save(click: Click, services: Services) -> Reply:
    """Written down with who said it and when; nothing where a field is missing."""
    language = click.action.language
    values = {name: value.strip() for name, value in (click.filled or {}).items()}
    names = await services.store.names()
    faults, customer_id = faults_in(values, language), ""
    if CUSTOMER not in faults:
        fitting = names.customers.find(values[CUSTOMER])
        customer_id = fitting[0].id if len(fitting) == 1 else ""
        if len(fitting) > 1:
            several = ", ".join(dict.fromkeys(match.name for match in fitting))
            faults[CUSTOMER] = texts_in(language).claims.several_fit.format(names=several)
    if faults:
        return form(values, language, faults=faults)
    async with services.store.transaction() as transaction:
        theirs = await _running(customer_id, _product(values), transaction.record)
        about = _named(_one_product(theirs), values.get(NOTE, ""))
        claim = _claim(click, values, names, services, customer_id=customer_id, about=about)
        await hear(transaction, claim)
    return say.noted(claim, about, _products(theirs), language)


async def specify(click: Click, services: Services) -> Reply:
    """A claim that spoke of a customer alone is about this product."""
    product = product_of(click.action)
    async with services.store.transaction() as transaction:
        claim = await _own_claim(click, transaction)
        if product and claim.taken_back_at is None and not claim.subscriptions:
            theirs = await _running(claim.customer_id, product, transaction.record)
            ids = tuple(holding.subscription.id for holding in _named(theirs, claim.note))
            claim = replace(claim, product=product, subscriptions=ids)
            await hear(transaction, claim)
        stored = await transaction.record.subscriptions(claim.subscriptions)
    return say.noted(claim, tuple(stored.values()), (), click.action.language, replaces=True)


def _claim(
    click: Click,
    values: Mapping[str, str],
    names: Names,
    services: Services,
    *,
    customer_id: str,
    about: tuple[Holding, ...],
) -> Claim:
    key = key_of(click.origin)
    return Claim(
        id=str(uuid5(_SPACE, click.origin.event_id)),
        customer=values[CUSTOMER],
        customer_id=customer_id,
        product=_product(values),
        holder=holder_in(values) or HolderKind.OTHER,
        partner=_stored_partner(values.get(PARTNER, ""), names),
        note=values.get(NOTE, ""),
        subscriptions=tuple(holding.subscription.id for holding in about),
        reporter=click.origin.person.name or click.origin.person.id,
        reporter_key=key,
        at=services.clock.now(),
    )


async def undo(click: Click, services: Services) -> Reply:
    """Taken back by whoever said it, and by nobody else."""
    async with services.store.transaction() as transaction:
        claim = await _own_claim(click, transaction)
        if claim.taken_back_at is None:
            await take_back(transaction, claim, services.clock.now())
    return say.taken_back(claim, click.action.language, before=claim.taken_back_at is not None)


async def _own_claim(click: Click, transaction: Transaction) -> Claim:
    """The claim that the button speaks of, which has to be the person's own."""
    claim = await transaction.claims.one(click.action.arguments.get("claim", ""))
    if claim is None:
        raise UserError(Problem.GONE)
    if claim.reporter_key != key_of(click.origin):
        raise UserError(Problem.NOT_YOURS)
    return claim


async def _running(customer_id: str, product: Product | None, record: Record) -> tuple[Holding, ...]:
    """The customer's subscriptions, of the product where one is named; not those that have ended."""
    if not customer_id:
        return ()
    query = HoldingQuery(customer_ids=frozenset({customer_id}), product=product)
    return tuple(held for held in await record.holdings(query) if not held.subscription.ended)


def _one_product(theirs: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """All of them where they are of one product: a word on several would be a guess."""
    return theirs if len(_products(theirs)) == 1 else ()


def _named(theirs: tuple[Holding, ...], note: str) -> tuple[Holding, ...]:
    """The one whose label the words have, all of them where they have none."""
    one = labelled(note, [held.subscription.label for held in theirs])
    return theirs if one is None else (theirs[one],)


def _products(theirs: tuple[Holding, ...]) -> tuple[Product, ...]:
    return tuple(dict.fromkeys(held.subscription.product for held in theirs))


def _product(values: Mapping[str, str]) -> Product | None:
    return Product(values[PRODUCT]) if values.get(PRODUCT) else None


def _stored_partner(written: str, names: Names) -> str:
    """The stored name of the partner that is written, else as it is written."""
    fitting = {match.name for match in names.partners.find(written)}
    return fitting.pop() if len(fitting) == 1 else written


ROUTER = routes(
    Intent(name="claim", handler=asked, examples=EXAMPLES, help=lambda texts: texts.help.claim),
    actions={OPEN: open_form, SAVE: save, say.ABOUT: specify, say.TAKE_BACK: undo},
)
