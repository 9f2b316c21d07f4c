"""The language that something is asked to be written in: "in Swedish", "på engelska", "an English draft"."""

from __future__ import annotations

from bot.conversation.language import Language
from bot.understanding.patterns import Late
from bot.understanding.words import folded_text

_LETTER = "(?:request|draft|letter|e?-?mail|text|message|utkast|brev|mejl|forfragan|begaran|meddelande)"
_NAMED = {
    Language.SWEDISH: Late(rf"\b(?:in|into|pa|till) (?:swedish|svenska)\b|\b(?:swedish|svenskt?) {_LETTER}"),
    Language.ENGLISH: Late(
        rf"\b(?:in|into|pa|till) (?:english|engelska)\b|\b(?:english|engelskt?) {_LETTER}"
    ),
}


def letter_language(text: str) -> Language | None:
    """The one that is named; None where none is, or both are."""
    plain = " ".join(folded_text(text).split())
    named = [language for language, words in _NAMED.items() if words.search(plain)]
    return named[0] if len(named) == 1 else None
