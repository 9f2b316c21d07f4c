"""What a sentence about a case wants: to see it, to hear its history, or to move it, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.partnership.cases import Decision
from bot.understanding.patterns import Late
from bot.understanding.saying import denies, is_question
from bot.understanding.words import folded_text


class Wish(StrEnum):
    """What is wanted."""

    SHOW = "show"
    HISTORY = "history"
    ACKNOWLEDGE = "acknowledge"
    TAKE = "take"
    HAND_BACK = "hand-back"
    ASKED = "asked"
    DECIDED = "decided"
    CLOSE = "close"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """`day` is when the customer was asked, `days` how long nobody is to be reminded; None where unsaid."""

    wish: Wish
    day: date | None = None
    decision: Decision | None = None
    days: int | None = None


_HISTORY = Late(
    r"\b(?:what (?:has |have )?happened|history|timeline|vad (?:har )?hant|histori[ae]\w*|tidslinje\w*)\b"
)
_HAND_BACK = Late(
    r"\b(?:(?:hand|give|put)(?:ing)?\b.*\bback|release|let go of|not mine any ?more"
    r"|(?:lamna\w*|ge|ger)\b.*\btillbaka|slapper?)\b"
)
_SNOOZE = Late(
    r"\b(?:snooz\w*|remind\w*\b.*\b(?:later|in|again|on)|not now|pause"
    r"|paminn\w*\b.*\b(?:senare|om|igen)|vila|pausa)\b"
)
_CLOSE = Late(r"\b(?:close|resolve|shut|finish|avsluta\w*|stang\w*)\b")
_NO = Late(
    r"\b(?:said no|turned us down|declined?|refused?|against us|not us"
    r"|tackade? nej|sade? nej|avboj\w*|emot oss)\b"
)
_KEPT = Late(
    r"\b(?:(?:keeps?|kept|keeping|stay\w*|remain\w*)\b.*\bus|(?:behaller|behalla|behall|stannar|kvar)\b.*\boss)\b"
)
_SWITCHED = Late(
    r"\b(?:(?:chose|chosen|picked|named?|registered|switch\w*|went|decided)\b.*\bus"
    r"|(?:valde|valt|angav|angett|bytte|byta|bytt|registrerade|bestamde)\b.*\boss)\b"
)
_LOST = Late(
    r"\b(?:(?:chose|chosen|picked|went|going|switched|keeps?|kept|stay\w*|decided)\b"
    r".*\b(?:with|for|to|someone|somebody|another|them)"
    r"|(?:valde|valt|bytte|stannar|behaller|gar)\b.*\b(?:hos|till|nagon|nan|annan|andra|dem))\b"
)
_DECIDED = Late(r"\b(?:decided|decision|made up their mind|bestamt sig|bestamde sig|beslut\w*)\b")
_ASKED = Late(
    r"\b(?:(?:we|i|ive|weve|have|has|was|been|were)\b.*\basked|asked\b|sent\b.*\b(?:request|mail|letter)"
    r"|(?:vi|jag|har)\b.*\bfraga[dt]\w*|fragade|tillfragad\w*|skicka[dt]\w*\b.*\b(?:forfragan|mejl\w*|brev\w*))\b"
)
_TAKE = Late(r"\b(?:take|taking|ill take|grab|assign\w*|own|mine|tar|ta|tilldela\w*|min|mitt)\b")
_SEEN = Late(r"\b(?:seen|acknowledge\w*|noticed|sett|noterat|kvittera\w*)\b")
_TODAY, _YESTERDAY = Late(r"\b(?:today|i ?dag|just now|nyss)\b"), Late(r"\b(?:yesterday|i ?gar)\b")
_ISO = Late(r"\b(20\d\d-\d\d-\d\d)\b")
_WEEK, _THREE = Late(r"\b(?:week|vecka\w*|7|seven|sju)\b"), Late(r"\b(?:3|three|tre)\b")


_TOLD = (_ASKED, _NO, _KEPT, _SWITCHED, _LOST, _DECIDED)
_CASE = Late(r"\b(?:cases?|conflicts?|\w*arende\w*|\w*konflikt\w*|snooz\w*|follow\w* up|folja upp)\b")


def speaks_of_a_case(text: str) -> bool:
    """Whether it has a word for a case, or tells that one moves."""
    return _CASE.search(folded_text(text)) is not None or tells_a_move(text)


def tells_a_move(text: str) -> bool:
    """Whether it tells that the customer was asked, or has decided; a question tells nothing."""
    said = folded_text(text)
    return not is_question(text) and any(told.search(said) for told in _TOLD)


def case_words(text: str, today: date) -> CaseWords:
    """What the sentence wants of the case that it speaks of; to see it where it says nothing else."""
    said = folded_text(text)
    if _HISTORY.search(said):
        return CaseWords(wish=Wish.HISTORY)
    if is_question(text):
        return CaseWords(wish=Wish.SHOW)
    if _HAND_BACK.search(said):
        return CaseWords(wish=Wish.HAND_BACK)
    if _SNOOZE.search(said):
        return CaseWords(wish=Wish.SNOOZE, days=_days(said))
    if _CLOSE.search(said):
        return CaseWords(wish=Wish.CLOSE)
    if decision := _decision(text, said):
        return CaseWords(wish=Wish.DECIDED, decision=decision)
    return _moved(said, today)


def _moved(said: str, today: date) -> CaseWords:
    if _DECIDED.search(said):
        return CaseWords(wish=Wish.DECIDED)
    if _ASKED.search(said):
        return CaseWords(wish=Wish.ASKED, day=_day(said, today))
    if _SEEN.search(said):
        return CaseWords(wish=Wish.ACKNOWLEDGE)
    return CaseWords(wish=Wish.TAKE if _TAKE.search(said) else Wish.SHOW)


def _decision(text: str, said: str) -> Decision | None:
    """What the customer decided. What is denied is left to whoever fills in the form."""
    if _NO.search(said):
        return Decision.LOST
    if denies(text):
        return None
    if _KEPT.search(said):
        return Decision.KEPT
    if _SWITCHED.search(said):
        return Decision.SWITCHED
    return Decision.LOST if _LOST.search(said) else None


def _day(said: str, today: date) -> date | None:
    if written := _ISO.search(said):
        try:
            return date.fromisoformat(written.group(1))
        except ValueError:
            return None
    if _YESTERDAY.search(said):
        return today - timedelta(days=1)
    return today if _TODAY.search(said) else None


def _days(said: str) -> int:
    if _WEEK.search(said):
        return 7
    return 3 if _THREE.search(said) else 1
