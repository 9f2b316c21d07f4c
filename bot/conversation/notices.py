"""What is to be told unasked: the outbox, in which each notice waits until it is surely told, or given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.conversation.events import Address


class NoticeState(StrEnum):
    """Where a notice stands. `trying` is written before it is posted, so that a crash in between shows.

    `quarantined`: it may have got through, and whether it did can be seen when it is due again. `dead`:
    given up.
    """

    READY = "ready"
    TRYING = "trying"
    QUARANTINED = "quarantined"
    SENT = "sent"
    DEAD = "dead"


OPEN = frozenset({NoticeState.READY, NoticeState.TRYING, NoticeState.QUARANTINED})
"""The states in which a notice is still to be told."""


class Trouble(StrEnum):
    """Why a try came to nothing: the beginning of a notice's `reason`, before what the platform said."""

    QUIET = "quiet"
    BUSY = "busy"
    UNANSWERED = "unanswered"
    UNREACHED = "unreached"
    READERS_UNKNOWN = "readers-unknown"
    STRANGERS = "strangers"
    ROOM_GONE = "room-gone"
    ARCHIVED = "archived"
    SHUT_OUT = "shut-out"
    UNINSTALLED = "uninstalled"
    FORBIDDEN = "forbidden"
    MESSAGE_GONE = "message-gone"
    UNDRAWABLE = "undrawable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to one conversation. All times are in UTC.

    `key` follows from what it says, so that what happens again says nothing again; `subject` is the key of
    the case that it is about; `text` the reply, as JSON or plain text; `receipt` what the platform gave for
    the post; `reason` why the last try failed; `first_tried` when somebody first had it. `perhaps_sent`:
    somebody tried and did not say how it ended, so look whether it got through before it is posted again.
    Of one that is sent, `due` says when, and `perhaps_sent` that it may stand there twice.
    """

    key: str
    subject: str
    address: Address
    text: str
    due: datetime
    created: datetime
    state: NoticeState = NoticeState.READY
    attempt: int = 0
    leased_until: datetime | None = None
    first_tried: datetime | None = None
    perhaps_sent: bool = False
    receipt: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many notices there are, and since when the oldest of them is due."""

    count: int
    oldest: datetime


def due_since(notice: Notice) -> datetime:
    """From when on it was to be told, however often it has been put off since."""
    return notice.first_tried or max(notice.created, notice.due)


def turn_of(notice: Notice) -> tuple[bool, datetime, datetime, str]:
    """The order within a conversation: what was tried before comes first, then what is due first.

    So while one waits to be tried again, its conversation waits with it.
    """
    return notice.attempt == 0, notice.due, notice.created, notice.key


def may_be_tried(notice: Notice, now: datetime) -> bool:
    """Whether it is due, or somebody's lease on it has run out."""
    if notice.state is NoticeState.TRYING:
        return notice.leased_until is None or notice.leased_until <= now
    return notice.state in OPEN and notice.due <= now
