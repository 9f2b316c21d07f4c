"""Files that go out: Teams asks the person first, and they come to lie in that person's OneDrive.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

from __future__ import annotations

import logging
from dataclasses import replace

from adapters.offers import Offers
from adapters.teams.card import Element
from adapters.teams.connector import Connector
from adapters.teams.delivery import Delivery
from adapters.teams.files import Files
from adapters.teams.inbound import language_of_client
from adapters.teams.wire import Json, object_at, text_at
from bot.conversation.events import Address, Event, Origin
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Attachment, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.errors import DeliveryError

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
_FILE = "file"

log = logging.getLogger("dpor.teams")


class Giving:
    """Offers files in personal chats, and puts them where the person's consent says."""

    def __init__(self, connector: Connector, delivery: Delivery, files: Files) -> None:
        self._connector = connector
        self._delivery = delivery
        self._files = files
        self._offers = Offers()

    async def offer(self, address: Address, origin: Origin, reply: Reply) -> None:
        """Ask in that personal chat whether the reply's file may be put into the person's OneDrive."""
        if reply.attachment is None:
            return
        name = self._offers.put(_owner(origin), reply.attachment)
        try:
            await self._delivery.post_message(address, _asking(reply.attachment, name, reply.language))
        except DeliveryError as error:
            log.warning("teams file not offered event=%s error=%s", origin.event_id, error)

    async def answered(self, origin: Origin, activity: Json, *, allowed: bool) -> None:
        """The person has said yes or no; `allowed`: customers may be named to them, there and now."""
        file = self._offers.take(_owner(origin), text_at(activity, "value", "context", _FILE))
        language = language_of_client(activity)
        texts = texts_in(language).files
        if text_at(activity, "value", "action") == "accept":
            if file is None or not allowed:
                await self._say(origin.address, texts.gone, language)
            elif not await self._put(origin, activity, file, language):
                await self._say(origin.address, texts.not_sent, language)
        await self._withdraw(origin, text_at(activity, "replyToId"))

    async def _put(self, origin: Origin, activity: Json, file: Attachment, language: Language) -> bool:
        info = object_at(activity, "value", "uploadInfo")
        try:
            await self._files.put(text_at(info, "uploadUrl"), file.content)
            await self._delivery.post_message(origin.address, _lying_at(info, file, language))
        except DeliveryError as error:
            log.warning("teams file not sent event=%s error=%s", origin.event_id, error)
            return False
        return True

    async def _say(self, address: Address, words: str, language: Language) -> None:
        said = Reply(
            language=language, title=words, outcome=Outcome(kind=Kind.ABSTAIN), names_customers=False
        )
        try:
            await self._delivery.post(address, said)
        except DeliveryError as error:
            log.error("teams answer lost conversation=%s error=%s", address.conversation, error)

    async def _withdraw(self, origin: Origin, asking: str) -> None:
        """What was answered need not be asked any longer. That it still stands there harms nobody."""
        if not asking:
            return
        try:
            await self._connector.delete(origin.address, asking)
        except DeliveryError as error:
            log.info("teams consent card not removed event=%s error=%s", origin.event_id, error)


def to_be_had_elsewhere(event: Event, reply: Reply) -> Reply:
    """In a room no file can be shown: the reply says where to ask for it."""
    if reply.attachment is None or event.origin.private or reply.in_private:
        return reply
    where = Paragraph(text=plain(texts_in(reply.language).teams.file_in_personal_chat))
    return replace(reply, attachment=None, blocks=(*reply.blocks, where))


def _owner(origin: Origin) -> str:
    return f"{origin.address.tenant}/{origin.person.id}"


def _asking(file: Attachment, name: str, language: Language) -> Element:
    texts = texts_in(language).teams
    context = {_FILE: name}
    content: Element = {
        "description": texts.file_consent,
        "sizeInBytes": len(file.content),
        "acceptContext": context,
        "declineContext": context,
    }
    return _message({"contentType": CONSENT, "name": file.name, "content": content}, file.name, language)


def _lying_at(info: Json, file: Attachment, language: Language) -> Element:
    name = text_at(info, "name") or file.name
    content: Element = {"uniqueId": text_at(info, "uniqueId"), "fileType": text_at(info, "fileType")}
    lying: Element = {
        "contentType": INFO,
        "name": name,
        "contentUrl": text_at(info, "contentUrl"),
        "content": content,
    }
    return _message(lying, name, language)


def _message(attachment: Element, summary: str, language: Language) -> Element:
    return {"type": "message", "locale": language.value, "summary": summary, "attachments": [attachment]}
