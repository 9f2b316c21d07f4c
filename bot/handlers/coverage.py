"""How many subscriptions are ours, as pictures: by product, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.conversation.actions import Action
from bot.conversation.dates import in_words
from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Chart, ChartKind, Paragraph, Reply, Series
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_COVERAGE
from bot.handlers.customers import ask_which, customer_of, meant, product_of, unknown
from bot.partnership.coverage import Coverage, Point, Tally
from bot.partnership.history import Change, counting
from bot.partnership.records import Customer, HoldingQuery, Product
from bot.partnership.standing import State
from bot.ports import Services, Transaction
from bot.router import Asked, Intent, routes

_CHANGES = 50_000
"""How many changes are looked at, the newest: a bound on memory."""
_IMPORTS = 10_000
_AT_ONCE = 500
"""Subscriptions that are counted before others have their turn."""
_EVER = datetime.min.replace(tzinfo=UTC)

EXAMPLES = {
    Language.ENGLISH: (
        "show me coverage", "coverage", "show our DPOR coverage", "our coverage by product", "coverage over time", "show the coverage over time",
        "how large a share are we DPOR for?", "what share of {product} are we DPOR on?", "what percentage of the subscriptions are ours?",
        "a chart of our coverage", "how has our coverage developed", "coverage for {customer}", "coverage of {product}", "draw our coverage",
        "what proportion of the {product} subscriptions do we hold", "a picture of how many subscriptions are ours", "our share by product",
        "coverage trend", "coverage chart", "our DPOR share", "how big a part of {product} do we hold", "what share of {customer}'s subscriptions is ours",
    ),
    Language.SWEDISH: (
        "visa täckningen", "täckning", "visa vår DPOR-täckning", "vår täckning per produkt", "täckningen över tid", "visa täckningen över tid",
        "hur stor andel är vi DPOR på?", "hur stor andel av {product} är vi DPOR på?", "hur många procent av prenumerationerna är våra?",
        "ett diagram över vår täckning", "hur har vår täckning utvecklats", "täckningen för {customer}", "täckningen för {product}", "rita vår täckning",
        "hur stor del av {product}-prenumerationerna har vi", "en bild av hur många prenumerationer som är våra", "vår andel per produkt",
        "täckningstrend", "täckningsdiagram", "vår DPOR-andel", "hur stor del av {product} är vår", "hur stor andel av {customer}s prenumerationer är våra",
    ),
}  # fmt: skip


async def asked_for(asked: Asked, services: Services) -> Reply:
    """The pictures of all, or of the customer or product that was named."""
    meaning = asked.meaning
    outcome = Outcome(kind=Kind.LIST, topic="coverage", product=meaning.product)
    async with services.store.transaction() as transaction:
        customers = await meant(meaning, transaction.record)
        if len(customers) > 1:
            return ask_which(
                customers,
                lambda one: _action(one, meaning.product, meaning.language),
                outcome,
                meaning.language,
            )
        if not customers and meaning.unheard_of:
            return unknown(meaning.unheard_of, outcome, meaning.language)
        customer = customers[0] if customers else None
        today = services.clock.now().date()
        return await _told(customer, meaning.product, meaning.language, transaction, today)


async def show(click: Click, services: Services) -> Reply:
    """The pictures whose button was pressed."""
    today = services.clock.now().date()
    async with services.store.transaction() as transaction:
        customer = await customer_of(click.action, transaction.record)
        product = product_of(click.action)
        return await _told(customer, product, click.action.language, transaction, today)


def _action(customer: Customer, product: Product | None, language: Language) -> Action:
    arguments = {"customer": customer.id, **({"product": product.value} if product else {})}
    return Action(name=SHOW_COVERAGE, language=language, arguments=arguments)


async def _told(
    customer: Customer | None,
    product: Product | None,
    language: Language,
    transaction: Transaction,
    today: date,
) -> Reply:
    told = None if customer else await counted_at_once(product, transaction, today)
    coverage, known_from = told or await counted_one_by_one(customer, product, transaction, today)
    return _reply(coverage, (customer, product, known_from), language)


Counted = tuple[Coverage, date | None]
"""With the day from which on changes are known, where not all are."""


async def counted_at_once(product: Product | None, transaction: Transaction, today: date) -> Counted | None:
    """All, or all of a product: what has changed since it came is looked at one by one, and the rest is
    counted as it came. None where the history does not tell of all that is there.
    """
    record, history = transaction.record, transaction.history
    imports = await transaction.imports.newest(_IMPORTS)
    written = await history.written(_CHANGES)
    known_from = _known_from(written)
    coverage = Coverage(today=today, known_from=known_from)
    for start in range(0, len(written), _AT_ONCE):
        changes = counting(written[start : start + _AT_ONCE], imports)
        coverage.learn(change for change in changes if product in (None, change.product))
        await record.give_way()
    taken_back = {entry.id for entry in imports if entry.undone_at is not None}
    ended = frozenset(await record.ids(HoldingQuery(product=product, ended=True)))
    async for arrivals in history.came():
        if arrivals.origin not in taken_back:
            coverage.come(arrivals, product=product, ended=ended)
            await record.give_way()
    changed = coverage.changed
    for start in range(0, len(changed), _AT_ONCE):
        coverage.take_changed(await record.states(changed[start : start + _AT_ONCE]))
    told = coverage.fill_up(await record.tally(HoldingQuery(product=product, ended=False)))
    return (coverage, known_from) if told else None


async def counted_one_by_one(
    customer: Customer | None, product: Product | None, transaction: Transaction, today: date
) -> Counted:
    """Those of a customer; or all of them, which takes long for very many."""
    changes, known_from = await _changes(customer, transaction)
    coverage = Coverage(changes, today=today, known_from=known_from)
    ids = frozenset({customer.id}) if customer else None
    of = await transaction.record.ids(HoldingQuery(customer_ids=ids, product=product))
    for start in range(0, len(of), _AT_ONCE):
        held = await transaction.record.subscriptions(of[start : start + _AT_ONCE])
        coverage.take(held.values())
    return coverage, known_from


async def _changes(
    customer: Customer | None, transaction: Transaction
) -> tuple[tuple[Change, ...], date | None]:
    """The changes that count, and from when on they are known where there are older ones."""
    history = transaction.history
    told = await (history.about(customer.id) if customer else history.since(_EVER, _CHANGES))
    cut = None if customer else _known_from(told)
    return counting(told, await transaction.imports.newest(_IMPORTS)), cut


def _known_from(changes: Sequence[Change]) -> date | None:
    """Where there may be older ones. The day of the oldest may be known in part, so it begins with the next."""
    return changes[-1].at.date() + timedelta(days=1) if len(changes) >= _CHANGES else None


def _reply(
    coverage: Coverage, scope: tuple[Customer | None, Product | None, date | None], language: Language
) -> Reply:
    texts, products, points = texts_in(language), coverage.by_product(), coverage.over_time()
    words = texts.coverage
    customer, product, known_from = scope
    whole = points[-1].tally
    title = words.title.format(ours=whole.ours, total=whole.total, share=whole.share)
    return Reply(
        language=language,
        title=(title if whole.total else words.title_none) + _scope(customer, product, texts),
        outcome=Outcome(
            kind=Kind.LIST,
            topic="coverage",
            customer=customer.name if customer else None,
            product=product,
            confidence=1.0,
        ),
        blocks=_pictures(products, points, known_from, texts)
        if whole.total
        else (Paragraph(text=plain(words.none)),),
    )


def _scope(customer: Customer | None, product: Product | None, texts: Texts) -> str:
    parts = [texts.lists.for_customer.format(customer=customer.name)] if customer else []
    if product:
        parts.append(texts.lists.for_product.format(product=texts.products[product]))
    return texts.lists.scope.format(scope="; ".join(parts)) if parts else ""


def _pictures(
    products: Mapping[Product, Tally], points: tuple[Point, ...], known_from: date | None, texts: Texts
) -> tuple[Block, ...]:
    words = texts.coverage
    told = [words.not_seen] if any(one.not_seen for one in products.values()) else []
    told.append(words.from_history if len(points) > 1 else words.begins)
    if known_from:
        told.append(words.cut.format(n=_CHANGES, date=in_words(known_from, texts)))
    lines = (_lines(points, texts),) if len(points) > 1 else ()
    return (_bars(products, texts), *lines, *(Paragraph(text=plain(line)) for line in told))


def _bars(products: Mapping[Product, Tally], texts: Texts) -> Chart:
    words = texts.coverage
    said = (
        words.of_product.format(
            product=texts.products[product], ours=one.ours, total=one.total, share=one.share
        )
        for product, one in products.items()
    )
    return Chart(
        kind=ChartKind.BARS,
        caption=words.by_product,
        summary=". ".join(said) + ".",
        heading=texts.status.product,
        labels=tuple(texts.products[product] for product in products),
        series=tuple(
            Series(name=words.states[state], values=tuple(_of(one, state) for one in products.values()))
            for state in State
        ),
    )


def _lines(points: tuple[Point, ...], texts: Texts) -> Chart:
    words = texts.coverage
    first, last = points[0], points[-1]
    summary = words.from_to.format(
        ours_then=first.tally.ours,
        total_then=first.tally.total,
        then=in_words(first.day, texts),
        ours=last.tally.ours,
        total=last.tally.total,
        now=in_words(last.day, texts),
    )
    return Chart(
        kind=ChartKind.LINES,
        caption=words.over_time,
        summary=summary,
        heading=words.day,
        labels=tuple(in_words(point.day, texts) for point in points),
        series=(
            Series(name=words.states[State.OURS], values=tuple(one.tally.ours for one in points)),
            Series(name=words.every, values=tuple(one.tally.total for one in points)),
        ),
        days=tuple(point.day for point in points),
    )


def _of(one: Tally, state: State) -> int:
    return {
        State.OURS: one.ours,
        State.OTHERS: one.others,
        State.NOBODYS: one.nobodys,
        State.NOT_SEEN: one.not_seen,
    }[state]


ROUTER = routes(
    Intent(name="coverage", handler=asked_for, examples=EXAMPLES, help=lambda texts: texts.help.coverage),
    actions={SHOW_COVERAGE: show},
)
