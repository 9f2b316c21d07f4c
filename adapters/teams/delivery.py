"""Getting a reply to where it belongs: tried again where that is safe, and told where it is not."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote

from adapters.teams.card import Element
from adapters.teams.connector import Connector, UnansweredError
from adapters.teams.render import message
from bot.conversation.events import Address
from bot.conversation.replies import Paragraph, Reply
from bot.conversation.richtext import Span, plain
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError

_TRIES = 4
_LONGEST_WAIT = 120.0
_KEPT = 5000
_LINK = "https://teams.microsoft.com/l/message"
_CHANNEL = "@thread.tacv2"

Sent = TypeVar("Sent")

log = logging.getLogger("dpor.teams")


class Delivery:
    """Posts, edits, and writes to people in private. Rooms do not wait for one another."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._private: dict[tuple[str, str], Address] = {}

    async def post(self, address: Address, reply: Reply, *, reply_to: str = "") -> str:
        """Post a reply; gives the message's id. Raises DeliveryError where that is not to be had.

        Where Teams does not answer, the reply is posted once more and says that it may be a repeat.
        """

        def repeat() -> Element:
            notice = Paragraph(text=plain(texts_in(reply.language).teams.perhaps_again))
            return message(replace(reply, blocks=(notice, *reply.blocks)))

        return await self.post_message(address, message(reply), repeat, reply_to=reply_to)

    async def post_message(
        self,
        address: Address,
        sent: Element,
        repeat: Callable[[], Element] | None = None,
        *,
        reply_to: str = "",
    ) -> str:
        """Post a message as drawn; gives its id. Raises DeliveryError, UnansweredError among them.

        Where Teams does not answer, `repeat` is posted once more; without it the same message.
        """
        try:
            return await _patiently(lambda: self._connector.post(address, sent, reply_to=reply_to))
        except UnansweredError:
            again = repeat() if repeat else sent
            return await self._connector.post(address, again, reply_to=reply_to)

    async def replace(self, address: Address, pressed: str, reply: Reply) -> str:
        """Put a reply in place of a message; where that cannot be edited, post anew with a link to it.

        Gives the id of the message that shows it now. Raises DeliveryError.
        """
        return await _patiently(lambda: self.edit_or_post(address, pressed, reply))

    async def edit_or_post(self, address: Address, older: str, reply: Reply) -> str:
        """Like `replace`, without waiting where Teams asks to: the DeliveryError says how long."""
        try:
            return await self._connector.update(address, older, message(reply))
        except UnansweredError as error:
            # Editing twice is editing once.
            raise DeliveryError("the edit was not confirmed", retry_after=1.0) from error
        except DeliveryError as error:
            if error.retry_after is not None:
                raise
            log.warning("teams card not updated conversation=%s error=%s", address.conversation, error)
        return await self._connector.post(address, message(_linking(reply, address, older)))

    async def in_private(self, address: Address, person: str, reply: Reply) -> Address:
        """Write to who wrote in the place with that address; `person` is a Teams id. Raises DeliveryError.

        Gives the address of that person's own chat.
        """
        own = await self._own(address, person)
        await self.post(own, reply)
        return own

    async def _own(self, address: Address, person: str) -> Address:
        key = (address.tenant, person)
        own = self._private.get(key)
        if own is None:
            own = await _patiently(lambda: self._opened(address, person))
            if len(self._private) >= _KEPT:
                self._private.clear()
            self._private[key] = own
        return own

    async def _opened(self, address: Address, person: str) -> Address:
        try:
            return await self._connector.private_with(address, person)
        except UnansweredError as error:
            # There is one for each person, however often it is asked for.
            raise DeliveryError("no conversation was confirmed", retry_after=1.0) from error


async def _patiently(send: Callable[[], Awaitable[Sent]]) -> Sent:
    """Send, and again where Teams asks to wait; not to the second, so that not all come back at once."""
    tries = _TRIES
    while True:
        try:
            return await send()
        except DeliveryError as error:
            tries -= 1
            wait = error.retry_after
            if not tries or wait is None or wait > _LONGEST_WAIT:
                raise
            await asyncio.sleep(wait + random.random() * min(wait, 1.0))  # noqa: S311 - no secret


def _linking(reply: Reply, address: Address, older: str) -> Reply:
    texts = texts_in(reply.language).teams
    link = Span(text=texts.older_message, link=link_to(address, older))
    notice = Paragraph(text=(Span(text=f"{texts.replaces_older} "), link))
    return replace(reply, blocks=(notice, *reply.blocks))


def link_to(address: Address, posted: str) -> str:
    """A link that opens a message in Teams.

    https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    place = f"{quote(address.conversation, safe='')}/{quote(posted, safe='')}"
    if address.conversation.endswith(_CHANNEL):
        thread = quote(address.thread or posted, safe="")
        return f"{_LINK}/{place}?tenantId={quote(address.tenant, safe='')}&parentMessageId={thread}"
    return f"{_LINK}/{place}?context={quote(json.dumps({'contextType': 'chat'}), safe='')}"
