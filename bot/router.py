"""Intents and actions to handlers. Routers are values that add up, and refuse duplicates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.conversation.events import Click, Question
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.conversation.texts import Texts
from bot.ports import Services
from bot.understanding.understand import Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question together with what it means."""

    question: Question
    meaning: Understanding


Examples = Mapping[Language, tuple[str, ...]]
AskHandler = Callable[[Asked, Services], Awaitable[Reply]]
ClickHandler = Callable[[Click, Services], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Something the bot can be asked for.

    `examples` teach the recogniser; {customer}, {product} and {partner} stand for any such name.
    `help` is the line that help shows, None for what needs no explaining.
    """

    name: str
    handler: AskHandler
    examples: Examples = field(default_factory=lambda: MappingProxyType({}))
    help: Callable[[Texts], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """Which handler serves which intent and which action."""

    intents: Mapping[str, Intent] = field(default_factory=lambda: MappingProxyType({}))
    actions: Mapping[str, ClickHandler] = field(default_factory=lambda: MappingProxyType({}))

    def __add__(self, other: Router) -> Router:
        """Both together. Raises ValueError naming every intent or action that both serve."""
        twice = sorted(
            {*self.intents.keys() & other.intents.keys(), *self.actions.keys() & other.actions.keys()}
        )
        if twice:
            raise ValueError(f"Served twice: {', '.join(twice)}.")
        return Router(
            intents=MappingProxyType({**self.intents, **other.intents}),
            actions=MappingProxyType({**self.actions, **other.actions}),
        )


def routes(*intents: Intent, actions: Mapping[str, ClickHandler] | None = None) -> Router:
    """A router of these intents and actions."""
    router = Router(actions=MappingProxyType(dict(actions or {})))
    for intent in intents:
        router += Router(intents=MappingProxyType({intent.name: intent}))
    return router
