"""What happens around every turn, in this order: log_turn, apologise, skip_repeats, guard_audience."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.conversation.events import Audience, Click, Event, Joined, Question
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.empty_store import EmptyStore
from bot.errors import StoreError, UserError
from bot.ports import Services
from bot.understanding.language import language_of

Turn = Callable[[Event, Services], Awaitable[Reply | None]]
Middleware = Callable[[Event, Services, Turn], Awaitable[Reply | None]]

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
    took = (services.clock.now() - began).total_seconds() * 1000
    outcome = reply.outcome if reply else None
    log.info(
        "turn event=%s platform=%s conversation=%s kind=%s topic=%s ms=%.0f",
        event.origin.event_id,
        event.origin.address.platform,
        event.origin.address.conversation,
        outcome.kind.value if outcome else "none",
        (outcome.topic if outcome else None) or "-",
        took,
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
        reference = secrets.token_hex(4)
        log.error("store failed event=%s reference=%s: %s", event.origin.event_id, reference, error)
        return _sorry(event, texts_in(language_for(event)).errors.unexpected.format(reference=reference))
    except Exception as error:
        reference = secrets.token_hex(4)
        log.error(
            "turn failed event=%s reference=%s error=%s at=%s",
            event.origin.event_id,
            reference,
            type(error).__name__,
            _place(error),
        )
        return _sorry(event, texts_in(language_for(event)).errors.unexpected.format(reference=reference))


async def skip_repeats(event: Event, services: Services, turn: Turn) -> Reply | None:
    """A platform that delivers an event again gets no second answer."""
    # The time is ours: a platform's may be anything, and a far one would empty the memory.
    if not await services.store.first_time(event.origin.event_id, services.clock.now()):
        return None
    return await turn(event, services)


async def guard_audience(event: Event, services: Services, turn: Turn) -> Reply | None:
    """Where strangers may read, nothing that names a customer or a partner goes out.

    The turn runs over an empty record: an answer cannot tell what is stored, and nothing is changed.
    """
    if event.origin.audience is Audience.OURS:
        return await turn(event, services)
    reply = await turn(event, replace(services, store=EmptyStore(services.store)))
    if reply is None or not reply.names_customers:
        return reply
    texts = texts_in(reply.language)
    return Reply(
        language=reply.language,
        title=texts.errors.strangers_title,
        outcome=Outcome(kind=Kind.ABSTAIN, topic=reply.outcome.topic),
        blocks=(Paragraph(text=plain(texts.errors.strangers)),),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
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
        case Joined():
            return Language.ENGLISH


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))


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
        names_customers=False,
    )
