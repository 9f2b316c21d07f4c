"""What the core needs of the world, as protocols. Adapters promise these.

What has to do with the record and its imports stands in record_ports.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.case_ports import Cases, Watches
from bot.conversation.context import Context
from bot.conversation.events import Address, Event
from bot.conversation.keeping import Feedback, Place, Wishes
from bot.conversation.notices import Notice, NoticeState, Waiting
from bot.conversation.replies import Reply
from bot.partnership.checklist import Tick
from bot.partnership.claims import Claim
from bot.partnership.holidays import SWEDEN, holidays_in
from bot.partnership.quiet import STOCKHOLM
from bot.partnership.records import Import
from bot.partnership.workdays import Holidays
from bot.record_ports import Accounts, History, Imports, Record, ReportReader, TableWriter, Uploads
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.names import NameFinder


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Now, in UTC, with its time zone."""
        ...


class Checklists(Protocol):
    """Ticks, by list."""

    async def ticks(self, list_id: str) -> tuple[Tick, ...]:
        """What is ticked on that list, in the points' order."""
        ...

    async def save(self, list_id: str, ticks: tuple[Tick, ...]) -> None:
        """Make exactly these the ticks of that list."""
        ...


class Places(Protocol):
    """Conversations that the bot is in."""

    async def note(self, place: Place) -> None:
        """Keep it, in place of what is stored for the same tenant, platform and conversation."""
        ...

    async def forget(self, address: Address) -> None:
        """The bot is no longer there. Nothing happens where it never was."""
        ...

    async def private_with(self, tenant: str, platform: str, person: str) -> Place | None:
        """The person's own conversation with the bot, None where there is none yet."""
        ...

    async def every(self) -> tuple[Place, ...]:
        """All of them."""
        ...


class People(Protocol):
    """What people have chosen."""

    async def wishes(self, person: str) -> Wishes | None:
        """Of the person "tenant/platform/id", None where nothing was chosen."""
        ...

    async def save(self, wishes: Wishes) -> None:
        """Write them, in place of what was chosen before."""
        ...


class Opinions(Protocol):
    """What people thought of answers."""

    async def add(self, feedback: Feedback) -> None:
        """Write one down, in place of one with the same id."""
        ...

    async def latest(self, most: int) -> tuple[Feedback, ...]:
        """The newest first."""
        ...


class Claims(Protocol):
    """What people reported by hand."""

    async def add(self, claim: Claim) -> None:
        """Write one down, in place of one with the same id."""
        ...

    async def one(self, claim_id: str) -> Claim | None:
        """The claim with that id, taken back or not."""
        ...

    async def about(self, customer_id: str) -> tuple[Claim, ...]:
        """Those about a stored customer, the newest first."""
        ...

    async def latest(self, most: int) -> tuple[Claim, ...]:
        """The newest first."""
        ...


class Installations(Protocol):
    """What platforms keep of their installations, as text that only they read; may hold sealed tokens."""

    async def text(self, key: str) -> str | None:
        """What is kept under a key."""
        ...

    async def save(self, key: str, text: str | None) -> None:
        """Keep this under a key; None forgets it."""
        ...

    async def keys(self, beginning: str) -> tuple[str, ...]:
        """The keys that begin so, in order."""
        ...


class Notices(Protocol):
    """The outbox: what is to be told, and what became of it."""

    async def add(self, notice: Notice) -> bool:
        """Write one. False where its key is known, whatever became of that one, and nothing is written."""
        ...

    async def add_all(self, notices: Sequence[Notice]) -> int:
        """Write those whose keys are not known, and give how many that were."""
        ...

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        """Those of these keys that are known, whatever became of the notices."""
        ...

    async def one(self, key: str) -> Notice | None:
        """The notice with that key."""
        ...

    async def about(self, subject: str) -> tuple[Notice, ...]:
        """Those about a case, the oldest first."""
        ...

    async def waiting(self) -> Mapping[NoticeState, Waiting]:
        """How many there are in each state but `sent`. A state without any is left out."""
        ...

    async def overdue(self, moment: datetime) -> Mapping[str, Waiting]:
        """How many that are still to be told were due by that moment, on each platform that has any."""
        ...


