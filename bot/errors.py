"""Every error of the product, drawn as one tree.

BotError
├── UserError        a problem that is told to the person, in their language
├── StoreError       the store could not do what was asked; nothing was written
│   ├── StoreConflict   somebody else changed what was read; trying again may succeed
│   └── StoreDamaged    a store file that cannot be read; lists every fault
├── DeliveryError    a platform did not take a message
│   └── RoomLost        nor will it take any other there, until somebody sees to it
├── KnowledgeError   articles that cannot be read; lists every fault
├── ImportRefused    a file that was refused whole; lists every row
└── SettingsError    settings that cannot work together; lists every fault
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import StrEnum


class BotError(Exception):
    """The root: anything the product raises on purpose."""


def raised_at(error: BaseException) -> str:
    """Where it was raised, innermost first: files, lines and functions, nothing of what they held."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames[-4:])
    )


class Problem(StrEnum):
    """What stands in a person's way; the texts say it in their language."""

    UNKNOWN_BUTTON = "unknown-button"
    GONE = "gone"
    STRANGERS = "strangers"
    NOT_YOURS = "not-yours"


class UserError(BotError):
    """Something the person can put right by asking again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class StoreError(BotError):
    """The store could not serve. Nothing of the transaction was written, unless it says that it may."""


class StoreConflict(StoreError):
    """Somebody else changed what this was built on. The same again may succeed."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed the same thing at the same moment. Please try again.")


class Fate(StrEnum):
    """What became of a message that a platform did not take in so many words."""

    NOT_TAKEN = "not-taken"
    UNCLEAR = "unclear"
    REFUSED = "refused"


class DeliveryError(BotError):
    """A platform did not take a message.

    `retry_after` is in seconds, None where the platform did not say. `fate`: it was surely not taken and may
    be sent again; or it may have been taken (the cautious guess); or it never will be.
    """

    def __init__(self, message: str, *, retry_after: float | None = None, fate: Fate = Fate.UNCLEAR) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.fate = Fate.NOT_TAKEN if retry_after is not None and fate is Fate.UNCLEAR else fate


class RoomLost(DeliveryError):
    """Nothing can be told in that room: it is gone, the bot is not in it, or others than ours read it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, fate=Fate.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: where, what, and what to do about it."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.remedy}" if self.remedy else "")


class FaultsError(BotError):
    """An error that reports everything that is wrong at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class KnowledgeError(FaultsError):
    """Articles that cannot be read. `where` is file and line."""


class ImportRefused(FaultsError):
    """A file that was refused whole; nothing of it was written. `where` is file and line."""


class SettingsError(FaultsError):
    """Settings that are missing, malformed or contradict each other. `where` is the setting."""


class StoreDamaged(FaultsError, StoreError):
    """A store file that cannot be read; it was left as it is. `where` is file, table and document."""
