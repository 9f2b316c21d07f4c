"""Every sentence a person reads, once a language."""

from bot.conversation.language import Language
from bot.conversation.texts.en import ENGLISH
from bot.conversation.texts.record import Texts
from bot.conversation.texts.sv import SWEDISH

__all__ = ["Texts", "texts_in"]

_TEXTS = {Language.ENGLISH: ENGLISH, Language.SWEDISH: SWEDISH}


def texts_in(language: Language) -> Texts:
    """The sentences of one language."""
    return _TEXTS[language]
