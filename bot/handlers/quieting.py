"""Quiet hours of a conversation, and a person's own: set, and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.conversation.events import Address, Click, Origin
from bot.conversation.keeping import Wishes, key_of
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.texts import texts_in
from bot.conversation.watches import Watch
from bot.handlers import room_replies as say
from bot.partnership.quiet import QuietHours
from bot.ports import Services, Transaction
from bot.understanding.quiet_in import Quieting

_USUAL = Quieting(begins=time(18), ends=time(8), weekends=True)
"""What the button means."""


async def quiet_asked(said: Quieting, origin: Origin, language: Language, services: Services) -> Reply:
    """As it was said, or how to say it. What is private, or called one's own, is the person's."""
    if not said.says_when:
        return say.quiet_unclear(language)
    if said.mine or origin.private:
        return await _own(said, origin, language, services)
    return await _here(said, origin.address, language, services)


async def quieted(click: Click, services: Services) -> Reply:
    """By a button: the usual quiet hours, or none."""
    said = Quieting(off=True) if click.action.name == say.LOUD else _USUAL
    reply = await quiet_asked(said, click.origin, click.action.language, services)
    return replace(reply, replaces=True)


async def _own(said: Quieting, origin: Origin, language: Language, services: Services) -> Reply:
    """Kept with what the person has chosen, and with what is told in their own conversation."""
    key, address = key_of(origin), origin.address
    async with services.store.transaction() as transaction:
        wishes = await transaction.people.wishes(key) or Wishes(person=key)
        quiet = _meant(said, services.zone)
        await transaction.people.save(replace(wishes, quiet=quiet))
        alone = await transaction.places.private_with(address.tenant, address.platform, origin.person.id)
        place = address if origin.private else (alone.address if alone else None)
        watch = await transaction.watches.of(place) if place else None
        if watch is None:
            return say.own_quiet(quiet, services.country, language)
        watch = replace(watch, quiet=quiet)
        await transaction.watches.save(watch)
        if not origin.private or not watch.can_be_told:
            return say.own_quiet(quiet, services.country, language)
        texts = texts_in(language).rooms
        title = texts.own_quiet_title if quiet else texts.own_loud_title
        return await _shown(transaction, title, watch, language)


async def _here(said: Quieting, address: Address, language: Language, services: Services) -> Reply:
    texts = texts_in(language).rooms
    async with services.store.transaction() as transaction:
        watch = await transaction.watches.of(address)
        if watch is None:
            return say.never_here(address, language)
        quiet = _meant(said, watch.zone)
        watch = replace(watch, quiet=quiet, zone=quiet.zone if quiet else watch.zone)
        await transaction.watches.save(watch)
        title = texts.quiet_title if quiet else texts.loud_title
        return await _shown(transaction, title, watch, language)


async def _shown(transaction: Transaction, title: str, watch: Watch, language: Language) -> Reply:
    customers = await transaction.record.customers(watch.customers)
    return say.told_here(title, watch, tuple(customers.values()), language)


def _meant(said: Quieting, zone: str) -> QuietHours | None:
    """A time without weekends leaves them as other days are, and weekends alone leave the nights."""
    if said.off:
        return None
    midnight = time(0)
    return QuietHours(
        begins=said.begins or midnight,
        ends=said.ends or midnight,
        zone=said.zone or zone,
        working_days_only=said.weekends,
    )
