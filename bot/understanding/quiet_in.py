"""Quiet hours as people say them: “quiet from 18 to 08 and at weekends”, “tysta timmar 18.30–07”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.understanding.words import folded_text

_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*h\b)?"
_BETWEEN = r"\s*(?:-|–|—|to|till|until|til|and|och|&)\s*(?:klockan\s+|kl\.?\s*)?"
_RANGE = re.compile(rf"(?<![\d.:/-]){_CLOCK}{_BETWEEN}{_CLOCK}(?![\d/]|[:.]\d)")
_WEEKENDS = re.compile(
    r"\b(weekends?|helg(er|erna|en)?|holidays?|helgdagar(na)?|roda dagar|saturdays?|lordag\w*)\b"
)
_OFF = re.compile(
    r"\b(off|away|no|never|without|remove|cancel|stop|end|disable|drop|av|bort|inga|ingen|aldrig|utan|sluta|avsluta"
    r"|upphav|slopa|inaktivera)\b"
)
_MINE = re.compile(r"\b(me|my|mine|mig|min|mina|mitt)\b")
_QUIET = re.compile(
    r"\b(quiet|silent|silence|disturb|at night|nights|tyst\w*|stor (mig |oss )?inte|i ?fred|pa natten"
    r"|natterna)\b"
)
_ZONE = re.compile(r"\b[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+)+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quieting:
    """What was said of quiet hours: a span of local time, weekends, or that there be none.

    `begins` and `ends` are None where no span is named, `zone` empty where none is. `mine`: the person's own.
    """

    begins: time | None = None
    ends: time | None = None
    weekends: bool = False
    off: bool = False
    mine: bool = False
    zone: str = ""

    @property
    def says_when(self) -> bool:
        """Whether it can be done as it was said."""
        return self.off or self.weekends or self.begins is not None


def quiet_in(text: str) -> Quieting | None:
    """What the text says of quiet hours, None where it does not speak of them."""
    plain = folded_text(text)
    if not _QUIET.search(plain):
        return None
    begins, ends = _span(plain)
    weekends = _WEEKENDS.search(plain) is not None
    return Quieting(
        begins=begins,
        ends=ends,
        weekends=weekends,
        off=begins is None and not weekends and _OFF.search(plain) is not None,
        mine=_MINE.search(plain) is not None,
        zone=_zone(text),
    )


def _span(plain: str) -> tuple[time | None, time | None]:
    for match in _RANGE.finditer(plain):
        begins, ends = _time(*match.group(1, 2, 3)), _time(*match.group(4, 5, 6))
        if begins is not None and ends is not None and begins != ends:
            return begins, ends
    return None, None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    """None for what no clock shows; 24 is midnight."""
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours == 24 and not minutes:
        hours = 0
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _zone(text: str) -> str:
    for match in _ZONE.finditer(text):
        try:
            ZoneInfo(match[0])
        except (KeyError, ValueError, OSError):
            continue
        return match[0]
    return ""
