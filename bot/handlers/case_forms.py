"""The forms of a case: when the customer was asked, what they decided, why it is closed, when to be reminded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, CaseSeen, outcome, what_of
from bot.conversation.replies import (
    Block,
    Field,
    Form,
    Heading,
    Option,
    OptionField,
    Paragraph,
    Reply,
    TextField,
)
from bot.conversation.richtext import plain
from bot.handlers.draft_letters import Era, letter
from bot.partnership.cases import Case, CaseState, Decision
from bot.partnership.moves import AskCustomer, Close, Decide, Move, Snooze, allows

DAY, DECISION, EVIDENCE, WHY, DAYS = "day", "decision", "evidence", "why", "days"
_LONGEST = 500

Values = Mapping[str, str]
_NOTHING: Values = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """A form that leads to a move: `opens` and `sends` are its actions.

    `read` gives the move, or what is wrong with what was filled in by the fields' ids.
    """

    opens: str
    sends: str
    allows: Callable[[Case, Around], bool]
    title: Callable[[Around], str]
    over: Callable[[CaseSeen, Around], tuple[Block, ...]]
    fields: Callable[[Case, Values, Around], tuple[Field, ...]]
    send_label: Callable[[Around], str]
    read: Callable[[Case, Values, Around], Move | Values]

    def drawn(self, seen: CaseSeen, values: Values, around: Around, *, faults: Values = _NOTHING) -> Reply:
        """The form with these values."""
        return Reply(
            language=around.language,
            title=self.title(around).format(what=what_of(seen, around.texts)),
            outcome=outcome(seen, topic="case-form"),
            blocks=self.over(seen, around),
            form=Form(
                fields=self.fields(seen.case, values, around),
                action=do.case_action(self.sends, seen.case, around.language),
                send_label=self.send_label(around),
                cancel_label=around.texts.cases.cancel,
                faults=faults,
            ),
            only_for_asker=True,
        )


def _said(text: str) -> tuple[Block, ...]:
    return (Paragraph(text=plain(text)),)


def _request(seen: CaseSeen, around: Around) -> tuple[Block, ...]:
    """The request to the customer, ready to copy."""
    texts, product = around.texts, seen.case.finding.product
    named = (seen.holding.subscription.label if seen.holding else "") or texts.products[product]
    lines = letter(Era.TODAY, {product}, named, texts)
    return (
        *_said(texts.cases.ask_intro),
        Heading(text=texts.draft.copy_this),
        *(Paragraph(text=plain(line)) for line in lines),
    )


def _asked(case: Case, values: Values, around: Around) -> Move | Values:
    words = around.texts.cases
    try:
        day = date.fromisoformat(values.get(DAY, ""))
    except ValueError:
        return {DAY: words.no_day}
    return {DAY: words.not_yet_day} if day > around.today else AskCustomer(on=day)


def _day(case: Case, values: Values, around: Around) -> tuple[Field, ...]:
    words = around.texts.cases
    value = values.get(DAY, around.today.isoformat())
    return (TextField(id=DAY, label=words.ask_day, value=value, hint=words.ask_day_hint, limit=10),)


def _decision(case: Case, values: Values, around: Around) -> tuple[Field, ...]:
    words = around.texts.cases
    options = tuple(Option(value=decision.value, label=said) for decision, said in words.choices.items())
    return (
        OptionField(id=DECISION, label=words.decide_what, options=options, value=values.get(DECISION, "")),
        _long(EVIDENCE, words.decide_evidence, values),
    )


def _decided(case: Case, values: Values, around: Around) -> Move | Values:
    words = around.texts.cases
    faults = _text_faults(EVIDENCE, values, around)
    decision = next((each for each in Decision if each.value == values.get(DECISION)), None)
    if decision is None:
        return {**faults, DECISION: words.missing}
    return faults or Decide(decision=decision, evidence=values[EVIDENCE])


def _note(case: Case, values: Values, around: Around) -> tuple[Field, ...]:
    needed = case.state is not CaseState.DECIDED
    return (_long(WHY, around.texts.cases.close_why, values, required=needed),)


def _closed(case: Case, values: Values, around: Around) -> Move | Values:
    needed = case.state is not CaseState.DECIDED
    faults = _text_faults(WHY, values, around, required=needed)
    return faults or Close(note=values.get(WHY, ""))


def _pause(case: Case, values: Values, around: Around) -> tuple[Field, ...]:
    words = around.texts.cases
    options = tuple(Option(value=str(days), label=said) for days, said in words.snooze_for.items())
    return (OptionField(id=DAYS, label=words.snooze_days, options=options, value=values.get(DAYS, "1")),)


def _snoozed(case: Case, values: Values, around: Around) -> Move | Values:
    words = around.texts.cases
    days = next((days for days in words.snooze_for if str(days) == values.get(DAYS)), None)
    return {DAYS: words.missing} if days is None else Snooze(until=around.now + timedelta(days=days))


def _long(name: str, label: str, values: Values, *, required: bool = True) -> TextField:
    value = values.get(name, "")[:_LONGEST]
    return TextField(id=name, label=label, value=value, required=required, long=True, limit=_LONGEST)


def _text_faults(name: str, values: Values, around: Around, *, required: bool = True) -> Values:
    written, words = values.get(name, ""), around.texts.cases
    if len(written) > _LONGEST:
        return {name: words.too_long.format(n=_LONGEST)}
    return {name: words.missing} if required and not written else {}


ASK = CaseForm(
    opens=do.ASK,
    sends=do.ASKED,
    allows=lambda case, around: allows(case, AskCustomer(on=around.today)),
    title=lambda around: around.texts.cases.ask_title,
    over=_request,
    fields=_day,
    send_label=lambda around: around.texts.cases.ask_send,
    read=_asked,
)
DECIDE = CaseForm(
    opens=do.DECIDE,
    sends=do.DECIDED,
    allows=lambda case, _: allows(case, Decide(decision=Decision.KEPT, evidence="…")),
    title=lambda around: around.texts.cases.decide_title,
    over=lambda _, around: _said(around.texts.cases.decide_intro),
    fields=_decision,
    send_label=lambda around: around.texts.cases.decide_send,
    read=_decided,
)
CLOSE = CaseForm(
    opens=do.CLOSE,
    sends=do.CLOSED,
    allows=lambda case, _: allows(case, Close(note="…")),
    title=lambda around: around.texts.cases.close_title,
    over=lambda _, around: _said(around.texts.cases.close_intro),
    fields=_note,
    send_label=lambda around: around.texts.cases.close_send,
    read=_closed,
)
SNOOZE = CaseForm(
    opens=do.SNOOZE,
    sends=do.SNOOZED,
    allows=lambda case, around: allows(case, Snooze(until=around.now)),
    title=lambda around: around.texts.cases.snooze_title,
    over=lambda _, around: _said(around.texts.cases.snooze_intro),
    fields=_pause,
    send_label=lambda around: around.texts.cases.snooze_send,
    read=_snoozed,
)
FORMS = (ASK, DECIDE, CLOSE, SNOOZE)
