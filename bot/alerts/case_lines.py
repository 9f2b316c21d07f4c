"""What happened to a case, a line each: who did what, when, and from where."""

from __future__ import annotations

from datetime import date, datetime

from bot.conversation.dates import in_words, moment_in_words
from bot.conversation.texts import Texts
from bot.partnership.cases import CaseEntry, Decision, Step

_AFTER = ": "


def line(entry: CaseEntry, texts: Texts) -> str:
    """One line of a history: "Anna took it, 22 November 2026 at 14:02, in Teams"."""
    what = texts.cases.steps[entry.step].format(person=entry.person, note=_note(entry, texts))
    said = texts.cases.line.format(
        what=what, moment=moment_in_words(entry.at, texts), place=place(entry, texts)
    )
    return said[:1].upper() + said[1:]


def place(entry: CaseEntry, texts: Texts) -> str:
    """From where it was done; empty where nobody knows."""
    if not entry.person:
        return ""
    return texts.cases.places.get(entry.place.partition("/")[0], "")


def _note(entry: CaseEntry, texts: Texts) -> str:
    match entry.step:
        case Step.CUSTOMER_ASKED:
            day = date.fromisoformat(entry.note)
            return "" if day == entry.at.date() else texts.cases.on_day.format(date=in_words(day, texts))
        case Step.SNOOZED:
            return moment_in_words(datetime.fromisoformat(entry.note), texts)
        case Step.DECIDED:
            decision, _, evidence = entry.note.partition(_AFTER)
            return f"{texts.cases.decisions[Decision(decision)]} ({evidence})"
        case Step.CLOSED:
            return f": {entry.note}" if entry.note else ""
        case _:
            return ""
