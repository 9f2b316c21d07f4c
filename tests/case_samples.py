"""What is said of a case, in both languages: every renderer draws it. From the product's own code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.alerts.case_card import Around, CaseSeen, card
from bot.alerts.gatherings import Gathered, digest, summary
from bot.alerts.lost_rooms import lost
from bot.alerts.short_words import entry_line, history, moved_line, reminder
from bot.alerts.tellings import LostRoomOf
from bot.conversation.language import Language
from bot.conversation.replies import Reply
from bot.handlers.case_forms import ASK, CLOSE, DECIDE, SNOOZE
from bot.partnership.cases import Case, CaseEntry, CaseKind, CaseState, Decision, Finding, Step
from bot.partnership.quiet import STOCKHOLM
from bot.partnership.records import Product, other
from bot.partnership.workdays import NoHolidays
from bot.understanding.knowledge import KnowledgeBase
from tests.builders import TODAY, a_customer, a_holding, an_article, an_association
from tests.fakes import NOON

_LOST = LostRoomOf(tenant="T1", conversation="C1", since=NOON.isoformat(), reason="is_archived")
_ASKED_ON = TODAY - timedelta(days=6)


def case_samples(hostile: str) -> Mapping[str, Reply]:
    """By name: what it shows, then its language. `hostile` is a name with every platform's mark-up in it."""
    return dict(_samples(hostile))


def _samples(hostile: str) -> Iterator[tuple[str, Reply]]:
    for language in Language:
        around, seen = _around(language), _seen()
        asked = _seen(state=CaseState.CUSTOMER_ASKED, step=Step.CUSTOMER_ASKED, note=_ASKED_ON.isoformat())
        closed = _seen(state=CaseState.CLOSED, step=Step.CLOSED, note="")
        made = {
            "case": card(seen, around),
            "case-asked": card(asked, around),
            "case-closed": card(closed, around),
            "case-too-late": card(asked, around, note=around.texts.cases.not_left.format(state="…")),
            "case-line": entry_line(asked, _entry(Step.TAKEN), around),
            "case-moved": moved_line(asked, around, note=""),
            "case-reminder": reminder(seen, around, escalates=False),
            "case-escalated": reminder(asked, around, escalates=True),
            "case-history": history(asked, [_entry(step, _NOTES.get(step, "")) for step in Step], around),
            "case-ask": ASK.drawn(seen, {}, around),
            "case-decide": DECIDE.drawn(seen, {}, around, faults={"evidence": "…"}),
            "case-close": CLOSE.drawn(seen, {}, around),
            "case-snooze": SNOOZE.drawn(seen, {}, around),
            "case-summary": summary(1000, _gathered(seen, 1000), around),
            "case-lost-room": lost(
                LostRoomOf(tenant="T1", conversation="C1", since=NOON.isoformat(), reason="is_archived"),
                around,
            ),
            "case-digest": digest("2026-W48", _gathered(asked, 7), _gathered(_decided(), 2), around),
        }
        yield from ((f"{name}.{language.value}", reply) for name, reply in made.items())
    yield "case-hostile.en", card(_seen(name=hostile, rival=hostile), _around(Language.ENGLISH))


_NOTES = {
    Step.CUSTOMER_ASKED: _ASKED_ON.isoformat(),
    Step.DECIDED: f"{Decision.SWITCHED}: mail of 20 November",
    Step.CLOSED: "a test tenant",
    Step.SNOOZED: (NOON + timedelta(days=3)).isoformat(),
}


def _around(language: Language) -> Around:
    articles = (
        an_article("one-partner-per-subscription", language=each, title="One partner a subscription")
        for each in Language
    )
    return Around(
        now=NOON, holidays=NoHolidays(), zone=STOCKHOLM, knowledge=KnowledgeBase(articles), language=language
    )


def _gathered(seen: CaseSeen, count: int) -> Gathered:
    return Gathered(cases=[seen.case] * count, first=[seen] * 5)


def _decided() -> CaseSeen:
    return _seen(state=CaseState.DECIDED, step=Step.DECIDED, note=_NOTES[Step.DECIDED])


def _seen(
    *,
    state: CaseState = CaseState.OPEN,
    step: Step = Step.OPENED,
    note: str = "",
    name: str = "Contoso",
    rival: str = "First Up",
) -> CaseSeen:
    finding = Finding(
        kind=CaseKind.OURS_GONE,
        customer_id="name:contoso",
        subscription_id="s1",
        product=Product.MICROSOFT_AZURE,
        rivals=(rival,),
        facts="",
    )
    case = Case(key=finding.key, finding=finding, opened_at=NOON - timedelta(days=9), changed_at=NOON)
    if state is not CaseState.OPEN:
        case = replace(case, owner="T1/slack/U1", owner_name="Anna", version=3)
    if state is CaseState.CUSTOMER_ASKED:
        case = replace(case, asked_on=_ASKED_ON, answer_by=date(2026, 11, 30), snoozed_until=_later())
    if state in (CaseState.DECIDED, CaseState.CLOSED):
        case = replace(case, decision=Decision.SWITCHED, evidence="mail of 20 November")
    holding = a_holding(customer=a_customer(name), associations=(an_association(holder=other(rival)),))
    return CaseSeen(case=replace(case, state=state), last=_entry(step, note), holding=holding)


def _later() -> datetime:
    return NOON + timedelta(days=3)


def _entry(step: Step, note: str = "") -> CaseEntry:
    pressed = step not in (Step.OPENED, Step.NEW_FACTS, Step.REOPENED, Step.SETTLED, Step.WITHDRAWN)
    return CaseEntry(
        case="slot/s1/first up",
        version=2,
        step=step,
        at=NOON,
        person="Anna" if pressed else "",
        place="teams/19:abc" if pressed else "import-1",
        note=note,
    )
