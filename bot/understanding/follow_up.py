""" "And Office?": a question that goes on from what the thread was last about."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.context import Context
from bot.partnership.records import Product
from bot.understanding.names import NameMatch
from bot.understanding.products import products_in
from bot.understanding.understand import STATUS, Understanding
from bot.understanding.words import words_in

GOES_ON = frozenset({STATUS, "checklist", "draft-request", "list-renewals", "look-back"})
"""Intents that speak of one customer, so that the next question can leave the name out."""

_LONGEST = 9
_OPENINGS = (
    *(("and",), ("och",), ("what", "about"), ("how", "about"), ("hur", "ar", "det", "med"), ("hur", "med")),
    *(
        ("da",),
        ("also",),
        ("same", "for"),
        ("samma", "for"),
        ("aven",),
        ("men",),
        ("but",),
        ("then",),
        ("vad", "sags", "om"),
    ),
)
_FILLERS = frozenset(
    {
        *(
            "and",
            "what",
            "about",
            "how",
            "then",
            "too",
            "also",
            "for",
            "the",
            "their",
            "theirs",
            "they",
            "them",
        ),
        *("with", "in", "at", "same", "but", "there", "please", "is", "it", "on", "s"),
        *(
            "och",
            "hur",
            "ar",
            "det",
            "med",
            "da",
            "ocksa",
            "deras",
            "dem",
            "dom",
            "de",
            "hos",
            "pa",
            "i",
            "samma",
        ),
        *("aven", "men", "vad", "sags", "om", "den", "dar", "tack"),
    }
)
_THEM = frozenset({"them", "they", "their", "dem", "dom", "deras", "de"})


def followed(text: str, meaning: Understanding, context: Context | None) -> Understanding:
    """The meaning, with what it leaves out filled in from the context where it plainly goes on from there."""
    if context is None or context.intent not in GOES_ON or context.product not in ("", *Product):
        return meaning
    if not meaning.customers and not meaning.own and not meaning.unheard_of and meaning.intent in GOES_ON:
        return meaning._replace(customers=_those(context)) if _says_them(text) else meaning
    if not _goes_on(text, meaning):
        return meaning
    product = meaning.product or (Product(context.product) if context.product else None)
    return meaning._replace(
        intent=context.intent,
        article=None,
        customers=meaning.customers or _those(context),
        product=product,
        confidence=1.0,
    )


def spoken_of(meaning: Understanding, at: datetime) -> Context | None:
    """What a question was about, for the next one; None where it was not about one customer."""
    if meaning.intent not in GOES_ON or len(meaning.customers) != 1:
        return None
    product = meaning.product.value if meaning.product else ""
    return Context(intent=meaning.intent, customers=(meaning.customers[0].id,), product=product, at=at)


def _those(context: Context) -> tuple[NameMatch, ...]:
    return tuple(NameMatch(id=id_, name="", score=1.0, words="") for id_ in context.customers)


def _says_them(text: str) -> bool:
    return any(word.folded in _THEM for word in words_in(text))


def _goes_on(text: str, meaning: Understanding) -> bool:
    """Whether it opens as a follow-up does, and names a customer or a product and nothing else."""
    words = words_in(text)
    said = tuple(word.folded for word in words)
    if not 0 < len(said) <= _LONGEST or not (meaning.product or meaning.customers) or meaning.unheard_of:
        return False
    if not any(said[: len(opening)] == opening for opening in _OPENINGS):
        return False
    names = [*((m.start, m.end) for m in products_in(text)), *((c.start, c.end) for c in meaning.customers)]
    rest = [w for w in words if not any(w.start < end and start < w.end for start, end in names)]
    return all(word.folded in _FILLERS for word in rest)
