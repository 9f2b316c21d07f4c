"""What a file that somebody gave us says, read but not yet compared with anything stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.partnership.records import Holding
from bot.partnership.refusals import Refusal
from bot.partnership.sightings import CustomerSeen, OurAccount, ReportKind
from bot.partnership.slots import NO_SLOTS, Slots

TOLD_AT_ONCE = 5000
"""So many rows of our own CSV are given away at once while others are still being read, and looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`kind` is None where the file is no report that we know: then `refusals` says why.

    Where there are refusals nothing of the file may count. Our own CSV tells `holdings`; a download tells
    `sightings`, the rows of one slot together, or `customers` or `accounts`. `unknown_columns` are headers
    that were passed over, `unknown_states` what rows say of subscriptions and nobody knows. `checksum` is the
    SHA-256 of the content in hex, `rows` how many rows were read.
    """

    file: str
    kind: ReportKind | None
    checksum: str
    rows: int = 0
    holdings: Sequence[Holding] = ()
    sightings: Slots = NO_SLOTS
    customers: tuple[CustomerSeen, ...] = ()
    accounts: tuple[OurAccount, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    unknown_states: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
