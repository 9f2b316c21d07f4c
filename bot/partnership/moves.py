"""What may be done to a case, and what becomes of it. A move that comes too late changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from bot.partnership.cases import Case, CaseEntry, CaseState, Decision, Finding, Step
from bot.partnership.workdays import Holidays, working_days_after

ANSWER_WITHIN = 10
"""Working days that a customer has to answer. Nobody sets such a clock for DPOR; it is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Somebody has seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Whoever moves it has it from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack:
    """Nobody has it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCustomer:
    """The request went to the customer on that day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """The customer has decided; `evidence` is who said it, when and where. Once more until it is closed, to
    put right what was noted.
    """

    decision: Decision
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Nothing is left to do; `note` says why where nobody has decided."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """No reminder before that moment (UTC)."""

    until: datetime


Move = Acknowledge | Take | HandBack | AskCustomer | Decide | Close | Snooze


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who moves, when (UTC) and from where; the version of the case that they saw."""

    person: str
    name: str
    place: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The case after a move, and the line of its history."""

    case: Case
    entry: CaseEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLate:
    """The case as it stands: somebody else was quicker, or it allows no such move any more."""

    case: Case


def opened(finding: Finding, *, at: datetime, place: str) -> Moved:
    """A new case."""
    case = Case(key=finding.key, finding=finding, opened_at=at, changed_at=at, origin=place)
    return Moved(case=case, entry=opening(case))


def opening(case: Case) -> CaseEntry:
    """The first line of its history, of a case that has not been opened again."""
    return CaseEntry(case=case.key, version=1, step=Step.OPENED, at=case.opened_at, place=case.origin)


def found_again(case: Case, finding: Finding, *, at: datetime, place: str) -> Moved | None:
    """The case after the same conflict was found again; None where that says nothing new.

    What is closed is opened again by new facts only.
    """
    if finding.facts == case.finding.facts:
        return None
    if not case.is_over:
        changed = _changed(case, at, finding=finding)
        return Moved(case=changed, entry=_entry(changed, Step.NEW_FACTS, at, place=place))
    return _reopened(replace(case, finding=finding, origin=place), at=at, place=place)


def _reopened(case: Case, *, at: datetime, place: str) -> Moved:
    again = _changed(
        case,
        at,
        state=CaseState.OPEN,
        asked_on=None,
        answer_by=None,
        decision=None,
        evidence="",
        snoozed_until=None,
        reopened=case.reopened + 1,
    )
    return Moved(case=again, entry=_entry(again, Step.REOPENED, at, place=place))


def untold(case: Case, origin: str, *, at: datetime) -> Moved | None:
    """The case after what that import or claim told was taken back; None where it changes nothing.

    What it had opened is withdrawn, whatever has been done since, and found again it is opened again; what
    it had settled stands open again.
    """
    if case.is_over:
        by_it = case.decision is not None and case.evidence == origin and case.origin != origin
        return _reopened(case, at=at, place=origin) if by_it else None
    if case.origin != origin:
        return None
    gone = _changed(case, at, state=CaseState.CLOSED, finding=replace(case.finding, facts=""))
    return Moved(case=gone, entry=_entry(gone, Step.WITHDRAWN, at, place=origin))


def settled(case: Case, *, decision: Decision, evidence: str, at: datetime, place: str) -> Moved | None:
    """The case after the record showed how it ended, None where it was closed before."""
    if case.is_over:
        return None
    done = _changed(case, at, state=CaseState.CLOSED, decision=decision, evidence=evidence)
    return Moved(case=done, entry=_entry(done, Step.SETTLED, at, place=place, note=evidence))


def moved(case: Case, move: Move, by: By, holidays: Holidays) -> Moved | TooLate:
    """The case after that move; TooLate where another version was moved, or no such move is left."""
    takes_own = isinstance(move, Take) and case.owner == by.person
    if by.version != case.version or takes_own or not allows(case, move):
        return TooLate(case=case)
    step, fields, note = _meant(case, move, by, holidays)
    after = replace(case, version=case.version + 1, changed_at=by.at, **fields)
    return Moved(case=after, entry=_entry(after, step, by.at, person=by.name, place=by.place, note=note))


def _meant(case: Case, move: Move, by: By, holidays: Holidays) -> tuple[Step, Mapping[str, object], str]:
    """What the move is called, which fields it sets, and what its line in the history says beside."""
    match move:
        case Acknowledge():
            return Step.ACKNOWLEDGED, {"state": CaseState.ACKNOWLEDGED}, ""
        case Take():
            state = CaseState.ACKNOWLEDGED if case.state is CaseState.OPEN else case.state
            return Step.TAKEN, {"state": state, "owner": by.person, "owner_name": by.name}, ""
        case HandBack():
            return Step.HANDED_BACK, {"owner": "", "owner_name": ""}, ""
        case AskCustomer():
            return Step.CUSTOMER_ASKED, _asked(move, holidays), move.on.isoformat()
        case Decide():
            evidence = move.evidence.strip()
            fields = {"state": CaseState.DECIDED, "decision": move.decision, "evidence": evidence}
            return Step.DECIDED, fields, f"{move.decision.value}: {evidence}"
        case Close():
            return Step.CLOSED, {"state": CaseState.CLOSED}, move.note.strip()
        case Snooze():
            return Step.SNOOZED, {"snoozed_until": move.until}, move.until.isoformat()
        case _:
            assert_never(move)


def _asked(move: AskCustomer, holidays: Holidays) -> Mapping[str, object]:
    return {
        "state": CaseState.CUSTOMER_ASKED,
        "asked_on": move.on,
        "answer_by": working_days_after(move.on, ANSWER_WITHIN, holidays),
        "snoozed_until": None,
    }


def allows(case: Case, move: Move) -> bool:
    """Whether the move is left to a case in that state, and would change it."""
    state = case.state
    match move:
        case Acknowledge():
            return state is CaseState.OPEN
        case Take():
            return state in _AT_WORK
        case HandBack():
            return state in _AT_WORK and bool(case.owner)
        case AskCustomer() | Snooze():
            return state in _AT_WORK
        case Decide():
            return state in (*_AT_WORK, CaseState.DECIDED) and bool(move.evidence.strip())
        case Close():
            return state is CaseState.DECIDED or (state in _AT_WORK and bool(move.note.strip()))
        case _:
            assert_never(move)


_AT_WORK = frozenset({CaseState.OPEN, CaseState.ACKNOWLEDGED, CaseState.CUSTOMER_ASKED})


def _changed(case: Case, at: datetime, **fields: object) -> Case:
    return replace(case, version=case.version + 1, changed_at=at, **fields)


def _entry(
    case: Case, step: Step, at: datetime, *, person: str = "", place: str = "", note: str = ""
) -> CaseEntry:
    return CaseEntry(
        case=case.key, version=case.version, step=step, at=at, person=person, place=place, note=note
    )
