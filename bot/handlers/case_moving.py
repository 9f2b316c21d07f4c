"""One move of a case, in one transaction; what comes too late changes nothing and says who was quicker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.alerts.case_actions import CASE, OF, VERSION, mark_of
from bot.alerts.case_card import Around, CaseSeen, see
from bot.alerts.case_lines import line
from bot.alerts.telling_rooms import tell_rooms
from bot.conversation.events import Click, Origin
from bot.conversation.keeping import key_of
from bot.errors import Problem, UserError
from bot.partnership.cases import Case, CaseEntry
from bot.partnership.moves import By, Move, Moved, moved
from bot.ports import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The case after a press. `note` says why it changed nothing, empty where it did."""

    seen: CaseSeen
    note: str = ""


async def make(
    case: Case, move: Move, origin: Origin, version: int, around: Around, transaction: Transaction
) -> Made:
    """Move the case, of which that version was shown, and write what the rooms are to be told."""
    by = _by(origin, version, around)
    done = moved(case, move, by, around.holidays)
    if isinstance(done, Moved):
        await transaction.cases.save(done.case, done.entry)
        await tell_rooms(transaction, [done], origin="", at=around.now)
        return Made(seen=await see(transaction, done.case))
    return await _too_late(case, by, around, transaction)


async def why_late(
    case: Case,
    click: Click,
    allows: Callable[[Case, Around], bool],
    around: Around,
    transaction: Transaction,
) -> Made | None:
    """The case as it stands where the button's version is old, or no such move is left; else None."""
    by = _by(click.origin, version_of(click), around)
    if by.version == case.version and allows(case, around):
        return None
    return await _too_late(case, by, around, transaction)


async def _too_late(case: Case, by: By, around: Around, transaction: Transaction) -> Made:
    entries = await transaction.cases.entries(case.key)
    return Made(seen=await see(transaction, case), note=_why(case, entries, by, around))


def _by(origin: Origin, version: int, around: Around) -> By:
    return By(
        person=key_of(origin),
        name=origin.person.name or origin.person.id,
        place=f"{origin.address.platform}/{origin.address.conversation}",
        at=around.now,
        version=version,
    )


def _why(case: Case, entries: Sequence[CaseEntry], by: By, around: Around) -> str:
    """Who was quicker, that it is noted already, or that it is not left to do."""
    words, later = around.texts.cases, [entry for entry in entries if entry.version > by.version]
    if not later:
        return words.not_left.format(state=words.states[case.state])
    own = (later[0].person, later[0].place) == (by.name, by.place)
    return (words.already if own else words.nothing_changed).format(line=line(later[0], around.texts))


async def case_of(click: Click, transaction: Transaction) -> Case:
    """The case that the button carries. Raises UserError where it is not stored."""
    carried = click.action.arguments
    cases = await transaction.cases.of_subscription(carried.get(OF, ""))
    case = next((case for case in cases if mark_of(case) == carried.get(CASE)), None)
    if case is None:
        raise UserError(Problem.GONE)
    return case


def version_of(click: Click) -> int:
    """The version that the button carries. Raises UserError where it carries none."""
    try:
        return int(click.action.arguments.get(VERSION, ""))
    except ValueError as error:
        raise UserError(Problem.UNKNOWN_BUTTON) from error
