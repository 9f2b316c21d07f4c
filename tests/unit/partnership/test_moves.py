"""A case from its finding to its end, and every move that comes too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.partnership.cases import Case, CaseKind, CaseState, Decision, Finding, Step
from bot.partnership.moves import (
    Acknowledge,
    AskCustomer,
    By,
    Close,
    Decide,
    HandBack,
    Move,
    Moved,
    Snooze,
    Take,
    TooLate,
    found_again,
    moved,
    opened,
    settled,
)
from bot.partnership.records import Product
from bot.partnership.workdays import NoHolidays

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
FINDING = Finding(
    kind=CaseKind.SLOT_TAKEN,
    customer_id="c",
    subscription_id="s",
    product=Product.MICROSOFT_AZURE,
    rivals=("First Up",),
    facts="other:First Up@2026-11-01/",
)
MOVES: tuple[Move, ...] = (
    Acknowledge(),
    Take(),
    HandBack(),
    AskCustomer(on=date(2026, 11, 27)),
    Decide(decision=Decision.SWITCHED, evidence="mail of 2 December"),
    Close(note="a test subscription"),
    Snooze(until=AT + timedelta(days=3)),
)


def a_case(**fields: object) -> Case:
    return replace(opened(FINDING, at=AT, place="import 1").case, **fields)  # pyright: ignore[reportArgumentType]


def by(case: Case, version: int | None = None) -> By:
    seen = case.version if version is None else version
    return By(person="T1/slack/U1", name="Kim", place="slack/C1", at=AT, version=seen)


def after(case: Case, *moves: Move) -> Case:
    for move in moves:
        done = moved(case, move, by(case), NoHolidays())
        assert isinstance(done, Moved), move
        case = done.case
    return case


def test_the_whole_way() -> None:
    case = after(
        a_case(),
        Acknowledge(),
        Take(),
        AskCustomer(on=date(2026, 11, 27)),
        Decide(decision=Decision.SWITCHED, evidence=" mail of 2 December "),
        Close(),
    )
    assert case.is_over
    assert (case.owner, case.owner_name, case.version) == ("T1/slack/U1", "Kim", 6)
    assert (case.decision, case.evidence) == (Decision.SWITCHED, "mail of 2 December")
    assert case.answer_by == date(2026, 12, 11)


def test_the_history_says_who_and_from_where() -> None:
    done = moved(a_case(), Take(), by(a_case()), NoHolidays())
    assert isinstance(done, Moved)
    entry = done.entry
    assert (entry.step, entry.person, entry.place, entry.version) == (Step.TAKEN, "Kim", "slack/C1", 2)


@pytest.mark.parametrize("move", MOVES)
def test_an_old_card_changes_nothing(move: Move) -> None:
    case = after(a_case(), Acknowledge(), Take())
    assert moved(case, move, by(case, version=case.version - 1), NoHolidays()) == TooLate(case=case)


@pytest.mark.parametrize("move", MOVES)
def test_what_is_closed_stays_closed(move: Move) -> None:
    case = after(a_case(), Close(note="not a conflict"))
    assert moved(case, move, by(case), NoHolidays()) == TooLate(case=case)


def test_a_second_press_finds_another_version() -> None:
    case = a_case()
    first = moved(case, Acknowledge(), by(case), NoHolidays())
    assert isinstance(first, Moved)
    assert moved(first.case, Acknowledge(), by(case), NoHolidays()) == TooLate(case=first.case)


def test_a_decision_is_put_right_until_the_case_is_closed() -> None:
    wrong, right = (
        Decide(decision=decision, evidence="a call") for decision in (Decision.LOST, Decision.KEPT)
    )
    case = after(a_case(), wrong, right)
    assert (case.state, case.decision) == (CaseState.DECIDED, Decision.KEPT)
    case = after(case, Close())
    assert moved(case, wrong, by(case), NoHolidays()) == TooLate(case=case)


def test_a_decision_needs_evidence_and_a_closing_a_reason() -> None:
    case = a_case()
    for move in (Decide(decision=Decision.LOST, evidence=" "), Close(note=" ")):
        assert moved(case, move, by(case), NoHolidays()) == TooLate(case=case)


def test_the_same_found_again_says_nothing_new() -> None:
    assert found_again(a_case(), FINDING, at=AT, place="import 2") is None
    assert found_again(after(a_case(), Close(note="x")), FINDING, at=AT, place="import 2") is None


def test_only_new_facts_open_it_again() -> None:
    closed = after(a_case(), Take(), Decide(decision=Decision.KEPT, evidence="phone"), Close())
    newer = replace(FINDING, facts="other:First Up@2026-12-01/")
    again = found_again(closed, newer, at=AT, place="import 2")
    assert again is not None
    assert (again.entry.step, again.case.state, again.case.reopened) == (Step.REOPENED, CaseState.OPEN, 1)
    assert (again.case.key, again.case.decision, again.case.owner) == (closed.key, None, closed.owner)


def test_new_facts_of_an_open_case_keep_its_state() -> None:
    newer = replace(FINDING, facts="other:First Up@2026-12-01/")
    told = found_again(after(a_case(), Take()), newer, at=AT, place="import 2")
    assert told is not None
    assert (told.entry.step, told.case.state) == (Step.NEW_FACTS, CaseState.ACKNOWLEDGED)


def test_the_record_can_settle_it_once() -> None:
    done = settled(a_case(), decision=Decision.SWITCHED, evidence="b.csv", at=AT, place="import 2")
    assert done is not None
    assert done.case.is_over
    assert settled(done.case, decision=Decision.LOST, evidence="c.csv", at=AT, place="import 3") is None


@given(moves=st.lists(st.sampled_from(MOVES), max_size=12))
def test_every_move_counts_once_or_not_at_all(moves: list[Move]) -> None:
    case, entries = a_case(), 0
    for move in moves:
        done = moved(case, move, by(case), NoHolidays())
        if isinstance(done, Moved):
            assert done.case.version == case.version + 1 == done.entry.version
            case, entries = done.case, entries + 1
        else:
            assert done.case == case
    assert case.version == 1 + entries
    assert case.key == FINDING.key
