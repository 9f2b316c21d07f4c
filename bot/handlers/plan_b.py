"""Plan B: what remains where the customer keeps another partner of record."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Bullets, Button, Heading, Paragraph, Reply, Source, Sources
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_ARTICLE, SHOW_PLAN_B
from bot.partnership.records import Holding, Product
from bot.ports import Services
from bot.router import routes
from bot.understanding.knowledge import KnowledgeBase

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


async def show_plan_b(click: Click, services: Services) -> Reply:
    """What remains for the subscription whose button was pressed."""
    async with services.store.transaction() as transaction:
        held = await transaction.record.subscription(click.action.arguments.get("subscription", ""))
    if held is None:
        raise UserError(Problem.GONE)
    return plan_b(held, services.knowledge, click.action.language)


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
            topic="plan-b",
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


ROUTER = routes(actions={SHOW_PLAN_B: show_plan_b})
