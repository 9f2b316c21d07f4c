"""Where a reply goes: a modal, the App Home, one person's eyes, the room, or a conversation of two."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

from adapters.guard import JsonObject
from adapters.slack.arrival import Arrival
from adapters.slack.directs import Directs
from adapters.slack.files import Files
from adapters.slack.outgoing import Outgoing, SlackRefusal, patiently
from adapters.slack.views import modal
from bot.conversation.events import Audience, Joined, Left
from bot.conversation.replies import Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError

UNSURE = 2.0
"""Seconds until a person is told that an answer may be lost."""
HOME = "home.show"
"""The press that asks for the App Home's page."""

log = logging.getLogger("dpor.slack")

_NOT_THERE = frozenset(
    {"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived", "restricted_action"}
)


class Sending:
    """Puts replies where they belong."""

    def __init__(self, out: Outgoing, directs: Directs, files: Files) -> None:
        self._out = out
        self._directs = directs
        self._files = files

    async def answer(self, arrival: Arrival, reply: Reply) -> None:
        """Send the reply to an arrival whose audience is settled. Raises DeliveryError.

        Where it is not known whether Slack took it, it is not sent again: the person is told. Where Slack
        refuses it there, the person gets it or is told elsewhere, once.
        """
        try:
            await self._placed(arrival, reply)
        except SlackRefusal as error:
            log.warning("slack answer refused event=%s reason=%s", arrival.event.origin.event_id, error)
            await self._elsewhere(arrival, reply, error)
        except DeliveryError as error:
            log.warning("slack answer perhaps lost event=%s reason=%s", arrival.event.origin.event_id, error)
            await asyncio.sleep(UNSURE)
            await self._tell(arrival, texts_in(reply.language).errors.perhaps_lost)

    async def _elsewhere(self, arrival: Arrival, reply: Reply, refusal: SlackRefusal) -> None:
        origin = arrival.event.origin
        # Nobody waits for a greeting, nor for a Home that was merely looked at.
        if isinstance(arrival.event, Joined | Left) or (arrival.home and not arrival.trigger):
            raise refusal
        alone = origin.private or arrival.home or reply.in_private
        if refusal.code in _NOT_THERE and not alone and not arrival.shares:
            await self._directly(arrival, replace(reply, only_for_asker=False))
            return
        texts = texts_in(reply.language)
        await self._tell(arrival, texts.sharing.not_shared if arrival.shares else texts.errors.perhaps_lost)

    async def _tell(self, arrival: Arrival, words: str) -> None:
        """In the room to the person alone, else directly. Raises DeliveryError where neither works."""
        origin = arrival.event.origin
        sent: JsonObject = {"channel": origin.address.conversation, "text": words, "user": origin.person.id}
        if not (origin.private or arrival.home):
            try:
                await patiently(lambda: self._out.call("chat.postEphemeral", sent))
            except DeliveryError as error:
                log.warning("slack word not shown event=%s reason=%s", origin.event_id, error)
            else:
                return
        conversation = await patiently(lambda: self._directs.of(origin.person.id))
        await patiently(lambda: self._out.call("chat.postMessage", {"channel": conversation, "text": words}))

    async def _placed(self, arrival: Arrival, reply: Reply) -> None:
        if reply.form is not None and arrival.trigger and await self._opened(arrival, reply):
            return
        if arrival.home:
            await self._at_home(arrival, reply)
        elif reply.in_private:
            await self._directly(arrival, reply)
        elif arrival.event.origin.private:
            await self._in_place(arrival, reply)
        elif arrival.shares and arrival.event.origin.audience is Audience.OURS:
            await self._to_everybody(arrival, reply)
            await self._withdraw(arrival)
        elif reply.only_for_asker or arrival.hidden:
            await self._whisper(arrival, reply)
        else:
            await self._in_place(arrival, reply)

    async def _opened(self, arrival: Arrival, reply: Reply) -> bool:
        """Whether Slack shows the form: only where the press is not older than 3 seconds."""
        if reply.form is None:
            return False
        place = arrival.event.origin.address
        conversation = "" if reply.in_private else place.conversation
        view = modal(reply, reply.form, conversation, None if reply.in_private else place.thread)
        try:
            await self._out.show(arrival.trigger, view)
        except DeliveryError:
            return False
        return True

    async def _at_home(self, arrival: Arrival, reply: Reply) -> None:
        """The page itself is shown there; anything else goes to the person's conversation with the bot."""
        if arrival.action == HOME or reply.outcome.topic == "home":
            person = arrival.event.origin.person.id
            await patiently(lambda: self._out.publish(person, reply))
        elif not reply.replaces:
            await self._directly(arrival, reply)

    async def _directly(self, arrival: Arrival, reply: Reply) -> None:
        conversation = await patiently(lambda: self._directs.of(arrival.event.origin.person.id))
        await patiently(lambda: self._out.post(conversation, None, reply))
        await self._share(arrival, reply)

    async def _in_place(self, arrival: Arrival, reply: Reply) -> None:
        place, out = arrival.event.origin.address, self._out
        if (
            reply.replaces
            and arrival.pressed
            and await patiently(lambda: out.edit(place.conversation, arrival.pressed, reply))
        ):
            return
        await patiently(lambda: out.post(place.conversation, place.thread, reply))
        await self._share(arrival, reply, place.conversation, place.thread)

    async def _share(self, arrival: Arrival, reply: Reply, room: str = "", thread: str | None = None) -> None:
        """Put the reply's file, where it has one, under the reply; without a room into the person's own
        conversation. Where that fails the person is told: the reply itself has arrived.
        """
        if reply.attachment is None:
            return
        person, texts = arrival.event.origin.person.id, texts_in(reply.language).files
        try:
            conversation = room or await patiently(lambda: self._directs.of(person))
            await self._files.share(conversation, thread, reply.attachment)
        except DeliveryError as error:
            log.warning("slack file not sent event=%s reason=%s", arrival.event.origin.event_id, error)
            refused = isinstance(error, SlackRefusal) and error.code == "missing_scope"
            with suppress(DeliveryError):
                await self._tell(arrival, texts.not_permitted_to_send if refused else texts.not_sent)

    async def _to_everybody(self, arrival: Arrival, reply: Reply) -> None:
        """In the room; through the press itself where the bot is no member of it."""
        out = self._out
        try:
            await self._in_place(arrival, reply)
        except SlackRefusal as error:
            # Never in a conversation of two others: nobody could press its buttons safely.
            room = not arrival.event.origin.address.conversation.startswith("D")
            if error.code not in _NOT_THERE or not (room and arrival.response_url):
                raise
            address = arrival.response_url
            thread = arrival.thread
            await patiently(lambda: out.respond(address, thread, reply, replaces=False, everybody=True))

    async def _withdraw(self, arrival: Arrival) -> None:
        """What everybody sees now need not stand there twice, nor be shared again."""
        if arrival.hidden and arrival.response_url:
            try:
                await self._out.withdraw(arrival.response_url)
            except DeliveryError as error:
                log.warning("slack message not withdrawn reason=%s", error)

    async def _whisper(self, arrival: Arrival, reply: Reply) -> None:
        """Only for the person: where it was pressed or typed, else in the room.

        A file cannot be shown to one person of a room: it goes to the person's own conversation.
        """
        await self._whispered(arrival, _saying_where(reply))
        await self._share(arrival, reply)

    async def _whispered(self, arrival: Arrival, reply: Reply) -> None:
        place, person = arrival.event.origin.address, arrival.event.origin.person.id
        if arrival.hidden and arrival.response_url and await self._responded(arrival, reply):
            return
        await patiently(lambda: self._out.whisper(place, arrival.thread, person, reply))

    async def _responded(self, arrival: Arrival, reply: Reply) -> bool:
        url, replaces, out = arrival.response_url, reply.replaces, self._out
        belongs = arrival.event.origin.address.thread
        try:
            await patiently(
                lambda: out.respond(url, arrival.thread, reply, replaces=replaces, belongs=belongs)
            )
        except SlackRefusal:
            return False
        return True


def _saying_where(reply: Reply) -> Reply:
    if reply.attachment is None:
        return reply
    where = Paragraph(text=plain(texts_in(reply.language).files.in_direct_message))
    return replace(reply, blocks=(*reply.blocks, where))
