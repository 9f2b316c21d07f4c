"""What is done with a message or a press: who reads along is found out, the bot answers, it goes out."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial

from adapters.farewell import Farewell
from adapters.files import AT_ONCE
from adapters.taking import Offered
from adapters.teams import answers
from adapters.teams.audience import Sight, seen, tenant_of
from adapters.teams.card import Element
from adapters.teams.files import Files
from adapters.teams.giving import to_be_had_elsewhere
from adapters.teams.inbound import is_of_team, whole_team
from adapters.teams.members import Members
from adapters.teams.offered import offered
from adapters.teams.render import adaptive_card, card_for_asker, own_card
from adapters.teams.showing import VIEW, Showing, asked_again, for_whom_alone
from adapters.teams.taking import taken
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import Json, text_at
from bot.conversation.events import Click, Event, Joined, Left, Question
from bot.conversation.outcomes import Kind
from bot.conversation.plaintext import notification
from bot.conversation.replies import Reply
from bot.conversation.resuming import SHARE
from bot.core import Bot
from bot.errors import DeliveryError

_GIVE = "feedback.give"
_SAME_ARRIVAL = 60.0
_REMEMBERED = 5000

log = logging.getLogger("dpor.teams")


class Turns:
    """Messages are answered in tasks of their own; presses at once, for Teams waits."""

    def __init__(
        self, members: Members, showing: Showing, files: Files, under_way: UnderWay, farewell: Farewell
    ) -> None:
        self._members = members
        self._files = files
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._showing = showing
        self._under_way = under_way
        self._farewell = farewell
        self._arrivals: dict[str, tuple[type[Event], float]] = {}

    async def message(self, bot: Bot, arrived: Event, activity: Json) -> None:
        """Answer a message, a press of an old client, or coming and going."""
        if isinstance(arrived, Joined | Left) and self._is_same_arrival(arrived, activity):
            return
        if isinstance(arrived, Left):
            await self._leave(bot, arrived, activity)
            return
        event = seen(arrived, await self._sight(arrived, activity))
        try:
            if isinstance(event, Click) and event.action.name == VIEW:
                # An old client shows everybody the same card.
                await self._answer_asker_alone(bot, event, activity)
                return
            if isinstance(event, Question) and (files := offered(activity, event.text)):
                await self._take(bot, event, activity, files)
                return
            await self._answer(bot, event, activity)
        except DeliveryError as error:
            log.error("teams answer lost conversation=%s error=%s", event.origin.address.conversation, error)

    async def _answer(self, bot: Bot, event: Event, activity: Json) -> None:
        reply = await _reply(bot, event)
        if reply is not None:
            await self._showing.show(event, activity, reply)

    async def _take(self, bot: Bot, message: Question, activity: Json, files: tuple[Offered, ...]) -> None:
        """Each file by itself, a few at a time in memory."""
        for file in files:
            async with self._at_once:
                await self._answer(bot, await taken(self._files, message, activity, file), activity)

    async def press(self, bot: Bot, arrived: Click, activity: Json) -> Element:
        """The answer to a press of `Action.Execute`, and to a client that asks for its person's own view."""
        event = seen(arrived, await self._sight(arrived, activity))
        if event.action.name == VIEW:
            return await self._view(bot, event, activity)
        reply = await _reply(bot, event)
        if reply is None:
            return answers.as_notice(answers.TICK_MARK)
        if reply.in_private and not event.origin.private:
            return answers.as_notice(await self._showing.send_privately(event, activity, reply))
        if event.action.name == _GIVE and reply.form is None:
            return answers.as_notice(notification(reply))
        return self._answer_to_press(event, activity, reply)

    def _answer_to_press(self, event: Click, activity: Json, reply: Reply) -> Element:
        if _leads_on(event, reply):
            self._under_way.start(self._showing.beside(event, activity, reply))
            return answers.as_notice(answers.TICK_MARK)
        self._under_way.start(self._showing.give(event, reply))
        pressed = text_at(activity, "replyToId")
        asker = "" if event.action.name == SHARE else for_whom_alone(activity)
        confided = bool(asker or reply.only_for_asker) and not event.origin.private
        if pressed and not confided and (reply.replaces or event.action.name == SHARE):
            # The answer alone is lost when somebody reacts to the message (botbuilder-js issue 4635).
            self._under_way.start(self._showing.replace(event, pressed, reply))
        return answers.as_card(own_card(reply, asker) if asker else adaptive_card(reply))

    async def _sight(self, arrived: Event, activity: Json) -> Sight:
        address = arrived.origin.address
        if isinstance(arrived, Click) and not _is_refresh(arrived, activity):
            # Who presses, and who is there now, counts: not who was there a minute ago.
            self._members.look_again(activity, address)
        return await self._members.sight(activity, address)

    async def _leave(self, bot: Bot, left: Left, activity: Json) -> None:
        # Of a conversation that the bot is no longer in, nothing can be looked up.
        await bot.handle(left)
        if team := whole_team(activity):
            await self._farewell.to(partial(is_of_team, tenant=tenant_of(activity), team=team), bot)

    async def _view(self, bot: Bot, event: Click, activity: Json) -> Element:
        asker = for_whom_alone(activity)
        if not asker or asker != text_at(activity, "from", "id"):
            return answers.as_card(card_for_asker(event.action, asker))
        reply = await _reply(bot, asked_again(event))
        if reply is None:
            return answers.as_notice(answers.TICK_MARK)
        return answers.as_card(own_card(reply, asker))

    async def _answer_asker_alone(self, bot: Bot, event: Click, activity: Json) -> None:
        if for_whom_alone(activity) != text_at(activity, "from", "id"):
            return
        reply = await _reply(bot, asked_again(event))
        if reply is not None:
            await self._showing.write_or_say(event, activity, reply)

    def _is_same_arrival(self, event: Event, activity: Json) -> bool:
        """Teams tells an installation twice, in two ways: of a team in two of its channels."""
        place, now = whole_team(activity) or event.origin.address.conversation, time.monotonic()
        kind, at = self._arrivals.get(place, (None, 0.0))
        if kind is type(event) and now - at < _SAME_ARRIVAL:
            return True
        if len(self._arrivals) >= _REMEMBERED:
            self._arrivals.clear()
        self._arrivals[place] = (type(event), now)
        return False


async def _reply(bot: Bot, event: Event) -> Reply | None:
    """What the bot says, as far as it can be shown in that place."""
    reply = await bot.handle(event)
    return to_be_had_elsewhere(event, reply) if reply else None


def _is_refresh(event: Click, activity: Json) -> bool:
    """Whether a client shows its person an own view again by itself, as it does with many at once."""
    return event.action.name == VIEW and text_at(activity, "value", "trigger") == "automatic"


def _leads_on(event: Click, reply: Reply) -> bool:
    """Whether the reply stands beside the message whose button was pressed, which keeps what it says."""
    if reply.replaces or reply.form is not None or event.filled is not None or event.action.name == SHARE:
        return False
    # What could not be done is said in the card.
    return not (reply.only_for_asker and reply.outcome.kind is Kind.ABSTAIN)
