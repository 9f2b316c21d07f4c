"""The card of a case: what is wrong, who says so, how far it has come, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.alerts import case_actions as do
from bot.alerts.case_lines import line
from bot.conversation.dates import in_words, moment_in_words
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Button, Fact, Facts, Heading, Paragraph, Reply, Sources, Tone
from bot.conversation.richtext import plain
from bot.conversation.sourcing import source_note
from bot.conversation.standing_facts import details
from bot.conversation.texts import Texts, texts_in
from bot.partnership.cases import Case, CaseEntry, CaseKind, CaseState, Decision
from bot.partnership.moves import (
    Acknowledge,
    AskCustomer,
    Close,
    Decide,
    HandBack,
    Move,
    Snooze,
    Take,
    allows,
)
from bot.partnership.records import Holding
from bot.partnership.standing import standing
from bot.partnership.workdays import Holidays, working_days_until
from bot.ports import Services, Transaction
from bot.understanding.knowledge import KnowledgeBase

RULES = {
    CaseKind.OURS_GONE: "one-partner-per-subscription",
    CaseKind.SLOT_TAKEN: "slot-taken",
    CaseKind.RIVAL_CLAIM: "one-partner-per-subscription",
    CaseKind.SOURCES_DISAGREE: "report-delay-and-masked-names",
    CaseKind.MOVE_ENDS_DPOR: "new-subscription",
    CaseKind.RENEWAL_NEAR: "new-subscription",
    CaseKind.NEW_WITHOUT: "remember-checklist",
}
"""The article that says by which rule it is wrong."""
_MOST_SOURCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSeen:
    """A case, the line that led to it as it is, and its subscription: None where that was forgotten."""

    case: Case
    last: CaseEntry | None
    holding: Holding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a card is drawn with beside the case."""

    now: datetime
    holidays: Holidays
    zone: str
    knowledge: KnowledgeBase
    language: Language

    @classmethod
    def of(cls, services: Services, language: Language) -> Around:
        """With what the handlers have."""
        return cls(
            now=services.clock.now(),
            holidays=services.holidays,
            zone=services.zone,
            knowledge=services.knowledge,
            language=language,
        )

    @property
    def texts(self) -> Texts:
        """The sentences of its language."""
        return texts_in(self.language)

    @property
    def today(self) -> date:
        """The day where people work."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


async def see(transaction: Transaction, case: Case) -> CaseSeen:
    """The case with what its card tells of it."""
    entries = await transaction.cases.entries(case.key)
    holding = await transaction.record.subscription(case.finding.subscription_id)
    return CaseSeen(case=case, last=entries[-1] if entries else None, holding=holding)


def what_of(seen: CaseSeen, texts: Texts) -> str:
    """The customer and the product."""
    named = seen.holding.customer.name if seen.holding else texts.cases.gone
    return f"{named}, {texts.products[seen.case.finding.product]}"


def title_of(seen: CaseSeen, texts: Texts) -> str:
    """The customer, the product, and what is wrong."""
    words = texts.cases
    title = words.closed_title if seen.case.is_over else words.title
    return title.format(what=what_of(seen, texts), wrong=words.kinds[seen.case.finding.kind])


def card(seen: CaseSeen, around: Around, *, note: str = "") -> Reply:
    """The case as it is now. `note` stands over it: what became of a press."""
    case, texts = seen.case, around.texts
    over = case.is_over
    return Reply(
        language=around.language,
        title=title_of(seen, texts),
        outcome=outcome(seen, topic="case-card"),
        blocks=(
            *((Paragraph(text=plain(note)),) if note else ()),
            Paragraph(text=plain(texts.cases.wrong[case.finding.kind])),
            Facts(facts=_progress(seen, around)),
            *(details((standing(seen.holding),), texts, around.today) if seen.holding else ()),
            Heading(text=texts.cases.next_heading),
            Paragraph(text=plain(next_step(case, around))),
            *_rule(case, around),
        ),
        buttons=buttons(case, around),
        tone=Tone.NEUTRAL if over else Tone.ATTENTION,
        tone_word="" if over else texts.tones.attention,
    )


def outcome(seen: CaseSeen, *, topic: str) -> Outcome:
    """What the card speaks of, as data."""
    finding = seen.case.finding
    return Outcome(
        kind=Kind.COMMAND,
        topic=topic,
        customer=seen.holding.customer.name if seen.holding else None,
        product=finding.product,
        subscriptions=(finding.subscription_id,),
        confidence=1.0,
    )


def next_step(case: Case, around: Around) -> str:
    """What is to be done now."""
    words, state = around.texts.cases, case.state
    if state is CaseState.CUSTOMER_ASKED and case.answer_by and case.answer_by < around.today:
        return words.next_late
    if state is CaseState.OPEN and case.owner:
        state = CaseState.ACKNOWLEDGED
    return words.next_steps[state].format(advice=words.advice[case.finding.kind])


def buttons(case: Case, around: Around) -> tuple[Button, ...]:
    """Exactly the moves that are allowed now, and the history."""
    labels = around.texts.cases.buttons
    moves: tuple[tuple[str, Move], ...] = (
        (do.ACKNOWLEDGE, Acknowledge()),
        (do.TAKE, Take()),
        (do.HAND_BACK, HandBack()),
        (do.ASK, AskCustomer(on=around.today)),
        (do.DECIDE, Decide(decision=Decision.KEPT, evidence="…")),
        (do.SNOOZE, Snooze(until=around.now)),
        (do.CLOSE, Close(note="…")),
    )
    names = [name for name, move in moves if allows(case, move)]
    if case.owner:
        labels = {**labels, do.TAKE: around.texts.cases.take_over}
    return tuple(
        Button(label=labels[name], action=do.case_action(name, case, around.language))
        for name in (*names, do.HISTORY)
    )


def deadline_in_words(day: date, around: Around) -> str:
    """A last day, and how many working days are left until then."""
    words, left = around.texts.cases, working_days_until(day, around.today, around.holidays)
    if day == around.today:
        said = words.due_today
    else:
        said = words.days_left.of(left) if day > around.today else words.overdue.of(-left)
    return said.replace("{date}", in_words(day, around.texts))


def _progress(seen: CaseSeen, around: Around) -> tuple[Fact, ...]:
    """How far it has come."""
    case, texts = seen.case, around.texts
    words = texts.cases
    facts = [
        Fact(name=words.state, value=words.states[case.state]),
        Fact(name=words.owner, value=case.owner_name or words.nobody),
    ]
    if case.asked_on:
        facts.append(Fact(name=words.asked_on, value=in_words(case.asked_on, texts)))
    if case.answer_by and case.state is CaseState.CUSTOMER_ASKED:
        facts.append(Fact(name=words.answer_by, value=deadline_in_words(case.answer_by, around)))
    if case.finding.deadline and not case.is_over:
        facts.append(Fact(name=words.deadline, value=deadline_in_words(case.finding.deadline, around)))
    if case.decision:
        facts.append(Fact(name=words.decision, value=words.decisions[case.decision]))
    if case.decision and case.evidence and case.state is CaseState.DECIDED:
        facts.append(Fact(name=words.evidence, value=case.evidence))
    if case.snoozed_until and case.snoozed_until > around.now and not case.is_over:
        paused = words.paused.format(moment=moment_in_words(case.snoozed_until, texts))
        facts.append(Fact(name=words.reminders, value=paused))
    if seen.last:
        facts.append(Fact(name=words.last, value=line(seen.last, texts)))
    return tuple(facts)


def _rule(case: Case, around: Around) -> tuple[Block, ...]:
    """Where the rule stands, and the time that it speaks for."""
    article = around.knowledge.article(RULES[case.finding.kind], around.language)
    if article is None or not article.sources:
        return ()
    sources = article.sources[:_MOST_SOURCES]
    notes = tuple(source_note(source, around.texts) for source in sources)
    return (Sources(label=around.texts.cases.rule.format(title=article.title), sources=sources, notes=notes),)
