"""What whoever asked for alerts is told where their room can no longer be reached."""

from __future__ import annotations

from datetime import datetime

from bot.alerts.case_card import Around
from bot.alerts.tellings import LostRoomOf
from bot.conversation.dates import moment_in_words
from bot.conversation.hindrances import why
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Paragraph, Reply, Tone
from bot.conversation.richtext import plain


def lost(telling: LostRoomOf, around: Around) -> Reply:
    """Which room, since when, why in the platform's own words, and what to do."""
    texts = around.texts
    words = texts.rooms
    since = moment_in_words(datetime.fromisoformat(telling.since), texts)
    return Reply(
        language=around.language,
        title=words.lost_title,
        outcome=Outcome(kind=Kind.COMMAND, topic="lost-room", confidence=1.0),
        blocks=(
            Paragraph(text=plain(words.lost.format(room=telling.conversation, moment=since))),
            Paragraph(text=plain(words.lost_reason.format(reason=why(telling.reason, texts)))),
            Paragraph(text=plain(words.lost_advice)),
        ),
        names_customers=False,
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )
