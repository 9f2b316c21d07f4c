"""The only entrance: Bot.turn(event), or Bot.handle(event), gives a reply or nothing."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import lru_cache

from bot.conversation.events import Click, Event, FileGiven, FileTurnedAway, Joined, Left, Question, Search
from bot.conversation.keeping import thread_of
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.errors import Problem, UserError
from bot.handlers.arrivals import arrived, departed
from bot.handlers.every import ROUTER
from bot.handlers.feedback import rating_of
from bot.handlers.files import turned_away
from bot.handlers.help import overview
from bot.handlers.importing import given
from bot.handlers.search import found
from bot.middleware import (
    Middleware,
    answered,
    apologise,
    compose,
    confide,
    guard_audience,
    know_person,
    language_for,
    log_turn,
    recollect,
    skip_repeats,
    try_again,
)
from bot.ports import Names, Services
from bot.router import Asked, Router
from bot.understanding.follow_up import followed, spoken_of
from bot.understanding.recognise import Recogniser
from bot.understanding.understand import Understanding, understand

MIDDLEWARE = (log_turn, apologise, skip_repeats, know_person, guard_audience, recollect, confide, try_again)


class Bot:
    """The bot: give it an event, it gives a reply. Sends nothing itself."""

    def __init__(
        self,
        *,
        services: Services,
        router: Router,
        recogniser: Recogniser,
        around: tuple[Middleware, ...] = (),
    ) -> None:
        self._services = services
        self._router = router
        self._recogniser = recogniser
        self._understood = lru_cache(maxsize=256)(self._understand)
        self._turn = compose((*around, *MIDDLEWARE), self._dispatch)

    @asynccontextmanager
    async def turn(self, event: Event) -> AsyncGenerator[Reply | None]:
        """The reply to an event, to be sent inside the block; None where there is nothing to send.

        Once the block is left the event is answered. Where it ends in an error, or never, a repeat of the
        event is answered in its place after a while. Entering raises nothing on purpose.
        """
        reply = await self._turn(event, self._services)
        yield reply
        if reply is not None:
            await answered(event, self._services)

    async def handle(self, event: Event) -> Reply | None:
        """The reply, for whom a crash before it is sent is no matter; None as with `turn`."""
        async with self.turn(event) as reply:
            return reply

    async def _dispatch(self, event: Event, services: Services) -> Reply | None:
        match event:
            case Question():
                return await self._answer(event, services)
            case Click():
                return await self._act(event, services)
            case Search():
                return await self._search(event, services)
            case FileGiven():
                return await given(event, services)
            case FileTurnedAway():
                return turned_away(event)
            case Joined():
                await arrived(event, services)
                return overview(self._router, language_for(event), joined=True)
            case Left():
                await departed(event, services)
                return None

    async def _answer(self, question: Question, services: Services) -> Reply:
        names, place = await services.store.names(), thread_of(question.origin)
        meaning = self._understood(question.text, names, question.origin.person.language)
        meaning = followed(question.text, meaning, question.about)
        intent = self._router.intents[meaning.intent]
        reply = await intent.handler(Asked(question=question, meaning=meaning), services)
        context = spoken_of(meaning, services.clock.now())
        if context and not question.again:
            await services.store.remember(place, context)
        return _with_sureness(reply, meaning)

    async def _search(self, event: Search, services: Services) -> Reply:
        meaning = self._understood(event.text, await services.store.names(), event.origin.person.language)
        return await found(event, meaning, services)

    def _understand(self, text: str, names: Names, language: Language | None) -> Understanding:
        return understand(
            text,
            recogniser=self._recogniser,
            customers=names.customers,
            partners=names.partners,
            language=language,
        )

    async def _act(self, click: Click, services: Services) -> Reply:
        handler = self._router.actions.get(click.action.name)
        if handler is None:
            raise UserError(Problem.UNKNOWN_BUTTON)
        reply = await handler(click, services)
        return replace(reply, feedback=rating_of(reply))


def _with_sureness(reply: Reply, meaning: Understanding) -> Reply:
    """The reply, with how surely the question was understood, and why."""
    outcome = replace(reply.outcome, confidence=meaning.confidence, reasons=meaning.reasons)
    return replace(reply, outcome=outcome, feedback=rating_of(reply))


EXAMPLES = {intent.name: intent.examples for intent in ROUTER.intents.values()}
"""How people ask for what the bot can do: the recogniser learns these beside the articles' phrasings."""


def build_bot(services: Services, recogniser: Recogniser, around: tuple[Middleware, ...] = ()) -> Bot:
    """The bot with everything that it can do. `recogniser` has learned the articles and EXAMPLES; `around`
    stands outside all other middleware.
    """
    return Bot(services=services, router=ROUTER, recogniser=recogniser, around=around)
