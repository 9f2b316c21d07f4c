"""A bot that keeps what it is given, and otherwise answers as the whole one does."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.conversation.events import Event, FileGiven
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Attachment, Reply
from bot.core import Bot
from bot.middleware import language_for

EXPORT = Reply(
    language=Language.ENGLISH,
    title="All 3 subscriptions",
    outcome=Outcome(kind=Kind.COMMAND, topic="export"),
    attachment=Attachment(name="ours.csv", media_type="text/csv", content=b"customer\r\nContoso\r\n"),
)
"""What a bot that exports says."""


@dataclass
class FileBot:
    """Says which file it got; to anything said that begins with "export" it gives `export`."""

    bot: Bot
    export: Reply = EXPORT
    given: list[FileGiven] = field(default_factory=list[FileGiven])

    @asynccontextmanager
    async def turn(self, event: Event) -> AsyncGenerator[Reply | None]:
        """Its reply."""
        yield await self.handle(event)

    async def handle(self, event: Event) -> Reply | None:
        """Its reply."""
        if isinstance(event, FileGiven):
            self.given.append(event)
            return Reply(
                language=language_for(event), title=f"Read {event.name}", outcome=Outcome(kind=Kind.COMMAND)
            )
        if getattr(event, "text", "").startswith("export"):
            return self.export
        return await self.bot.handle(event)