class Transaction(Protocol):
    """One unit of work, bound to one organisation. All of it is written, or none."""

    @property
    def record(self) -> Record: ...
    @property
    def imports(self) -> Imports: ...
    @property
    def history(self) -> History: ...
    @property
    def uploads(self) -> Uploads: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def checklists(self) -> Checklists: ...
    @property
    def places(self) -> Places: ...
    @property
    def people(self) -> People: ...
    @property
    def opinions(self) -> Opinions: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def installations(self) -> Installations: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def watches(self) -> Watches: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Finds customers by any of their names, and other partners that hold something (a match's `id` is
    the stored name)."""

    customers: NameFinder
    partners: NameFinder


class Store(Protocol):
    """Remembers. Raises StoreError where it cannot."""

    @property
    def quick_up_to(self) -> int | None:
        """So many subscriptions in one file come in quickly, None where any number does."""
        ...

    async def names(self) -> Names:
        """All names as they are now; cheap, for it is asked with every question."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Leaving the block commits, and returns when it is durable; an exception rolls back.

        Leaving raises StoreConflict where somebody else has changed what was read here, StoreError where it
        cannot be written.
        """
        ...

    async def first_time(self, event_id: str, at: datetime, lease: timedelta | None = None) -> bool:
        """Whether this event is new. Ids are kept for at least 24 hours, restarts included.

        With a lease it is new again after that, unless it is `done` by then; sooner where the store knows
        that whoever took it has gone.
        """
        ...

    async def done(self, event_id: str, at: datetime) -> None:
        """What was taken on a lease is never new again. Kept like any other id."""
        ...

    async def recall(self, address: Address) -> Context | None:
        """What the thread was last about; a store may forget it at any time."""
        ...

    async def remember(self, address: Address, context: Context) -> None:
        """Keep it for follow-up questions in the same thread. Cheap: it need not outlast a restart."""
        ...

    async def take(
        self, now: datetime, lease: timedelta, most: int, platform: str | None = None
    ) -> tuple[Notice, ...]:
        """Notices to be sent now, durably marked `trying` and counted as an attempt; nobody else gets them.

        At most one for each conversation at a time, in the order of `turn_of`, and none while one that was
        tried before is not due. One whose taker let `lease` run out is given again, as `perhaps_sent`; so is
        a quarantined one. A store that several share counts leases by its own clock. With `platform` only
        those for its conversations.
        """
        ...

    async def settle(self, notice: Notice, rests_until: datetime | None = None) -> bool:
        """Write how a taken notice ended: state, due, perhaps_sent, receipt and reason count.

        Before `rests_until` nothing else of its conversation is given.

        False, and nothing is written, where somebody else has taken it meanwhile.
        """
        ...

    async def check(self) -> None:
        """Return where a write would be taken. Raises StoreError; cheap, for it is asked often."""
        ...

    async def close(self) -> None:
        """Let go of whatever is held. Nothing that was committed is lost."""
        ...


class Observer(Protocol):
    """Is told what happened, to count it. Quick, raises nothing, and keeps no contents and no names."""

    def answered(self, event: Event, reply: Reply | None, seconds: float) -> None:
        """A turn is over; there is no reply where the event was answered before."""
        ...

    def failed(self, event: Event, error: Exception) -> None:
        """A turn could not be finished, and the person was told a reference."""
        ...

    def imported(self, entry: Import) -> None:
        """A file came in."""
        ...

    def not_imported(self, error: Exception) -> None:
        """A file was refused, or could not be written."""
        ...

    def told(self, ended: Notice) -> None:
        """A try to deliver a notice ended so."""
        ...


class Unobserved:
    """Nobody looks."""

    def answered(self, event: Event, reply: Reply | None, seconds: float) -> None:
        """Nothing is done."""

    def failed(self, event: Event, error: Exception) -> None:
        """Nothing is done."""

    def imported(self, entry: Import) -> None:
        """Nothing is done."""

    def not_imported(self, error: Exception) -> None:
        """Nothing is done."""

    def told(self, ended: Notice) -> None:
        """Nothing is done."""


UNOBSERVED = Unobserved()


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a handler may use. Without a `reader` no files are taken, without `tables` none are given.

    `country` (ISO code) and `zone` (IANA name) are where rooms and people work that say nothing else.
    """

    store: Store
    clock: Clock
    knowledge: KnowledgeBase
    observer: Observer = UNOBSERVED
    reader: ReportReader | None = None
    tables: TableWriter | None = None
    country: str = SWEDEN
    zone: str = STOCKHOLM

    @property
    def holidays(self) -> Holidays:
        """Those of that country."""
        return holidays_in(self.country)
