"""The look-back of 2016: which subscriptions would bring past months, if we became partner of record today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.actions import Action
from bot.conversation.dates import in_words, partial_in_words
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Button, Paragraph, Reply, Source, Sources, Table
from bot.conversation.richtext import Span, plain
from bot.conversation.sourcing import source_note
from bot.conversation.texts import Texts, texts_in
from bot.errors import Problem, UserError
from bot.handlers.choosing import SHOW_ARTICLE, SHOW_LOOK_BACK
from bot.handlers.customers import ask_which, customer_of, meant, product_of, unknown
from bot.handlers.listing import PAGE
from bot.handlers.lists import page_of
from bot.partnership.history import Change, counting
from bot.partnership.lookback import COUNTS, Basis, LookBack, Month, look_back, window
from bot.partnership.records import Customer, Holding, Product
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes

RULE = "source text, introduction"
_IMPORTS = 10_000
"""How many imports are asked whether they were taken back, the newest."""

EXAMPLES = {
    Language.ENGLISH: (
        "what would we still get if we became DPOR today?", "what would we still get for {customer} if we became DPOR today?",
        "which subscriptions would still bring past months if we became DPOR today", "which subscriptions would give us past months if they named us today",
        "what would being named DPOR today still bring us", "which past months would we get if {customer} named us now", "show the look-back", "look-back",
        "the 12-month look-back for {customer}", "look-back for {product}", "list the subscriptions with months we could still get back",
        "which months would {customer} {product} still bring us if we became DPOR", "when do we lose which past month if nobody names us",
        "what would we get retroactively if {customer} made us DPOR now", "which of our subscriptions would give retroactive credit if we became DPOR now",
    ),
    Language.SWEDISH: (
        "vad skulle vi ändå få om vi blev DPOR i dag?", "vad skulle vi få för {customer} om vi blev DPOR idag?",
        "vilka prenumerationer ger retroaktiva månader om vi blir DPOR idag?", "vilka prenumerationer skulle ge månader bakåt om vi blev DPOR i dag",
        "vilka prenumerationer ger retroaktivt om de anger oss idag", "vilka månader skulle vi få om {customer} angav oss nu", "visa månaderna bakåt", "månaderna bakåt",
        "12 månader bakåt för {customer}", "månaderna bakåt för {product}", "lista prenumerationerna där vi ännu kan få månader bakåt",
        "vilka månader skulle {customer} {product} ge oss om vi blev DPOR", "när förlorar vi vilken månad om ingen anger oss",
        "vad skulle vi få retroaktivt om {customer} gjorde oss till DPOR nu", "vilka av våra prenumerationer ger retroaktiv kreditering om vi blir DPOR nu",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What is looked at: of a customer, of a product, or all; the page begins at `start`, from 0."""

    language: Language
    customer: Customer | None = None
    product: Product | None = None
    start: int = 0

    def action(self) -> Action:
        """The button that shows this very page."""
        arguments = {
            "customer": self.customer.id if self.customer else "",
            "product": self.product.value if self.product else "",
            "start": str(self.start) if self.start else "",
        }
        kept = {key: value for key, value in arguments.items() if value}
        return Action(name=SHOW_LOOK_BACK, language=self.language, arguments=kept)


async def asked_for(asked: Asked, services: Services) -> Reply:
    """What all, or those of the customer or product that was named, would bring."""
    meaning = asked.meaning
    outcome = Outcome(kind=Kind.LIST, topic="look-back", product=meaning.product)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if len(customers) > 1:
            whole = _Scope(language=meaning.language, product=meaning.product)
            return ask_which(
                customers, lambda one: replace(whole, customer=one).action(), outcome, meaning.language
            )
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        scope = _Scope(
            language=meaning.language, customer=customers[0] if customers else None, product=meaning.product
        )
        return await _told(scope, transaction, services.clock.now().date())


async def show(click: Click, services: Services) -> Reply:
    """The page whose button was pressed."""
    arguments = click.action.arguments
    start = arguments.get("start", "0")
    if not (start.isascii() and start.isdigit() and len(start) < 10):
        raise UserError(Problem.UNKNOWN_BUTTON)
    async with services.store.transaction() as transaction:
        customer = await customer_of(click.action, transaction.record)
        scope = _Scope(
            language=click.action.language,
            customer=customer,
            product=product_of(click.action),
            start=int(start),
        )
        return await _told(scope, transaction, services.clock.now().date())


async def _told(scope: _Scope, transaction: Transaction, today: date) -> Reply:
    ids = frozenset({scope.customer.id}) if scope.customer else None
    counting_in = await transaction.record.ids(replace(COUNTS, customer_ids=ids, product=scope.product))
    page = await page_of(counting_in, scope.start, transaction.record)
    changes = await _changes(page, transaction)
    found = tuple(look_back(one, changes, today) for one in page)
    return _reply(scope, counting_in, found, today)


