"""What is said of a case beside its card: a line in its thread, and a reminder that nothing happens."""

from __future__ import annotations

from collections.abc import Sequence

from bot.alerts import case_actions as do
from bot.alerts.case_card import Around, CaseSeen, next_step, outcome, title_of, what_of
from bot.alerts.case_lines import line
from bot.conversation.dates import in_words, moment_in_words
from bot.conversation.replies import Bullets, Button, Paragraph, Reply, Tone
from bot.conversation.richtext import plain
from bot.partnership.cases import Case, CaseEntry, CaseState
from bot.partnership.moves import Take, allows

MOST_LINES = 50


def entry_line(seen: CaseSeen, entry: CaseEntry, around: Around) -> Reply:
    """One line of the history, for the card's thread."""
    return Reply(
        language=around.language, title=line(entry, around.texts), outcome=outcome(seen, topic="case-entry")
    )


def moved_line(seen: CaseSeen, around: Around, *, note: str) -> Reply:
    """What came of a press that was not on the card: who has done what by now."""
    said = note or (line(seen.last, around.texts) if seen.last else "")
    return Reply(
        language=around.language,
        title=title_of(seen, around.texts),
        outcome=outcome(seen, topic="case-entry"),
        blocks=(Paragraph(text=plain(said)),),
        buttons=(show_button(seen.case, around),),
    )


def history(seen: CaseSeen, entries: Sequence[CaseEntry], around: Around) -> Reply:
    """Who did what when, the oldest first; of very many lines the newest."""
    texts, words = around.texts, around.texts.cases
    lines = tuple(plain(line(entry, texts)) for entry in entries[-MOST_LINES:])
    cut = words.history_shown.format(n=len(lines), all=len(entries)) if len(entries) > MOST_LINES else ""
    return Reply(
        language=around.language,
        title=words.history_title.format(what=what_of(seen, texts)),
        outcome=outcome(seen, topic="case-history"),
        blocks=(
            *((Paragraph(text=plain(cut)),) if cut else ()),
            Bullets(items=lines),
        ),
        buttons=(show_button(seen.case, around),),
        only_for_asker=True,
    )


def reminder(seen: CaseSeen, around: Around, *, escalates: bool) -> Reply:
    """Who has it and since when nothing happened; where nobody has it, who takes it."""
    texts, case = around.texts, seen.case
    words = texts.cases
    title = words.escalated_title if escalates else words.reminder_title
    return Reply(
        language=around.language,
        title=title.format(title=title_of(seen, texts)),
        outcome=outcome(seen, topic="case-reminder"),
        blocks=(
            Paragraph(text=plain(_waiting(case, around, escalates=escalates))),
            Paragraph(text=plain(_advice(case, around))),
        ),
        buttons=_ways_on(case, around),
        tone=Tone.ATTENTION,
        tone_word=texts.tones.attention,
    )


def _advice(case: Case, around: Around) -> str:
    if case.state is CaseState.OPEN:
        return around.texts.cases.advice[case.finding.kind]
    return next_step(case, around)


def _waiting(case: Case, around: Around, *, escalates: bool) -> str:
    texts, words = around.texts, around.texts.cases
    due = case.answer_by if case.state is CaseState.CUSTOMER_ASKED else None
    since = words.late if due else words.idle
    who = words.owned if case.owner else words.free
    again = f"{words.again} " if escalates else ""
    return f"{again}{since} {who}".format(
        owner=case.owner_name,
        moment=moment_in_words(case.changed_at, texts),
        due=in_words(due, texts) if due else "",
    )


def _ways_on(case: Case, around: Around) -> tuple[Button, ...]:
    words, language = around.texts.cases, around.language
    action = do.case_action(do.TAKE, case, language, shown=do.LINE)
    take = Button(label=words.buttons[do.TAKE], action=action)
    return (*((take,) if allows(case, Take()) and not case.owner else ()), show_button(case, around))


def show_button(case: Case, around: Around) -> Button:
    """To the case as it will be when it is pressed."""
    action = do.case_action(do.SHOW, case, around.language)
    return Button(label=around.texts.cases.show, action=action)
