"""What is done with a message or a press: who reads along is found out, the bot answers, it goes out."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

from adapters.teams import answers
from adapters.teams.audience import Sight, seen
from adapters.teams.card import Element
from adapters.teams.delivery import Delivery
from adapters.teams.inbound import ASKER
from adapters.teams.members import Members
from adapters.teams.render import adaptive_card, card_for_asker, message, message_for_asker, with_suggestions
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import Json, object_at, text_at
from bot.conversation.actions import Action
from bot.conversation.events import Click, Event, Joined, Left, Question
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.plaintext import notification
from bot.conversation.replies import Reply
from bot.conversation.resuming import SHARE, carrying, resumed
from bot.conversation.texts import texts_in
from bot.core import Bot
from bot.errors import DeliveryError, UserError

VIEW = "answer.view"
"""The action by which the asker's client gets the answer that nobody else is shown."""

_GIVE = "feedback.give"
_SAME_ARRIVAL = 60.0
_REMEMBERED = 5000
_PATIENCE = 4.0
"""Seconds that Teams is kept waiting for a message to somebody else's screen."""

log = logging.getLogger("dpor.teams")


class Turns:
    """Messages are answered in tasks of their own; presses at once, for Teams waits."""

    def __init__(self, members: Members, delivery: Delivery, under_way: UnderWay) -> None:
        self._members = members
        self._delivery = delivery
        self._under_way = under_way
        self._arrivals: dict[str, tuple[type[Event], float]] = {}
        self._feedback: dict[tuple[str, str], Action] = {}

    async def message(self, bot: Bot, arrived: Event, activity: Json) -> None:
        """Answer a message, a press of an old client, or coming and going."""
        if isinstance(arrived, Joined | Left) and self._is_same_arrival(arrived):
            return
        if isinstance(arrived, Left):
            # Of a conversation that the bot is no longer in, nothing can be looked up.
            await bot.handle(arrived)
            return
        event = seen(arrived, await self._sight(arrived, activity))
        try:
            if isinstance(event, Click) and event.action.name == VIEW:
                # An old client shows everybody the same card.
                await self._answer_asker_alone(bot, event, activity)
                return
            reply = await bot.handle(event)
            if reply is not None:
                await self._show(event, activity, reply)
        except DeliveryError as error:
            log.error("teams answer lost conversation=%s error=%s", event.origin.address.conversation, error)

    async def press(self, bot: Bot, arrived: Click, activity: Json) -> Element:
        """The answer to a press of `Action.Execute`, and to a client that asks for its person's own view."""
        event = seen(arrived, await self._sight(arrived, activity))
        if event.action.name == VIEW:
            return await self._view(bot, event, activity)
        reply = await bot.handle(event)
        if reply is None:
            return answers.as_notice(answers.TICK_MARK)
        if reply.in_private and not event.origin.private:
            return answers.as_notice(await self.send_privately(event, activity, reply))
        if event.action.name == _GIVE and reply.form is None:
            return answers.as_notice(notification(reply))
        return self._answer_to_press(event, text_at(activity, "replyToId"), reply)

    def _answer_to_press(self, event: Click, pressed: str, reply: Reply) -> Element:
        if _leads_on(event, reply):
            self._under_way.start(self._post_beside(event, pressed, reply))
            return answers.as_notice(answers.TICK_MARK)
        confided = reply.only_for_asker and not event.origin.private
        if pressed and not confided and (reply.replaces or event.action.name == SHARE):
            # The answer alone is lost when somebody reacts to the message (botbuilder-js issue 4635).
            self._under_way.start(self._replace(event, pressed, reply))
        return answers.as_card(adaptive_card(reply))

    async def _sight(self, arrived: Event, activity: Json) -> Sight:
        address = arrived.origin.address
        if isinstance(arrived, Click) and arrived.action.name == SHARE:
            # What is shared stays: who is there now counts, not who was there a minute ago.
            self._members.forget(address.conversation, "")
        return await self._members.sight(activity, address)

    def feedback_on(self, activity: Json) -> Action | None:
        """How to say whether the message helped; None after a restart, and for what is no answer."""
        room, _, _ = text_at(activity, "conversation", "id").partition(";messageid=")
        return self._feedback.get((room, text_at(activity, "replyToId")))

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

    async def _write(self, event: Event, activity: Json, reply: Reply, written: asyncio.Future[bool]) -> None:
        try:
            await self._delivery.in_private(event.origin.address, text_at(activity, "from", "id"), reply)
        except DeliveryError as error:
            log.warning("teams private answer lost event=%s error=%s", event.origin.event_id, error)
            written.set_result(False)
        else:
            written.set_result(True)

    async def _view(self, bot: Bot, event: Click, activity: Json) -> Element:
        asker = text_at(activity, "value", "action", "data", ASKER)
        if not asker or asker != text_at(activity, "from", "id"):
            return answers.as_card(card_for_asker(event.action, asker))
        reply = await bot.handle(_asked_again(event))
        if reply is None:
            return answers.as_notice(answers.TICK_MARK)
        return answers.as_card(adaptive_card(reply))

    async def _answer_asker_alone(self, bot: Bot, event: Click, activity: Json) -> None:
        if object_at(activity, "value").get(ASKER) != text_at(activity, "from", "id"):
            return
        reply = await bot.handle(_asked_again(event))
        if reply is not None:
            await self._write_or_say(event, activity, reply)

    async def _show(self, event: Event, activity: Json, reply: Reply) -> None:
        address, asked = event.origin.address, text_at(activity, "id")
        pressed = text_at(activity, "replyToId") if isinstance(event, Click) else ""
        if reply.in_private and not event.origin.private:
            await self._write_or_say(event, activity, reply)
        elif reply.only_for_asker and not event.origin.private:
            await self._show_asker(event, activity, reply)
        elif pressed and reply.replaces:
            await self._replace(event, pressed, reply)
        elif isinstance(event, Joined) and event.origin.private:
            welcome = with_suggestions(message(reply), reply.language, text_at(activity, "from", "id"))
            await self._delivery.post_message(address, welcome)
        else:
            posted = await self._delivery.post(address, reply, reply_to=asked)
            self._remember(event, posted, reply)

    async def _show_asker(self, event: Event, activity: Json, reply: Reply) -> None:
        asker = text_at(activity, "from", "id")
        action = _to_ask_again(event, reply)
        if action is None or not asker:
            # It cannot be asked again without doing something twice, or is too long to be carried.
            await self._write_or_say(event, activity, reply)
            return
        sent = message_for_asker(action, asker)
        await self._delivery.post_message(event.origin.address, sent, reply_to=text_at(activity, "id"))

    async def _write_or_say(self, event: Event, activity: Json, reply: Reply) -> None:
        """Write to the person, or say in the room that it was not possible, and nothing else."""
        try:
            await self._delivery.in_private(event.origin.address, text_at(activity, "from", "id"), reply)
        except DeliveryError as error:
            log.warning("teams private answer lost event=%s error=%s", event.origin.event_id, error)
            said = Reply(
                language=reply.language,
                title=texts_in(reply.language).teams.not_sent_privately,
                outcome=Outcome(kind=Kind.ABSTAIN),
                names_customers=False,
            )
            await self._delivery.post(event.origin.address, said, reply_to=text_at(activity, "id"))

    async def _post_beside(self, event: Event, pressed: str, reply: Reply) -> None:
        try:
            posted = await self._delivery.post(event.origin.address, reply, reply_to=pressed)
        except DeliveryError as error:
            log.error("teams answer lost conversation=%s error=%s", event.origin.address.conversation, error)
            return
        self._remember(event, posted, reply)

    async def _replace(self, event: Event, pressed: str, reply: Reply) -> None:
        posted = await self._delivery.replace(event.origin.address, pressed, reply)
        self._remember(event, posted, reply)

    def _remember(self, event: Event, posted: str, reply: Reply) -> None:
        if reply.feedback is None or not posted:
            return
        if len(self._feedback) >= _REMEMBERED:
            self._feedback.clear()
        self._feedback[event.origin.address.conversation, posted] = reply.feedback

    def _is_same_arrival(self, event: Event) -> bool:
        """Teams tells an installation twice, in two ways."""
        place, now = event.origin.address.conversation, time.monotonic()
        kind, at = self._arrivals.get(place, (None, 0.0))
        if kind is type(event) and now - at < _SAME_ARRIVAL:
            return True
        if len(self._arrivals) >= _REMEMBERED:
            self._arrivals.clear()
        self._arrivals[place] = (type(event), now)
        return False


def _leads_on(event: Click, reply: Reply) -> bool:
    """Whether the reply stands beside the message whose button was pressed, which keeps what it says."""
    if reply.replaces or reply.form is not None or event.filled is not None or event.action.name == SHARE:
        return False
    if event.origin.private:
        # What could not be done is said in the card.
        return not (reply.only_for_asker and reply.outcome.kind is Kind.ABSTAIN)
    # The card may be the asker's own view: what names a customer stays in it.
    return not (reply.only_for_asker or reply.names_customers)


def _to_ask_again(event: Event, reply: Reply) -> Action | None:
    if isinstance(event, Click) and (event.filled is not None or event.ticked is not None):
        return None
    # What is shared and what is shown to the asker is the same question, with what it went on from.
    share = next((button.action for button in reply.buttons if button.action.name == SHARE), None)
    if share is not None:
        return replace(share, name=VIEW)
    return carrying(event, VIEW, reply.language) if isinstance(event, Question | Click) else None


def _asked_again(event: Click) -> Question | Click:
    """What the view's button carries; a button of nobody's where it carries nothing."""
    try:
        return resumed(event)
    except UserError:
        return replace(event, action=Action(name="unknown-button", language=event.action.language))
