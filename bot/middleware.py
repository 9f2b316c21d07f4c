"""What happens around every turn, in this order: log_turn, apologise, skip_repeats, know_person,
guard_audience, recollect, confide, try_again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.conversation.events import (
    Audience,
    Click,
    Event,
    FileGiven,
    FileTurnedAway,
    Joined,
    Left,
    Question,
    Search,
)
from bot.conversation.keeping import key_of, thread_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Button, Checklist, Heading, Paragraph, Reply, Tone
from bot.conversation.resuming import SEND_PRIVATELY, SHARE, carrying, resumed
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.empty_store import EmptyStore
from bot.errors import Problem, StoreConflict, StoreError, UserError, raised_at
from bot.ports import Services
from bot.understanding.language import language_of

Turn = Callable[[Event, Services], Awaitable[Reply | None]]
Middleware = Callable[[Event, Services, Turn], Awaitable[Reply | None]]

_ATTEMPTS = 4
"""Each failed one means that somebody else's has succeeded meanwhile."""
LEASE = timedelta(minutes=4)
"""Longer than a turn lasts; shorter than it takes until Slack's last repeat, which comes after 5 minutes."""

_LONGEST_ID = 200
"""Characters of an id that are logged: a platform's may be anything."""

_CONFIDED = frozenset({Kind.STATUS, Kind.LIST})
_CONFIDED_TOPICS = frozenset({"draft-request", "case", "cases"})
"""A letter is its writer's until it is sent, and a case that somebody looks up theirs until it is shared. Not
among these are a checklist, and the card of a case that a room is told of: there all are to see one state."""

log = logging.getLogger("dpor.turn")


def compose(middleware: tuple[Middleware, ...], turn: Turn) -> Turn:
    """The turn inside all middleware; the first in the tuple is the outermost."""
    for layer in reversed(middleware):
        turn = _around(layer, turn)
    return turn


def _around(layer: Middleware, turn: Turn) -> Turn:
    return lambda event, services: layer(event, services, turn)


async def log_turn(event: Event, services: Services, turn: Turn) -> Reply | None:
    """One line a turn: ids, kind and time, never what was said."""
    began = services.clock.now()
    reply = await turn(event, services)
    took = (services.clock.now() - began).total_seconds()
    services.observer.answered(event, reply, took)
    outcome = reply.outcome if reply else None
    log.info(
        "turn event=%s platform=%s conversation=%s kind=%s topic=%s ms=%.0f",
        event.origin.event_id[:_LONGEST_ID],
        event.origin.address.platform,
        event.origin.address.conversation,
        outcome.kind.value if outcome else "none",
        (outcome.topic if outcome else None) or "-",
        took * 1000,
    )
    return reply


async def apologise(event: Event, services: Services, turn: Turn) -> Reply | None:
    """The one place that catches: a UserError is told, anything else is logged under a reference.

    The log has the error's kind and place, not its message: messages may quote what people wrote.
    """
    try:
        return await turn(event, services)
    except UserError as error:
        return _sorry(event, texts_in(language_for(event)).errors.problems[error.problem])
    except StoreError as error:
        services.observer.failed(event, error)
        reference = secrets.token_hex(4)
        log.error("store failed event=%s reference=%s: %s", event.origin.event_id, reference, error)
        return _sorry(event, texts_in(language_for(event)).errors.unexpected.format(reference=reference))
    except Exception as error:
        services.observer.failed(event, error)
        reference = secrets.token_hex(4)
        log.error(
            "turn failed event=%s reference=%s error=%s at=%s",
            event.origin.event_id,
            reference,
            type(error).__name__,
            raised_at(error),
        )
        return _sorry(event, texts_in(language_for(event)).errors.unexpected.format(reference=reference))


async def skip_repeats(event: Event, services: Services, turn: Turn) -> Reply | None:
    """A platform that delivers an event again gets no second answer, unless the first never got out.

    Whoever sends the reply says that it is `answered`.
    """
    # The time is ours: a platform's may be anything, and a far one would empty the memory.
    if not await services.store.first_time(event.origin.event_id, services.clock.now(), LEASE):
        return None
    reply = await turn(event, services)
    if reply is None:
        await answered(event, services)
    return reply


async def answered(event: Event, services: Services) -> None:
    """The reply is out: the event is not answered again. Raises nothing; the log has what went wrong."""
    try:
        await services.store.done(event.origin.event_id, services.clock.now())
    except Exception as error:
        why = error if isinstance(error, StoreError) else type(error).__name__
        log.error("event may be answered again event=%s: %s", event.origin.event_id[:_LONGEST_ID], why)


async def know_person(event: Event, services: Services, turn: Turn) -> Reply | None:
    """The language that a person has chosen holds wherever they write from the same platform."""
    async with services.store.transaction() as transaction:
        wishes = await transaction.people.wishes(key_of(event.origin))
    if wishes is None or wishes.language is None:
        return await turn(event, services)
    person = replace(event.origin.person, language=wishes.language)
    return await turn(replace(event, origin=replace(event.origin, person=person)), services)


