"""What is said of many cases at once: an import that brought many, and the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, CaseSeen, deadline_in_words, see, title_of
from bot.conversation.actions import Action
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Block, Bullets, Button, Heading, Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.partnership.cases import Case, CaseKind, CaseState
from bot.partnership.open_cases import due_on, soonest_first
from bot.ports import Transaction

FIRST = 5
"""How many of a list are named."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Cases, and the first of them with all that is told of each: as they come due."""

    cases: Sequence[Case]
    first: Sequence[CaseSeen]


async def gather(cases: Iterable[Case], transaction: Transaction) -> Gathered:
    """These cases, to be told of."""
    ordered = soonest_first(cases)
    return Gathered(cases=ordered, first=[await see(transaction, case) for case in ordered[:FIRST]])


def summary(count: int, came: Gathered, around: Around) -> Reply:
    """How many conflicts one import brought, of which kinds, and the first of them that are still open."""
    words, cases = around.texts.cases, came.cases
    return Reply(
        language=around.language,
        title=words.summary_title.format(n=count),
        outcome=Outcome(kind=Kind.LIST, topic="case-summary", confidence=1.0),
        blocks=(
            Paragraph(text=plain(words.summary if cases else words.all_closed)),
            *_listed(words.by_kind, _by_kind(cases, around)),
            *_listed(words.first_of_them, (title_of(seen, around.texts) for seen in came.first)),
        ),
        buttons=_to_the_list(around),
        tone=Tone.ATTENTION if cases else Tone.NEUTRAL,
        tone_word=around.texts.tones.attention if cases else "",
    )


def digest(week: str, waiting: Gathered, decided: Gathered, around: Around) -> Reply:
    """The week in one message: what is open, by age and state, what was decided, and what comes due."""
    words, cases = around.texts.cases, waiting.cases
    due = [seen for seen in waiting.first if due_on(seen.case)]
    return Reply(
        language=around.language,
        title=words.digest_title.format(week=int(week.partition("-W")[2]), year=week[:4]),
        outcome=Outcome(kind=Kind.LIST, topic="case-digest", confidence=1.0),
        blocks=(
            Paragraph(text=plain(words.digest_open.of(len(cases)) if cases else words.digest_none)),
            *_listed(words.by_age, _by_age(cases, around)),
            *_listed(words.by_state, _by_state(cases, around)),
            *_listed(words.due, (_due_line(seen, around) for seen in due)),
            *_listed(words.decided, (_decided_line(seen, around) for seen in decided.first)),
        ),
        buttons=_to_the_list(around) if cases else (),
    )


def _by_kind(cases: Sequence[Case], around: Around) -> list[str]:
    counted = Counter(case.finding.kind for case in cases)
    names = around.texts.cases.kinds
    return [f"{names[kind]}: {counted[kind]}" for kind in CaseKind if counted[kind]]


def _by_state(cases: Sequence[Case], around: Around) -> list[str]:
    counted = Counter(case.state for case in cases)
    names = around.texts.cases.states
    return [f"{names[state]}: {counted[state]}" for state in CaseState if counted[state]]


def _by_age(cases: Sequence[Case], around: Around) -> list[str]:
    ages = [around.now - case.opened_at for case in cases]
    young = sum(age < _WEEK for age in ages)
    old = sum(age >= 4 * _WEEK for age in ages)
    counts = (young, len(ages) - young - old, old)
    return [said.of(n) for said, n in zip(around.texts.cases.ages, counts, strict=True) if n]


def _due_line(seen: CaseSeen, around: Around) -> str:
    day = due_on(seen.case)
    due = deadline_in_words(day, around) if day else ""
    return around.texts.cases.due_line.format(title=title_of(seen, around.texts), due=due)


def _decided_line(seen: CaseSeen, around: Around) -> str:
    words = around.texts.cases
    decision = words.decisions[seen.case.decision] if seen.case.decision else ""
    return words.decided_line.format(title=title_of(seen, around.texts), decision=decision)


def _listed(heading: str, lines: Iterable[str]) -> tuple[Block, ...]:
    items = tuple(plain(line) for line in lines)
    return (Heading(text=heading), Bullets(items=items)) if items else ()


def _to_the_list(around: Around) -> tuple[Button, ...]:
    action = Action(name=do.LIST, language=around.language)
    return (Button(label=around.texts.cases.show_list, action=action),)
