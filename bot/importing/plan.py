"""What bringing a file in would come to, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.partnership.associated import NOBODY_ASSOCIATED, Associated
from bot.partnership.history import Arrivals, Before, Change, What
from bot.partnership.many import NO_HOLDINGS, Holdings
from bot.partnership.records import Customer, Holding, Import
from bot.partnership.refusals import Refusal
from bot.partnership.sightings import OurAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`entry` is what the import is written down as, with the counts: of subscriptions, or of our accounts
    where the file is a partner profile.

    With `refusals` nothing is written; nor where the same file has come in `already`. `left_out` counts rows
    by what they are about: products that are none of ours, and rows that tell no customer (an empty name).
    `stayed` counts rows that name another customer less surely than their subscription's is known, by that
    name and the name of whose it stays. `unknown_states` say of subscriptions nobody knows what.
    `nobody_known`: no partner profile has told which ids are ours, so every row's partner was taken for us.
    `read_without`: this is the first profile, and downloads came in before it.

    Of those in `heard` nothing is new but how old it is what is said of who holds them: they count as
    unchanged, and stood before as `unheard` has them.

    Subscriptions that were not known before are `new`, and history says of them `arrivals`. The others that
    are written are `holdings`, in the order of `befores`, and `changes` says what has changed in them. The
    store takes in `quick_up_to` subscriptions quickly, None where it does any number.
    """

    entry: Import
    new: Holdings = NO_HOLDINGS
    holdings: tuple[Holding, ...] = ()
    befores: tuple[Before, ...] = ()
    heard: Associated = NOBODY_ASSOCIATED
    unheard: Associated = NOBODY_ASSOCIATED
    changes: tuple[Change, ...] = ()
    arrivals: Arrivals | None = None
    accounts: tuple[OurAccount, ...] = ()
    customers: Mapping[str, Customer] | None = None
    left_out: tuple[tuple[str, int], ...] = ()
    stayed: tuple[tuple[tuple[str, str], int], ...] = ()
    unknown_columns: tuple[str, ...] = ()
    unknown_states: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    already: Import | None = None
    nobody_known: bool = False
    read_without: bool = False
    quick_up_to: int | None = None

    @property
    def writes(self) -> bool:
        """Whether bringing it in would write anything."""
        return not self.refusals and self.already is None

    @property
    def slow(self) -> bool:
        """Whether it brings in more than the store takes in quickly."""
        entry = self.entry
        count = entry.new + entry.changed + entry.ended + entry.unchanged
        return self.writes and self.quick_up_to is not None and count > self.quick_up_to

    @property
    def moved(self) -> tuple[tuple[Holding, Holding], ...]:
        """The subscriptions that become another customer's, as they stood and as they are then."""
        both = zip(self.befores, self.holdings, strict=True)
        known = ((before.holding, now) for before, now in both if before.holding)
        return tuple((stood, now) for stood, now in known if stood.customer.id != now.customer.id)

    @property
    def holders(self) -> tuple[Change, ...]:
        """Who changed holder, of what was known before."""
        return tuple(change for change in self.changes if change.what is What.HOLDER)
