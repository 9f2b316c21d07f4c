"""A request to the customer to name us, ready to copy."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Button, Heading, Paragraph, Reply
from bot.conversation.richtext import Span, plain
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.customers import ask_which, meant, product_of, unknown
from bot.handlers.draft_actions import SHOW_DRAFT
from bot.partnership.records import Customer, Holding, HoldingQuery, Product
from bot.partnership.standing import State, standing
from bot.ports import Record, Services
from bot.router import Asked, Intent, routes

EXAMPLES = {
    Language.ENGLISH: (
        "draft a request to {customer}", "write to {customer} and ask them to name us",
        "write an email to {customer} about partner of record for {product}", "draft the request for {customer} {product}",
        "help me ask {customer} to set us as DPOR", "can you write the mail asking the customer to add us",
        "prepare a message to {customer} so they register us", "email template for the customer",
        "template: ask customer to make us dpor", "write a letter to the customer", "draft request",
        "i need something to send to {customer}", "compose a polite mail to {customer} requesting dpor",
        "could you write a mail to {customer} where we ask to become DPOR on their {product}", "draft an email asking {customer} to register us",
        "hi, help me with a polite message to {customer} about naming us as partner of record, thanks", "write the request for {customer}",
        "draft mail {customer}", "I want to ask {customer} to switch to us, write it for me", "request to {customer} for {product}",
        "give me a text I can send to the customer", "make a draft to {customer}", "wirte a mail to {customer}", "can you draft something for {customer}",
    ),
    Language.SWEDISH: (
        "skriv en förfrågan till {customer}", "gör ett utkast till {customer}", "skriv ett mejl till {customer} om {product}",
        "hjälp mig be {customer} ange oss som DPOR", "mall för mejl till kunden", "utkast till {customer} {product}",
        "kan du skriva mejlet där vi ber kunden lägga till oss", "formulera ett brev till {customer}",
        "skriv ihop nåt jag kan skicka till {customer}", "förfrågan till kund", "draft till {customer}",
        "ta fram en text till kunden så att de registrerar oss", "skapa en begäran till {customer}",
        "kan du skriva ett mejl till {customer} där vi ber att få bli DPOR på deras {product}", "drafta ett mejl som ber {customer} registrera oss",
        "hej, hjälp mig med ett trevligt meddelande till {customer} om att ange oss som partner of record, tack", "skriv förfrågan till {customer}",
        "mejlutkast {customer}", "jag vill be {customer} byta till oss, skriv det åt mig", "begäran till {customer} om {product}",
        "ge mig en text jag kan skicka till kunden", "gör ett mejl till {customer}", "skriv mail till {customer}", "kan du formulera nåt till {customer}",
    ),
}  # fmt: skip


async def draft_request(asked: Asked, services: Services) -> Reply:
    """A draft for the customer that was named, else one with the name left open."""
    meaning = asked.meaning
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        outcome = Outcome(kind=Kind.COMMAND, topic="draft-request", product=meaning.product)
        if len(customers) > 1:
            return ask_which(
                customers, lambda c: _show(c, meaning.product, meaning.language), outcome, meaning.language
            )
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        customer = customers[0] if customers else None
        return await _draft(customer, meaning.product, transaction.record, meaning.language)


async def show_draft(click: Click, services: Services) -> Reply:
    """The draft whose button was pressed."""
    arguments = click.action.arguments
    product = product_of(click.action)
    async with services.store.transaction() as transaction:
        customer = await transaction.record.customer(arguments.get("customer", ""))
        if customer is None and arguments.get("customer"):
            raise UserError(Problem.GONE)
        return await _draft(customer, product, transaction.record, click.action.language)


async def _draft(
    customer: Customer | None, product: Product | None, record: Record, language: Language
) -> Reply:
    texts = texts_in(language)
    holdings = await _not_ours(customer, product, record)
    ours_already = bool(holdings) and all(standing(held).state is State.OURS for held in holdings)
    name = customer.name if customer else texts.draft.any_customer
    letter = _letter(holdings, product, texts)
    return Reply(
        language=language,
        title=texts.draft.title.format(customer=name),
        outcome=Outcome(
            kind=Kind.COMMAND,
            topic="draft-request",
            customer=customer.name if customer else None,
            product=product,
            subscriptions=tuple(holding.subscription.id for holding in holdings),
            confidence=1.0,
        ),
        blocks=(
            *((Paragraph(text=(Span(text=texts.draft.ours_already, strong=True),)),) if ours_already else ()),
            Paragraph(text=(Span(text=texts.draft.check_first, emphasis=True),)),
            Heading(text=texts.draft.copy_this),
            *(Paragraph(text=plain(line)) for line in letter),
        ),
        buttons=(_in_other_language(customer, product, texts, language),),
        names_customers=customer is not None,
    )


async def _not_ours(
    customer: Customer | None, product: Product | None, record: Record
) -> tuple[Holding, ...]:
    """What there is to ask for: the customer's subscriptions that are not ours, else all of them."""
    if customer is None:
        return ()
    query = HoldingQuery(customer_ids=frozenset({customer.id}), product=product, ended=False)
    holdings = await record.holdings(query)
    open_ones = tuple(h for h in holdings if standing(h).state is not State.OURS)
    return open_ones or holdings


def _letter(holdings: tuple[Holding, ...], product: Product | None, texts: Texts) -> tuple[str, ...]:
    words = texts.draft
    named = (f"{h.subscription.label or texts.products[h.subscription.product]}" for h in holdings)
    asked_for = ", ".join(named) or (texts.products[product] if product else words.all_subscriptions)
    products = {h.subscription.product for h in holdings} or ({product} if product else set(Product))
    steps = [words.steps_azure] if Product.MICROSOFT_AZURE in products else []
    if products - {Product.MICROSOFT_AZURE}:
        steps.append(words.steps_other)
    return (
        words.subject,
        words.greeting,
        words.ask.format(subscriptions=asked_for),
        words.why,
        words.cost,
        *steps,
        words.partner_id,
        words.thanks,
    )


def _in_other_language(
    customer: Customer | None, product: Product | None, texts: Texts, language: Language
) -> Button:
    other = Language.ENGLISH if language is Language.SWEDISH else Language.SWEDISH
    return Button(label=texts.draft.other_language, action=_show(customer, product, other))


def _show(customer: Customer | None, product: Product | None, language: Language) -> Action:
    arguments = {
        "customer": customer.id if customer else "",
        "product": product.value if product else "",
    }
    return Action(name=SHOW_DRAFT, language=language, arguments=arguments)


ROUTER = routes(
    Intent(
        name="draft-request",
        handler=draft_request,
        examples=EXAMPLES,
        help=lambda texts: texts.help.draft_request,
    ),
    actions={SHOW_DRAFT: show_draft},
)
