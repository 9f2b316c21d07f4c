"""What kind of thing a text says: a question, a standing, or nothing but names."""

from __future__ import annotations

import re

from bot.understanding.block import MASKS
from bot.understanding.masks import CUSTOMER
from bot.understanding.vocabulary import CONNECTORS, LINKS
from bot.understanding.words import folded_text, folded_words

_STANDING = re.compile(
    r"\b(?:c?por|d?por|partner\w*|parner\w*|rec[or]+d\w*|rekord|status\w*|hold|holds|holding|held|own|owns|we|vi"
    r"|us|oss|our|ours|varan|vem star|vems|vem har|who has|got|whose|who sits|sitter|laget|slots?|platsen"
    r"|regist\w*|inlagd\w*|inskriv\w*|associat\w*|assign\w*|kopplad\w*|named?|namn|standing|check"
    r"|kolla\w*|koll|look up|sla upp|anyone|anybody|nagon|nan"
    r"|annan|else|another|taken|upptag\w*|ledig\w*|free|mine|chose\w*|choose|valde|valt"
    r"|picked|angett|lagt|belongs?|tillhor|ager)\b"
)
_OURS = re.compile(r"\b(?:vår|vårt|våra)\b", re.IGNORECASE)
"""Apart, for without its ring the word asks where."""

_SILENT = MASKS | CONNECTORS | LINKS
_ASKS = re.compile(
    r"^\W*(?:which|what|when|where|who|why|how|is|are|do|does|did|has|have|was|vilka|vilken|vilket|vad|nar|var|vem"
    r"|varfor|hur|ar|har|finns|skickas|larmas|far)\b"
)
_BIDS = re.compile(
    r"^\W*(?:can|could|would|will|please|kan|skulle|vill|tack|is it possible|are you able|gar det)\b"
)


def is_question(text: str) -> bool:
    """Whether the text asks to be told something, and not "can you" or "kan du"."""
    plain = folded_text(text)
    if _ASKS.search(plain):
        return True
    return plain.rstrip().endswith("?") and not _BIDS.search(plain)


def speaks_of_standing(text: str) -> bool:
    """Whether a word asks who is partner of record, or speaks of us."""
    return _STANDING.search(folded_text(text)) is not None or _OURS.search(text) is not None


def only_names(masked: str) -> bool:
    """Whether a masked text is a customer and perhaps a product, and nothing else."""
    words = folded_words(masked)
    return CUSTOMER in words and all(word in _SILENT for word in words)
