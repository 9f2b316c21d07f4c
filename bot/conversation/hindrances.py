"""Why an alert has not arrived, in words."""

from __future__ import annotations

from bot.conversation.notices import Trouble
from bot.conversation.texts import Texts


def why(reason: str, texts: Texts) -> str:
    """A notice's reason as a person reads it; what we have no words for stays as the platform put it."""
    word, _, said = reason.partition(":")
    if word not in tuple(Trouble):
        return reason or texts.delivery.no_reason
    known = texts.delivery.troubles[Trouble(word)]
    return known.format(said=said.strip() or word)
