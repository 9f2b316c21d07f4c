"""What is said to a file that was not taken."""

from __future__ import annotations

from bot.conversation.events import FileTurnedAway
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.middleware import language_for

TOPIC = "file-not-taken"


def turned_away(event: FileTurnedAway) -> Reply:
    """Which file, why, and what to do. The name is what the person called it, in the same place."""
    language = language_for(event)
    texts = texts_in(language)
    return Reply(
        language=language,
        title=texts.files.not_taken.format(name=event.name) if event.name else texts.files.not_taken_unnamed,
        outcome=Outcome(kind=Kind.ABSTAIN, topic=TOPIC),
        blocks=(Paragraph(text=plain(texts.files.hindrances[event.why])),),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
        names_customers=False,
    )
