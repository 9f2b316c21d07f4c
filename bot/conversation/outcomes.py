"""What a reply found, as data: for scripts, logs and measurements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of reply it is."""

    KNOWLEDGE = "knowledge"
    STATUS = "status"
    LIST = "list"
    COMMAND = "command"
    SMALLTALK = "smalltalk"
    CHOOSE = "choose"
    ABSTAIN = "abstain"


class Verdict(StrEnum):
    """The answer to "are we partner of record?"."""

    YES = "yes"
    NO_OTHER = "no-other"
    NO_NOBODY = "no-nobody"
    NOT_SEEN = "not-seen"
    UNKNOWN_CUSTOMER = "unknown-customer"
    NO_SUCH_SUBSCRIPTION = "no-such-subscription"
    NEEDS_CHOICE = "needs-choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a reply found. `topic` is an article's id or an action's name; `customer` the stored name."""

    kind: Kind
    topic: str | None = None
    customer: str | None = None
    product: str | None = None
    verdict: Verdict | None = None
    partner: str | None = None
    subscriptions: tuple[str, ...] = ()
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