async def _changes(page: tuple[Holding, ...], transaction: Transaction) -> tuple[Change, ...]:
    """What happened to the customers of a page, without what was taken back."""
    imports = await transaction.imports.newest(_IMPORTS)
    customers = dict.fromkeys(one.customer.id for one in page)
    told = [await transaction.history.about(id_) for id_ in customers]
    return counting((change for changes in told for change in changes), imports)


def _reply(scope: _Scope, ids: tuple[str, ...], found: tuple[LookBack, ...], today: date) -> Reply:
    texts = texts_in(scope.language)
    words = texts.look_back
    customer = scope.customer.name if scope.customer else None
    title = words.title_for.format(customer=customer) if customer else words.title
    if scope.product:
        narrowed = texts.lists.for_product.format(product=texts.products[scope.product])
        title += texts.lists.scope.format(scope=narrowed)
    rule = Button(
        label=words.rule_button,
        action=Action(name=SHOW_ARTICLE, language=scope.language, arguments={"id": "retroactive-credit"}),
    )
    return Reply(
        language=scope.language,
        title=title,
        outcome=Outcome(
            kind=Kind.LIST,
            topic="look-back",
            customer=customer,
            product=scope.product,
            subscriptions=ids,
            confidence=1.0,
        ),
        blocks=(
            Paragraph(text=(Span(text=words.era, emphasis=True),)),
            *_told_of(scope, len(ids), found, today, texts),
            _source(texts),
        ),
        buttons=(*_next_page(scope, len(ids), texts), rule),
    )


def _told_of(
    scope: _Scope, total: int, found: tuple[LookBack, ...], today: date, texts: Texts
) -> tuple[Block, ...]:
    words = texts.look_back
    if not found:
        return (Paragraph(text=plain(words.none)),)
    shown = texts.lists.shown.format(first=scope.start + 1, last=scope.start + len(found), n=total)
    return (
        Paragraph(text=plain(words.found.of(total))),
        _table(found, texts),
        *((Paragraph(text=plain(shown)),) if total > len(found) else ()),
        _losses(window(today), texts),
        Paragraph(text=plain(words.reading)),
    )


def _table(found: tuple[LookBack, ...], texts: Texts) -> Table:
    words, status = texts.look_back, texts.status
    return Table(
        caption=words.caption,
        headers=(status.customer, status.product, status.subscription, words.months, words.known),
        rows=tuple(
            (
                one.holding.customer.name,
                texts.products[one.holding.subscription.product],
                one.holding.subscription.label or one.holding.subscription.id,
                _span(one.months, texts),
                _basis(one, texts),
            )
            for one in found
        ),
    )


def _span(months: tuple[Month, ...], texts: Texts) -> str:
    if not months:
        return texts.look_back.no_months
    said = texts.look_back.span.of(len(months))
    return said.format(first=_month(months[0].first, texts), last=_month(months[-1].first, texts))


def _basis(one: LookBack, texts: Texts) -> str:
    words = texts.look_back
    said = words.bases[one.basis]
    if one.since is None:
        return said
    said = said.format(date=in_words(one.since, texts))
    if one.basis is not Basis.BEGAN or one.seen is None or one.seen.replace(day=1) <= _first(one):
        return said
    return words.use_unknown.format(known=said, seen=in_words(one.seen, texts))


def _first(one: LookBack) -> date:
    return one.months[0].first if one.months else date.max


def _losses(months: tuple[Month, ...], texts: Texts) -> Table:
    words = texts.look_back
    return Table(
        caption=words.lost_caption,
        headers=(words.month, words.lost_on),
        rows=tuple((_month(one.first, texts), in_words(one.lost_on, texts)) for one in months),
    )


def _month(first: date, texts: Texts) -> str:
    return partial_in_words(first.isoformat()[:7], texts)


def _source(texts: Texts) -> Sources:
    source = Source(title=texts.look_back.source, address=RULE, speaks_for="2016-05")
    return Sources(label=texts.credit.sources, sources=(source,), notes=(source_note(source, texts),))


def _next_page(scope: _Scope, total: int, texts: Texts) -> tuple[Button, ...]:
    after = scope.start + PAGE
    if after >= total:
        return ()
    label = texts.lists.next_page.format(n=min(PAGE, total - after))
    return (Button(label=label, action=replace(scope, start=after).action()),)


ROUTER = routes(
    Intent(name="look-back", handler=asked_for, examples=EXAMPLES, help=lambda texts: texts.help.look_back),
    actions={SHOW_LOOK_BACK: show},
)
