"""What the core needs for the record: what is kept of it, how it came in, what reads and writes files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from os import PathLike
from typing import Protocol

from bot.partnership.associated import Associated
from bot.partnership.exporting import Format, Row
from bot.partnership.history import Arrivals, Before, Change
from bot.partnership.many import Holdings
from bot.partnership.records import Customer, HolderKind, Holding, HoldingQuery, Import, Known, Product
from bot.partnership.sightings import CustomerClue, OurAccount
from bot.partnership.told import Told
from bot.partnership.uploads import Upload


class Record(Protocol):
    """Customers, subscriptions and associations."""

    async def customer(self, customer_id: str) -> Customer | None:
        """One customer, None where the id is not stored."""
        ...

    async def own_customers(self) -> tuple[Customer, ...]:
        """The customers that are our own organisation, by name."""
        ...

    async def holdings(self, query: HoldingQuery) -> tuple[Holding, ...]:
        """What matches the query, ordered by customer name, product, label and id."""
        ...

    async def ids(self, query: HoldingQuery) -> tuple[str, ...]:
        """The subscriptions that match, in the same order; cheaper by far than the holdings."""
        ...

    async def tally(self, query: HoldingQuery) -> Mapping[tuple[Product, HolderKind | None], int]:
        """How many match, by product and by whose their dpor is, None where that was not seen."""
        ...

    async def states(self, ids: Collection[str]) -> Mapping[str, Known]:
        """Of those of these ids that are stored what stands in fewest words; cheaper than all of it."""
        ...

    async def subscription(self, subscription_id: str) -> Holding | None:
        """One subscription with all that is known of it."""
        ...

    async def customers(self, ids: Collection[str]) -> Mapping[str, Customer]:
        """Those of these ids that are stored. Some thousand at once are enough."""
        ...

    async def subscriptions(self, ids: Collection[str]) -> Mapping[str, Holding]:
        """Those of these ids that are stored. Some thousand at once are enough."""
        ...

    async def stored(self, ids: Collection[str]) -> Holdings:
        """The same in columns, in no order."""
        ...

    async def give_way(self) -> None:
        """Let whoever waits have a turn: asked every few milliseconds of long work on what was read."""
        ...

    async def customers_like(self, clues: Iterable[CustomerClue]) -> tuple[Customer, ...]:
        """Every stored customer that one of these clues may be of: by tenant, TPID, domain or any name.

        Some more may be among them. Some hundred clues at once are enough.
        """
        ...

    async def expecting(self) -> Callable[[Holdings], None] | None:
        """What is given to it, in any thread, will most likely be saved, in that order: a store may make
        ready for it, and none of it counts before it is saved. None where a store has no use for that.
        """
        ...

    async def save(self, holdings: Sequence[Holding]) -> None:
        """Write these, in place of what is stored under the same ids.

        A customer is the same on all of its subscriptions, and forgotten with the last of them.
        """
        ...

    async def hear(self, told: Associated) -> None:
        """Write who holds what of these, which are stored and are not saved in the same transaction; all else
        of them stays as it is.
        """
        ...

    async def remove(self, ids: Collection[str]) -> None:
        """Forget these subscriptions, and a customer with the last of its own. Unknown ids are no matter."""
        ...


class Imports(Protocol):
    """Which files came in."""

    async def add(self, entry: Import) -> None:
        """Write one down."""
        ...

    async def latest(self) -> Import | None:
        """The newest that was not taken back, None before the first."""
        ...

    async def newest(self, most: int) -> tuple[Import, ...]:
        """The newest first, those taken back among them."""
        ...

    async def keep(self, befores: Sequence[Before]) -> None:
        """What an import is about to change, by which it can be taken back."""
        ...

    async def before(self, import_id: str) -> tuple[Before, ...]:
        """All that was kept for that import, in no order; with it what history says has come by it, of which
        nothing needs to be kept.
        """
        ...

    async def can_be_taken_back(self, import_id: str) -> bool:
        """Whether anything is kept for that import."""
        ...

    async def let_go(self, import_id: str) -> None:
        """Forget what was kept for that import: it cannot be taken back any more."""
        ...


class History(Protocol):
    """What changed, only ever added to."""

    async def add(self, changes: Sequence[Change]) -> None:
        """Write these down."""
        ...

    async def add_new(self, arrivals: Arrivals) -> None:
        """Write down what these come to, without making every change of it."""
        ...

    async def about(self, customer_id: str) -> tuple[Change, ...]:
        """Those of one customer, the newest first."""
        ...

    async def since(self, at: datetime, most: int) -> tuple[Change, ...]:
        """Those that we learned of at that moment (UTC) or later, the newest first."""
        ...

    async def written(self, most: int) -> tuple[Change, ...]:
        """Those that were added one by one, the newest first: of what came as new only what changed later."""
        ...

    def came(self) -> AsyncIterator[Arrivals]:
        """What was added as new, part by part, in no order."""
        ...


class Uploads(Protocol):
    """Files that wait for somebody's yes."""

    async def keep(self, upload: Upload) -> None:
        """Keep one, in place of one with the same id."""
        ...

    async def one(self, upload_id: str) -> Upload | None:
        """The file with that id."""
        ...

    async def forget(self, upload_id: str) -> None:
        """It has come in, or is not wanted."""
        ...

    async def every(self) -> tuple[Upload, ...]:
        """All of them, the oldest first."""
        ...


class Accounts(Protocol):
    """The partner ids that are ours, as a partner profile lists them."""

    async def save(self, accounts: Sequence[OurAccount]) -> None:
        """Make these the accounts that are ours, beside those that are known."""
        ...

    async def put_back(self, accounts: Sequence[OurAccount]) -> None:
        """Make exactly these the accounts that are ours."""
        ...

    async def every(self) -> tuple[OurAccount, ...]:
        """All of them, by id."""
        ...


class ReportReader(Protocol):
    """Reads files that somebody gave us."""

    async def read(
        self,
        name: str,
        content: bytes | PathLike[str],
        at: datetime,
        progress: Callable[[int], None] | None = None,
        rows: Callable[[Holdings], None] | None = None,
    ) -> Told:
        """What the file says as of `at` (UTC); a file that is refused is told too. Raises nothing else.

        `name` is what people call it, its extension included. Off the loop: it takes long for a large file.
        `progress` is told how many bytes more have been read, in any thread; so is `rows` what our own CSV
        has told so far, in order and before anybody knows whether the rest of it is refused.
        """
        ...


class TableWriter(Protocol):
    """Writes tables as files."""

    async def write(self, form: Format, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
        """The file's content. Off the loop: it takes long for a large table."""
        ...
