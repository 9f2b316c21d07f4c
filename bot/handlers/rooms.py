"""What a conversation is told unasked: asked for, narrowed, ended, shown, and where something would be told."""

from __future__ import annotations

from dataclasses import replace

from bot.alerts.routing import Supposed
from bot.conversation.events import Address, Click, Origin
from bot.conversation.keeping import key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from bot.conversation.watches import Topic, Watch
from bot.handlers import room_replies as say
from bot.handlers.customers import meant, unknown
from bot.handlers.quieting import quiet_asked, quieted
from bot.handlers.room_examples import ALERTS_EXAMPLES, SUBSCRIBE_EXAMPLES, UNSUBSCRIBE_EXAMPLES
from bot.partnership.records import Customer
from bot.ports import Record, Services, Transaction
from bot.router import Asked, Intent, routes
from bot.understanding.alerting import asks_where, says_only, topics_in
from bot.understanding.countries import countries_in
from bot.understanding.products import products_in
from bot.understanding.quiet_in import quiet_in


async def subscribe(asked: Asked, services: Services) -> Reply:
    """Tell this conversation of what is named, beside what it is told of; narrowed to what is named.

    What is named of products, customers and countries takes the place of what was: nobody is to be told of
    less than the sentence says.
    """
    language, origin = asked.meaning.language, asked.question.origin
    async with services.store.transaction() as transaction:
        customers = await _customers(asked, transaction.record)
        if not customers and _nobody_we_know(asked):
            outcome = Outcome(kind=Kind.COMMAND, topic="subscribe-alerts")
            return _on_topic(asked, unknown(asked.meaning.unheard_of, outcome, language))
        before = await transaction.watches.of(origin.address)
        watch = _watch(asked, before, customers, services)
        if before is None and origin.private:
            wishes = await transaction.people.wishes(key_of(origin))
            watch = replace(watch, quiet=wishes.quiet if wishes else None)
        await transaction.watches.save(watch)
    return _on_topic(
        asked, say.told_here(texts_in(language).rooms.subscribed_title, watch, customers, language)
    )


def _watch(asked: Asked, before: Watch | None, customers: tuple[Customer, ...], services: Services) -> Watch:
    text, origin = asked.question.text, asked.question.origin
    topics = topics_in(text) or frozenset({Topic.CONFLICTS})
    if topics == frozenset({Topic.CHANGES}):
        # A conflict is a change too.
        topics |= {Topic.CONFLICTS}
    if before is not None and not says_only(text):
        topics |= before.topics
    fresh = Watch(
        address=replace(origin.address, thread=None),
        since=services.clock.now(),
        language=asked.meaning.language,
        topics=topics,
        products=frozenset(match.product for match in products_in(text)),
        customers=frozenset(customer.id for customer in customers),
        countries=countries_in(text),
        asked_by=key_of(origin),
        zone=services.zone,
        country=services.country,
    )
    if before is None:
        return fresh
    return replace(
        fresh,
        since=before.since,
        quiet=before.quiet,
        digest=before.digest,
        zone=before.zone,
        country=before.country,
    )


async def unsubscribe(asked: Asked, services: Services) -> Reply:
    """Tell it no more of what is named; of nothing where that is all, or nothing is named."""
    language, address = asked.meaning.language, asked.question.origin.address
    named = topics_in(asked.question.text)
    async with services.store.transaction() as transaction:
        before = await transaction.watches.of(address)
        left = before.topics - named if before and named else frozenset[Topic]()
        if before is None or not left:
            return _on_topic(asked, await _ended(transaction, address, language))
        watch = replace(before, topics=left)
        await transaction.watches.save(watch)
        return _on_topic(asked, await _told_here(transaction, watch, language))


async def alerts(asked: Asked, services: Services) -> Reply:
    """What is told here, quiet hours, or where something would be told: as the words say."""
    language, text = asked.meaning.language, asked.question.text
    if quiet := quiet_in(text):
        return _on_topic(asked, await quiet_asked(quiet, asked.question.origin, language, services))
    if asks_where(text):
        return _on_topic(asked, await _where(asked, services))
    async with services.store.transaction() as transaction:
        watch = await transaction.watches.of(asked.question.origin.address)
        if watch is None:
            return _on_topic(asked, say.never_here(asked.question.origin.address, language))
        return _on_topic(asked, await _told_here(transaction, watch, language))


