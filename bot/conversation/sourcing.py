"""A source in one line."""

from __future__ import annotations

from bot.conversation.dates import partial_in_words
from bot.conversation.replies import Source
from bot.conversation.texts import Texts

SOURCE_TEXT = "source text, "
"""How an article names a section of the Swedish text of 2016 that has no address of its own."""


def source_note(source: Source, texts: Texts) -> str:
    """Title, address, the time it speaks for, and whether it needs a login."""
    note = texts.knowledge.source.format(
        title=source.title,
        address=_place(source.address, texts),
        speaks_for=partial_in_words(source.speaks_for, texts),
    )
    return note + (texts.knowledge.login if source.login else "")


def _place(address: str, texts: Texts) -> str:
    """An address as it stands; a section of the source text in the reader's language."""
    section = address.removeprefix(SOURCE_TEXT)
    return texts.knowledge.section.format(section=section) if section != address else address
