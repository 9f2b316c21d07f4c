"""Names and products give way to masks, so that a question about one is like a question about any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.products import products_in

CUSTOMER = "xcustomer"
PARTNER = "xpartner"
PRODUCT = "xproduct"

_SHORT = "EMS"
"""For Enterprise Mobility Suite: three rare words would drown what is asked."""

Mask = tuple[int, int, str]
"""Start, end (exclusive) and what to put there."""

_PLACEHOLDER = re.compile(r"\{(customer|partner|product)\}(?:'s|s\b)?")
_SAMPLE = re.compile(
    r"\b(?:Contoso Retail(?: AB)?|Contoso|Fabrikam|Northwind(?: Traders)?|Litware|Adventure Works|Proseware"
    r"|Tailspin(?: Toys)?|Wingtip(?: Toys)?|Woodgrove(?: Bank)?|Fourth Coffee|Margie's Travel|A\. Datum"
    r"|Alpine Ski House|Coho(?: Vineyard| Winery)?|Lucerne Publishing|Wide World Importers"
    r"|Trey Research)(?:'s|s\b)?",
    re.IGNORECASE,
)
"""Microsoft's sample companies: what authors of articles call a customer."""


def masked(text: str, masks: Sequence[Mask]) -> str:
    """The text with each mask put in place; they must not overlap."""
    if not masks:
        return text
    parts: list[str] = []
    at = 0
    for start, end, mask in sorted(masks):
        parts += (text[at:start], f" {mask} ")
        at = end
    return "".join((*parts, text[at:]))


def product_mask(start: int, end: int, text: str) -> Mask:
    """A mask for a product that keeps its name: which one it is may matter too."""
    name = text[start:end]
    return start, end, f"{PRODUCT} {_SHORT if 'mobility' in name.lower() else name}"


def nameless(masks: Sequence[Mask]) -> Sequence[Mask]:
    """The masks without products' names: a question asked of any product is the same question."""
    return [(start, end, mask.split(" ", 1)[0]) for start, end, mask in masks]


def masked_example(text: str) -> str:
    """A stored phrasing with its placeholders, sample companies and products masked."""
    text = _PLACEHOLDER.sub(lambda found: f" x{found.group(1)} ", text)
    text = _SAMPLE.sub(f" {CUSTOMER} ", text)
    return masked(text, [product_mask(m.start, m.end, text) for m in products_in(text)])
