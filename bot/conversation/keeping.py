"""What is kept about a conversation and the people in it: where we are, what they want, what they said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.events import Address, Origin
from bot.conversation.language import Language
from bot.partnership.quiet import QuietHours


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
    """What a person has chosen. `person` is "tenant/platform/id"; no language means that of the question.

    `quiet` are their own quiet hours, for what is written to them alone.
    """

    person: str
    language: Language | None = None
    quiet: QuietHours | None = None


def key_of(origin: Origin) -> str:
    """The key of the person an event comes from: ids are only unique on one platform and tenant."""
    return f"{origin.address.tenant}/{origin.address.platform}/{origin.person.id}"


def thread_of(origin: Origin) -> Address:
    """Where a follow-up question belongs: the thread, and in a room without threads the person's own.

    What is private is the person's wherever it was asked, and never of the room that it was asked in.
    """
    place, own = origin.address, f"@{origin.person.id}"
    if origin.private:
        return Address(tenant=place.tenant, platform=place.platform, conversation=own, thread=place.thread)
    return place if place.thread else replace(place, thread=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody thought of an answer. `topic` is an article's id or an action's name; `at` is in UTC."""

    id: str
    topic: str
    helpful: bool
    person: str
    at: datetime
    note: str = ""