async def guard_audience(event: Event, services: Services, turn: Turn) -> Reply | None:
    """Where strangers may read, nothing that names a customer or a partner goes out.

    The turn runs over an empty record: an answer cannot tell what is stored, and nothing is changed.
    """
    if event.origin.audience is Audience.OURS or isinstance(event, Joined | Left):
        return await turn(event, services)
    if isinstance(event, Click) and event.action.name == SEND_PRIVATELY and event.origin.person.member:
        return await _in_private(event, services, turn)
    try:
        reply = await turn(event, replace(services, store=EmptyStore(services.store)))
    except UserError as error:
        # What a button speaks of is not in an empty record; that it is in none would not be true.
        if error.problem is not Problem.GONE:
            raise
        return _redacted(event, language_for(event), None)
    if reply is None:
        return None
    if reply.names_customers:
        return _redacted(event, reply.language, reply.outcome.topic)
    return _to_be_read(reply)


def _to_be_read(reply: Reply) -> Reply:
    """The reply to be read only: strangers tick nothing, and are given no file, whatever it names."""
    if reply.attachment is not None:
        reply = replace(reply, attachment=None)
    if not any(isinstance(block, Checklist) for block in reply.blocks):
        return reply
    return replace(reply, blocks=tuple(shown for block in reply.blocks for shown in _to_read(block)))


def _to_read(block: Block) -> tuple[Block, ...]:
    if not isinstance(block, Checklist):
        return (block,)
    return Heading(text=block.label), Bullets(items=tuple(plain(item.label) for item in block.items))


async def recollect(event: Event, services: Services, turn: Turn) -> Reply | None:
    """A question goes on from what its thread was about, and its buttons stay about that."""
    if isinstance(event, Question) and event.about is None and not event.again:
        about = await services.store.recall(thread_of(event.origin))
        if about is not None:
            event = replace(event, about=about)
    return await turn(event, services)


async def confide(event: Event, services: Services, turn: Turn) -> Reply | None:
    """In a room, who holds what is for who asked, until that person shares it with everyone."""
    if isinstance(event, Click) and event.action.name == SHARE:
        reply = await turn(resumed(event), services)
        return replace(reply, replaces=False) if reply else None
    reply = await turn(event, services)
    if reply is None or event.origin.private or not _is_confided(reply.outcome):
        return reply
    return replace(reply, only_for_asker=True, buttons=(*reply.buttons, *_share_button(event, reply)))


def _is_confided(outcome: Outcome) -> bool:
    return outcome.kind in _CONFIDED or outcome.topic in _CONFIDED_TOPICS


async def try_again(event: Event, services: Services, turn: Turn) -> Reply | None:
    """Two who change the same thing at the same moment both succeed: the later one looks again."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return await turn(event, services)
        except StoreConflict:
            continue
    return await turn(event, services)


def _share_button(event: Event, reply: Reply) -> tuple[Button, ...]:
    share = carrying(event, SHARE, reply.language) if isinstance(event, Question | Click) else None
    return (Button(label=texts_in(reply.language).sharing.share, action=share),) if share else ()


async def _in_private(event: Click, services: Services, turn: Turn) -> Reply | None:
    """What was asked among strangers, where only the person reads it."""
    asked = resumed(event)
    if isinstance(asked, Question):
        asked = replace(asked, again=False)
    elsewhere = replace(event.origin.address, thread=None)
    origin = replace(event.origin, audience=Audience.OURS, private=True, address=elsewhere)
    reply = await turn(replace(asked, origin=origin), services)
    return replace(reply, in_private=True, replaces=False) if reply else None


def _redacted(event: Event, language: Language, topic: str | None) -> Reply:
    texts = texts_in(language)
    send = None
    if event.origin.person.member and isinstance(event, Question | Click):
        send = carrying(event, SEND_PRIVATELY, language)
    return Reply(
        language=language,
        title=texts.errors.strangers_title,
        outcome=Outcome(kind=Kind.ABSTAIN, topic=topic),
        blocks=(Paragraph(text=plain(texts.errors.strangers)),),
        buttons=(Button(label=texts.sharing.send_privately, action=send),) if send else (),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
        only_for_asker=isinstance(event, Click),
        names_customers=False,
    )


def language_for(event: Event) -> Language:
    """The language to speak before a handler has decided: the person's own, else the event's."""
    chosen = event.origin.person.language
    if chosen is not None:
        return chosen
    match event:
        case Question():
            return language_of(event.text)
        case Click():
            return event.action.language
        case Search():
            return language_of(event.text)
        case FileGiven() | FileTurnedAway():
            return language_of(event.said)
        case Joined() | Left():
            return Language.ENGLISH


def _sorry(event: Event, message: str) -> Reply:
    language = language_for(event)
    texts = texts_in(language)
    return Reply(
        language=language,
        title=texts.errors.title,
        outcome=Outcome(kind=Kind.ABSTAIN),
        blocks=(Paragraph(text=plain(message)),),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
        only_for_asker=isinstance(event, Click),
        names_customers=False,
    )
