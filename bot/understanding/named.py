"""Whom and what a text names, and in which language the rest of it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.ids import domains_named, ids_in
from bot.understanding.language import Evidence, heard_in
from bot.understanding.masks import CUSTOMER, PARTNER, PRODUCT, Mask, masked, nameless, product_mask
from bot.understanding.names import NameFinder, NameMatch
from bot.understanding.products import ProductMatch
from bot.understanding.recognise import Recogniser
from bot.understanding.saying import asks_a_standing, asks_about_somebody
from bot.understanding.strangers import (
    perhaps_unheard_of,
    speaks_of_own,
    strangers_in,
    surely_unheard_of,
)
from bot.understanding.words import outside, words_in

_SHORT = 20
"""Words of a text in which an odd one may be a name."""


class Named(NamedTuple):
    """Who and what a text names; `stranger` is where a name stands that nobody has stored.

    `said` is the text with its names and products masked; in `nameless` the products are unnamed, too.
    """

    customers: tuple[NameMatch, ...]
    partners: tuple[NameMatch, ...]
    products: tuple[ProductMatch, ...]
    masks: tuple[Mask, ...]
    said: str
    nameless: str
    stranger: tuple[int, int] | None
    own: bool

    @property
    def somebody(self) -> bool:
        """Whether anybody is named, ourselves included."""
        return bool(self.customers or self.partners or self.stranger or self.own)


def spoken_in(text: str, named: Named) -> Evidence:
    """What is said around the names shows the language, or the names where nothing else is said."""
    every = words_in(text)
    names = [(m.start, m.end) for m in (*named.customers[:1], *named.partners[:1], *named.products)]
    return heard_in(outside(every, names) or every)


def unnamed(text: str, products: Sequence[ProductMatch]) -> str:
    """The text as it is where it names nobody: a question asked of any product is the same question."""
    return masked(text, [(m.start, m.end, PRODUCT) for m in products])


def nobody_in(text: str, products: tuple[ProductMatch, ...]) -> Named:
    """The products, and no names: a stored phrasing names nobody called Help."""
    masks = tuple([product_mask(m.start, m.end, text) for m in products])
    return Named(
        customers=(),
        partners=(),
        products=products,
        masks=masks,
        said=masked(text, masks),
        nameless=unnamed(text, products),
        stranger=None,
        own=speaks_of_own(text),
    )


def named_in(
    text: str,
    every: Sequence[ProductMatch],
    recogniser: Recogniser,
    customers: NameFinder,
    partners: NameFinder,
) -> Named:
    """What a text names; `every` product that it names where no name is looked for may be part of one."""
    found = ids_in(text) or customers.find(text, recogniser.knows) or domains_named(text)
    found, others = _told_apart(found, partners.find(text))
    masks: list[Mask] = [(m.start, m.end, CUSTOMER) for m in found[:1]]
    masks += [(m.start, m.end, PARTNER) for m in others[:1]]
    taken = [(m.start, m.end) for m in (*found, *others)]
    products = tuple([m for m in every if not any(m.start < e and s < m.end for s, e in taken)])
    taken += [(m.start, m.end) for m in products]
    masks += [product_mask(m.start, m.end, text) for m in products]
    said = masked(text, masks)
    return Named(
        customers=found,
        partners=others,
        products=products,
        masks=tuple(masks),
        said=said,
        nameless=masked(text, nameless(masks)) if products else said,
        stranger=None if found else _stranger(text, taken, masks, recogniser, loosely=not others),
        own=speaks_of_own(text),
    )


def _stranger(
    text: str, taken: list[tuple[int, int]], masks: list[Mask], recogniser: Recogniser, *, loosely: bool
) -> tuple[int, int] | None:
    """Where a name stands that nobody has stored; less will do where a standing is asked for."""
    strangers = strangers_in(text, taken, recogniser.knows)
    if not strangers:
        return None
    surely = surely_unheard_of(strangers, text)
    if surely or not loosely or len(words_in(text)) > _SHORT:
        return surely
    perhaps = perhaps_unheard_of(strangers, text, taken)
    if perhaps is None or not asks_about_somebody(text):
        return None
    return perhaps if asks_a_standing(masked(text, (*masks, (*perhaps, CUSTOMER)))) else None


def _told_apart(
    customers: tuple[NameMatch, ...], partners: tuple[NameMatch, ...]
) -> tuple[tuple[NameMatch, ...], tuple[NameMatch, ...]]:
    """Customers and partners; words that may be either are whom they fit better."""
    kept = tuple(c for c in customers if not any(_overlap(c, p) and p.score > c.score for p in partners))
    return kept, tuple(p for p in partners if not any(_overlap(p, c) for c in kept))


def _overlap(one: NameMatch, other: NameMatch) -> bool:
    return one.start < other.end and other.start < one.end