async def stop(click: Click, services: Services) -> Reply:
    """Nothing is told here any more."""
    async with services.store.transaction() as transaction:
        reply = await _ended(transaction, click.origin.address, click.action.language)
    return replace(reply, replaces=True)


async def where(click: Click, services: Services) -> Reply:
    """Where a conflict would be told, whoever's it is."""
    async with services.store.transaction() as transaction:
        shown = await shown_to(transaction, click.origin, click.action.language)
    return say.where(shown, Supposed(), services.clock.now(), click.action.language)


async def _where(asked: Asked, services: Services) -> Reply:
    text, language = asked.question.text, asked.meaning.language
    topics = topics_in(text)
    async with services.store.transaction() as transaction:
        customers = await _customers(asked, transaction.record)
        if not customers and _nobody_we_know(asked):
            return unknown(asked.meaning.unheard_of, Outcome(kind=Kind.COMMAND, topic="alerts"), language)
        shown = await shown_to(transaction, asked.question.origin, language)
    supposed = Supposed(
        topic=next((topic for topic in Topic if topic in topics), Topic.CONFLICTS),
        products=frozenset(match.product for match in products_in(text)),
        customers=customers,
    )
    return say.where(shown, supposed, services.clock.now(), language)


async def shown_to(transaction: Transaction, origin: Origin, language: Language) -> tuple[say.Shown, ...]:
    """This conversation, and those for which the person asked: of others nobody says that they may know."""
    texts, asker = texts_in(language).rooms, key_of(origin)
    tenant, platform = origin.address.tenant, origin.address.platform
    alone = await transaction.places.private_with(tenant, platform, origin.person.id)
    shown: list[say.Shown] = []
    for watch in await transaction.watches.every():
        if _conversation(watch.address) == _conversation(origin.address):
            shown.insert(0, say.Shown(label=texts.here, watch=watch))
        elif (
            watch.asked_by == asker and alone and _conversation(alone.address) == _conversation(watch.address)
        ):
            shown.append(say.Shown(label=texts.alone, watch=watch))
        elif watch.asked_by == asker:
            named = texts.elsewhere.format(id=watch.address.conversation, platform=platform)
            shown.append(say.Shown(label=named, watch=watch))
    return tuple(shown)


def _on_topic(asked: Asked, reply: Reply) -> Reply:
    outcome = replace(reply.outcome, topic=asked.meaning.intent)
    return replace(reply, outcome=outcome)


def _conversation(address: Address) -> tuple[str, str, str]:
    return address.tenant, address.platform, address.conversation


async def _ended(transaction: Transaction, address: Address, language: Language) -> Reply:
    texts = texts_in(language).rooms
    if not await transaction.watches.forget(address):
        return say.never_here(address, language)
    return say.nothing_here(texts.unsubscribed_title, texts.unsubscribed, language)


async def _told_here(transaction: Transaction, watch: Watch, language: Language) -> Reply:
    customers = await transaction.record.customers(watch.customers)
    named = sorted(customers.values(), key=lambda customer: customer.name.casefold())
    return say.told_here(texts_in(language).rooms.shown_title, watch, named, language)


async def _customers(asked: Asked, record: Record) -> tuple[Customer, ...]:
    """Those that are named, all of them where several fit: whoever is meant is among them."""
    return await meant(asked.meaning, record) if asked.meaning.customers else ()


def _nobody_we_know(asked: Asked) -> bool:
    """Whether a customer is named that nobody has stored; a country is none."""
    unheard_of = asked.meaning.unheard_of
    return bool(unheard_of) and not countries_in(unheard_of)


ROUTER = routes(
    Intent(
        name="subscribe-alerts",
        handler=subscribe,
        examples=SUBSCRIBE_EXAMPLES,
        help=lambda texts: texts.help.subscribe_alerts,
    ),
    Intent(
        name="unsubscribe-alerts",
        handler=unsubscribe,
        examples=UNSUBSCRIBE_EXAMPLES,
        help=lambda texts: texts.help.unsubscribe_alerts,
    ),
    Intent(name="alerts", handler=alerts, examples=ALERTS_EXAMPLES, help=lambda texts: texts.help.alerts),
    actions={say.STOP: stop, say.WHERE: where, say.QUIET: quieted, say.LOUD: quieted},
)
