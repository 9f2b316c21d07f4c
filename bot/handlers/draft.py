"""A request to the customer to register us, ready to copy. Only who asked for it sees it."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Button, Heading, Paragraph, Reply, Sources
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.customers import ask_which, meant, product_of, unknown
from bot.handlers.draft_actions import SHOW_DRAFT, drafting
from bot.handlers.draft_letters import Era, changes, letter, sources, successor
from bot.partnership.records import US, AssociationKind, Customer, Holding, HoldingQuery, Product
from bot.ports import Record, Services
from bot.router import Asked, Intent, routes
from bot.understanding.labels import labelled
from bot.understanding.letter_language import letter_language

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
                customers,
                lambda customer: drafting(customer, meaning.product, meaning.language),
                outcome,
                meaning.language,
            )
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        customer = customers[0] if customers else None
        holdings = await _held(customer, meaning.product, transaction.record)
    one = labelled(asked.question.text, [holding.subscription.label for holding in holdings])
    about = holdings if one is None else (holdings[one],)
    letter_in = letter_language(asked.question.text)
    return _draft(customer, meaning.product, about, Era.TODAY, meaning.language, letter_in)


async def show_draft(click: Click, services: Services) -> Reply:
    """The draft whose button was pressed: to a customer, or about one subscription of theirs."""
    arguments, language = click.action.arguments, click.action.language
    product, era = product_of(click.action), _era(arguments.get("era", ""))
    async with services.store.transaction() as transaction:
        record = transaction.record
        if arguments.get("subscription"):
            held = await record.subscription(arguments["subscription"])
            if held is None:
                raise UserError(Problem.GONE)
            return _draft(held.customer, product, (held,), era, language)
        customer = await record.customer(arguments.get("customer", ""))
        if customer is None and arguments.get("customer"):
            raise UserError(Problem.GONE)
        return _draft(customer, product, await _held(customer, product, record), era, language)


def _era(carried: str) -> Era:
    try:
        return Era(carried or Era.TODAY)
    except ValueError as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error


async def _held(customer: Customer | None, product: Product | None, record: Record) -> tuple[Holding, ...]:
    if customer is None:
        return ()
    query = HoldingQuery(customer_ids=frozenset({customer.id}), product=product, ended=False)
    return await record.holdings(query)


def _draft(
    customer: Customer | None,
    product: Product | None,
    holdings: tuple[Holding, ...],
    era: Era,
    language: Language,
    letter_in: Language | None = None,
) -> Reply:
    """In `language`; the letter itself in another where `letter_in` is given."""
    letter_in = letter_in or language
    texts, letter_texts = texts_in(language), texts_in(letter_in)
    words = texts.draft
    missing = tuple(holding for holding in holdings if not _is_ours(holding))
    about = missing or holdings
    products = {h.subscription.product for h in about} or ({product} if product else set(Product))
    check = _check(era, products, texts)
    return Reply(
        language=language,
        title=words.title.format(customer=customer.name if customer else words.any_customer),
        outcome=Outcome(
            kind=Kind.COMMAND,
            topic="draft-request",
            customer=customer.name if customer else None,
            product=product,
            subscriptions=tuple(holding.subscription.id for holding in about),
            confidence=1.0,
        ),
        blocks=(
            *((_strong(_already(holdings, texts)),) if holdings and not missing else ()),
            Paragraph(text=(Span(text=check, emphasis=True),)),
            Heading(text=words.copy_this),
            *(
                Paragraph(text=plain(line))
                for line in letter(era, products, _asked_for(about, product, letter_texts), letter_texts)
            ),
            *_since_then(products, texts),
        ),
        buttons=_buttons(customer, product, holdings, era, language, letter_in),
        names_customers=customer is not None,
    )


def _check(era: Era, products: set[Product], texts: Texts) -> str:
    """What to see to before it is sent."""
    if era is Era.DPOR:
        return texts.draft.check_first
    link = f" {texts.draft.check_link}" if Product.MICROSOFT_AZURE in products else ""
    return f"{texts.draft.check_first_today}{link}"


def _is_ours(holding: Holding) -> bool:
    """Whether we are partner of record there, or hold what took its place."""
    ours = {association.kind for association in holding.associations if association.holder == US}
    return bool(ours & {AssociationKind.DPOR, successor(holding.subscription.product)})


def _already(holdings: tuple[Holding, ...], texts: Texts) -> str:
    """Of those where nothing is missing."""
    everywhere = all(holding.dpor and holding.dpor.holder == US for holding in holdings)
    return texts.draft.ours_already if everywhere else texts.draft.linked_already


def _asked_for(about: tuple[Holding, ...], product: Product | None, texts: Texts) -> str:
    named = (h.subscription.label or texts.products[h.subscription.product] for h in about)
    return ", ".join(dict.fromkeys(named)) or (
        texts.products[product] if product else texts.draft.all_subscriptions
    )


def _strong(text: str) -> Block:
    return Paragraph(text=(Span(text=text, strong=True),))


def _since_then(products: set[Product], texts: Texts) -> tuple[Block, ...]:
    from_where = sources(products, texts)
    notes = tuple(source_note(source, texts) for source in from_where)
    return (
        Heading(text=texts.draft.changed_heading),
        Bullets(items=tuple(plain(line) for line in changes(products, texts))),
        Sources(label=texts.knowledge.sources, sources=from_where, notes=notes),
    )


def _buttons(
    customer: Customer | None,
    product: Product | None,
    holdings: tuple[Holding, ...],
    era: Era,
    language: Language,
    letter_in: Language,
) -> tuple[Button, ...]:
    words = texts_in(language).draft
    one = holdings[0].subscription if len(holdings) == 1 else None
    other = Language.ENGLISH if letter_in is Language.SWEDISH else Language.SWEDISH
    then = Era.DPOR if era is Era.TODAY else Era.TODAY

    def draft(language: Language, era: Era) -> Action:
        return drafting(customer, product, language, subscription=one, era=era.value)

    return (
        Button(label=texts_in(letter_in).draft.other_language, action=draft(other, era)),
        Button(label=words.as_in_2016 if era is Era.TODAY else words.as_today, action=draft(letter_in, then)),
    )


ROUTER = routes(
    Intent(
        name="draft-request",
        handler=draft_request,
        examples=EXAMPLES,
        help=lambda texts: texts.help.draft_request,
    ),
    actions={SHOW_DRAFT: show_draft},
)
