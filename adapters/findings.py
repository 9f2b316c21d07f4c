"""What an examination finds: the words that the platforms' own checks and the doctor share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from bot.conversation.language import Language

LONGEST_WAIT = 8.0
"""Seconds that one question to a server may take."""

CLOCK, SETTINGS, ALERTS = "clock", "settings", "alerts"
_IN_SWEDISH = {CLOCK: "klocka", SETTINGS: "inställningar", ALERTS: "larm"}
"""Places without a name of their own."""
_REFUSED_FROM, _NOTED_FROM = 300.0, 60.0


class Grade(StrEnum):
    """How it stands. Only `WRONG` keeps something from working."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in every language."""

    en: str
    sv: str

    def within(self, language: Language) -> str:
        """The sentence in that language."""
        return self.sv if language is Language.SWEDISH else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found. `where` is a setting, a file or a place; nothing here holds a secret."""

    grade: Grade
    where: str
    what: Said
    remedy: Said | None = None

    def within(self, language: Language) -> str:
        """Where, what, and what to do."""
        where = _IN_SWEDISH.get(self.where, self.where) if language is Language.SWEDISH else self.where
        said = f"{where}: {self.what.within(language)}"
        return f"{said} {self.remedy.within(language)}" if self.remedy else said


def well(where: str, en: str, sv: str) -> Finding:
    """Something that was looked at and is as it should be."""
    return Finding(grade=Grade.WELL, where=where, what=Said(en, sv))


def clock_finding(date: str, now: datetime) -> Finding | None:
    """How far this machine's clock is from a server's `Date` header; None where that says nothing."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return None
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    apart = abs((now - theirs).total_seconds())
    if apart < _NOTED_FROM:
        return well(CLOCK, "It is right.", "Den går rätt.")
    what = Said(
        f"This machine's clock is {round(apart)} seconds off.",
        f"Den här datorns klocka går {round(apart)} sekunder fel.",
    )
    remedy = Said(
        "Let it be set over the network (NTP): from five minutes on, signed requests are refused.",
        "Låt den ställas över nätet (NTP): från fem minuter avvisas signerade anrop.",
    )
    grade = Grade.WRONG if apart >= _REFUSED_FROM else Grade.NOTE
    return Finding(grade=grade, where=CLOCK, what=what, remedy=remedy)
