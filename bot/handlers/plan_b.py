"""Plan B: what remains where the customer keeps another partner of record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome, Verdict
from bot.conversation.replies import (
    Bullets,
    Button,
    Choice,
    Choices,
    Heading,
    Paragraph,
    Reply,
    Source,
    Sources,
)
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_ARTICLE, SHOW_PLAN_B
from bot.handlers.customers import ask_which, meant, product_of, unknown
from bot.handlers.knowledge import tell
from bot.handlers.status import none_of_it
from bot.handlers.status_replies import standings
from bot.partnership.records import Customer, Holding, HoldingQuery, Product
from bot.partnership.standing import State, standing
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.labels import labelled

_DOCS = "https://learn.microsoft.com/partner-center/"
_THEN = (
    "alternatives",
    ("source text, Vem ska vara Partner of Record?", f"{_DOCS}gdap-microsoft-led-transition"),
)
_COUNTS = ("designations", (f"{_DOCS}customer-eligibility",))
_PAL = ("pal", (f"{_DOCS}link-partner-id-for-azure-performance-pal-dpor", f"{_DOCS}reconciliation-faq"))
_CPOR = ("cpor", (f"{_DOCS}submit-osa-claim", f"{_DOCS}incentives-customer-association-issues"))
_CSP = ("csp-and-tpor", (f"{_DOCS}azure-usage-report",))
"""Articles, and those of their sources by which these few lines stand."""
_TOPIC = "plan-b"
_MOST_CHOICES = 10

EXAMPLES = {
    Language.ENGLISH: (
        "plan B for {customer}", "plan b for {customer} {product}", "what is plan B for {customer} {product}?", "what's our plan B at {customer}",
        "what is plan B for {customer}'s {product}?", "show plan B for {customer}", "do we have a plan B for {product} at {customer}",
        "give me plan B for {product} at {customer}",
        "{customer} keeps {partner}, what is our plan B", "what's plan B if {customer} stays with {partner}?", "if {customer} won't switch to us, what is our plan B there",
    ),
    Language.SWEDISH: (
        "plan B för {customer}", "plan b för {customer} {product}", "vad är plan B för {customer} {product}?", "vad är vår plan B hos {customer}",
        "vad är plan B för {customer}s {product}?", "visa plan B för {customer}", "har vi en plan B för {product} hos {customer}",
        "ge mig plan B för {product} hos {customer}",
        "{customer} behåller {partner}, vad är vår plan B", "vad är plan B om {customer} stannar hos {partner}?", "om {customer} inte byter till oss, vad är vår plan B där",
    ),
}  # fmt: skip


async def asked_for(asked: Asked, services: Services) -> Reply:
    """What remains at the customer that was named; what there is at any, where none was."""
    meaning, language = asked.meaning, asked.meaning.language
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        outcome = Outcome(kind=Kind.STATUS, topic=_TOPIC, product=meaning.product)
        if len(customers) > 1:
            return ask_which(
                customers, lambda customer: _action(customer, meaning.product, language), outcome, language
            )
        if customers:
            said = asked.question.text
            return await _of(customers[0], meaning.product, language, transaction, services, said=said)
    article = services.knowledge.article(_THEN[0], language)
    if meaning.unheard_of or article is None:
        return unknown(meaning.unheard_of, outcome, language)
    return tell(article, services.knowledge, language)


async def show_plan_b(click: Click, services: Services) -> Reply:
    """What remains for the subscription, or at the customer, whose button was pressed."""
    arguments, language = click.action.arguments, click.action.language
    async with services.store.transaction() as transaction:
        record = transaction.record
        if held := await record.subscription(arguments.get("subscription", "")):
            return plan_b(held, services.knowledge, language)
        customer = await record.customer(arguments.get("customer", ""))
        if customer is None:
            raise UserError(Problem.GONE)
        return await _of(customer, product_of(click.action), language, transaction, services)


async def _of(
    customer: Customer,
    product: Product | None,
    language: Language,
    transaction: Transaction,
    services: Services,
    *,
    said: str = "",
) -> Reply:
    """For the one subscription that is not ours, or that is named; where there are several they are shown to
    pick from, and those that are ours are said to be left out.

    Where all are ours there is none: their standing is what there is to tell.
    """
    query = HoldingQuery(customer_ids=frozenset({customer.id}), product=product, ended=False)
    held = await transaction.record.holdings(query)
    today = services.clock.now().date()
    if not held:
        reply = await none_of_it((customer,), product, language, transaction, today)
        return replace(reply, outcome=replace(reply.outcome, topic=_TOPIC))
    named = labelled(said, [one.subscription.label for one in held])
    asked = held if named is None else (held[named],)
    not_ours = tuple(one for one in asked if standing(one).state is not State.OURS)
    if not not_ours:
        reply = standings(tuple(map(standing, asked)), product, language, today, ())
        return replace(reply, outcome=replace(reply.outcome, topic=_TOPIC))
    ours = tuple(one for one in asked if one not in not_ours)
    if len(not_ours) == 1:
        return _beside(plan_b(not_ours[0], services.knowledge, language), ours)
    return _beside(_which(customer, product, not_ours, language), ours)


def _beside(reply: Reply, ours: tuple[Holding, ...]) -> Reply:
    """With what is left out, for we are partner of record there."""
    if not ours:
        return reply
    texts = texts_in(reply.language)
    named = [_called(held, texts) for held in ours[:_MOST_CHOICES]]
    if len(ours) > _MOST_CHOICES:
        named.append(texts.and_more.of(len(ours) - _MOST_CHOICES))
    said = texts.plan_b.ours_left_out.format(names="; ".join(named))
    return replace(reply, blocks=(Paragraph(text=plain(said)), *reply.blocks))


def _which(
    customer: Customer, product: Product | None, several: tuple[Holding, ...], language: Language
) -> Reply:
    texts = texts_in(language)
    choices = tuple(
        Choice(title=_called(held, texts), action=_action_of(held, language))
        for held in several[:_MOST_CHOICES]
    )
    return Reply(
        language=language,
        title=texts.plan_b.title.format(what=customer.name),
        outcome=Outcome(
            kind=Kind.STATUS,
            topic=_TOPIC,
            customer=customer.name,
            product=product,
            verdict=Verdict.NEEDS_CHOICE,
            subscriptions=tuple(held.subscription.id for held in several),
        ),
        blocks=(Choices(prompt=texts.status.choose_prompt, choices=choices),),
    )


def _called(held: Holding, texts: Texts) -> str:
    product = texts.products[held.subscription.product]
    return f"{product}, {held.subscription.label or held.subscription.id}"


def _action_of(held: Holding, language: Language) -> Action:
    return Action(name=SHOW_PLAN_B, language=language, arguments={"subscription": held.subscription.id})


def _action(customer: Customer, product: Product | None, language: Language) -> Action:
    arguments = {"customer": customer.id, **({"product": product.value} if product else {})}
    return Action(name=SHOW_PLAN_B, language=language, arguments=arguments)


def plan_b(held: Holding, knowledge: KnowledgeBase, language: Language) -> Reply:
    """What there was then and what there is now, each with what it counts for."""
    texts = texts_in(language)
    words, product = texts.plan_b, held.subscription.product
    what = f"{held.customer.name}, {held.subscription.label or texts.products[product]}"
    return Reply(
        language=language,
        title=words.title.format(what=what),
        outcome=Outcome(
            kind=Kind.STATUS,
            topic=_TOPIC,
            customer=held.customer.name,
            product=product,
            subscriptions=(held.subscription.id,),
            confidence=1.0,
        ),
        blocks=(
            Paragraph(text=plain(words.intro)),
            Heading(text=words.now_heading),
            Bullets(items=tuple(map(plain, words.now[product]))),
            Heading(text=words.then_heading),
            Bullets(items=tuple(map(plain, words.then))),
            Paragraph(text=(Span(text=words.check, emphasis=True),)),
            _sources(product, knowledge, texts, language),
        ),
        buttons=tuple(
            _article(article, knowledge, language) for article in (_successor(product)[0], _CSP[0])
        ),
    )


def _successor(product: Product) -> tuple[str, tuple[str, ...]]:
    return _PAL if product is Product.MICROSOFT_AZURE else _CPOR


def _article(article_id: str, knowledge: KnowledgeBase, language: Language) -> Button:
    article = knowledge.article(article_id, language)
    action = Action(name=SHOW_ARTICLE, language=language, arguments={"id": article_id})
    return Button(label=article.title if article else article_id, action=action)


def _sources(product: Product, knowledge: KnowledgeBase, texts: Texts, language: Language) -> Sources:
    sources = tuple(
        source
        for article, addresses in (_successor(product), _COUNTS, _CSP, _THEN)
        for source in _found(article, addresses, knowledge, language)
    )
    notes = tuple(source_note(source, texts) for source in sources)
    return Sources(label=texts.status.sources, sources=sources, notes=notes)


def _found(
    article_id: str, addresses: tuple[str, ...], knowledge: KnowledgeBase, language: Language
) -> Iterator[Source]:
    """The sources of an article that have these addresses, as it words them."""
    article = knowledge.article(article_id, language)
    return (source for source in (article.sources if article else ()) if source.address in addresses)


ROUTER = routes(Intent(name=_TOPIC, handler=asked_for, examples=EXAMPLES), actions={SHOW_PLAN_B: show_plan_b})
