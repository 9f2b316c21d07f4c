"""What is kept about a conversation and the people in it: where we are, what they want, what they said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.events import Address, Origin
from bot.conversation.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation that the bot is in, with all that it takes to write there unasked.

    `person` is who it is private with, empty for a room. `since` is in UTC.
    """

    address: Address
    person: str = ""
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person has chosen. `person` is "tenant/platform/id"; no language means that of the question."""

    person: str
    language: Language | None = None


def key_of(origin: Origin) -> str:
    """The key of the person an event comes from: ids are only unique on one platform and tenant."""
    return f"{origin.address.tenant}/{origin.address.platform}/{origin.person.id}"


def thread_of(origin: Origin) -> Address:
    """Where a follow-up question belongs: the thread, and in a room without threads the person's own."""
    if origin.address.thread or origin.private:
        return origin.address
    return replace(origin.address, thread=f"@{origin.person.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody thought of an answer. `topic` is an article's id or an action's name; `at` is in UTC."""

    id: str
    topic: str
    helpful: bool
    person: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a thread was last about, for "and Office?". Ids and names as they are stored; `at` is in UTC."""

    intent: str
    customers: tuple[str, ...]
    product: str
    at: datetime
