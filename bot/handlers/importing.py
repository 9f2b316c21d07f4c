"""Files that somebody gives the bot: what they would change, and bringing them in."""

from __future__ import annotations

from bot.conversation.events import FileGiven
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.ports import Services
from bot.understanding.language import language_of


async def given(event: FileGiven, services: Services) -> Reply:
    """What the file would change, before anything does."""
    language = language_for(event)
    texts = texts_in(language)
    return Reply(
        language=language,
        title=texts.errors.title,
        outcome=Outcome(kind=Kind.COMMAND, topic="import"),
        blocks=(Paragraph(text=plain(texts.imports.not_here)),),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
        only_for_asker=True,
        names_customers=False,
    )


def language_for(event: FileGiven) -> Language:
    """The person's own, else that of what was said beside the file."""
    return event.origin.person.language or language_of(event.said)
