"""A conversation at a prompt. A number picks a choice or a button; boxes are ticked by their number."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from adapters.terminal.asking import origin, question, said
from adapters.terminal.filling import Filling
from bot.conversation.actions import Action
from bot.conversation.events import Click, Event
from bot.conversation.replies import Checklist, Choices, Reply
from bot.conversation.texts import texts_in
from bot.core import Bot
from bot.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One numbered way on: a press, or a tick that leaves exactly `ticked` ticked."""

    label: str
    action: Action
    ticked: frozenset[str] | None = None


def ways(reply: Reply) -> tuple[Way, ...]:
    """What can be picked by number: boxes first, then choices, then buttons."""
    found: list[Way] = []
    for block in reply.blocks:
        match block:
            case Checklist():
                found += _ticks(block)
            case Choices():
                found += [Way(label=choice.title, action=choice.action) for choice in block.choices]
            case _:
                continue
    return (*found, *(Way(label=button.label, action=button.action) for button in reply.buttons))


def screen(reply: Reply) -> str:
    """A reply with its ways on, numbered."""
    lines = [f"  {number}  {way.label}" for number, way in enumerate(ways(reply), 1)]
    return "\n".join([said(reply), *(["", *lines] if lines else [])])


class Conversation:
    """What was shown last, so that a number means something. `name` is who types."""

    def __init__(self, bot: Bot, clock: Clock, name: str = "") -> None:
        self._bot = bot
        self._clock = clock
        self._name = name
        self._ways: tuple[Way, ...] = ()
        self._filling: Filling | None = None

    async def say(self, typed: str) -> str:
        """What the bot shows after a line was typed."""
        if self._filling:
            if self._filling.is_left_by(typed.strip()):
                return self._left(self._filling)
            self._filling.take(typed.strip())
            if self._filling.filled is None:
                return self._filling.prompt
        reply = await self._bot.handle(self._event(typed.strip()))
        if reply is None:
            raise RuntimeError("A line of the terminal is never a repeat.")
        self._ways = ways(reply)
        self._filling = Filling(reply.form) if reply.form else None
        return f"{screen(reply)}\n\n{self._filling.prompt}" if self._filling else screen(reply)

    def _left(self, filling: Filling) -> str:
        """Nothing is sent, and the next line is a line again."""
        self._filling, self._ways = None, ()
        return texts_in(filling.form.action.language).imports.left

    def _event(self, typed: str) -> Event:
        event_id, at = uuid4().hex, self._clock.now()
        if self._filling:
            action, filled = self._filling.form.action, self._filling.filled
            return Click(origin=origin(event_id, at, self._name), action=action, filled=filled)
        if typed.isdecimal() and 1 <= int(typed) <= len(self._ways):
            way = self._ways[int(typed) - 1]
            return Click(origin=origin(event_id, at, self._name), action=way.action, ticked=way.ticked)
        return question(typed, event_id=event_id, at=at, name=self._name)


def _ticks(checklist: Checklist) -> list[Way]:
    ticked = frozenset(item.id for item in checklist.items if item.ticked)
    return [
        Way(label=item.label, action=checklist.action, ticked=ticked ^ {item.id}) for item in checklist.items
    ]
