"""Every sentence a person reads, once a language."""

from functools import cache
from typing import assert_never

from bot.conversation.language import Language
from bot.conversation.texts.record import Texts

__all__ = ["Texts", "texts_in"]


@cache
def texts_in(language: Language) -> Texts:
    """The sentences of one language, loaded when they are first spoken."""
    match language:
        case Language.ENGLISH:
            from bot.conversation.texts.en import ENGLISH

            return ENGLISH
        case Language.SWEDISH:
            from bot.conversation.texts.sv import SWEDISH

            return SWEDISH
        case _:
            assert_never(language)
