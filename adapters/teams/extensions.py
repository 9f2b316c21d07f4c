"""What is done with dialogs, searches, thumbs and consents. Teams waits for each answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from adapters.teams import answers
from adapters.teams.audience import for_one, seen
from adapters.teams.card import Element
from adapters.teams.giving import Giving
from adapters.teams.inbound import language_of_client, origin
from adapters.teams.invokes import DIALOGS, Invoke, in_dialog, is_about_no_text, picked, search, thumb
from adapters.teams.members import Members
from adapters.teams.render import rated
from adapters.teams.showing import Showing
from adapters.teams.under_way import UnderWay
from adapters.teams.wire import Json, text_at
from bot.conversation.events import Audience, Click, Event, Question
from bot.conversation.plaintext import notification
from bot.conversation.replies import Form
from bot.conversation.texts import texts_in
from bot.core import Bot

_FEEDBACK = "feedback"

log = logging.getLogger("dpor.teams")


class Extensions:
    """The bot, where it is not a conversation."""

    def __init__(self, members: Members, showing: Showing, giving: Giving, under_way: UnderWay) -> None:
        self._members = members
        self._showing = showing
        self._giving = giving
        self._under_way = under_way

    async def answer(self, bot: Bot, activity: Json, now: datetime) -> Element | None:
        """The answer to an invoke; None where it is none of ours."""
        name = text_at(activity, "name")
        if is_about_no_text(activity):
            return answers.as_closing(texts_in(language_of_client(activity)).teams.no_text)
        if name in DIALOGS:
            return await self._dialog(bot, in_dialog(activity, now), activity)
        match name:
            case Invoke.SEARCH:
                return await self._search(bot, search(activity, now), activity)
            case Invoke.PICK:
                return await self._pick(bot, picked(activity, now), activity)
            case Invoke.FEEDBACK:
                await self._thumb(bot, activity, now)
                return {}
            case Invoke.FILE:
                await self._consented(activity, now)
                return {}
            case _:
                return None

    async def _dialog(self, bot: Bot, asked: Question | Click, activity: Json) -> Element:
        # Nobody else sees a dialog, whoever is in the room behind it.
        sight = for_one(await self._members.person(activity, asked.origin.address))
        reply = await bot.handle(seen(asked, sight))
        if reply is None:
            return answers.as_closing(answers.TICK_MARK)
        if reply.in_private:
            return answers.as_closing(await self._showing.send_privately(asked, activity, reply))
        if reply.outcome.topic == _FEEDBACK and reply.form is None:
            return answers.as_closing(notification(reply))
        return answers.as_dialog(reply)

    async def _search(self, bot: Bot, asked: Event, activity: Json) -> Element:
        sight = for_one(await self._members.person(activity, asked.origin.address))
        reply = await bot.handle(seen(asked, sight))
        return answers.as_results(reply) if reply else {}

    async def _pick(self, bot: Bot, asked: Event, activity: Json) -> Element:
        # What is picked goes into a message that all in the conversation read.
        sight = await self._members.place(activity, asked.origin.address)
        reply = await bot.handle(seen(asked, sight))
        return answers.as_picked(reply) if reply else {}

    async def _consented(self, activity: Json, now: datetime) -> None:
        """Whoever was asked may have left since. The file takes longer than Teams waits."""
        asked = origin(activity, now)
        self._members.look_again(activity, asked.address)
        sight = await self._members.sight(activity, asked.address)
        allowed = sight.private and sight.audience is Audience.OURS
        self._under_way.start(self._giving.answered(asked, activity, allowed=allowed))

    async def _thumb(self, bot: Bot, activity: Json, now: datetime) -> None:
        given, action = thumb(activity), self._showing.feedback_on(activity)
        asked = origin(activity, now)
        if not text_at(activity, "replyToId"):
            log.info("teams feedback names no message event=%s", asked.event_id)
        if action is None or given is None:
            return
        sight = for_one(await self._members.person(activity, asked.address))
        reply = await bot.handle(seen(Click(origin=asked, action=rated(action, given.verdict)), sight))
        if reply is not None and reply.form is not None and given.note:
            second = replace(asked, event_id=f"{asked.event_id}:note")
            filled = _in_first_field(reply.form, given.note)
            await bot.handle(seen(Click(origin=second, action=reply.form.action, filled=filled), sight))


def _in_first_field(form: Form, text: str) -> Mapping[str, str]:
    return {field.id: text for field in form.fields[:1]}
