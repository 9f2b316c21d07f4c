"""What a notice says, in short: it is rendered when it goes out, from what is so by then."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, cast

from bot.conversation.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOf:
    """The card of a case: one in each room, for good."""

    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOf:
    """The card of a case is to show the case as it is."""

    case: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOf:
    """A line of the case's history, in its card's thread."""

    case: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOf:
    """How many conflicts one import brought, where they were too many for a card each."""

    origin: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderOf:
    """Nobody has moved the case for a while; `escalates` where that was said before."""

    case: str
    version: int
    escalates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOf:
    """A week in one message: that one ("2026-W48"), told when it is over."""

    week: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRoomOf:
    """Nothing can be told in that conversation any more, and why; told to whoever asked for alerts there.

    `since` is when that was found (UTC), in ISO's words.
    """

    tenant: str
    conversation: str
    since: str
    reason: str


Telling = CardOf | EditOf | EntryOf | SummaryOf | ReminderOf | DigestOf | LostRoomOf
_KINDS: dict[str, type[Telling]] = {
    kind.__name__: kind for kind in (CardOf, EditOf, EntryOf, SummaryOf, ReminderOf, DigestOf, LostRoomOf)
}


def written(telling: Telling, language: Language) -> str:
    """As the text of a notice."""
    return json.dumps(
        {"kind": type(telling).__name__, "language": language.value, **asdict(telling)}, sort_keys=True
    )


def read(text: str) -> tuple[Telling, Language]:
    """What `written` wrote. Raises ValueError for anything else."""
    fields = cast("object", json.loads(text))
    if not isinstance(fields, dict):
        raise ValueError("a notice's text is no object")  # noqa: TRY004 (it is the content that is wrong)
    values = cast("dict[str, Any]", fields)
    kind, language = _KINDS.get(str(values.pop("kind", ""))), Language(values.pop("language", ""))
    if kind is None:
        raise ValueError("a notice's text is of no known kind")
    try:
        return kind(**values), language
    except TypeError as error:
        raise ValueError("a notice's text has other fields") from error
