"""Where a reply goes: the room, one person's eyes in it, that person's own chat, or an older message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace

from adapters.teams.card import Element
from adapters.teams.connector import UnansweredError
from adapters.teams.delivery import Delivery
from adapters.teams.giving import Giving
from adapters.teams.inbound import ASKER
from adapters.teams.render import message, message_for_asker, with_suggestions
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import Json, text_at
from bot.conversation.actions import Action
from bot.conversation.events import Click, Event, Joined, Question
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Reply
from bot.conversation.resuming import SHARE, carrying, resumed
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError, UserError

VIEW = "answer.view"
"""The action by which the asker's client gets the answer that nobody else is shown."""

_REMEMBERED = 5000
_PATIENCE = 4.0
"""Seconds that Teams is kept waiting for a message to somebody else's screen."""

log = logging.getLogger("dpor.teams")


class Showing:
    """Shows replies to whom they are for, and no one else."""

    def __init__(self, delivery: Delivery, giving: Giving, under_way: UnderWay) -> None:
        self._delivery = delivery
        self._giving = giving
        self._under_way = under_way
        self._feedback: dict[tuple[str, str], Action] = {}

    async def show(self, event: Event, activity: Json, reply: Reply) -> None:
        """Answer a message, or a press of an old client. Raises DeliveryError."""
        pressed = text_at(activity, "replyToId") if isinstance(event, Click) else ""
        if reply.in_private and not event.origin.private:
            await self.write_or_say(event, activity, reply)
        elif reply.only_for_asker and not event.origin.private:
            await self._for_asker(event, activity, reply, reply_to=text_at(activity, "id"))
        elif pressed and reply.replaces:
            await self.replace(event, pressed, reply)
        elif isinstance(event, Joined):
            await self._welcome(event, activity, reply)
        else:
            await self._post(event, activity, reply, reply_to=text_at(activity, "id"))

    async def beside(self, event: Click, activity: Json, reply: Reply) -> None:
        """Answer a press by a message of its own, to the person alone where the press was in an own view."""
        pressed = text_at(activity, "replyToId")
        alone = bool(reply.only_for_asker or for_whom_alone(activity))
        try:
            if alone and not event.origin.private:
                await self._for_asker(event, activity, reply, reply_to=pressed)
            else:
                await self._post(event, activity, reply, reply_to=pressed)
        except DeliveryError as error:
            log.error("teams answer lost conversation=%s error=%s", event.origin.address.conversation, error)

    async def replace(self, event: Event, pressed: str, reply: Reply) -> None:
        """Show a reply in place of a message. Raises DeliveryError."""
        posted = await self._delivery.replace(event.origin.address, pressed, reply)
        self._remember(event, posted, reply)

    async def write_or_say(self, event: Event, activity: Json, reply: Reply) -> None:
        """Write to the person, or say in the room that it was not possible, and nothing else."""
        try:
            await self._in_private(event, activity, reply)
        except DeliveryError as error:
            log.warning("teams private answer lost event=%s error=%s", event.origin.event_id, error)
            said = Reply(
                language=reply.language,
                title=texts_in(reply.language).teams.not_sent_privately,
                outcome=Outcome(kind=Kind.ABSTAIN),
                names_customers=False,
            )
            await self._delivery.post(event.origin.address, said, reply_to=text_at(activity, "id"))

    async def send_privately(self, event: Event, activity: Json, reply: Reply) -> str:
        """Write to who acted; gives the sentence that says how that went, after seconds at most."""
        texts = texts_in(reply.language).teams
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._under_way.start(self._write(event, activity, reply, written))
        try:
            worked = await asyncio.wait_for(asyncio.shield(written), _PATIENCE)
        except TimeoutError:
            return texts.on_its_way
        return texts.sent_privately if worked else texts.not_sent_privately

    def feedback_on(self, activity: Json) -> Action | None:
        """How to say whether the message helped; None after a restart, and for what is no answer."""
        room, _, _ = text_at(activity, "conversation", "id").partition(";messageid=")
        return self._feedback.get((room, text_at(activity, "replyToId")))

    async def give(self, event: Event, reply: Reply) -> None:
        """Offer the reply's file, where it has one and the place is the person's own chat."""
        if event.origin.private:
            await self._giving.offer(event.origin.address, event.origin, reply)

    async def _in_private(self, event: Event, activity: Json, reply: Reply) -> None:
        own = await self._delivery.in_private(event.origin.address, text_at(activity, "from", "id"), reply)
        await self._giving.offer(own, event.origin, reply)

    async def _write(self, event: Event, activity: Json, reply: Reply, written: asyncio.Future[bool]) -> None:
        try:
            await self._in_private(event, activity, reply)
        except DeliveryError as error:
            log.warning("teams private answer lost event=%s error=%s", event.origin.event_id, error)
            written.set_result(False)
        else:
            written.set_result(True)

    async def _welcome(self, event: Joined, activity: Json, reply: Reply) -> None:
        sent: Element = message(reply)
        if event.origin.private:
            sent = with_suggestions(sent, reply.language, text_at(activity, "from", "id"))
        await self._delivery.post_message(event.origin.address, sent)

    async def _post(self, event: Event, activity: Json, reply: Reply, *, reply_to: str) -> None:
        sending = self._delivery.post(event.origin.address, reply, reply_to=reply_to)
        self._remember(event, await self._or_write(event, activity, reply, sending), reply)
        await self.give(event, reply)

    async def _for_asker(self, event: Event, activity: Json, reply: Reply, *, reply_to: str) -> None:
        asker = text_at(activity, "from", "id")
        action = _to_ask_again(event, reply)
        if action is None or not asker:
            # It cannot be asked again without doing something twice, or is too long to be carried.
            await self.write_or_say(event, activity, reply)
            return
        sent = message_for_asker(action, asker)
        sending = self._delivery.post_message(event.origin.address, sent, reply_to=reply_to)
        await self._or_write(event, activity, reply, sending)

    async def _or_write(self, event: Event, activity: Json, reply: Reply, sending: Awaitable[str]) -> str:
        """Finish sending; where the room takes nothing, write to the person. Raises DeliveryError.

        Gives the id of the message in the room, empty where there is none.
        """
        try:
            return await sending
        except UnansweredError:
            raise
        except DeliveryError as error:
            if event.origin.private:
                raise
            log.warning("teams room refused event=%s error=%s", event.origin.event_id, error)
        await self._in_private(event, activity, reply)
        return ""

    def _remember(self, event: Event, posted: str, reply: Reply) -> None:
        if reply.feedback is None or not posted:
            return
        if len(self._feedback) >= _REMEMBERED:
            self._feedback.clear()
        self._feedback[event.origin.address.conversation, posted] = reply.feedback


def for_whom_alone(activity: Json) -> str:
    """The Teams id of whom alone the pressed card is shown to, empty where all in the room see it."""
    return text_at(activity, "value", ASKER) or text_at(activity, "value", "action", "data", ASKER)


def asked_again(event: Click) -> Question | Click:
    """What the view's button carries; a button of nobody's where it carries nothing."""
    try:
        return resumed(event)
    except UserError:
        return replace(event, action=Action(name="unknown-button", language=event.action.language))


def _to_ask_again(event: Event, reply: Reply) -> Action | None:
    if isinstance(event, Click) and (event.filled is not None or event.ticked is not None):
        return None
    # What is shared and what is shown to the asker is the same question, with what it went on from.
    share = next((button.action for button in reply.buttons if button.action.name == SHARE), None)
    if share is not None:
        return replace(share, name=VIEW)
    return carrying(event, VIEW, reply.language) if isinstance(event, Question | Click) else None
