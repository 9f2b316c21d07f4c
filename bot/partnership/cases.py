"""A conflict over a subscription, from the day it is found until the customer has decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.partnership.records import Product


class CaseKind(StrEnum):
    """What is wrong. In the order in which one hides the next, where several fit one subscription."""

    OURS_GONE = "ours-gone"
    SLOT_TAKEN = "slot-taken"
    RIVAL_CLAIM = "rival-claim"
    SOURCES_DISAGREE = "sources-disagree"
    CLAIM_ENDED = "claim-ended"
    MOVE_ENDS_DPOR = "move-ends-dpor"
    RENEWAL_NEAR = "renewal-near"
    NEW_WITHOUT = "new-without"


class Family(StrEnum):
    """What a conflict is about: kinds of one family are one conflict, seen from more or less near."""

    SLOT = "slot"
    CLAIM = "claim"
    MOVE = "move"
    WITHOUT = "without"


FAMILIES: Mapping[CaseKind, Family] = {
    CaseKind.OURS_GONE: Family.SLOT,
    CaseKind.SLOT_TAKEN: Family.SLOT,
    CaseKind.RIVAL_CLAIM: Family.SLOT,
    CaseKind.SOURCES_DISAGREE: Family.SLOT,
    CaseKind.CLAIM_ENDED: Family.CLAIM,
    CaseKind.MOVE_ENDS_DPOR: Family.MOVE,
    CaseKind.RENEWAL_NEAR: Family.WITHOUT,
    CaseKind.NEW_WITHOUT: Family.WITHOUT,
}


class CaseState(StrEnum):
    """How far it has come."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CUSTOMER_ASKED = "customer-asked"
    DECIDED = "decided"
    CLOSED = "closed"


class Decision(StrEnum):
    """What the customer decided, or what the record shows."""

    KEPT = "kept"
    SWITCHED = "switched"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: a case follows from it. The `key` follows from its content alone.

    `rivals` are the other partners by name, in order. `facts` is what would make the same finding a new
    one. `deadline` is the last day on which something is to be won, None where there is none. `country` is
    the customer's, empty where nothing tells it.
    """

    kind: CaseKind
    customer_id: str
    subscription_id: str
    product: Product
    rivals: tuple[str, ...]
    facts: str
    deadline: date | None = None
    country: str = ""

    @property
    def key(self) -> str:
        """One conflict is one case for good: what it is about, the subscription, and between whom."""
        rivals = (name.casefold() for name in self.rivals)
        return "/".join((self.family.value, self.subscription_id, *rivals))

    @property
    def family(self) -> Family:
        """What it is about."""
        return FAMILIES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One conflict. Times are in UTC; `version` counts its moves, and a press carries the one it was shown.

    `finding` is the newest. `owner` is a person as "tenant/platform/id", `owner_name` what they are called.
    `asked_on` is the day the customer was asked, `answer_by` when an answer is due. `evidence` is what the
    decision rests on. `origin` is the import or claim that opened it last, or what the calendar did it by.
    """

    key: str
    finding: Finding
    opened_at: datetime
    changed_at: datetime
    state: CaseState = CaseState.OPEN
    version: int = 1
    owner: str = ""
    owner_name: str = ""
    asked_on: date | None = None
    answer_by: date | None = None
    decision: Decision | None = None
    evidence: str = ""
    snoozed_until: datetime | None = None
    reopened: int = 0
    origin: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state is CaseState.CLOSED


class Step(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    NEW_FACTS = "new-facts"
    REOPENED = "reopened"
    ACKNOWLEDGED = "acknowledged"
    TAKEN = "taken"
    HANDED_BACK = "handed-back"
    CUSTOMER_ASKED = "customer-asked"
    DECIDED = "decided"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    SNOOZED = "snoozed"
    REMINDED = "reminded"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One line of a case's history, written once: who, when (UTC), from where, and what.

    `place` is the platform and conversation that the press came from, or the import's or claim's id;
    `person` is empty where nobody pressed. `version` is the case's after it.
    """

    case: str
    version: int
    step: Step
    at: datetime
    person: str = ""
    place: str = ""
    note: str = ""
