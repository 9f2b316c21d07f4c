"""Whether a room would be told of something, and why not: what a dry run shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.watches import Topic, Watch
from bot.partnership.records import Customer, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """Something that might happen. Without `products` or `customers` it is about any."""

    topic: Topic = Topic.CONFLICTS
    products: frozenset[Product] = frozenset()
    customers: tuple[Customer, ...] = ()


def why_not(watch: Watch, supposed: Supposed) -> str:
    """What keeps the room from being told of it, empty where it would be: "paused", "topic" and so on."""
    ids = {customer.id for customer in supposed.customers}
    countries = {customer.country for customer in supposed.customers}
    hindrances = (
        ("paused", bool(watch.paused)),
        ("topic", supposed.topic not in watch.topics),
        ("product", _apart(watch.products, supposed.products)),
        ("customer", _apart(watch.customers, ids)),
        ("country", _apart(watch.countries, countries)),
    )
    return next((name for name, hinders in hindrances if hinders), "")


def _apart(wanted: frozenset[Product] | frozenset[str], given: frozenset[Product] | set[str]) -> bool:
    """Whether both say something, and nothing that both say."""
    return bool(wanted) and bool(given) and not set(wanted) & set(given)
