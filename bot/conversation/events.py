"""What arrives: a question, a click, somebody joining. Plain values, the same for every platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.conversation.actions import Action
from bot.conversation.context import Context
from bot.conversation.language import Language


class Audience(StrEnum):
    """Who can read the place an event came from. What is not known counts as strangers."""

    OURS = "ours"
    STRANGERS = "strangers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place where a message can be put. Storable, comparable, hashable.

    `tenant` is the Slack workspace or Microsoft Entra tenant; `reference` is opaque text that only
    its own platform reads.
    """

    tenant: str
    platform: str
    conversation: str
    thread: str | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks. `language` is set only where the person has chosen one, or, where what they send says
    nothing in words, where their client speaks one.

    `member`: surely a full member of our own organisation. A guest, somebody from elsewhere, and whoever
    the platform says too little of is none.
    """

    id: str
    name: str = ""
    language: Language | None = None
    member: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an event comes from. `at` is in UTC; `event_id` is the platform's, unique per delivery.

    `private`: only the person and the bot read the place.
    """

    event_id: str
    person: Person
    address: Address
    audience: Audience
    at: datetime
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody wrote to the bot. `text` is plain: mention removed, entities unescaped.

    `about` is what its thread was about just before. `again`: it was asked before, and what it was about
    then is what counts now.
    """

    origin: Origin
    text: str
    about: Context | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """Somebody pressed a button, ticked a box or sent a form.

    `ticked` holds the ids of all boxes that are ticked now, where the click came from a checklist;
    `filled` what was filled in, by the fields' ids, where it came from a form.
    """

    origin: Origin
    action: Action
    ticked: frozenset[str] | None = None
    filled: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Somebody looks for something to insert into a message, and sees what is found while typing."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The bot was added to a conversation, or a person opened one with it."""

    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The bot was removed from a conversation: it cannot be reached there any more."""

    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGiven:
    """Somebody gave the bot a file. `name` has its extension; `said` is what was written beside it."""

    origin: Origin
    name: str
    content: bytes
    said: str = ""


class Hindrance(StrEnum):
    """Why a file was not taken from whoever gave it."""

    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    NOT_A_REPORT = "not-a-report"
    NOT_IN_PRIVATE = "not-in-private"
    STRANGER = "stranger"
    KEPT_ELSEWHERE = "kept-elsewhere"
    NOT_PERMITTED = "not-permitted"
    NOT_FETCHED = "not-fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTurnedAway:
    """Somebody gave the bot a file that it did not take: nothing of it was kept. `name` may be empty."""

    origin: Origin
    name: str
    why: Hindrance
    said: str = ""


Event = Question | Click | Search | Joined | Left | FileGiven | FileTurnedAway
