"""What the courier asks of a platform: to post, to edit, and to look whether a message got through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from bot.conversation.events import Address
from bot.conversation.notices import Notice
from bot.conversation.replies import Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message as it goes out now. `edits` is the receipt of the message that it takes the place of,
    `thread` of the one that it stands under.

    `key` tells it from all others, so that it can be looked for. `may_repeat`: it may have got through
    before, and nobody could see whether it did.
    """

    address: Address
    reply: Reply
    key: str
    edits: str = ""
    thread: str = ""
    may_repeat: bool = False


class Poster(Protocol):
    """A platform, as the courier sees it."""

    rest: timedelta
    """How long a conversation rests after a message, to keep the platform's pace."""

    async def admit(self, told: Told) -> None:
        """Return where none but ours read what names customers, as far as can be seen now.

        Raises RoomLost where others do, or where there is no such room, DeliveryError where it cannot be
        seen.
        """
        ...

    async def post(self, told: Told) -> str:
        """Post it once, or edit; gives the receipt. Raises DeliveryError with its fate."""
        ...

    async def look(self, notice: Notice, thread: str) -> str | None:
        """The receipt of what was posted for that notice, None where it is surely not there.

        `thread` is as in Told.

        Raises DeliveryError where that cannot be seen; with Fate.REFUSED where it never can be.
        """
        ...


def marked(told: Told) -> Reply:
    """What it says, and before that, where it may be a repeat, that it may be."""
    if not told.may_repeat:
        return told.reply
    warning = Paragraph(text=plain(texts_in(told.reply.language).delivery.may_repeat))
    return replace(told.reply, blocks=(warning, *told.reply.blocks))
